import { cleanCellText, textElement, type XmlText, xml, xmlText } from './cell-text.ts'
import { columnName } from './column-name.ts'
import { columnWidth, isWiderThanPage } from './column-width.ts'
import { printAreas } from './print-areas.ts'
import { CELL_STYLES } from './styles.ts'
import { isNumber, type SheetColumn } from './workbook-model.ts'
import { SPREADSHEET_NAMESPACE, XML_DECLARATION } from './xml.ts'

/**
 * The sheet up to its first row (ECMA-376 part 1, 18.3.1.99): the header frozen and, on a wide sheet,
 * the first column too. `<dimension>` is left out, because the number of rows is not known yet.
 */
export function sheetHead(columns: readonly SheetColumn[]): XmlText {
  const isWide = isWiderThanPage(columns)
  const isFitted = !isWide || printAreas(columns)
  return xml`${[
    xml`${XML_DECLARATION}<worksheet xmlns="${SPREADSHEET_NAMESPACE}">`,
    isFitted ? xml`<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` : xml``,
    xml`<sheetViews><sheetView workbookViewId="0">${isWide ? FROZEN_CORNER : FROZEN_ROW}</sheetView></sheetViews>`,
    xml`<sheetFormatPr defaultRowHeight="15"/>`,
    xml`<cols>${columns.map(columnElement)}</cols>`,
    xml`<sheetData>`,
  ]}`
}

const FROZEN_ROW = [
  xml`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>`,
  xml`<selection pane="bottomLeft" activeCell="A2" sqref="A2"/>`,
]
const FROZEN_CORNER = [
  xml`<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>`,
  xml`<selection pane="topRight" activeCell="B1" sqref="B1"/>`,
  xml`<selection pane="bottomLeft" activeCell="A2" sqref="A2"/>`,
  xml`<selection pane="bottomRight" activeCell="B2" sqref="B2"/>`,
]

// The style of a column holds for its empty cells, so that an id typed there later stays text too.
function columnElement(column: SheetColumn, index: number): XmlText {
  const number = index + 1
  const style = CELL_STYLES[column.type]
  return xml`<col min="${number}" max="${number}" width="${columnWidth(column)}" style="${style}" customWidth="1"/>`
}

export function headerRow(columns: readonly SheetColumn[]): XmlText {
  const cells = columns.map(({ header, type }, index) => {
    const text = textElement(cleanCellText(header).text)
    const style = isNumber(type) ? CELL_STYLES.numberHeader : CELL_STYLES.header
    return xml`<c r="${xmlText(columnName(index))}1" s="${style}" t="inlineStr"><is>${text}</is></c>`
  })
  return xml`<row r="1" ht="21" customHeight="1">${cells}</row>`
}

/** The cells with the header, such as `A1:BU200001`. */
export function tableRange(columns: number, rows: number): string {
  return `A1:${columnName(columns - 1)}${rows + 1}`
}

/** At two thirds of their size letters are well readable, and a page holds twice as many cells. */
const WIDE_PRINT = xml`scale="65" pageOrder="overThenDown"`

/**
 * The sheet after its last row: the filter over exactly its rows, and how it prints. A wide sheet goes on
 * to the right before it goes on below, so that the pages of a row lie side by side.
 */
export function sheetTail(columns: readonly SheetColumn[], rows: number): XmlText {
  const range = xmlText(tableRange(columns.length, rows))
  const isSpread = isWiderThanPage(columns) && !printAreas(columns)
  const fit = isSpread ? WIDE_PRINT : xml`fitToWidth="1" fitToHeight="0"`
  return xml`${[
    xml`</sheetData><autoFilter ref="${range}"/>`,
    xml`<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>`,
    xml`<pageSetup paperSize="9" ${fit} orientation="landscape"/>`,
    xml`<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>`,
    // Ids are text on purpose: without this every one of them gets a green corner.
    xml`<ignoredErrors><ignoredError sqref="${range}" numberStoredAsText="1"/></ignoredErrors>`,
    xml`</worksheet>`,
  ]}`
}
