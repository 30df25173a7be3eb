import { type XmlText, xml } from './cell-text.ts'
import type { CellType } from './workbook-model.ts'
import { SPREADSHEET_NAMESPACE, XML_DECLARATION } from './xml.ts'

/** Shown as `yyyy-mm-dd hh:mm:ss`; the first number free for formats of one's own (18.8.30). */
const TIME_FORMAT_ID = 164
/** Built-in formats: `0.00`, `0`, `@` (ECMA-376 part 1, 18.8.30). */
const FORMAT_IDS: Record<CellType, number> = {
  amount: 2,
  integer: 1,
  text: 49,
  time: TIME_FORMAT_ID,
}

const FONTS = { body: 0, bold: 1, title: 2, heading: 3, note: 4 } as const
const FILLS = { none: 0, shaded: 2 } as const
const BORDERS = { none: 0, thin: 1, total: 2 } as const

/** Built-in formats with separators, `#,##0.00` and `#,##0`, for sums that people read. */
const GROUPED_IDS = { amount: 4, integer: 3 } as const

interface CellFormat {
  type?: CellType
  /** Thousands are set apart. */
  isGrouped?: true
  font?: number
  fill?: number
  border?: number
  align?: XmlText
}

const TOP = xml`vertical="top"`
const WRAPPED = xml`vertical="top" wrapText="1"`
const CENTRED = xml`vertical="center"`
const CENTRED_WRAPPED = xml`horizontal="center" vertical="center" wrapText="1"`
const NUMBER = xml`horizontal="right" indent="1"`
const LEFT = xml`horizontal="left" vertical="top"`

/** In the order of their numbers; the first is what a spreadsheet program uses for new cells. */
const FORMATS = {
  normal: {},
  text: { type: 'text' },
  // A little off the edge, so that a number never touches the text in the next column.
  amount: { type: 'amount', align: NUMBER },
  integer: { type: 'integer', align: NUMBER },
  // To the left, so that a time never touches the number in the next column.
  time: { type: 'time', align: xml`horizontal="left"` },
  header: {
    type: 'text',
    font: FONTS.bold,
    fill: FILLS.shaded,
    border: BORDERS.thin,
    align: CENTRED,
  },
  title: { type: 'text', font: FONTS.title, align: CENTRED },
  heading: { type: 'text', font: FONTS.heading, align: CENTRED },
  label: { type: 'text', font: FONTS.bold, align: TOP },
  pairText: { type: 'text', align: WRAPPED },
  pairAmount: { type: 'amount', isGrouped: true, align: LEFT },
  pairInteger: { type: 'integer', isGrouped: true, align: LEFT },
  pairTime: { type: 'time', align: LEFT },
  tableHeader: {
    type: 'text',
    font: FONTS.bold,
    fill: FILLS.shaded,
    border: BORDERS.thin,
    align: CENTRED_WRAPPED,
  },
  tableText: { type: 'text', border: BORDERS.thin, align: WRAPPED },
  tableAmount: { type: 'amount', isGrouped: true, border: BORDERS.thin, align: TOP },
  tableInteger: { type: 'integer', isGrouped: true, border: BORDERS.thin, align: TOP },
  tableTime: { type: 'time', border: BORDERS.thin, align: TOP },
  totalText: { type: 'text', font: FONTS.bold, border: BORDERS.total },
  totalAmount: { type: 'amount', isGrouped: true, font: FONTS.bold, border: BORDERS.total },
  totalInteger: { type: 'integer', isGrouped: true, font: FONTS.bold, border: BORDERS.total },
  note: { type: 'text', font: FONTS.note, align: WRAPPED },
  // Over its numbers, and still clear of the button of the filter.
  numberHeader: {
    type: 'text',
    font: FONTS.bold,
    fill: FILLS.shaded,
    border: BORDERS.thin,
    align: xml`horizontal="right" vertical="center" indent="2"`,
  },
} as const satisfies Record<string, CellFormat>

export type StyleName = keyof typeof FORMATS

/** The number of each style, as the `s` attribute of a cell has it. */
export const CELL_STYLES = Object.fromEntries(
  Object.keys(FORMATS).map((name, number) => [name, number]),
) as Record<StyleName, number>

/** A CJK font that Windows, WPS and LibreOffice have or replace with one of the same widths. */
const FONT_NAME = xml`<name val="等线"/><family val="2"/><charset val="134"/>`
const SHADE = xml`FFE7EDF4`
const LINE = xml`<color rgb="FFB4BCC6"/>`
const DARK_LINE = xml`<color rgb="FF5B6673"/>`
const BOLD = xml`<b/>`

/** The styles part (ECMA-376 part 1, 18.8.39), the same for every workbook. */
export function stylesXml(): XmlText {
  const formats: CellFormat[] = Object.values(FORMATS)
  return xml`${[
    xml`${XML_DECLARATION}<styleSheet xmlns="${SPREADSHEET_NAMESPACE}">`,
    xml`<numFmts count="1"><numFmt numFmtId="${TIME_FORMAT_ID}" formatCode="yyyy-mm-dd hh:mm:ss"/></numFmts>`,
    list(xml`fonts`, [
      font(11),
      font(11, BOLD),
      font(16, BOLD),
      font(12, BOLD, xml`<color rgb="FF1F4E79"/>`),
      font(10, xml``, xml`<color rgb="FF595959"/>`),
    ]),
    list(xml`fills`, [
      xml`<fill><patternFill patternType="none"/></fill>`,
      xml`<fill><patternFill patternType="gray125"/></fill>`,
      xml`<fill><patternFill patternType="solid"><fgColor rgb="${SHADE}"/><bgColor indexed="64"/></patternFill></fill>`,
    ]),
    list(xml`borders`, [
      xml`<border><left/><right/><top/><bottom/><diagonal/></border>`,
      border(side(xml`top`, xml`thin`, LINE), side(xml`bottom`, xml`thin`, LINE)),
      border(side(xml`top`, xml`thin`, DARK_LINE), side(xml`bottom`, xml`double`, DARK_LINE)),
    ]),
    xml`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`,
    list(xml`cellXfs`, formats.map(formatElement)),
    xml`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>`,
    xml`</styleSheet>`,
  ]}`
}

function list(name: XmlText, elements: readonly XmlText[]): XmlText {
  return xml`<${name} count="${elements.length}">${elements}</${name}>`
}

function font(size: number, weight?: XmlText, colour?: XmlText): XmlText {
  return xml`<font>${weight}<sz val="${size}"/>${colour}${FONT_NAME}</font>`
}

function side(name: XmlText, style: XmlText, colour: XmlText): XmlText {
  return xml`<${name} style="${style}">${colour}</${name}>`
}

function border(top: XmlText, bottom: XmlText): XmlText {
  const sides = [side(xml`left`, xml`thin`, LINE), side(xml`right`, xml`thin`, LINE)]
  return xml`<border>${sides}${top}${bottom}<diagonal/></border>`
}

function formatElement({
  type,
  isGrouped,
  font = 0,
  fill = 0,
  border: edge = 0,
  align,
}: CellFormat): XmlText {
  const isNumber = type === 'amount' || type === 'integer'
  const formatId = isGrouped && isNumber ? GROUPED_IDS[type] : type ? FORMAT_IDS[type] : 0
  const ids = xml`numFmtId="${formatId}" fontId="${font}" fillId="${fill}" borderId="${edge}" xfId="0"`
  const applies = [
    type ? xml` applyNumberFormat="1"` : xml``,
    font ? xml` applyFont="1"` : xml``,
    fill ? xml` applyFill="1"` : xml``,
    edge ? xml` applyBorder="1"` : xml``,
    align ? xml` applyAlignment="1"` : xml``,
  ]
  return xml`<xf ${ids}${applies}${align ? xml`><alignment ${align}/></xf>` : xml`/>`}`
}
