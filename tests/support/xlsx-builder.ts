import type { Buffer } from 'node:buffer'
import { MemoryBytes } from '../../src/sources/seller-files/bytes.ts'
import type { TableRow } from '../../src/sources/seller-files/table.ts'
import {
  openWorkbook,
  type WorkbookOptions,
} from '../../src/sources/seller-files/xlsx/open-workbook.ts'
import { buildZip, type MemberInput } from './zip-builder.ts'

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
export const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** The parts of a small workbook; the XML of each can be replaced by any other. */
export interface WorkbookInput {
  /** What stands inside `<sheetData>`. */
  rows?: string
  /** The whole worksheet, in place of `rows`. */
  sheet?: string | Buffer
  /** What stands inside `<sst>`; there is no such part when it is not given. */
  strings?: string
  /** What stands inside `<styleSheet>`; there is no such part when it is not given. */
  styles?: string
  workbook?: string
  /** More `<Relationship>` elements of the workbook part. */
  relationships?: string
  /** Changes the members just before they are packed. */
  change?: (members: MemberInput[]) => MemberInput[]
}

export function worksheet(rows: string): string {
  return `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`
}

export function relationship(id: string, kind: string, target: string): string {
  return `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${kind}" Target="${target}"/>`
}

export function workbookXml(sheets: string, properties = ''): string {
  return `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}">${properties}<sheets>${sheets}</sheets></workbook>`
}

export function buildXlsx(input: WorkbookInput): Buffer {
  const {
    strings,
    styles,
    workbook = workbookXml('<sheet name="订单" sheetId="1" r:id="s1"/>'),
  } = input
  const relationships = [
    relationship('s1', 'worksheet', 'worksheets/sheet1.xml'),
    strings === undefined ? '' : relationship('s2', 'sharedStrings', 'sharedStrings.xml'),
    styles === undefined ? '' : relationship('s3', 'styles', '/xl/styles.xml'),
    input.relationships ?? '',
  ].join('')
  const members: MemberInput[] = [
    {
      name: '_rels/.rels',
      data: relationshipPart(relationship('r1', 'officeDocument', 'xl/workbook.xml')),
    },
    { name: 'xl/workbook.xml', data: workbook },
    { name: 'xl/_rels/workbook.xml.rels', data: relationshipPart(relationships) },
    { name: 'xl/worksheets/sheet1.xml', data: input.sheet ?? worksheet(input.rows ?? '') },
  ]
  if (styles !== undefined) {
    members.push({
      name: 'xl/styles.xml',
      data: `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`,
    })
  }
  if (strings !== undefined) {
    members.push({ name: 'xl/sharedStrings.xml', data: `<sst xmlns="${MAIN}">${strings}</sst>` })
  }
  return buildZip(input.change ? input.change(members) : members)
}

export function relationshipPart(relationships: string): string {
  return `<Relationships xmlns="${PACKAGE}">${relationships}</Relationships>`
}

/** All rows of all sheets. */
export async function readRows(bytes: Buffer, options: WorkbookOptions = {}): Promise<TableRow[]> {
  return (await readRowsBySheet(bytes, options)).flatMap(({ rows }) => rows)
}

/** All rows of each sheet by itself. */
export async function readRowsBySheet(
  bytes: Buffer,
  options: WorkbookOptions = {},
): Promise<{ sheet: string | null; rows: TableRow[] }[]> {
  const workbook = await openWorkbook(new MemoryBytes(bytes), options)
  try {
    const sheets = []
    for (const table of workbook.tables) {
      const rows: TableRow[] = []
      for await (const batch of table.batches()) rows.push(...batch)
      sheets.push({ sheet: table.sheet, rows })
    }
    return sheets
  } finally {
    workbook.close()
  }
}

/** The cells of all rows of a workbook made from these parts. */
export async function readCells(input: WorkbookInput): Promise<string[][]> {
  return (await readRows(buildXlsx(input))).map((row) => row.cells)
}
