import type { TableRow } from '../table.ts'
import type { NumberKind } from './date-format.ts'
import { numberText } from './number-text.ts'
import { isoText, serialText } from './serial-date.ts'
import type { SharedStrings } from './shared-strings.ts'
import { NO_INDEX, readIndex, readStringItem, readText, skipElement } from './string-item.ts'
import type { XmlScanner } from './xml-scanner.ts'
import { MalformedXml } from './xml-text.ts'
import { nameCode, Token } from './xml-tokens.ts'

/** What cells mean depends on these parts of the workbook. */
export interface CellContext {
  sharedStrings: SharedStrings
  /** How numbers of each cell style are shown; a cell names its style by position. */
  numberKinds: readonly NumberKind[]
  is1904: boolean
}

/** XFD, the last column of a sheet. */
const MAX_COLUMNS = 16_384
const MAX_ROWS = 1_048_576

const C = nameCode('c')
const F = nameCode('f')
const V = nameCode('v')
const IS = nameCode('is')
const R_ATTRIBUTE = nameCode('r')
const S_ATTRIBUTE = nameCode('s')
const T_ATTRIBUTE = nameCode('t')

/** Cell types (18.18.11) as the codes of their names; of `inlineStr` its last four letters. */
const NUMBER = nameCode('n')
const SHARED = nameCode('s')
const FORMULA_TEXT = nameCode('str')
const INLINE = nameCode('inlineStr')
const BOOLEAN = nameCode('b')
const ERROR = nameCode('e')
const ISO_DATE = nameCode('d')

/** Reads the rows of one sheet, in order. */
export class RowReader {
  /** The row being read, or the last one. */
  rowNumber = 0
  readonly #context: CellContext
  #imprecise: number[] = []
  #uncomputed: number[] = []

  constructor(context: CellContext) {
    this.#context = context
  }

  /**
   * Reads the row whose Start has just been taken. Cells are at their columns, whatever their
   * order; blank cells behind the last filled one are left out. Undefined when the bytes end first.
   */
  read(xml: XmlScanner, previousNumber: number): TableRow | undefined {
    this.rowNumber = rowNumberOf(xml, previousNumber)
    this.#imprecise = []
    this.#uncomputed = []
    const cells: string[] = []
    for (let column = 0; ; ) {
      const token = xml.next()
      if (token === Token.Incomplete) return undefined
      if (token === Token.End) return this.#row(cells)
      if (token !== Token.Start) continue
      if (xml.name !== C) {
        if (!skipElement(xml)) return undefined
        continue
      }
      column = columnOf(xml, column)
      const text = this.#readCell(xml, column)
      if (text === undefined) return undefined
      if (text !== '') putCell(cells, column, text)
      column++
    }
  }

  #row(cells: string[]): TableRow {
    const row: TableRow = { number: this.rowNumber, cells }
    if (this.#imprecise.length > 0) row.imprecise = this.#imprecise
    if (this.#uncomputed.length > 0) row.uncomputed = this.#uncomputed
    return row
  }

  #readCell(xml: XmlScanner, column: number): string | undefined {
    const type = xml.attributes.select(T_ATTRIBUTE) ? valueCode(xml) : NUMBER
    const style = xml.attributes.select(S_ATTRIBUTE) ? valueInteger(xml) : 0
    let text = ''
    let hasFormula = false
    for (;;) {
      const token = xml.next()
      if (token === Token.Incomplete) return undefined
      if (token === Token.End) {
        // A text may well be empty; a number, a date or a truth value without one was never computed.
        if (hasFormula && text === '' && type !== FORMULA_TEXT) this.#uncomputed.push(column)
        return text
      }
      if (token !== Token.Start) continue
      if (xml.name === F) hasFormula = true
      if (xml.name === V && type === SHARED) {
        const index = readIndex(xml)
        if (index === undefined) return undefined
        text = index === NO_INDEX ? '' : this.#sharedString(index)
      } else if (xml.name === V) {
        const value = readText(xml)
        if (value === undefined) return undefined
        text = value === '' ? '' : this.#meaning(type, style, value, column)
      } else if (xml.name === IS) {
        const item = readStringItem(xml)
        if (item === undefined) return undefined
        text = item
      } else if (!skipElement(xml)) {
        return undefined
      }
    }
  }

  #meaning(type: number, style: number, value: string, column: number): string {
    if (type === NUMBER) return this.#number(style, value, column)
    if (type === FORMULA_TEXT || type === INLINE || type === ERROR) return value
    if (type === BOOLEAN) return booleanText(value)
    if (type === ISO_DATE) return isoText(value, this.#kind(style) !== 'date')
    throw new MalformedXml('an unknown cell type')
  }

  #sharedString(index: number): string {
    const text = this.#context.sharedStrings.get(index)
    if (text === undefined) throw new MalformedXml('a cell refers to a string that is not there')
    return text
  }

  #number(style: number, value: string, column: number): string {
    const kind = this.#kind(style)
    if (kind !== 'number' && value.trim() !== '') {
      const hasTime = kind === 'date-time'
      const text = serialText(Number(value), { hasTime, is1904: this.#context.is1904 })
      if (text !== undefined) return text
    }
    const { text, isImprecise } = numberText(value)
    if (isImprecise) this.#imprecise.push(column)
    return text
  }

  #kind(style: number): NumberKind {
    return this.#context.numberKinds[style] ?? 'number'
  }
}

function rowNumberOf(xml: XmlScanner, previousNumber: number): number {
  const number = xml.attributes.select(R_ATTRIBUTE) ? valueInteger(xml) : previousNumber + 1
  if (number < 1 || number > MAX_ROWS) throw new MalformedXml('a row outside the sheet')
  return number
}

/** The column, from 0, of the cell whose Start has just been taken; `next` when it does not tell. */
function columnOf(xml: XmlScanner, next: number): number {
  let column = next + 1
  if (xml.attributes.select(R_ATTRIBUTE)) {
    column = 0
    for (
      let i = xml.attributes.valueStart;
      i < xml.attributes.valueEnd && column <= MAX_COLUMNS;
      i++
    ) {
      const letter = xml.bytes[i] as number
      if (letter < 0x41 || letter > 0x5a) break
      column = column * 26 + letter - 0x40
    }
  }
  if (column < 1 || column > MAX_COLUMNS) throw new MalformedXml('a cell outside the sheet')
  return column - 1
}

function putCell(cells: string[], column: number, text: string): void {
  while (cells.length < column) cells.push('')
  if (column === cells.length) cells.push(text)
  else if (cells[column] === '') cells[column] = text
  else throw new MalformedXml('two cells at one place')
}

function booleanText(value: string): string {
  if (value === '1' || value === 'true') return 'TRUE'
  if (value === '0' || value === 'false') return 'FALSE'
  throw new MalformedXml('an unknown truth value')
}

function valueCode({ bytes, attributes }: XmlScanner): number {
  let code = 0
  for (let i = attributes.valueStart; i < attributes.valueEnd; i++)
    code = (code << 8) | (bytes[i] as number)
  return code
}

function valueInteger({ bytes, attributes }: XmlScanner): number {
  let number = 0
  for (let i = attributes.valueStart; i < attributes.valueEnd; i++) {
    const digit = (bytes[i] as number) - 0x30
    if (digit < 0 || digit > 9) throw new MalformedXml('a number is expected')
    number = number * 10 + digit
  }
  return number
}
