import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
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
