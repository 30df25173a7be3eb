import { Buffer } from 'node:buffer'
import iconv from 'iconv-lite'
import { exportText } from '../../support/seller-exports.ts'
import { buildXlsx, type WorkbookInput } from '../../support/xlsx-builder.ts'
import { buildZip, type MemberInput } from '../../support/zip-builder.ts'
import { A, B, C, cellsOf, HEADER, inlineRow, orderLine, ordersText } from '../small-orders.ts'

/** A file in a real format, from which damaged ones are made. */
export interface Seed {
  name: string
  bytes: Buffer
  /** The parts of a ZIP or workbook, so that damage inside them can be packed with a right checksum. */
  members: readonly MemberInput[]
}

const ORDERS = exportText('orders', [
  orderLine(A, { 选购商品: '辣丝丝,"大"袋\n两袋', 售后状态: '退款成功' }),
  orderLine(B, { 订单状态: '待发货', 支付优惠: '¥1,234.50' }),
  orderLine(C, { 订单应付金额: '１２．３０', 订单完成时间: '-' }),
])
const SETTLEMENTS = exportText('settlements', [
  { 结算时间: '结算到账的时间', 结算金额: '收入+支出' },
  { 结算时间: '2026-09-22 00:54:10', 订单号: `'${A}`, 子订单号: `'${A}`, 结算金额: '1.00' },
])
const SALES = exportText('afterSales', [
  { 售后单号: C, 订单号: A, 商品单号: A, 售后类型: '退货退款', 售后状态: '同意退款，退款成功' },
])
const ADDRESSES = JSON.stringify({
  addresses: [{ 联系人: '李', 电话: 13_800_000_000, 详细地址: '某路1号\u0000', 备注: null }, {}],
})

const RICH = `<si><r><t>主订单</t></r><r><rPr><b/></rPr><t>编号</t></r></si>${HEADER.slice(1)
  .map((name) => `<si><t xml:space="preserve">${name}</t></si>`)
  .join('')}`
const SHARED_ROWS = `<row r="1">${HEADER.map((_, at) => `<c r="${'ABCDEFG'[at]}1" t="s"><v>${at}</v></c>`).join('')}</row>
  <row r="2"><c r="A2"><v>6917926768823643751</v></c><c r="B2" t="str"><f>1+1</f><v>${B}</v></c>
  <c r="D2"><v>1</v></c><c r="E2"><v>28.899999999999999</v></c><c r="F2" s="1"><v>46287.0376</v></c>
  <c r="G2" t="inlineStr"><is><t>已&#x5B8C;成</t></is></c></row>`

const contentTypes = { name: '[Content_Types].xml', data: '<?xml version="1.0"?><Types/>' }

function workbook(name: string, input: WorkbookInput): Seed {
  let members: MemberInput[] = []
  const bytes = buildXlsx({
    ...input,
    change: (made) => {
      members = [contentTypes, ...made]
      return members
    },
  })
  return { name, bytes, members }
}

function zip(name: string, members: MemberInput[]): Seed {
  return { name, bytes: buildZip(members), members }
}

const file = (name: string, bytes: Buffer): Seed => ({ name, bytes, members: [] })

const INLINE = workbook('inline.xlsx', {
  rows: inlineRow(1, HEADER) + inlineRow(2, cellsOf(A)) + inlineRow(3, cellsOf(B)),
})

export const SEEDS: readonly Seed[] = [
  file('orders.csv', Buffer.from(ORDERS)),
  file('gbk.csv', iconv.encode(ORDERS, 'gb18030')),
  file('utf16.csv', iconv.encode(ORDERS, 'utf16le', { addBOM: true })),
  file('tabs.txt', Buffer.from(ordersText(cellsOf(A)).replaceAll(',', '\t'))),
  file('settlements.csv', Buffer.from(SETTLEMENTS)),
  file('sales.csv', Buffer.from(SALES)),
  file('addresses.json', Buffer.from(ADDRESSES)),
  INLINE,
  workbook('shared.xlsx', {
    rows: SHARED_ROWS,
    strings: RICH,
    styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>',
  }),
  zip('exports.zip', [
    { name: iconv.encode('1768222209_订单.csv', 'gbk'), data: ORDERS },
    { name: 'inner/sales.csv', data: SALES, method: 0 },
    { name: 'book.xlsx', data: INLINE.bytes },
    { name: 'deeper.zip', data: buildZip([{ name: '../s.csv', data: SETTLEMENTS }]) },
    { name: 'readme.txt', data: '说明' },
  ]),
]
