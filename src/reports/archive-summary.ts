import type { ArchiveFacts, MonthMoney, MonthMoved, MonthSettled } from '../domain/archive-facts.ts'
import { formatYuan } from '../domain/money.ts'
import { STATUS_KINDS } from '../domain/order-status.ts'
import { REPORT_NAMES } from './report-names.ts'
import { gapSentence } from './words/gap-words.ts'
import { STATUS_NAMES } from './words/status-names.ts'
import type { SummaryBlock, SummaryPair, SummarySheet } from './xlsx/workbook-model.ts'

/** The first sheet of orders.xlsx: whose orders, up to when, how many, how much, what is missing. */
export function ordersSummary(facts: ArchiveFacts, months: readonly MonthMoney[]): SummarySheet {
  return {
    name: '概览',
    blocks: [
      { kind: 'title', text: '抖店订单存档' },
      { kind: 'pairs', rows: shopRows(facts) },
      { kind: 'heading', text: '各状态的订单商品' },
      {
        kind: 'table',
        header: ['状态', '行数'],
        columns: ['text', 'integer'],
        rows: STATUS_KINDS.flatMap((kind) => {
          const count = facts.statuses.get(kind)
          return count ? [[STATUS_NAMES.zh[kind], String(count)]] : []
        }),
        totals: true,
      },
      ...orderedBlocks(months),
      ...missingBlocks(facts),
      { kind: 'notes', lines: notesOf(facts) },
    ],
  }
}

/** What the first sheet of the other workbooks tells of the sheets behind it. */
interface Contents {
  sheets: readonly (readonly [name: string, rows: number])[]
  /** What the sheets have in common; their names when left out. */
  title?: string
  /** Sums of the money on them. */
  money?: readonly SummaryBlock[]
  /** Buyers are shown in full. */
  unmasked?: boolean
  /** The sheets hold some of the records only. */
  isPart?: boolean
}

/** The first sheet of the other workbooks. */
export function plainSummary(facts: ArchiveFacts, contents: Contents): SummarySheet {
  const { sheets, title, money = [], unmasked = false, isPart = false } = contents
  return {
    name: '概览',
    blocks: [
      { kind: 'title', text: `抖店存档：${title ?? sheets.map(([name]) => name).join('、')}` },
      { kind: 'pairs', rows: shopRows(facts) },
      { kind: 'heading', text: '内容' },
      {
        kind: 'table',
        header: ['工作表', '行数'],
        columns: ['text', 'integer'],
        rows: sheets.map(([name, rows]) => [name, String(rows)]),
      },
      ...money,
      {
        kind: 'notes',
        lines: [...(isPart ? [PART_NOTE] : []), ...notesOf(facts, unmasked)],
      },
    ],
  }
}

/** What was ordered in each month; nothing without any line. */
function orderedBlocks(months: readonly MonthMoney[]): SummaryBlock[] {
  const rows = months.map(({ month, lines, payableFen, finishedFen }) => ({
    month: month || '没有下单时间',
    count: lines,
    fen: [payableFen, finishedFen],
  }))
  return monthBlocks('各月金额（元，按下单时间）', ['订单应付金额', '其中已完成'], rows)
}

/** What was settled in each month; nothing without any row. */
export function settledBlocks(months: readonly MonthSettled[]): SummaryBlock[] {
  const rows = months.map(({ month, rows: count, settledFen }) => ({
    ...{ month, count },
    fen: [settledFen],
  }))
  return monthBlocks('各月结算（元，按结算时间）', ['结算金额'], rows)
}

/** What came in and what went out in each month; nothing without any row. */
export function movedBlocks(months: readonly MonthMoved[]): SummaryBlock[] {
  const rows = months.map(({ month, rows: count, inFen, outFen }) => ({
    ...{ month, count },
    fen: [inFen, outFen],
  }))
  return monthBlocks('各月动账（元，动账明细按动账时间）', ['入账', '出账'], rows)
}

interface MonthRow {
  month: string
  count: number
  fen: readonly number[]
}

/** A table of amounts by month with their sums; nothing without any month. */
function monthBlocks(
  heading: string,
  amounts: readonly string[],
  months: readonly MonthRow[],
): SummaryBlock[] {
  if (months.length === 0) return []
  return [
    { kind: 'heading', text: heading },
    {
      kind: 'table',
      header: ['月份', '行数', ...amounts],
      columns: ['text', 'integer', ...amounts.map(() => 'amount' as const)],
      rows: months.map(({ month, count, fen }) => [month, String(count), ...fen.map(formatYuan)]),
      totals: true,
    },
  ]
}

const UNIT_NOTE = '金额单位为元，时间为北京时间；订单号等长数字存为文本。'
const MASKED_NOTE = '买家姓名、电话和地址已隐藏；原始文件在存档的 originals 文件夹里，一字未改。'
const UNMASKED_NOTE = '含有买家的姓名、电话和地址，请妥善保管，不要转发。'
const REDACTED_NOTE =
  '买家的个人信息已经删除，存档的 originals 文件夹里是改写后的文件；删除记录在 redactions 文件夹里。'
const PART_NOTE = '只有按状态或日期选出的行；上面的数量是整个存档的。'

function notesOf({ isRedacted }: ArchiveFacts, isUnmasked = false): string[] {
  if (isRedacted) return [REDACTED_NOTE, UNIT_NOTE]
  return [isUnmasked ? UNMASKED_NOTE : MASKED_NOTE, UNIT_NOTE]
}

function shopRows({ shop, asOf, totals, statuses }: ArchiveFacts): readonly SummaryPair[] {
  // Orders of several products that only a 订单维度 export knows: no line, but counted below.
  const unsplit = [...statuses.values()].reduce((sum, count) => sum + count, 0) - totals.lines
  return [
    ['店铺', shop.name || '（在 shop.toml 里填写）'],
    ['店铺ID', shop.id || '（在 shop.toml 里填写）'],
    ['数据截至', asOf ?? '没有订单', asOf ? 'time' : 'text'],
    ['订单数', String(totals.orders), 'integer'],
    ['订单商品行数', String(totals.lines), 'integer'],
    ...(unsplit > 0 ? [['另有未拆分的订单', String(unsplit), 'integer'] as const] : []),
    ['售后单', String(totals.afterSales), 'integer'],
    ['结算记录', String(totals.settlements), 'integer'],
    ['动账记录', String(totals.fundMovements), 'integer'],
    ['商品规格', String(totals.products), 'integer'],
  ]
}

function missingBlocks({ gaps, missing }: ArchiveFacts): SummaryBlock[] {
  const lines = [
    ...gaps.map((gap) => gapSentence(gap, 'zh')),
    ...missing.map((kind) => `没有${REPORT_NAMES[kind].zh}的导出文件`),
  ]
  if (lines.length === 0) return []
  return [
    { kind: 'heading', text: '缺少的内容' },
    { kind: 'notes', lines },
  ]
}
