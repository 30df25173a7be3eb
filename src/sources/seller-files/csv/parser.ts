import type { RowProblem, TableRow } from '../table.ts'
import { delimiterHint, findDelimiter } from './delimiter.ts'
import { afterLineEnd, BROKEN, INCOMPLETE, indexOfLineEnd, RecordReader } from './record.ts'
import { TextWindow } from './text-window.ts'

/** The longest record that is read. So much text, and one piece more, is what the parser holds. */
export const MAX_RECORD_CHARACTERS = 16 * 1024 * 1024
/** How much of the text is looked at for its delimiter; headers are far shorter. */
const HEAD_CHARACTERS = 1 << 16
/** How much of it is looked at for a hint line. */
const HINT_CHARACTERS = 16
/** How many longest records may be read ahead in vain, together, before any text is got through … */
const RECORDS_OF_CREDIT = 4
/** … and how many more characters for each one that was got through. */
const CREDIT_PER_CHARACTER = 2

const REPLACEMENT = '\uFFFD'

export interface CsvParserOptions {
  /** One character. Without it, the first record that is not blank decides. */
  delimiter?: string | undefined
  /** MAX_RECORD_CHARACTERS when it is left out. */
  maxRecordCharacters?: number
}

/**
 * Takes a CSV text apart that comes in pieces; where they are cut makes no difference to the rows.
 *
 * **A bad record never swallows the file.** When a record breaks (a closing quote is followed by
 * more text, a quote is still open at the end of the file, or the record is longer than
 * MAX_RECORD_CHARACTERS or has more cells than a sheet has columns), only its first physical line is
 * given up, as one row with a problem, and reading goes on with the next line. It is `row-too-long`
 * when that one line is too long, else `broken-quote`.
 *
 * **A bad file takes linear time.** What is read in vain behind a given-up line is charged to a
 * credit, which grows with the text got through. While it is used up, a record that reaches further
 * behind its first line than the credit does counts as broken. Only a file with quotes placed on
 * purpose gets there: stray quotes in neighbouring lines stop each other after a line or two.
 *
 * **Rows are numbered** as a spreadsheet program shows them: a record is one row however many lines
 * it has, and blank lines count, although they are left out. Of what was given up, each physical
 * line is a row.
 */
export class CsvParser {
  readonly #window: TextWindow
  readonly #givenDelimiter: string | undefined
  readonly #maxRecord: number
  #reader: RecordReader | null = null
  #rowNumber = 0
  #isInGivenUpLine = false
  #spentCredit = 0
  /** Where the next undecodable character of the window is. */
  #nextReplacement = Number.POSITIVE_INFINITY

  constructor(options: CsvParserOptions = {}) {
    this.#givenDelimiter = options.delimiter
    this.#maxRecord = options.maxRecordCharacters ?? MAX_RECORD_CHARACTERS
    const isGiven = options.delimiter !== undefined
    this.#window = new TextWindow(isGiven ? HINT_CHARACTERS : HEAD_CHARACTERS)
  }

  /** Adds a piece of text, of any length. All rows are taken from `next` before the next one comes. */
  push(piece: string): void {
    if (this.#window.push(piece)) this.#findReplacement(0)
  }

  /** Says that there is no more text; the last rows can be taken then. */
  finish(): void {
    this.#window.finish()
    this.#findReplacement(0)
  }

  /** The next row that is not blank; null when that takes more text, or all has been read. */
  next(): TableRow | null {
    const window = this.#window
    if (window.isStarved) return null
    this.#reader ??= this.#start()
    const reader = this.#reader
    for (;;) {
      if (this.#isInGivenUpLine && !this.#skipLine()) return null
      const start = window.position
      if (start === window.text.length) return null

      const bound = this.#bound(start)
      const end = reader.read(window.text, start, bound)
      if (end === INCOMPLETE && this.#waitFor(bound)) return null
      this.#rowNumber++
      if (end < 0) return this.#giveUp(end, end === INCOMPLETE ? bound : reader.stoppedAt)
      window.position = end
      if (!isBlank(reader.cells)) return this.#row(reader.cells, end)
    }
  }

  /** Takes a hint line off, and decides the delimiter. */
  #start(): RecordReader {
    const window = this.#window
    const lineEnd = indexOfLineEnd(window.text, 0)
    const hint = delimiterHint(window.text.slice(0, lineEnd))
    if (hint !== null) {
      this.#rowNumber = 1
      window.position = afterLineEnd(window.text, lineEnd)
    }
    const head = window.text.slice(window.position, HEAD_CHARACTERS)
    return new RecordReader(this.#givenDelimiter ?? hint ?? findDelimiter(head))
  }

  /** How far the record at `start` may reach. */
  #bound(start: number): number {
    const cap = start + this.#maxRecord
    const free = RECORDS_OF_CREDIT * this.#maxRecord
    const earned = free + this.#window.consumed * CREDIT_PER_CHARACTER
    const credit = Math.max(0, earned - this.#spentCredit)
    if (credit >= this.#maxRecord) return cap
    return Math.min(cap, indexOfLineEnd(this.#window.text, start) + credit)
  }

  /** Waits for the rest of a record; false when there is none, or it would be too long. */
  #waitFor(bound: number): boolean {
    const { text, position, isLast } = this.#window
    // The end of a cell is seen one character behind it.
    const missing = bound + 2 - text.length
    if (isLast || missing <= 0) return false
    // As much again as was read already, so that all attempts together stay linear.
    this.#window.want(Math.min(missing, text.length - position))
    return true
  }

  /** Gives the first line of a record up that ended with `outcome`, read in vain to `stoppedAt`. */
  #giveUp(outcome: number, stoppedAt: number): TableRow {
    const { text, position } = this.#window
    const lineEnd = indexOfLineEnd(text, position)
    const reached = Math.min(stoppedAt, text.length)
    const isLineTooLong = outcome !== BROKEN && reached < lineEnd
    this.#spentCredit += Math.max(0, reached - lineEnd)
    this.#isInGivenUpLine = true
    const problem: RowProblem = isLineTooLong ? 'row-too-long' : 'broken-quote'
    return { number: this.#rowNumber, cells: [], problem }
  }

  /** Goes on to the end of a given-up line; false when that has not come yet. */
  #skipLine(): boolean {
    const window = this.#window
    const lineEnd = indexOfLineEnd(window.text, window.position)
    const next = afterLineEnd(window.text, lineEnd)
    this.#isInGivenUpLine = next === INCOMPLETE
    window.position = next === INCOMPLETE ? lineEnd : next
    return !this.#isInGivenUpLine
  }

  #row(cells: string[], end: number): TableRow {
    const row = this.#decodedRow(cells, end)
    const { text, isLast } = this.#window
    // It ended with the line end that the window adds, unless that only completed a carriage return's.
    if (isLast && end === text.length && text[end - 2] !== '\r') row.isUnended = true
    return row
  }

  #decodedRow(cells: string[], end: number): TableRow {
    if (end <= this.#nextReplacement) return { number: this.#rowNumber, cells }
    this.#findReplacement(end)
    const undecodable = [...cells.keys()].filter((column) => cells[column]?.includes(REPLACEMENT))
    // Where text was given up, the character may have been there.
    if (undecodable.length === 0) return { number: this.#rowNumber, cells }
    return { number: this.#rowNumber, cells, undecodable }
  }

  #findReplacement(from: number): void {
    const index = this.#window.text.indexOf(REPLACEMENT, from)
    this.#nextReplacement = index < 0 ? Number.POSITIVE_INFINITY : index
  }
}

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell.trim() !== '') return false
  return true
}
