import stringWidth from 'fast-string-width'
import type { CheckResult } from '../../app/results.ts'
import { formatYuan } from '../../domain/money.ts'
import { STATUS_KINDS } from '../../domain/order-status.ts'
import { pagePath } from '../../rules/back-office.ts'
import { conditionsOf } from '../../rules/conditions.ts'
import { harmless } from '../harmless.ts'
import { idName } from '../id-names.ts'
import { moment } from '../moment.ts'
import { heldBy } from '../words/condition-words.ts'
import type { Language } from '../words/language.ts'
import { STATUS_NAMES } from '../words/status-names.ts'
import { timeLeft } from '../words/time-left.ts'
import { type CheckView, checkVerdict } from './check-verdict.ts'
import { type Paint, table } from './paint.ts'

const SHOWN_LINES = 10

type View = Pick<CheckView, 'language' | 'paint' | 'columns'>

/** What stands in the way of closing, and last, where it stays on the screen, what to do about it. */
export function checkText(result: CheckResult, view: CheckView): string {
  const { language, paint } = view
  const zh = language === 'zh'
  // Whoever asks for one condition wants its rows, not the whole picture again.
  const isWhole = result.conditions.length === conditionsOf(result.shopKind).length
  return [
    paint.bold(linesTitle(result, language)),
    statusTable(result, language),
    ...(isWhole ? unshippedPart(result, view) : []),
    ...(isWhole ? afterSalePart(result, view) : []),
    paint.bold(zh ? '关店条件' : 'Conditions of closing'),
    conditionsTable(result, view),
    ruleLine(result, view),
    ...(isWhole ? [] : heldRows(result, view)),
    checkVerdict(result, view),
  ].join('\n')
}

function linesTitle({ unsplitOrders: count }: CheckResult, language: Language): string {
  if (count === 0) return language === 'zh' ? '订单商品' : 'Order lines'
  return language === 'zh'
    ? `订单商品（含 ${count} 个未拆分的订单，各按 1 行计）`
    : `Order lines (${count === 1 ? '1 order that is' : `${count} orders that are`} not split into lines counted as 1 each)`
}

function statusTable({ orders }: CheckResult, language: Language): string {
  const shown = STATUS_KINDS.filter((kind) => orders[kind] > 0)
  if (shown.length === 0) return language === 'zh' ? '  没有订单\n' : '  no orders\n'
  const names = STATUS_NAMES[language]
  return table(
    shown.map((kind) => ({ header: names[kind], align: 'right' as const })),
    [shown.map((kind) => String(orders[kind]))],
  )
}

function unshippedPart(
  { unshipped, deductionTotalFen }: CheckResult,
  { language, paint, columns: width }: View,
): string[] {
  if (unshipped.length === 0) return []
  const zh = language === 'zh'
  const total = formatYuan(deductionTotalFen)
  const title = zh
    ? `待发货（${unshipped.length} 行，按承诺发货时间；估计已产生扣款 ${total} 元）`
    : `To ship (${unshipped.length} lines, soonest promise first; estimated deduction so far ${total} yuan)`
  const headers = zh
    ? ['承诺发货', '剩余', '订单', '商品', '金额', '估计扣款']
    : ['promised', 'left', 'order', 'product', 'amount', 'deduction']
  const rows = unshipped
    .slice(0, SHOWN_LINES)
    .map((line) => [
      dueText(line.promisedShipAt, line.overdue, paint),
      line.hoursLeft === null ? '—' : timeLeft(line.hoursLeft, language),
      line.orderId,
      harmless(line.product ?? ''),
      line.payableFen === null ? '—' : formatYuan(line.payableFen),
      formatYuan(line.deductionFen),
    ])
  const columns = headers.map((header, index) => ({
    header,
    ...(index === 3 ? { max: 24 } : {}),
    ...(index === 4 ? { isOptional: true as const } : {}),
    ...([1, 4, 5].includes(index) ? { align: 'right' as const } : {}),
  }))
  return [paint.bold(title), table(columns, rows, width) + more(unshipped.length, language)]
}

/** Red is not the only sign: how late it is stands beside it. */
function dueText(time: string | null, isOver: boolean, paint: Paint): string {
  if (time === null) return '—'
  return isOver ? paint.red(moment(time)) : moment(time)
}

function afterSalePart(
  { openAfterSales, at }: CheckResult,
  { language, paint, columns: width }: View,
): string[] {
  if (openAfterSales.length === 0) return []
  const zh = language === 'zh'
  const isOver = (deadline: string | null) => deadline !== null && deadline < at
  const over = openAfterSales.filter(({ deadline }) => isOver(deadline)).length
  const overText =
    over === 0 ? '' : zh ? `，其中 ${over} 单已过截止时间` : `, ${over} of them overdue`
  const title = zh
    ? `进行中的售后（${openAfterSales.length} 单${overText}）`
    : `Open after-sales (${openAfterSales.length}${overText})`
  const headers = zh
    ? ['自动处理截止', '售后单', '订单', '类型', '状态', '退款']
    : ['deadline', 'after-sale', 'order', 'type', 'status', 'refund']
  const rows = openAfterSales
    .slice(0, SHOWN_LINES)
    .map(({ deadline, afterSaleId, orderId, type, status, refundFen }) => [
      dueText(deadline, isOver(deadline), paint),
      afterSaleId ?? '—',
      orderId ?? '—',
      harmless(type ?? '—'),
      harmless(status),
      refundFen === null ? '—' : formatYuan(refundFen),
    ])
  return [
    paint.bold(title),
    table(
      headers.map((header, index) => ({
        header,
        ...(index === 4 ? { max: 24 } : {}),
        ...(index === 1 || index === 3 ? { isOptional: true as const } : {}),
        ...(index === 5 ? { align: 'right' as const } : {}),
      })),
      rows,
      width,
    ) + more(openAfterSales.length, language),
  ]
}

function more(count: number, language: Language): string {
  if (count <= SHOWN_LINES) return ''
  const rest = count - SHOWN_LINES
  return language === 'zh'
    ? `  … 还有 ${rest} 行，写成表格查看：dyshop checklist --out 待办.xlsx\n`
    : `  … ${rest} more, as a workbook: dyshop checklist --out todo.xlsx\n`
}

/** The page to look at stands at the end of the line, or below where the terminal is too narrow for that. */
function conditionsTable(
  { conditions, shopKind }: CheckResult,
  { language, paint, columns: width = Number.POSITIVE_INFINITY }: View,
): string {
  const zh = language === 'zh'
  const labels = {
    pass: paint.green(zh ? '✔ 已满足' : '✔ pass'),
    blocked: paint.red(zh ? '✘ 未满足' : '✘ blocked'),
    manual: paint.yellow(zh ? '? 需查看' : '? look'),
    unknown: paint.yellow(zh ? '? 缺数据' : '? no data'),
  }
  const rows = conditions.map(({ id, status, count, where }) => {
    const rule = conditionsOf(shopKind).find((each) => each.id === id)
    const name = (zh ? rule?.zh : rule?.en) ?? id
    if (status === 'pass') return { cells: [labels.pass, name, ''], page: '' }
    if (status === 'blocked') {
      return { cells: [labels.blocked, name, heldBy(id, count, language)], page: '' }
    }
    // The id is what `steps done` takes; the page is where to look.
    const page = rule ? pagePath(rule.page, language) : where
    return { cells: [labels[status], name, paint.dim(id)], page }
  })
  const columns = [{ header: '' }, { header: '' }, { header: '' }]
  const whole = table(
    [...columns, { header: '' }],
    rows.map(({ cells, page }) => [...cells, page]),
  )
  if (whole.split('\n').every((line) => stringWidth(line) <= width)) return whole
  const indent = ' '.repeat(
    INDENT + Math.max(...Object.values(labels).map((label) => stringWidth(label))),
  )
  const narrow = columns.map((column, index) => (index === 1 ? { ...column, max: width } : column))
  return table(
    narrow,
    rows.map(({ cells }) => cells),
    width,
  )
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      const page = rows[index]?.page
      return page ? `${line}\n${indent}${page}\n` : `${line}\n`
    })
    .join('')
}

function ruleLine({ conditions }: CheckResult, { language, paint }: View): string {
  const rule = conditions[0]?.rule
  if (!rule) return ''
  const text =
    language === 'zh'
      ? `规则：商家退店规范，${rule.effective} 生效 ${rule.url}`
      : `Rule: 商家退店规范, effective ${rule.effective} ${rule.url}`
  return `  ${paint.dim(text)}\n`
}

/** Of a table, and what it puts between two columns. */
const INDENT = 4

/** The rows behind a condition that was asked for by name. */
function heldRows(
  { conditions }: CheckResult,
  { language, paint, columns: width }: View,
): string[] {
  const zh = language === 'zh'
  return conditions.flatMap(({ id, rows, count }) => {
    if (!rows || rows.length === 0) return []
    const headers = zh
      ? ['编号', '订单', '内容', '状态', '金额', '时间']
      : ['id', 'order', 'what', 'status', 'amount', 'time']
    const columns = headers.map((header, index) => ({
      header,
      ...(index === 2 ? { max: 28 } : index === 3 ? { max: 24 } : {}),
      ...(index === 1 ? { isOptional: true as const } : {}),
      ...(index === 4 ? { align: 'right' as const } : {}),
    }))
    const shown = rows
      .slice(0, SHOWN_ROWS)
      .map((row) => [
        harmless(row.id),
        row.orderId === row.id ? '' : (row.orderId ?? ''),
        harmless(row.product ?? ''),
        harmless(row.status ?? ''),
        row.amountFen === null ? '' : formatYuan(row.amountFen),
        row.time ? moment(row.time) : '',
      ])
    const rest = count - shown.length
    const more = zh ? `  … 还有 ${rest} 行，用 --json 查看\n` : `  … ${rest} more, see --json\n`
    return [paint.bold(idName(id, language)), table(columns, shown, width) + (rest > 0 ? more : '')]
  })
}

const SHOWN_ROWS = 30
