import { tableRange } from './bulk-sheet-xml.ts'
import { escapeMarkup } from './cell-text.ts'
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

const PACKAGE_NAMESPACE = 'http://schemas.openxmlformats.org/package/2006'
const SPREADSHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** Fixed, so that equal content makes equal bytes. */
const DEFAULT_CREATED_AT = '2000-01-01T00:00:00Z'

/** `_rels/.rels` (ECMA-376 part 2, 6.5). */
export function packageRelationships(): string {
  return relationships([
    [`${RELATIONSHIPS_NAMESPACE}/officeDocument`, 'xl/workbook.xml'],
    [`${PACKAGE_NAMESPACE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    [`${RELATIONSHIPS_NAMESPACE}/extended-properties`, 'docProps/app.xml'],
  ])
}

/** `xl/_rels/workbook.xml.rels`: the sheets first, so that the nth sheet is rIdn. */
export function workbookRelationships(sheets: readonly ListedSheet[]): string {
  return relationships([
    ...sheets.map(({ partName }) => [`${RELATIONSHIPS_NAMESPACE}/worksheet`, partName] as const),
    [`${RELATIONSHIPS_NAMESPACE}/styles`, 'styles.xml'],
    [`${RELATIONSHIPS_NAMESPACE}/sharedStrings`, 'sharedStrings.xml'],
  ])
}

function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const elements = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`,
  )
  return `${XML_DECLARATION}<Relationships xmlns="${PACKAGE_NAMESPACE}/relationships">${elements.join('')}</Relationships>`
}

/** `[Content_Types].xml` (ECMA-376 part 2, 6.2.3). */
export function contentTypes(sheets: readonly ListedSheet[]): string {
  const overrides = [
    ['/xl/workbook.xml', `${SPREADSHEET_TYPE}.sheet.main+xml`],
    ...sheets.map(({ partName }) => [`/xl/${partName}`, `${SPREADSHEET_TYPE}.worksheet+xml`]),
    ['/xl/styles.xml', `${SPREADSHEET_TYPE}.styles+xml`],
    ['/xl/sharedStrings.xml', `${SPREADSHEET_TYPE}.sharedStrings+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ['/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'],
  ].map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`)
  return [
    `${XML_DECLARATION}<Types xmlns="${PACKAGE_NAMESPACE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    `${overrides.join('')}</Types>`,
  ].join('')
}

/** `xl/workbook.xml` (ECMA-376 part 1, 18.2.27); the first sheet is the one that shows. */
export function workbookXml(sheets: readonly ListedSheet[]): string {
  const elements = sheets.map(
    ({ name }, i) => `<sheet name="${escapeMarkup(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  )
  return [
    `${XML_DECLARATION}<workbook xmlns="${SPREADSHEET_NAMESPACE}" xmlns:r="${RELATIONSHIPS_NAMESPACE}">`,
    '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000" activeTab="0"/></bookViews>',
    `<sheets>${elements.join('')}</sheets>`,
    definedNames(sheets),
    '<calcPr calcId="191029"/></workbook>',
  ].join('')
}

/**
 * The hidden name that belongs to each filter, and what is repeated on each printed page: the header row, on a
 * wide sheet the first column too.
 */
function definedNames(sheets: readonly ListedSheet[]): string {
  const names = sheets.flatMap(({ name, columns, isWide, printed, rows }, i) => {
    if (columns === undefined) return []
    const sheet = escapeMarkup(`'${name.replaceAll("'", "''")}'`)
    const range = tableRange(columns, rows).replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')
    const titles = isWide ? `${sheet}!$A:$A,${sheet}!$1:$1` : `${sheet}!$1:$1`
    const areas = (printed ?? []).map(
      ([first, last]) => `${sheet}!$${columnName(first)}$1:$${columnName(last)}$${rows + 1}`,
    )
    const area = `<definedName name="_xlnm.Print_Area" localSheetId="${i}">${areas.join(',')}</definedName>`
    return [
      ...(areas.length === 0 ? [] : [area]),
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${sheet}!${range}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${titles}</definedName>`,
    ]
  })
  names.push(...columnNames(sheets))
  return names.length === 0 ? '' : `<definedNames>${names.sort().join('')}</definedNames>`
}

/** `docProps/core.xml` (ECMA-376 part 2, 8.3). */
export function coreProperties(properties: WorkbookProperties): string {
  const { title = '', creator = 'dyshop', createdAt = DEFAULT_CREATED_AT } = properties
  const time = escapeMarkup(createdAt)
  return [
    `${XML_DECLARATION}<cp:coreProperties xmlns:cp="${PACKAGE_NAMESPACE}/metadata/core-properties"`,
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    title && `<dc:title>${escapeMarkup(title)}</dc:title>`,
    `<dc:creator>${escapeMarkup(creator)}</dc:creator>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified>`,
    '</cp:coreProperties>',
  ].join('')
}

/** `docProps/app.xml` (ECMA-376 part 1, 22.2). */
export function appProperties(): string {
  return `${XML_DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>dyshop</Application></Properties>`
}

/** A name for each column of numbers, so that `=SUM(订单_订单应付金额)` works on any sheet of the workbook. */
function columnNames(sheets: readonly ListedSheet[]): string[] {
  const taken = new Set<string>()
  return sheets.flatMap(({ name, numbers = [], rows }) => {
    if (rows === 0) return []
    const sheet = escapeMarkup(`'${name.replaceAll("'", "''")}'`)
    return numbers.flatMap(({ header, index }) => {
      const plain = plainName(`${name}_${header}`)
      if (taken.has(plain.toLowerCase())) return []
      taken.add(plain.toLowerCase())
      const column = columnName(index)
      return [
        `<definedName name="${plain}">${sheet}!$${column}$2:$${column}$${rows + 1}</definedName>`,
      ]
    })
  })
}

/** Letters, digits and `_`, of which names may consist in every program (18.2.5), not beginning with a digit. */
function plainName(text: string): string {
  const plain = text.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/_+$/, '')
  return `${/^\p{N}/u.test(plain) ? '_' : ''}${plain}`.slice(0, 200)
}
