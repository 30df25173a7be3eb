import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import yauzl from 'yauzl'
import { listFiles } from '../../src/archive/folder.ts'
import { MORE_PEOPLE } from '../../src/rules/retention.ts'
import type { Column, ReportFormat } from '../../src/sources/seller-files/format.ts'
import { FORMATS } from '../../src/sources/seller-files/formats/all.ts'
import { buildXlsx, workbookXml } from './xlsx-builder.ts'
import { buildZip, type MemberInput } from './zip-builder.ts'

/** A text that stands nowhere by accident and that no screen would take for a person. */
export const CANARY = '金丝雀'
const DATE = '2026-09-01 10:00:00'

/** Every column of a report that says something of a person, also under headers nobody has described. */
const UNKNOWN_HEADERS = ['收货人姓名', '买家电话', '自定义说明', '附加信息']

interface Fillings {
  /** For a column that says something of a person. */
  canary: (name: string) => string
  /** For any other text. */
  text: string
}

function cellOf(column: Column, row: number, { canary, text }: Fillings): string {
  const { name, type, field, personal, holds } = column
  if (personal || MORE_PEOPLE.has(name)) return canary(name)
  if (holds) return HOLDING[holds] ?? text
  if (type === 'time') return DATE
  if (type === 'amount') return '12.30'
  if (type === 'integer') return '2'
  if (type === 'id') return `69179267688236400${String(row).padStart(2, '0')}`
  if (field === 'status') return STATUS[name] ?? '已完成'
  if (name === '售后状态') return '-'
  return text
}

const HOLDING: Readonly<Partial<Record<NonNullable<Column['holds']>, string>>> = {
  goods: '辣丝丝',
  parcel: 'SF123-顺丰速运',
  region: '北俱省',
  'own-code': 'A-1',
}

const STATUS: Readonly<Record<string, string>> = { 售后状态: '同意退款，退款成功', 状态: '已结算' }

/** All columns of a report, in rows whose personal cells hold canaries; `text` is any other text's. */
export function canaryRows(format: ReportFormat, rows: number, text = '普通订单'): string[][] {
  const titles = [...format.columns.map(({ name }) => name), ...UNKNOWN_HEADERS]
  const body = Array.from({ length: rows }, (_, index) => {
    const canary = (name: string) => `${CANARY}${format.kind}${name}${index}`
    return [
      ...format.columns.map((column) => cellOf(column, index + 1, { canary, text })),
      ...UNKNOWN_HEADERS.map(canary),
    ]
  })
  return [titles, ...body]
}

export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n')
}

/** An export of every kind, as CSV, as a workbook and in a ZIP, with canaries in names of files too. */
export async function writeCanaryExports(folder: string): Promise<void> {
  const write = async (name: string, content: string | Buffer) => {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  for (const format of FORMATS) {
    await write(`${CANARY}的/${CANARY}${format.kind}.csv`, csv(canaryRows(format, 3)))
  }
  const [orders] = FORMATS.filter(({ kind }) => kind === 'orders') as [ReportFormat]
  const newer = canaryRows(orders, 5).map((row) => row.map((cell) => cell.replace('-09-', '-10-')))
  await write(`${CANARY}.zip`, buildZip([{ name: `${CANARY}/orders.csv`, data: csv(newer) }]))
  const sheet = canaryRows(orders, 7).map((row) => row.map((cell) => cell.replace('-09-', '-11-')))
  const change = (parts: MemberInput[]) => [{ name: '[Content_Types].xml', data: '' }, ...parts]
  const workbook = workbookXml(`<sheet name="${CANARY}表" sheetId="1" r:id="s1"/>`)
  await write(`${CANARY}.xlsx`, buildXlsx({ rows: sheetRows(sheet), workbook, change }))
}

function sheetRows(rows: readonly (readonly string[])[]): string {
  return rows
    .map(
      (row) =>
        `<row>${row.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`,
    )
    .join('')
}

/** Where a text stands in an archive: in the bytes of its files, in what they pack, or in their names. */
export async function placesOf(text: string, root: string): Promise<string[]> {
  const places: string[] = []
  for (const path of await listFiles(root)) {
    if (path.includes(text)) places.push(`name of ${path}`)
    // SQLite's side files come and go with every reader.
    const bytes = await readFile(join(root, path)).catch(() => Buffer.alloc(0))
    if (holds(bytes, text)) places.push(path)
    if (path.endsWith('.xlsx') || path.endsWith('.zip')) {
      for (const [member, content] of await members(bytes)) {
        if (holds(content, text) || member.includes(text)) places.push(`${path}/${member}`)
      }
    }
  }
  return places
}

function holds(bytes: Buffer, text: string): boolean {
  return (['utf8', 'utf16le'] as const).some((encoding) =>
    bytes.includes(Buffer.from(text, encoding)),
  )
}

async function members(bytes: Buffer): Promise<[string, Buffer][]> {
  const zip = await yauzl.fromBufferPromise(bytes)
  const all: [string, Buffer][] = []
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    all.push([entry.fileName, Buffer.concat(chunks)])
  }
  return all
}
