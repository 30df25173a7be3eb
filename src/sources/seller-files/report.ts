import { type Header, knownNames, lookalikeOf, recogniseHeader } from './header.ts'
import { type Table, type TableRow, type TextSource, UnreadableFile } from './table.ts'

/** A table whose header has been understood. */
export interface Report {
  header: Header
  /** The rows below the header, and below the row that explains it; in file order. */
  batches(): AsyncIterable<readonly TableRow[]>
  /** The row that explains the columns, if there is one. */
  explanationRow: number | null
  /** How whoever reads the table itself finds its rows. */
  start: {
    /** The cells of the header's row. */
    header: readonly string[]
    firstRow: number
  }
  /** Where the table is a CSV file, what takes its text apart. */
  text: TextSource | undefined
}

/** The header is the first row, or stands below a few lines of title that someone has added. */
const HEADER_WITHIN_ROWS = 10

/**
 * Finds the header of a table.
 * @throws {UnreadableFile} `unknown-report` when it is none of the known reports, `empty-file`,
 *   `cut-file`
 */
export async function openReport(table: Table): Promise<Report> {
  const start = await readStart(table)
  const isBlank = start.every(
    ({ cells, problem }) => problem === undefined && cells.every((cell) => cell.trim() === ''),
  )
  if (isBlank && start.length <= HEADER_WITHIN_ROWS) throw new UnreadableFile('empty-file')
  for (const [index, row] of start.entries()) {
    if (index === HEADER_WITHIN_ROWS) break
    const header = recogniseHeader(row.cells)
    if (header) {
      // Exports end every line; one that ends in its header has lost its rows, and columns perhaps.
      if (row.isUnended) throw new UnreadableFile('cut-file')
      const next = start[index + 1]
      const explains = header.format.explained && next && isExplanation(header, next)
      return report(table, header, row, explains ? next.number : null)
    }
  }
  const columns = Math.max(...start.map((row) => row.cells.length))
  const known = Math.max(...start.map((row) => knownNames(row.cells)))
  const alike = start.map((row) => lookalikeOf(row.cells)).find((found) => found !== null)
  const like = alike
    ? {
        missing: alike.missing.join('、'),
        ...(alike.kind === 'addresses' ? { byHand: 1 } : {}),
      }
    : {}
  throw new UnreadableFile('unknown-report', { columns, known, ...like })
}

async function readStart(table: Table): Promise<TableRow[]> {
  const start: TableRow[] = []
  for await (const batch of table.batches()) {
    start.push(...batch.slice(0, HEADER_WITHIN_ROWS + 1))
    if (start.length > HEADER_WITHIN_ROWS) break
  }
  return start
}

function report(
  table: Table,
  header: Header,
  headerRow: TableRow,
  explanationRow: number | null,
): Report {
  const firstRow = (explanationRow ?? headerRow.number) + 1
  return {
    header,
    explanationRow,
    start: { header: headerRow.cells, firstRow },
    text: table.text,
    async *batches() {
      let isPastHeader = false
      for await (const batch of table.batches()) {
        if (isPastHeader) yield batch
        else {
          const rows = batch.filter((row) => row.number >= firstRow)
          isPastHeader = rows.length > 0
          if (isPastHeader) yield rows
        }
      }
    },
  }
}

/** Words such as `收入+支出` where the data has times and numbers. */
function isExplanation(header: Header, row: TableRow): boolean {
  return header.columns.every(({ position, known }) => {
    const mustHaveDigit = known !== null && known.type !== 'text'
    return !mustHaveDigit || !/\d{2}/.test(row.cells[position] ?? '')
  })
}
