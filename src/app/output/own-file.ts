import { open } from 'node:fs/promises'
import { CHECKLIST_CSV_COLUMNS } from '../../reports/checklist/checklist-csv.ts'
import { checklistWords } from '../../reports/checklist/checklist-report.ts'
import { csvHeader } from '../../reports/csv-writer.ts'
import { FileBytes } from '../../sources/seller-files/bytes.ts'
import { AS_OF_COLUMN, SOURCE_FILE_COLUMN } from '../../sources/seller-files/header.ts'
import { UnreadableFile } from '../../sources/seller-files/table.ts'
import { openZip } from '../../sources/seller-files/zip.ts'

/** Enough for the head of a page, the header of a table and the end of a Parquet file. */
const LOOKED_AT = 1 << 16

/**
 * Whether dyshop wrote a file and nobody has saved it since, as far as its content tells: a workbook by
 * its properties, a page by its generator, a calendar by its PRODID, Parquet by its notes, tables and
 * JSON lines by the columns that only we add. Plain text says nothing and counts as somebody's own.
 */
export async function isOwnFile(path: string): Promise<boolean> {
  const { start, end } = await bothEnds(path)
  if (start.subarray(0, 4).equals(ZIP_MAGIC)) return isOwnWorkbook(path)
  if (start.toString('latin1', 0, 4) === 'PAR1') return end.includes('dyshop.masked')
  const text = start.toString('utf8')
  if (text.startsWith('BEGIN:VCALENDAR')) return /\r\nPRODID:-\/\/dyshop\/\//.test(text)
  return GENERATOR.test(text) || isOwnTable(text) || areOwnLines(text)
}

const ZIP_MAGIC = Buffer.from('PK\x03\x04', 'latin1')
const GENERATOR = /<meta name="generator" content="dyshop [a-z]+">/
const MAX_PROPERTIES = 1 << 16

async function isOwnWorkbook(path: string): Promise<boolean> {
  const bytes = await FileBytes.open(path)
  try {
    const zip = await openZip(bytes)
    try {
      const member = zip.members.find(({ name }) => name === 'docProps/core.xml')
      const xml = (await member?.readAll(MAX_PROPERTIES))?.toString('utf8') ?? ''
      const [, editor = ''] = /<cp:lastModifiedBy>([^<]*)</.exec(xml) ?? []
      // Whoever ticked or noted something in it since would lose that.
      return xml.includes('<dc:creator>dyshop</dc:creator>') && ['', 'dyshop'].includes(editor)
    } finally {
      zip.close()
    }
  } catch (error) {
    if (error instanceof UnreadableFile) return false
    throw error
  } finally {
    await bytes.close()
  }
}

function isOwnTable(text: string): boolean {
  const header = text.slice(0, text.indexOf('\r\n') + 2)
  const isChecklist = (['zh', 'en'] as const).some((language) => {
    const { columns } = checklistWords(language)
    return header === csvHeader(CHECKLIST_CSV_COLUMNS.map((column) => columns[column]))
  })
  return isChecklist || header.endsWith(`,${SOURCE_FILE_COLUMN},${AS_OF_COLUMN}\r\n`)
}

function areOwnLines(text: string): boolean {
  try {
    const record = JSON.parse(text.slice(0, text.indexOf('\n'))) as object | null
    return ['sourceFile', 'asOf', 'columns'].every((key) => Object.hasOwn(record ?? {}, key))
  } catch {
    return false
  }
}

async function bothEnds(path: string): Promise<{ start: Buffer; end: Buffer }> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const read = async (position: number) => {
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(LOOKED_AT),
        0,
        LOOKED_AT,
        position,
      )
      return buffer.subarray(0, bytesRead)
    }
    return { start: await read(0), end: await read(Math.max(0, size - LOOKED_AT)) }
  } finally {
    await handle.close()
  }
}
