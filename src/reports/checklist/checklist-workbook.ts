import ExcelJS from 'exceljs'
import { TICK_STATUSES } from '../../domain/checklist/checklist-item.ts'
import type { DoneItem } from '../../domain/checklist/checklist-ticks.ts'
import { formatYuan } from '../../domain/money.ts'
import type { ChecklistColumn, ChecklistWords } from '../words/checklist-words.ts'
import type { Language } from '../words/language.ts'
import { type CellText, escapedCellText } from '../xlsx/cell-text.ts'
import { displayWidth } from '../xlsx/column-width.ts'
import {
  type ChecklistReport,
  checklistWords,
  shownMoment,
  type WordedItem,
} from './checklist-report.ts'

/** The lead stands in row 1, so the header is the second row. */
const HEADER_ROW = 2

/**
 * What identifies an item comes first and is repeated on every page; then all that is needed to handle and
 * tick it; then how, on the page beside it; the id, which only the program needs, is not printed.
 */
const COLUMNS: readonly ChecklistColumn[] = [
  ...(['status', 'deadline', 'orderId'] as const),
  ...(['action', 'reason', 'lineId', 'product', 'quantity', 'amount', 'note'] as const),
  ...(['steps', 'message'] as const),
  ...(['id', 'statusWas', 'noteWas'] as const),
]
const REPEATED = 3
const LAST_PRINTED = COLUMNS.indexOf('message') + 1

const WIDTHS: Readonly<Record<ChecklistColumn, number>> = {
  status: 10,
  deadline: 17,
  action: 12,
  reason: 22,
  orderId: 21,
  lineId: 21,
  product: 22,
  quantity: 6,
  amount: 11,
  steps: 56,
  message: 50,
  note: 20,
  id: 31,
  statusWas: 10,
  noteWas: 10,
}

const HIDDEN: ReadonlySet<ChecklistColumn> = new Set(['statusWas', 'noteWas'])

/** What a cell can hold; exceljs itself would take anything. */
type CellValue = CellText | number | Date | null

/** Fills of the deadline, as Excel's own good, neutral and bad styles have them. */
const URGENCY_COLOURS: Readonly<Record<WordedItem['urgency'], string | null>> = {
  overdue: 'FFFFC7CE',
  soon: 'FFFFEB9C',
  later: 'FFC6EFCE',
  none: null,
}

const A4 = 9
const HEADER_FILL = 'FF305496'
const LEFT = { horizontal: 'left' } as const
const LINE_GREY = 'FFB4BCC6'
const DONE_GREY = 'FF808080'

/**
 * The checklist as a workbook to work with: statuses to choose from, header frozen, the open items on
 * one sheet and what is over on another. Built in memory and returned whole, so that a full disk is the
 * writer's to report: exceljs's own stream would wait for ever.
 */
export async function checklistWorkbook(
  report: ChecklistReport,
  language: Language,
): Promise<Uint8Array> {
  const words = checklistWords(language)
  const workbook = new ExcelJS.Workbook()
  workbook.creator = 'dyshop'
  workbook.lastModifiedBy = 'dyshop'
  workbook.created = wallTime(report.at)
  workbook.modified = workbook.created
  const open = addSheet(
    workbook,
    { name: words.title, lead: words.lead, header: openHeader(report, words) },
    words,
  )
  for (const item of report.items) addItem(open, item, words)
  finishSheet(open, words)
  const doneLead = report.done.length === 0 ? words.noneDone : words.lead
  const done = addSheet(
    workbook,
    { name: words.doneTitle, lead: doneLead, header: `&L${words.doneTitle}` },
    words,
  )
  for (const item of report.done) addDone(done, item, words)
  finishSheet(done, words)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** What stands above every printed page: the title, how much there is to do, and of when it is. */
function openHeader({ at, items }: ChecklistReport, words: ChecklistWords): string {
  const fen = items.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0)
  return `&L&"-,Bold"${words.title}&R${words.pageHead(items.length, formatYuan(fen), shownMoment(at))}`
}

function addSheet(
  workbook: ExcelJS.Workbook,
  { name, lead, header }: { name: string; lead: string; header: string },
  words: ChecklistWords,
): ExcelJS.Worksheet {
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: HEADER_ROW, xSplit: REPEATED }],
    pageSetup: {
      paperSize: A4,
      orientation: 'landscape',
      // Two pages side by side: what to handle, and how; on one the letters would be too small.
      fitToPage: true,
      fitToWidth: 2,
      fitToHeight: 0,
      pageOrder: 'overThenDown',
      printTitlesRow: `${HEADER_ROW}:${HEADER_ROW}`,
      printTitlesColumn: 'A:C',
      margins: { left: 0.4, right: 0.4, top: 0.7, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddHeader: header, oddFooter: '&L&A&R&P / &N' },
  })
  sheet.columns = COLUMNS.map((key) => ({
    key,
    width: WIDTHS[key],
    hidden: HIDDEN.has(key),
  }))
  setCell(sheet.getCell(1, 1), escapedCellText(lead))
  sheet.mergeCells(1, 1, 1, COLUMNS.indexOf('note') + 1)
  sheet.getRow(1).height = 32
  sheet.getCell(1, 1).alignment = { wrapText: true, vertical: 'middle' }
  const titles = sheet.getRow(HEADER_ROW)
  for (const [index, key] of COLUMNS.entries()) {
    setCell(titles.getCell(index + 1), escapedCellText(words.columns[key]))
  }
  titles.eachCell((cell) => {
    cell.font = { bold: true, color: { argb: 'FFFFFFFF' } }
    cell.fill = solid(HEADER_FILL)
    cell.alignment = { vertical: 'middle', wrapText: true }
  })
  return sheet
}

function addItem(sheet: ExcelJS.Worksheet, item: WordedItem, words: ChecklistWords): void {
  const row = addCells(sheet, {
    ...textCells(item, words),
    deadline: item.deadline === null ? escapedCellText(words.noDeadline) : wallTime(item.deadline),
    action: escapedCellText(words.actions[item.action]),
    reason: escapedCellText(item.reason),
    steps: escapedCellText(item.steps.map((step, index) => `${index + 1}. ${step}`).join('\n')),
    message: escapedCellText(item.message),
  })
  styleRow(row)
  row.height = heightOf(row)
  const colour = URGENCY_COLOURS[item.urgency]
  if (colour !== null) row.getCell('deadline').fill = solid(colour)
  if (item.deadline !== null) row.getCell('deadline').numFmt = 'yyyy-mm-dd hh:mm'
}

function addDone(sheet: ExcelJS.Worksheet, item: DoneItem, words: ChecklistWords): void {
  const outcome = item.outcome === null ? '' : `${words.outcome}: ${item.outcome}`
  const row = addCells(sheet, { ...textCells(item, words), reason: escapedCellText(outcome) })
  styleRow(row)
  row.height = heightOf(row)
}

/** The cells that both sheets have; ids are text, so that no program rounds them. */
function textCells(item: WordedItem | DoneItem, words: ChecklistWords) {
  return {
    status: escapedCellText(words.statuses[item.status]),
    orderId: escapedCellText(item.orderId ?? ''),
    lineId: escapedCellText(item.lineId ?? ''),
    product: escapedCellText(item.product ?? ''),
    quantity: item.quantity,
    amount: item.amountFen === null ? null : item.amountFen / 100,
    note: escapedCellText(item.note),
    id: escapedCellText(item.id),
    statusWas: escapedCellText(words.statuses[item.status]),
    noteWas: escapedCellText(item.note),
  }
}

type RowCells = Partial<Readonly<Record<ChecklistColumn, CellValue>>>

function addCells(sheet: ExcelJS.Worksheet, cells: RowCells): ExcelJS.Row {
  const row = sheet.addRow([])
  for (const key of COLUMNS) setCell(row.getCell(key), cells[key] ?? null)
  return row
}

/** The only way of a value into the workbook. */
function setCell(cell: ExcelJS.Cell, value: CellValue): void {
  cell.value = value
}

function styleRow(row: ExcelJS.Row): void {
  for (const key of COLUMNS) {
    const cell = row.getCell(key)
    cell.alignment = { ...(key === 'deadline' ? LEFT : {}), vertical: 'top', wrapText: true }
    cell.border = { bottom: { style: 'thin', color: { argb: LINE_GREY } } }
    // What is typed over it stays text too, also when it begins with "=".
    cell.numFmt = key === 'amount' ? '0.00' : key === 'quantity' ? '0' : '@'
  }
}

const LINE_HEIGHT = 15
/** A row is at most 409 points high. */
const MAX_LINES = 27

/** High enough for all wrapped texts: not every program measures them by itself. */
function heightOf(row: ExcelJS.Row): number {
  const lines = COLUMNS.filter((key) => !HIDDEN.has(key)).map((key) => {
    const { value } = row.getCell(key)
    if (typeof value !== 'string') return 1
    const room = WIDTHS[key] - 1
    return value
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / room)), 0)
  })
  return Math.min(Math.max(...lines), MAX_LINES) * LINE_HEIGHT
}

function finishSheet(sheet: ExcelJS.Worksheet, words: ChecklistWords): void {
  const lastRow = Math.max(sheet.rowCount, HEADER_ROW)
  const lastColumn = COLUMNS.length
  // Not the lead, unless it is all there is: on the second page there would be a piece of it. exceljs fixes
  // the columns only.
  const lastLetter = sheet.getColumn(LAST_PRINTED).letter
  const isEmpty = lastRow === HEADER_ROW
  sheet.pageSetup.printArea = isEmpty
    ? `A$1:${sheet.getColumn(REPEATED + 7).letter}$${lastRow}`
    : `A$${HEADER_ROW}:${lastLetter}$${lastRow}`
  sheet.autoFilter = {
    from: { row: HEADER_ROW, column: 1 },
    to: { row: lastRow, column: lastColumn },
  }
  if (isEmpty) {
    sheet.pageSetup.fitToWidth = 1
    return
  }
  const choices = TICK_STATUSES.map((status) => words.statuses[status])
  for (let row = HEADER_ROW + 1; row <= lastRow; row++) {
    sheet.getCell(row, 1).dataValidation = {
      type: 'list',
      allowBlank: false,
      formulae: [`"${choices.join(',')}"`],
      showErrorMessage: true,
      errorStyle: 'stop',
      errorTitle: words.columns.status,
      error: choices.join(' / '),
    }
  }
  sheet.addConditionalFormatting({
    ref: `A${HEADER_ROW + 1}:${sheet.getColumn(lastColumn).letter}${lastRow}`,
    rules: [
      {
        type: 'expression',
        priority: 1,
        formulae: [`$A${HEADER_ROW + 1}="${words.statuses.done}"`],
        style: { font: { color: { argb: DONE_GREY }, strike: true } },
      },
    ],
  })
}

function solid(argb: string): ExcelJS.Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } }
}

/** exceljs writes dates in UTC: the Beijing wall time is passed off as one. */
function wallTime(iso: string): Date {
  return new Date(`${iso.slice(0, 19)}Z`)
}
