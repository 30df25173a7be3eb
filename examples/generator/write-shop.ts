import { Buffer } from 'node:buffer'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import type { Seconds } from './beijing-time.ts'
import { clearFolder, truthPath } from './output-folder.ts'
import { sheetFor } from './selections.ts'
import type { CsvLook, Sheet } from './sheet.ts'
import type { Shop, ShopFile } from './shop-files.ts'
import { truthOf } from './truth.ts'
import { withFixedTimes, zipOf } from './zip.ts'

/** Writes the merchant's folders into `folder`, which is emptied of an earlier shop. */
export async function writeShop(shop: Shop, folder: string): Promise<void> {
  await clearFolder(folder)
  for (const file of shop.files) {
    const path = join(folder, file.path)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, await fileBytes(file, shop))
    await utimes(path, file.madeAt, file.madeAt)
  }
}

/** Writes `<folder>-truth.json` and `<folder>-truth-lines.ndjson`, beside the folder. */
export async function writeTruth(shop: Shop, folder: string): Promise<void> {
  const { truth, lines } = truthOf(shop)
  await writeFile(truthPath(folder), `${JSON.stringify(truth, null, 2)}\n`)
  const rows = lines.map((line) => `${JSON.stringify(line)}\n`)
  await writeFile(truthPath(folder, '-lines.ndjson'), rows.join(''))
}

async function fileBytes(file: ShopFile, shop: Shop): Promise<Buffer> {
  const { body, madeAt } = file
  switch (body.container) {
    case 'csv':
      return csvBytes(sheetFor(body.content, shop), body.look)
    case 'xlsx':
      return workbookBytes(sheetFor(body.content, shop), madeAt)
    case 'zip': {
      const entries = body.members.map(({ name, content, look }) => ({
        name,
        bytes: csvBytes(sheetFor(content, shop), look),
      }))
      return zipOf(entries, { madeAt, isDeflated: body.isDeflated })
    }
  }
}

function csvBytes(sheet: Sheet, look: CsvLook): Buffer {
  const isMarked = look.encoding === 'utf-8-bom' || look.encoding === 'utf-16le'
  let text = isMarked ? '\uFEFF' : ''
  for (const line of sheet.csvLines(look)) text += line
  switch (look.encoding) {
    case 'utf-8':
    case 'utf-8-bom':
      return Buffer.from(text)
    case 'utf-16le':
      return Buffer.from(text, 'utf16le')
    case 'gb18030':
      return iconv.encode(text, 'gb18030')
  }
}

async function workbookBytes(sheet: Sheet, madeAt: Seconds): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  workbook.created = new Date(madeAt * 1000)
  workbook.modified = workbook.created
  const worksheet = workbook.addWorksheet('Sheet1')
  for (const cells of sheet.cells()) worksheet.addRow(cells)
  // The back office declares A1:A1 whatever the size, and readers must not believe it.
  Object.defineProperty(worksheet, 'dimensions', { value: 'A1:A1' })
  return withFixedTimes(Buffer.from(await workbook.xlsx.writeBuffer()), madeAt)
}
