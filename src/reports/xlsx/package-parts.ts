import { tableRange } from './bulk-sheet-xml.ts'
import { type XmlText, xml, xmlText } from './cell-text.ts'
import { columnName } from './column-name.ts'
import type { PrintArea } from './print-areas.ts'
import type { WorkbookProperties } from './workbook-model.ts'
import { RELATIONSHIPS_NAMESPACE, SPREADSHEET_NAMESPACE, XML_DECLARATION } from './xml.ts'

/** A sheet as the workbook lists it; `columns` and `isWide` only for bulk sheets. */
export interface ListedSheet {
  name: string
  partName: string
  columns?: number
  /** Printed on several pages side by side. */
  isWide?: boolean
  /** What goes on paper of it; all where left out. */
  printed?: readonly PrintArea[] | null
  /** The columns that can be added up, by their place. */
  numbers?: readonly { header: string; index: number }[]
  rows: number
}

const PACKAGE_NAMESPACE = xml`http://schemas.openxmlformats.org/package/2006`
const SPREADSHEET_TYPE = xml`application/vnd.openxmlformats-officedocument.spreadsheetml`
/** Fixed, so that equal content makes equal bytes. */
const DEFAULT_CREATED_AT = '2000-01-01T00:00:00Z'

/** `_rels/.rels` (ECMA-376 part 2, 6.5). */
export function packageRelationships(): XmlText {
  return relationships([
    [xml`${RELATIONSHIPS_NAMESPACE}/officeDocument`, xml`xl/workbook.xml`],
    [xml`${PACKAGE_NAMESPACE}/relationships/metadata/core-properties`, xml`docProps/core.xml`],
    [xml`${RELATIONSHIPS_NAMESPACE}/extended-properties`, xml`docProps/app.xml`],
  ])
}

/** `xl/_rels/workbook.xml.rels`: the sheets first, so that the nth sheet is rIdn. */
export function workbookRelationships(sheets: readonly ListedSheet[]): XmlText {
  return relationships([
    ...sheets.map(
      ({ partName }) => [xml`${RELATIONSHIPS_NAMESPACE}/worksheet`, xmlText(partName)] as const,
    ),
    [xml`${RELATIONSHIPS_NAMESPACE}/styles`, xml`styles.xml`],
    [xml`${RELATIONSHIPS_NAMESPACE}/sharedStrings`, xml`sharedStrings.xml`],
  ])
}

function relationships(targets: readonly (readonly [type: XmlText, target: XmlText])[]): XmlText {
  const elements = targets.map(
    ([type, target], i) => xml`<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`,
  )
  return xml`${XML_DECLARATION}<Relationships xmlns="${PACKAGE_NAMESPACE}/relationships">${elements}</Relationships>`
}

/** `[Content_Types].xml` (ECMA-376 part 2, 6.2.3). */
export function contentTypes(sheets: readonly ListedSheet[]): XmlText {
  const overrides = [
    override('/xl/workbook.xml', xml`${SPREADSHEET_TYPE}.sheet.main+xml`),
    ...sheets.map(({ partName }) =>
      override(`/xl/${partName}`, xml`${SPREADSHEET_TYPE}.worksheet+xml`),
    ),
    override('/xl/styles.xml', xml`${SPREADSHEET_TYPE}.styles+xml`),
    override('/xl/sharedStrings.xml', xml`${SPREADSHEET_TYPE}.sharedStrings+xml`),
    override('/docProps/core.xml', xml`application/vnd.openxmlformats-package.core-properties+xml`),
    override(
      '/docProps/app.xml',
      xml`application/vnd.openxmlformats-officedocument.extended-properties+xml`,
    ),
  ]
  return xml`${[
    xml`${XML_DECLARATION}<Types xmlns="${PACKAGE_NAMESPACE}/content-types">`,
    xml`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
    xml`<Default Extension="xml" ContentType="application/xml"/>`,
    xml`${overrides}</Types>`,
  ]}`
}

function override(part: string, type: XmlText): XmlText {
  return xml`<Override PartName="${xmlText(part)}" ContentType="${type}"/>`
}

/** `xl/workbook.xml` (ECMA-376 part 1, 18.2.27); the first sheet is the one that shows. */
export function workbookXml(sheets: readonly ListedSheet[]): XmlText {
  const elements = sheets.map(
    ({ name }, i) => xml`<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  )
  return xml`${[
    xml`${XML_DECLARATION}<workbook xmlns="${SPREADSHEET_NAMESPACE}" xmlns:r="${RELATIONSHIPS_NAMESPACE}">`,
    xml`<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000" activeTab="0"/></bookViews>`,
    xml`<sheets>${elements}</sheets>`,
    definedNames(sheets),
    xml`<calcPr calcId="191029"/></workbook>`,
  ]}`
}

/**
 * The hidden name that belongs to each filter, and what is repeated on each printed page: the header row, on a
 * wide sheet the first column too.
 */
function definedNames(sheets: readonly ListedSheet[]): XmlText {
  const names = sheets.flatMap(({ name, columns, isWide, printed, rows }, i) => {
    if (columns === undefined) return []
    const sheet = xmlText(`'${name.replaceAll("'", "''")}'`)
    const range = xmlText(tableRange(columns, rows).replace(/([A-Z]+)(\d+)/g, '$$$1$$$2'))
    const titles = isWide ? xml`${sheet}!$A:$A,${sheet}!$1:$1` : xml`${sheet}!$1:$1`
    return [
      ...printArea(sheet, { printed: printed ?? [], rows, index: i }),
      xml`<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${sheet}!${range}</definedName>`,
      xml`<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${titles}</definedName>`,
    ]
  })
  names.push(...columnNames(sheets))
  return names.length === 0 ? xml`` : xml`<definedNames>${names.sort()}</definedNames>`
}

/** The columns that are worth paper, each stretch of them on pages of its own; none where all are printed. */
function printArea(
  sheet: XmlText,
  { printed, rows, index }: { printed: readonly PrintArea[]; rows: number; index: number },
): XmlText[] {
  if (printed.length === 0) return []
  const areas = printed.map(([first, last], i) => {
    const [from, to] = [xmlText(columnName(first)), xmlText(columnName(last))]
    return xml`${i === 0 ? xml`` : xml`,`}${sheet}!$${from}$1:$${to}$${rows + 1}`
  })
  return [xml`<definedName name="_xlnm.Print_Area" localSheetId="${index}">${areas}</definedName>`]
}

/** `docProps/core.xml` (ECMA-376 part 2, 8.3). */
export function coreProperties(properties: WorkbookProperties): XmlText {
  const { title = '', creator = 'dyshop', createdAt = DEFAULT_CREATED_AT } = properties
  const time = xmlText(createdAt)
  return xml`${[
    xml`${XML_DECLARATION}<cp:coreProperties xmlns:cp="${PACKAGE_NAMESPACE}/metadata/core-properties"`,
    xml` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"`,
    xml` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`,
    title === '' ? xml`` : xml`<dc:title>${xmlText(title)}</dc:title>`,
    xml`<dc:creator>${xmlText(creator)}</dc:creator>`,
    xml`<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created>`,
    xml`<dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified>`,
    xml`</cp:coreProperties>`,
  ]}`
}

/** `docProps/app.xml` (ECMA-376 part 1, 22.2). */
export function appProperties(): XmlText {
  return xml`${XML_DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>dyshop</Application></Properties>`
}

/** A name for each column of numbers, so that `=SUM(订单_订单应付金额)` works on any sheet of the workbook. */
function columnNames(sheets: readonly ListedSheet[]): XmlText[] {
  const taken = new Set<string>()
  return sheets.flatMap(({ name, numbers = [], rows }) => {
    if (rows === 0) return []
    const sheet = xmlText(`'${name.replaceAll("'", "''")}'`)
    return numbers.flatMap(({ header, index }) => {
      const plain = plainName(`${name}_${header}`)
      if (taken.has(plain.toLowerCase())) return []
      taken.add(plain.toLowerCase())
      const column = xmlText(columnName(index))
      return [
        xml`<definedName name="${xmlText(plain)}">${sheet}!$${column}$2:$${column}$${rows + 1}</definedName>`,
      ]
    })
  })
}

/** Letters, digits and `_`, of which names may consist in every program (18.2.5), not beginning with a digit. */
function plainName(text: string): string {
  const plain = text.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/_+$/, '')
  return `${/^\p{N}/u.test(plain) ? '_' : ''}${plain}`.slice(0, 200)
}
