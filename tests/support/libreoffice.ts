import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Comma, double quote, UTF-8, from row 1, cells as shown, every sheet into a file of its own. */
const CSV_FILTER = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'

const INSTALLED = findSoffice()

/**
 * Why tests that need LibreOffice cannot run here; undefined when they can. On a CI machine they must
 * run, so its absence is an error there.
 */
export const libreOfficeMissing = INSTALLED === undefined ? missing() : undefined

function findSoffice(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, 'soffice')).find((path) => existsSync(path))
}

function missing(): string {
  const reason = 'LibreOffice (soffice) is not installed: apt-get install libreoffice-calc-nogui'
  if (process.env.CI === 'true') throw new Error(reason)
  return reason
}

/** Opens a workbook in LibreOffice and returns what its sheets show, as CSV text by sheet name. */
export async function sheetsAsCsv(workbookPath: string): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'dyshop-libreoffice-'))
  try {
    const profile = pathToFileURL(join(folder, 'profile')).href
    const out = join(folder, 'csv')
    await run(INSTALLED as string, [
      `-env:UserInstallation=${profile}`,
      '--headless',
      ...['--convert-to', CSV_FILTER, '--outdir', out, workbookPath],
    ])
    return await readSheets(out)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** LibreOffice names the files `workbook-sheet.csv`. */
async function readSheets(folder: string): Promise<Map<string, string>> {
  const sheets = new Map<string, string>()
  for (const name of await readdir(folder)) {
    const sheet = /^[^-]*-(.*)\.csv$/.exec(name)?.[1]
    if (sheet !== undefined) sheets.set(sheet, await readFile(join(folder, name), 'utf8'))
  }
  return sheets
}

/** Opens a workbook in LibreOffice and saves it again; returns the path of the saved one. */
export async function savedByLibreOffice(workbookPath: string, folder: string): Promise<string> {
  const out = join(folder, 'saved')
  const profile = pathToFileURL(join(folder, 'profile')).href
  await run(INSTALLED as string, [
    `-env:UserInstallation=${profile}`,
    '--headless',
    ...['--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', out, workbookPath],
  ])
  return join(out, basename(workbookPath))
}

/** Something a person does on the first sheet; rows and columns count from 0. */
export type Edit =
  | { type: 'write'; row: number; column: number; text: string }
  | { type: 'delete-row'; row: number }
  | { type: 'copy-row'; row: number; to: number }

/**
 * Lets LibreOffice open a workbook as its own document, changes that, and lets LibreOffice save it as
 * .xlsx again: every cell has then gone through its model twice. (Its packages without a desktop can run
 * no macro, so the change itself is made in the document's XML.)
 */
export async function editInLibreOffice(
  workbookPath: string,
  edits: readonly Edit[],
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dyshop-libreoffice-'))
  const convert = async (path: string, format: string) => {
    const profile = pathToFileURL(join(folder, 'profile')).href
    await run(INSTALLED as string, [
      `-env:UserInstallation=${profile}`,
      '--headless',
      ...['--convert-to', format, '--outdir', folder, path],
    ])
  }
  const name = basename(workbookPath, '.xlsx')
  await convert(workbookPath, 'fods:OpenDocument Spreadsheet Flat XML')
  const document = join(folder, `${name}.fods`)
  await writeFile(document, edited(await readFile(document, 'utf8'), edits))
  await convert(document, 'xlsx:Calc MS Excel 2007 XML')
  return join(folder, `${name}.xlsx`)
}

const ROW = /<table:table-row[^>]*>[\s\S]*?<\/table:table-row>/g
const CELL =
  /<table:(?:covered-)?table-cell[^>]*?(?:\/>|[^/]>[\s\S]*?<\/table:(?:covered-)?table-cell>)/g

function edited(document: string, edits: readonly Edit[]): string {
  const end = document.indexOf('</table:table>')
  const head = document.slice(0, end)
  const start = head.search(/<table:table-row/)
  const rows = [...head.matchAll(ROW)].map(([row]) => row)
  for (const edit of edits) {
    const row = rows[edit.row] ?? ''
    if (edit.type === 'write') rows[edit.row] = withText(row, edit.column, edit.text)
    else if (edit.type === 'delete-row') rows.splice(edit.row, 1)
    else rows.splice(edit.to, 0, row)
  }
  // Groups of header rows stand around some of them; without them all rows are plain ones.
  return (
    head.slice(0, start).replace(/<table:table-header-rows>\s*$/, '') +
    rows.join('') +
    document.slice(end)
  )
}

function withText(row: string, column: number, text: string): string {
  let at = 0
  return row.replace(CELL, (cell) => {
    const count = Number(/number-columns-repeated="(\d+)"/.exec(cell)?.[1] ?? 1)
    const isHere = column >= at && column < at + count
    const before = column - at
    at += count
    if (!isHere) return cell
    const style = /table:style-name="[^"]*"/.exec(cell)?.[0] ?? ''
    const plain = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    const written = `<table:table-cell ${style} office:value-type="string"><text:p>${plain}</text:p></table:table-cell>`
    const empty = (times: number) =>
      times === 0 ? '' : `<table:table-cell ${style} table:number-columns-repeated="${times}"/>`
    return empty(before) + written + empty(count - before - 1)
  })
}
