import { cleanCellText, textElement } from './cell-text.ts'
import { columnName } from './column-name.ts'
import { columnWidth } from './column-width.ts'
import { CELL_STYLES } from './styles.ts'
import type { SheetColumn } from './workbook-model.ts'
import { SPREADSHEET_NAMESPACE, XML_DECLARATION } from './xml.ts'

/**
 * The sheet up to its first row (ECMA-376 part 1, 18.3.1.99): fitted to the page's width, the header
 * frozen. `<dimension>` is left out, because the number of rows is not known yet.
 */
export function sheetHead(columns: readonly SheetColumn[]): string {
  return [
    `${XML_DECLARATION}<worksheet xmlns="${SPREADSHEET_NAMESPACE}">`,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    '<sheetViews><sheetView workbookViewId="0">',
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/>',
    '</sheetView></sheetViews>',
    '<sheetFormatPr defaultRowHeight="15"/>',
    `<cols>${columns.map(columnElement).join('')}</cols>`,
    '<sheetData>',
  ].join('')
}

// The style of a column holds for its empty cells, so that an id typed there later stays text too.
function columnElement(column: SheetColumn, index: number): string {
  const number = index + 1
  const style = CELL_STYLES[column.type]
  return `<col min="${number}" max="${number}" width="${columnWidth(column)}" style="${style}" customWidth="1"/>`
}

export function headerRow(columns: readonly SheetColumn[]): string {
  const cells = columns.map(({ header }, index) => {
    const text = textElement(cleanCellText(header).text)
    return `<c r="${columnName(index)}1" s="${CELL_STYLES.header}" t="inlineStr"><is>${text}</is></c>`
  })
  return `<row r="1" ht="21" customHeight="1">${cells.join('')}</row>`
}

/** The cells with the header, such as `A1:BU200001`. */
export function tableRange(columns: number, rows: number): string {
  return `A1:${columnName(columns - 1)}${rows + 1}`
}

/** The sheet after its last row: the filter over exactly its rows, and how it prints. */
export function sheetTail(columns: number, rows: number): string {
  const range = tableRange(columns, rows)
  return [
    `</sheetData><autoFilter ref="${range}"/>`,
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    '<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>',
    // Ids are text on purpose: without this every one of them gets a green corner.
    `<ignoredErrors><ignoredError sqref="${range}" numberStoredAsText="1"/></ignoredErrors>`,
    '</worksheet>',
  ].join('')
}
