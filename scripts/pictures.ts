// Makes the pictures of README.md from the example shop: the report, and a run in a terminal.
// Needs Chromium: apt-get install chromium fonts-wqy-zenhei
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'
import { wrapped } from '../src/reports/text/wrap.ts'
import { terminalPage } from './terminal-page.ts'

/** When the last export of the example shop was made. */
const NOW = '2026-11-23T09:30:00+08:00'
const LARGEST = 300 * 1024
/** Of the terminal in the picture. */
const COLUMNS = 100

const root = join(import.meta.dirname, '..')
const pictures = join(root, 'docs/pictures')
const work = await mkdtemp(join(tmpdir(), 'dyshop-pictures-'))
const archive = join(work, 'dyshop-archive')

await mkdir(pictures, { recursive: true })
try {
  await dyshop('backup', join(root, 'examples/shop'))
  const shopFile = join(archive, 'shop.toml')
  const named = (await readFile(shopFile, 'utf8')).replace('name = ""', 'name = "示例茶铺"')
  await writeFile(shopFile, named.replace('# notice_start = ', 'notice_start = '))
  const browser = await chromium.launch({ executablePath: installed(), args: ['--no-sandbox'] })
  try {
    await reportPictures(browser)
    await terminalPicture(browser)
  } finally {
    await browser.close()
  }
} finally {
  await rm(work, { recursive: true, force: true })
}

async function reportPictures(browser: Browser): Promise<void> {
  const page = join(work, 'report.html')
  await dyshop('report', '--out', page, '--at', NOW)
  const looks = [
    { name: 'report.png', width: 1100, height: 1390, colorScheme: 'light' },
    { name: 'report-phone.png', width: 390, height: 1240, colorScheme: 'dark' },
  ] as const
  for (const { name, width, height, colorScheme } of looks) {
    const tab = await browser.newPage({ viewport: { width, height }, colorScheme })
    await tab.goto(pathToFileURL(page).href)
    await keep(name, await tab.screenshot())
    await tab.close()
  }
}

async function terminalPicture(browser: Browser): Promise<void> {
  const check = await dyshop('check', '--at', NOW)
  const tab = await browser.newPage({ viewport: { width: 1400, height: 800 } })
  await tab.setContent(terminalPage(`$ dyshop check\n${wrapped(excerpt(check), COLUMNS)}`))
  await keep('check.png', await tab.locator('pre').screenshot())
  await tab.close()
}

/** The beginning and the verdict; what is left out between them is shown to be. */
function excerpt(text: string): string {
  const lines = text.split('\n')
  const verdict = lines.findIndex((line) => line.includes('✘ 还不能关店'))
  return [...lines.slice(0, 16), '  ……', '', ...lines.slice(verdict)].join('\n')
}

async function keep(name: string, picture: Uint8Array): Promise<void> {
  const path = join(pictures, name)
  await writeFile(path, picture)
  const { size } = await stat(path)
  if (size > LARGEST) throw new Error(`${name} has ${size} bytes, more than ${LARGEST}`)
  console.log(`${path} ${size}`)
}

async function dyshop(...argv: string[]): Promise<string> {
  // In the folder of the archive nobody has to name it.
  const line = [join(root, 'bin/dyshop.js'), ...argv]
  const env = { ...process.env, FORCE_COLOR: '1', NO_COLOR: '', DYSHOP_LANG: 'zh' }
  const ended = await promisify(execFile)(process.execPath, line, { cwd: work, env }).catch(
    // check ends with 1 while something blocks closing.
    (error: { code?: number; stdout: string }) => {
      if (error.code === 1) return error
      throw error
    },
  )
  return ended.stdout
}

function installed(): string {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const found = folders.map((folder) => join(folder, 'chromium')).find((path) => existsSync(path))
  if (!found) throw new Error('Chromium is not installed: apt-get install chromium')
  return found
}
