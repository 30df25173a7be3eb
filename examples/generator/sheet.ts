import { type Seconds, wallTime } from './beijing-time.ts'

/**
 * A column as data: its header, the form its cells take in a file, and where the value comes from.
 * null is a cell the platform leaves empty, which it shows as `-`.
 */
export type Column<Row> =
  | {
      readonly name: string
      readonly form: 'id' | 'text' | 'plain'
      readonly value: (row: Row) => string | null
    }
  | {
      readonly name: string
      readonly form: 'fen' | 'count' | 'time'
      readonly value: (row: Row) => number | null
    }

type Texts<Row> = (name: string, value: (row: Row) => string | null) => Column<Row>
type Numbers<Row> = (name: string, value: (row: Row) => number | null) => Column<Row>

/** Short constructors, so that a file format reads as a list. */
export interface ColumnKinds<Row> {
  /** 18–19 digits; marked, so that a spreadsheet keeps them as text. */
  readonly id: Texts<Row>
  /** Text that the order export marks like an id. */
  readonly text: Texts<Row>
  readonly plain: Texts<Row>
  /** An amount in fen, shown in yuan with two decimals. */
  readonly fen: Numbers<Row>
  readonly count: Numbers<Row>
  readonly time: (name: string, value: (row: Row) => Seconds | null) => Column<Row>
  /** A column that this shop never fills. */
  readonly unused: (name: string) => Column<Row>
}

export function columnKinds<Row>(): ColumnKinds<Row> {
  return {
    id: (name, value) => ({ name, form: 'id', value }),
    text: (name, value) => ({ name, form: 'text', value }),
    plain: (name, value) => ({ name, form: 'plain', value }),
    fen: (name, value) => ({ name, form: 'fen', value }),
    count: (name, value) => ({ name, form: 'count', value }),
    time: (name, value) => ({ name, form: 'time', value }),
    unused: (name) => ({ name, form: 'plain', value: () => null }),
  }
}

/** How one CSV file writes its cells, see B2 of the reference. */
export interface CsvLook {
  readonly encoding: 'utf-8-bom' | 'utf-8' | 'gb18030' | 'utf-16le'
  readonly newline: '\r\n' | '\n'
  /** In front of ids: TAB in the order export, an apostrophe in bills. */
  readonly idMark: '\t' | "'" | '`'
  /** In front of texts such as titles: TAB in the order export. */
  readonly textMark: '\t' | ''
  readonly empty: '-' | '–' | ''
  readonly hasThousandsCommas: boolean
}

/** Rows of some format, ready to be written; the type of the rows no longer matters. */
export interface Sheet {
  readonly rowCount: number
  /** The lines of a CSV file, header first, each with its newline. */
  csvLines(look: CsvLook): Iterable<string>
  /** The rows of a workbook, header first: ids and times as text, amounts as numbers. */
  cells(): Iterable<(string | number)[]>
}

/** `explanation` is the row that a settlement bill has under its header. */
export function sheetOf<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  explanation?: readonly string[],
): Sheet {
  return {
    rowCount: rows.length,
    *csvLines(look) {
      yield columns.map((column) => quoteIfNeeded(column.name)).join(',') + look.newline
      if (explanation) yield explanation.map(quoteIfNeeded).join(',') + look.newline
      for (const row of rows) yield csvLine(columns, row, look)
    },
    *cells() {
      yield columns.map((column) => column.name)
      if (explanation) yield [...explanation]
      for (const row of rows) yield columns.map((column) => workbookCell(column, row))
    },
  }
}

export function csvLine<Row>(columns: readonly Column<Row>[], row: Row, look: CsvLook): string {
  let line = ''
  for (const column of columns) line += `${line && ','}${csvCell(column, row, look)}`
  return line + look.newline
}

function csvCell<Row>(column: Column<Row>, row: Row, look: CsvLook): string {
  const value = column.value(row)
  if (value === null) return look.empty
  if (typeof value === 'string') {
    if (column.form === 'plain' || value === '') return quoteIfNeeded(value)
    return marked(value, column.form === 'id' ? look.idMark : look.textMark)
  }
  if (column.form === 'time') return wallTime(value)
  if (column.form === 'count') return String(value)
  const text = yuan(value)
  return look.hasThousandsCommas ? quoteIfNeeded(withThousandsCommas(text)) : text
}

/** A TAB stands inside the quotes, `"\t6917…"`; an apostrophe needs none. */
function marked(value: string, mark: string): string {
  return mark === '\t' ? `"\t${value.replaceAll('"', '""')}"` : quoteIfNeeded(mark + value)
}

function quoteIfNeeded(text: string): string {
  return /[",\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** `-123456` → `-1234.56`, without passing through a fraction. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function withThousandsCommas(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+\.)/g, ',')
}

function workbookCell<Row>(column: Column<Row>, row: Row): string | number {
  const value = column.value(row)
  if (value === null) return '-'
  if (typeof value === 'string') return value
  if (column.form === 'time') return wallTime(value)
  return column.form === 'fen' ? value / 100 : value
}
