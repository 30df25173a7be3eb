import type { FindingArgs, FindingCode } from '../../../domain/finding.ts'
import { formatYuan, parseFen } from '../../../domain/money.ts'
import { maskValue } from '../../../domain/privacy/masking.ts'
import { FIELDS } from '../../../domain/records.ts'
import { isSlashDate, parseBeijingTime } from '../../../domain/time.ts'
import { isDamagedId, isEmptyMark, toHalfWidth, unwrapCell } from '../cell-text.ts'
import type { ColumnType } from '../format.ts'
import { type FileColumn, type Header, recogniseHeader } from '../header.ts'
import type { TableRow } from '../table.ts'

/** Something about one row; `column` is null when it concerns the row as a whole. */
export interface RowFault {
  code: FindingCode
  column: string | null
  args: FindingArgs
}

/**
 * What became of a row: its cells ready to be kept; nothing, because it was blank or the
 * header once more, where files were joined; or dropped, with
 * the fault that says why. Faults of a kept row are remarks.
 */
export type CleanedRow =
  | { outcome: 'kept'; cells: string[]; faults: readonly RowFault[] }
  | { outcome: 'blank' }
  | { outcome: 'header' }
  | { outcome: 'dropped'; fault: RowFault }

const BLANK: CleanedRow = { outcome: 'blank' }
const HEADER: CleanedRow = { outcome: 'header' }
/** A fault that drops some rows and is only a remark on others. */
const TELL_WHAT_BECAME: ReadonlySet<FindingCode> = new Set([
  'undecodable-text',
  'uncomputed-formula',
])
const NO_FAULTS: readonly RowFault[] = []
/** The word of a sum by itself, or before an amount; `小计算器` is a product. */
const FOOTER = /^(?:合计|总计|小计|汇总|总金额|共\s*\d+\s*[条行单])(?=$|[\s:：，,（(\d¥￥])/

/** How a column's cells are checked, decided once a file instead of once a cell. */
interface CellRule {
  position: number
  title: string
  type: ColumnType
  /** A value that cannot be read drops the row. */
  strict: boolean
  /** Words instead of a value are kept without a remark. */
  orText: boolean
  /** A missing value drops the row. */
  needed: boolean
}

/**
 * Turns the raw cells of a file into cells to keep, in the order of `header.columns`: wrappers off,
 * the spellings of "empty" empty, amounts as plain yuan with two decimals. Drops rows whose ids,
 * times or counted amounts cannot be trusted, because a wrong value is worse than a missing one.
 */
export class RowCleaner {
  readonly #rules: readonly CellRule[]
  readonly #width: number
  readonly #padsShortRows: boolean
  readonly #header: Header

  /** @param padsShortRows a workbook leaves out empty cells at a row's end; a CSV file never does */
  constructor(header: Header, padsShortRows: boolean) {
    this.#rules = header.columns.map((column) => cellRule(header, column))
    this.#width = header.width
    this.#header = header
    this.#padsShortRows = padsShortRows
  }

  clean(row: TableRow): CleanedRow {
    if (row.problem) return dropped(row.problem, null, '', this.#origin)
    const misshapen = this.#misshapen(row)
    if (misshapen) return misshapen
    if (isBlank(row)) return BLANK
    if (this.#isHeader(row.cells)) return HEADER
    const cells = new Array<string>(this.#rules.length)
    let faults: RowFault[] | null = null
    for (let index = 0; index < cells.length; index++) {
      const rule = this.#rules[index] as CellRule
      const raw = row.cells[rule.position] ?? ''
      let text = unwrapCell(raw)
      if (isEmptyMark(text)) text = ''
      const checked = checkCell(rule, text, row)
      if (typeof checked === 'string') {
        cells[index] = checked
      } else {
        if (checked.drops) return this.#dropped(checked.code, rule, row, text)
        cells[index] = checked.text
        faults ??= []
        faults.push({ code: checked.code, column: rule.title, args: {} })
      }
    }
    return { outcome: 'kept', cells, faults: faults ?? NO_FAULTS }
  }

  #isHeader(cells: readonly string[]): boolean {
    const [first] = this.#rules
    if (!first || !cells[first.position]?.endsWith(first.title)) return false
    return this.#rules.every(
      ({ position, title }) => unwrapCell(cells[position] ?? '').replace('\uFEFF', '') === title,
    )
  }

  /** A row that is dropped for a cell; one that is a header, for being one. */
  #dropped(code: FindingCode, rule: CellRule, row: TableRow, text: string): CleanedRow {
    if (code === 'unreadable-id' && recogniseHeader(row.cells)) {
      if (this.#isSameHeader(row.cells)) return HEADER
      return { outcome: 'dropped', fault: { code, column: null, args: { isHeader: 1 } } }
    }
    const more = TELL_WHAT_BECAME.has(code) ? { isDropped: 1 } : {}
    return dropped(code, rule.title, text, { ...this.#origin, ...more })
  }

  /** The same columns in the same places, spelled otherwise. */
  #isSameHeader(cells: readonly string[]): boolean {
    const other = recogniseHeader(cells)
    const placesOf = ({ columns }: Header) =>
      JSON.stringify(columns.map(({ position, name }) => [position, name]))
    return other !== null && placesOf(other) === placesOf(this.#header)
  }

  /** What the merchant wrote cannot be exported again. */
  get #origin(): FindingArgs {
    return this.#header.format.kind === 'addresses' ? { byHand: 1 } : {}
  }

  #misshapen(row: TableRow): CleanedRow | null {
    const { cells } = row
    const first = cells.findIndex((cell) => cell !== '')
    // What formulas would say is not known, so a row of nothing else is not blank but lost.
    if (first < 0)
      return row.uncomputed
        ? dropped('uncomputed-formula', null, '', { ...this.#origin, isDropped: 1 })
        : BLANK
    const start = unwrapCell(cells[first] as string)
    if (start.charCodeAt(0) > 0x7f && FOOTER.test(start) && !this.#hasWhatItNeeds(row)) {
      return dropped('footer-row', null, start, this.#origin)
    }
    if (!this.#padsShortRows && cells.some((cell) => this.#holdsRow(cell))) {
      return dropped('broken-quote', null, '', this.#origin)
    }
    if (cells.length === this.#width) return null
    const isWhole =
      cells.length < this.#width
        ? this.#padsShortRows
        : cells.every((cell, index) => index < this.#width || unwrapCell(cell) === '')
    if (isWhole) return null
    const args = { expected: this.#width, found: cells.length, ...this.#origin }
    return { outcome: 'dropped', fault: { code: 'ragged-row', column: null, args } }
  }

  /**
   * A quote without its partner swallows rows up to the next stray one, and the cells around the two
   * can add up to a row of the right length: the cell between them holds a row's worth of commas and ids.
   */
  #holdsRow(cell: string): boolean {
    if (cell.length < this.#width || !cell.includes('\n')) return false
    const commas = Math.max(cell.split(',').length, cell.split('\t').length) - 1
    return commas >= this.#width - 1 && /\d{16}/.test(cell)
  }

  /** A sum has no ids and no times of its own. */
  #hasWhatItNeeds({ cells }: TableRow): boolean {
    return this.#rules.every(
      ({ needed, position }) => !needed || /\d/.test(unwrapCell(cells[position] ?? '')),
    )
  }
}

/** Only all cells together tell: a row without its id may say everything else. */
function isBlank({ cells, uncomputed }: TableRow): boolean {
  return uncomputed === undefined && cells.every((cell) => isEmptyMark(unwrapCell(cell)))
}

function cellRule(header: Header, column: FileColumn): CellRule {
  const field = FIELDS[header.format.record].find((each) => each.name === column.known?.field)
  return {
    position: column.position,
    title: column.title,
    type: column.known?.type ?? 'text',
    strict: field?.demand !== undefined,
    orText: column.known?.orText === true,
    needed: field?.demand === 'present',
  }
}

interface CellFault {
  code: FindingCode
  text: string
  drops: boolean
}

/** A wrong id, or a wrong value of what is counted or acted on, is worse than none. */
function mustBeSure({ strict, type }: CellRule): boolean {
  return strict || type === 'id'
}

/** The text to keep, or what is wrong with it. */
function checkCell(rule: CellRule, text: string, row: TableRow): string | CellFault {
  if (row.uncomputed?.includes(rule.position)) {
    return { code: 'uncomputed-formula', text, drops: mustBeSure(rule) }
  }
  if (text === '') {
    if (!rule.needed) return text
    return { code: MISSING[rule.type], text, drops: true }
  }
  if (row.undecodable?.includes(rule.position)) {
    return { code: 'undecodable-text', text, drops: mustBeSure(rule) }
  }
  if (text.includes('\0')) return checkWithoutNul(rule, text, row)
  switch (rule.type) {
    case 'id':
      return checkId(rule, text, row)
    case 'amount':
      return checkAmount(rule, text)
    case 'time':
      return checkTime(rule, text)
    case 'integer':
      return checkInteger(rule, text)
    case 'text':
      return text
  }
}

/** Around a value, or in a text, a NUL is only in the way; inside a value it may have been a digit. */
function checkWithoutNul(rule: CellRule, text: string, row: TableRow): string | CellFault {
  const around = unwrapCell(text.replace(/^[\0\s]+|[\0\s]+$/g, ''))
  const rest = around.replaceAll('\0', '')
  if (rule.type !== 'text' && rest !== around) {
    return { code: 'undecodable-text', text: rest, drops: mustBeSure(rule) }
  }
  const checked = checkCell(rule, isEmptyMark(rest) ? '' : rest, row)
  return typeof checked === 'string'
    ? { code: 'nul-character', text: checked, drops: false }
    : checked
}

const MISSING = {
  id: 'missing-id',
  time: 'unreadable-time',
  amount: 'unreadable-amount',
  integer: 'unreadable-quantity',
  text: 'missing-id',
} as const satisfies Record<ColumnType, FindingCode>

function checkId(rule: CellRule, text: string, row: TableRow): string | CellFault {
  // A row of a whole order has the ids of its lines in one cell.
  const ids = JOINED.test(text) ? text.split(JOINED) : [text]
  const isDamaged = ids.some(isDamagedId) || row.imprecise?.includes(rule.position) === true
  if (isDamaged) return { code: 'damaged-id', text, drops: true }
  if (rule.needed && !DIGITS.test(text) && !isIdText(text)) {
    return { code: 'unreadable-id', text, drops: true }
  }
  return text
}

/** What the ids of an order's lines are joined by; a Chinese keyboard types the full-width one. */
export const JOINED = /[;；]/
const DIGITS = /^\d+$/
const ID = /^[!-~]+$/
/** An error, a formula, an address of e-mail, or a ciphertext. */
const NO_ID = /^[#=]|@|##|\$\$/

/**
 * Rows are told apart by their ids: `#N/A` in ten rows would make one of them, and an invisible
 * character or full-width digits a second one of the same order.
 */
function isIdText(text: string): boolean {
  return text.split(JOINED).every((part) => {
    const id = unwrapCell(part)
    return id === '' || (ID.test(id) && /\d/.test(id) && !NO_ID.test(id))
  })
}

function checkAmount(rule: CellRule, text: string): string | CellFault {
  if (isPlainYuan(text)) return text
  const fen = parseFen(text)
  if (fen !== null) return formatYuan(fen)
  if (rule.orText) return text
  return { code: rule.strict ? 'unreadable-amount' : 'value-as-text', text, drops: rule.strict }
}

/** The usual form, `28.90`, tested without a regular expression because most cells have it. */
function isPlainYuan(text: string): boolean {
  const { length } = text
  if (length < 4 || length > 15 || text.charCodeAt(length - 3) !== 0x2e) return false
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index)
    if (index !== length - 3 && (code < 0x30 || code > 0x39)) return false
  }
  return text.charCodeAt(0) !== 0x30 || length === 4
}

function checkTime(rule: CellRule, text: string): string | CellFault {
  if (parseBeijingTime(text) !== null) return text
  // 2026/9/22 means that a spreadsheet has saved the file again: its seconds and ids are gone.
  if (isSlashDate(text)) return { code: 'slash-date', text, drops: true }
  return { code: rule.strict ? 'unreadable-time' : 'value-as-text', text, drops: rule.strict }
}

const PLAIN_INTEGER = /^-?\d{1,15}$/

function checkInteger(rule: CellRule, text: string): string | CellFault {
  if (PLAIN_INTEGER.test(text)) return text
  const plain = toHalfWidth(text).replace(/(?<=\d),(?=\d{3})|\.0+$/g, '')
  if (PLAIN_INTEGER.test(plain)) return plain
  return { code: rule.strict ? 'unreadable-quantity' : 'value-as-text', text, drops: rule.strict }
}

/**
 * The start of a value is shown only where it should not be a person's: an id, a time, an amount. In a
 * shifted row it may be one all the same, so it is screened.
 */
function dropped(
  code: FindingCode,
  column: string | null,
  text: string,
  more: FindingArgs,
): CleanedRow {
  const value = text === '' ? {} : { value: maskValue(text).slice(0, 40) }
  return { outcome: 'dropped', fault: { code, column, args: { ...value, ...more } } }
}
