import { MAX_DATA_ROWS, type SheetContext, writeBulkSheet } from './bulk-sheet.ts'
import { isWiderThanPage } from './column-width.ts'
import {
  appProperties,
  contentTypes,
  coreProperties,
  type ListedSheet,
  packageRelationships,
  workbookRelationships,
  workbookXml,
} from './package-parts.ts'
import { printAreas } from './print-areas.ts'
import type { CellCounts } from './row-encoder.ts'
import { SharedStrings } from './shared-strings.ts'
import { SheetNames } from './sheet-names.ts'
import { stylesXml } from './styles.ts'
import { summarySheetXml } from './summary-sheet.ts'
import {
  type BulkSheet,
  type ByteSink,
  isNumber,
  type SummarySheet,
  type WorkbookProperties,
  type WorkbookStats,
} from './workbook-model.ts'
import { ZipWriter } from './zip-writer.ts'

export interface Workbook {
  summary: SummarySheet
  sheets: readonly BulkSheet[]
  properties?: WorkbookProperties
}

export interface WorkbookOptions {
  /** Data rows on a sheet before the next one begins; the most a sheet can have when left out. */
  maxRowsPerSheet?: number
  /** Of deflate, 1 (fastest) to 9 (smallest). */
  compressionLevel?: number
}

/**
 * Writes a workbook (ECMA-376, SpreadsheetML) front to back: the summary shows first, then each bulk
 * sheet and its continuations. Rows are taken one by one and never kept, so memory does not grow with
 * them. The bytes depend on nothing but what is passed in.
 *
 * @returns what was written, and how many cells had to be changed to fit
 * @throws what the sink or the rows threw; the file is then incomplete
 */
export async function writeWorkbook(
  sink: ByteSink,
  workbook: Workbook,
  options: WorkbookOptions = {},
): Promise<WorkbookStats> {
  return new WorkbookWriter(sink, workbook, options).write()
}

class WorkbookWriter {
  readonly #workbook: Workbook
  readonly #zip: ZipWriter
  readonly #maxRows: number
  readonly #names = new SheetNames()
  readonly #strings = new SharedStrings()
  readonly #counts: CellCounts = { cleanedCells: 0, cutCells: 0 }
  readonly #listed: ListedSheet[] = []

  constructor(sink: ByteSink, workbook: Workbook, options: WorkbookOptions) {
    this.#workbook = workbook
    this.#zip = new ZipWriter(sink, options.compressionLevel)
    this.#maxRows = Math.min(options.maxRowsPerSheet ?? MAX_DATA_ROWS, MAX_DATA_ROWS)
    if (this.#maxRows < 1) throw new RangeError('a sheet needs room for at least one row')
  }

  async write(): Promise<WorkbookStats> {
    const { summary, sheets, properties = {} } = this.#workbook
    const summaryName = this.#names.claim(summary.name)
    const names = sheets.map(({ name }) => this.#names.claim(name))
    await this.#zip.add('_rels/.rels', packageRelationships())
    await this.#zip.add('docProps/core.xml', coreProperties(properties))
    await this.#zip.add('docProps/app.xml', appProperties())
    await this.#writeSummary(summaryName)
    for (const [i, sheet] of sheets.entries()) {
      await writeBulkSheet(sheet, this.#sheetContext(sheet, names[i] as string))
    }
    await this.#writeSharedParts()
    await this.#zip.finish()
    return this.#stats()
  }

  async #writeSummary(name: string): Promise<void> {
    const partName = 'worksheets/sheet1.xml'
    this.#listed.push({ name, partName, rows: 0 })
    await this.#zip.add(`xl/${partName}`, summarySheetXml(this.#workbook.summary, this.#counts))
  }

  #sheetContext(sheet: BulkSheet, name: string): SheetContext {
    let count = 0
    return {
      strings: this.#strings,
      counts: this.#counts,
      maxRows: this.#maxRows,
      openSheet: () => {
        count++
        const partName = `worksheets/sheet${this.#listed.length + 1}.xml`
        const sheetName = count === 1 ? name : this.#names.continued(name, count)
        this.#listed.push({
          name: sheetName,
          partName,
          columns: sheet.columns.length,
          isWide: isWiderThanPage(sheet.columns),
          printed: printAreas(sheet.columns),
          numbers: sheet.columns.flatMap(({ header, type }, index) =>
            isNumber(type) ? [{ header, index }] : [],
          ),
          rows: 0,
        })
        return this.#zip.open(`xl/${partName}`)
      },
      closeSheet: (part, rows) => {
        const listed = this.#listed.at(-1) as ListedSheet
        listed.rows = rows
        return part.close()
      },
    }
  }

  /** The parts that are complete only after the last row. */
  async #writeSharedParts(): Promise<void> {
    const strings = await this.#zip.open('xl/sharedStrings.xml')
    for (const piece of this.#strings.xml()) {
      strings.xml.writeText(piece)
      if (strings.isFull) await strings.room()
    }
    await strings.close()
    await this.#zip.add('xl/styles.xml', stylesXml())
    await this.#zip.add('xl/workbook.xml', workbookXml(this.#listed))
    await this.#zip.add('xl/_rels/workbook.xml.rels', workbookRelationships(this.#listed))
    await this.#zip.add('[Content_Types].xml', contentTypes(this.#listed))
  }

  #stats(): WorkbookStats {
    const bulk = this.#listed.filter(({ columns }) => columns !== undefined)
    return {
      sheets: bulk.map(({ name, rows }) => ({ name, rows })),
      ...this.#counts,
      bytes: this.#zip.bytes,
    }
  }
}
