import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A row of an export: its cells by the platform's column names. */
export type ExportRow = Readonly<Record<string, string>>

/** The headers of small but real reports; a row leaves out what it has nothing to say about. */
const HEADERS = {
  orders: [
    '主订单编号',
    '子订单编号',
    '选购商品',
    '商品ID',
    '商品数量',
    '订单应付金额',
    '支付优惠',
    '订单提交时间',
    '支付完成时间',
    '承诺发货时间',
    '发货时间',
    '订单完成时间',
    '订单状态',
    '售后状态',
  ],
  afterSales: [
    '售后单号',
    '订单号',
    '商品单号',
    '售后类型',
    '售后状态',
    '退商品金额（元）',
    '退运费金额（元）',
    '售后申请时间',
    '自动处理截止时间',
  ],
  settlements: [
    '结算时间',
    '订单号',
    '子订单号',
    '结算金额',
    '结算单类型',
    '结算账户',
    '收入合计',
    '支出合计',
  ],
  ledger: [
    '动账流水号',
    '动账时间',
    '账户方向',
    '动账金额(元)',
    '动账场景',
    '关联订单号',
    '账户余额(元)',
    '备注',
  ],
  insurance: ['投保单号', '订单编号', '承保时间', '支付保费', '保费状态'],
  qic: ['结算单号', '订单码', '关联订单号', '费用项', 'QIC仓', '结算金额', '业务发生时间', '状态'],
  products: ['商品ID', '商品名称', '一级类目', '二级类目', '规格ID（SKUID）', '商品价格'],
} as const satisfies Record<string, readonly string[]>

export type ExportName = keyof typeof HEADERS

/** A CSV file of a report as the platform writes it: UTF-8 with BOM, ids behind a TAB. */
export function exportText(name: ExportName, rows: readonly ExportRow[]): string {
  const header = HEADERS[name]
  const lines = rows.map((row) =>
    header.map((column) => cell(row[column] ?? defaultOf(column))).join(','),
  )
  return `\uFEFF${[header.join(','), ...lines].join('\r\n')}\r\n`
}

/** Writes an export whose name says when it was made. */
export async function writeExport(
  folder: string,
  name: ExportName,
  rows: readonly ExportRow[],
  epochSeconds: number,
): Promise<string> {
  const path = join(folder, `${epochSeconds}_${name}.csv`)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, exportText(name, rows))
  return path
}

function defaultOf(column: string): string {
  if (column === '商品数量') return '1'
  if (column === '订单应付金额') return '10.00'
  if (column === '选购商品') return '茶'
  return '-'
}

function cell(text: string): string {
  const isId = /^\d{15,}/.test(text)
  return isId ? `"\t${text}"` : /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
