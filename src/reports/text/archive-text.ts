import type { AttachResult, ExportResult, FindResult, Outcome } from '../../app/results.ts'
import { formatYuan } from '../../domain/money.ts'
import { harmless } from '../harmless.ts'
import { moment } from '../moment.ts'
import type { Language } from '../words/language.ts'
import { nextLine } from './next-line.ts'
import { type Paint, table } from './paint.ts'

interface View {
  language: Language
  paint: Paint
  /** The width of the terminal; any when left out. */
  columns?: number | undefined
}

const MATCH_NAMES = {
  zh: {
    line: '订单',
    'order-record': '订单维度',
    'after-sale': '售后',
    product: '商品',
    'fund-movement': '动账',
  },
  en: {
    line: 'order',
    'order-record': 'order record',
    'after-sale': 'after-sale',
    product: 'product',
    'fund-movement': 'fund movement',
  },
} as const

export function findText(
  { query, matches, more }: FindResult,
  { language, paint, columns: width }: View,
): string {
  const zh = language === 'zh'
  if (matches.length === 0) {
    return zh
      ? `没有找到“${harmless(query)}”。可以搜订单号、商品名、快递单号或日期（如 2026-11-01）\n${nextLine('zh', 'dyshop check', '存档里有什么，数据到哪一天')}\n`
      : `Nothing found for "${harmless(query)}". Try an order, product, tracking number or a day (2026-11-01)\n${nextLine('en', 'dyshop check', 'what the archive holds, and up to when')}\n`
  }
  const headers = zh
    ? ['类别', '编号', '订单', '商品', '状态', '金额', '时间']
    : ['kind', 'id', 'order', 'product', 'status', 'amount', 'time']
  const rows = matches.map(({ kind, id, orderId, product, status, amountFen, time }) => [
    MATCH_NAMES[language][kind],
    harmless(id),
    // The id of a line of one is the order's own.
    orderId === id ? '' : (orderId ?? ''),
    harmless(product ?? ''),
    harmless(status ?? ''),
    amountFen === null ? '' : formatYuan(amountFen),
    time ? moment(time) : '',
  ])
  const hasOrders = rows.some((row) => row[2] !== '')
  const columns = headers.map((header, index) => ({
    header: index === 2 && !hasOrders ? '' : header,
    ...(index === 3 ? { max: 28 } : index === 4 ? { max: 24 } : {}),
    ...(index === 2 ? { isOptional: true as const } : {}),
    ...(index === 5 ? { align: 'right' as const } : {}),
  }))
  const rest = zh ? '  … 还有更多，用 --limit 调整' : '  … there are more, see --limit'
  const next = zh
    ? nextLine('zh', 'dyshop export orders --out 订单.xlsx', '把订单导出成表格')
    : nextLine('en', 'dyshop export orders --out orders.xlsx', 'all orders as a workbook')
  return `${table(columns, rows, width)}${more ? `${paint.dim(rest)}\n` : ''}\n${next}\n`
}

export function attachText(
  { attached, documents }: AttachResult,
  { language, paint }: View,
): string {
  const zh = language === 'zh'
  const none = zh
    ? '没有新的文件，给出的都已在存档里\n'
    : 'Nothing new: all of it is in the archive already\n'
  const lines =
    attached.length === 0
      ? [none]
      : attached.map(({ path }) => `  ${paint.green('✔')} ${harmless(path)}\n`)
  const total = zh ? `存档里共有 ${documents} 份文件` : `The archive holds ${documents} documents`
  const next = nextLine(
    language,
    'dyshop steps',
    zh ? '最后一关还差什么' : 'what the last gate still asks for',
  )
  return `${lines.join('')}${total}\n${next}\n`
}

export function exportText(
  { data, findings }: Pick<Outcome<ExportResult>, 'data' | 'findings'>,
  { language, paint }: View,
): string {
  const zh = language === 'zh'
  const { out, rows, masked } = data
  const hidden = zh
    ? '  买家信息已隐藏；需要完整信息时加 --unmask\n'
    : '  Buyers are masked; --unmask shows them\n'
  const shown = zh
    ? '  含有买家个人信息，请妥善保管\n'
    : '  Holds personal data of buyers; keep it safe\n'
  const hasNobody = findings.some(({ code }) => code === 'redacted-archive')
  const people = hasNobody ? '' : masked ? hidden : paint.yellow(shown)
  const next = nextLine(
    language,
    'dyshop find',
    zh ? '查找其中一笔：接着写订单号、商品或日期' : 'one of them, by order, product or day',
  )
  return `${paint.green('✔')} ${harmless(out)}  ${zh ? `${rows} 行` : `${rows} rows`}\n${people}${next}\n`
}
