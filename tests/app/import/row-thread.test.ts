import { Buffer } from 'node:buffer'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import iconv from 'iconv-lite'
import { beforeAll, expect, test } from 'vitest'
import { writeLongFiles } from '../../../examples/generator/long-files.ts'
import { backup } from '../../../src/app/backup.ts'
import { contentDigest } from '../../../src/archive/database/content-digest.ts'
import { Store } from '../../../src/archive/store.ts'
import { realDeps } from '../../support/deps.ts'
import { useFolder } from '../../support/folder.ts'
import { IS_THOROUGH } from '../../support/thorough.ts'

/** Long enough for a thread of its own. */
const LINES = 16_000
const ROW_THREAD = pathToFileURL(join(import.meta.dirname, '../../../dist/row-thread.js'))

const folder = useFolder()
let text = ''

beforeAll(async () => {
  await writeLongFiles(folder.at('made'), { lines: LINES, files: 1, seed: 1 })
  const [name = ''] = await readdir(folder.at('made', '订单'))
  text = await readFile(folder.at('made', '订单', name), 'utf8')
})

/** A file of this content, under the name that all of them have. */
async function fileOf(content: Buffer | string): Promise<string> {
  const parent = folder.free()
  await mkdir(parent)
  const file = join(parent, '1782871200_orders.csv')
  await writeFile(file, content)
  return file
}

/** What an archive of this one file holds and says. */
async function archived(file: string, rowThread: URL | null) {
  const root = folder.free()
  const deps = realDeps({ rowThread, clock: { now: () => 1_790_000_000_000 } })
  const outcome = await backup({ paths: [file], root, toolVersion: 'test' }, deps)
  const store = await Store.openForReading(join(root, 'archive.db'))
  const digest = contentDigest(store)
  store.close()
  return { digest, said: JSON.stringify(outcome).replaceAll(root, 'root') }
}

/** Rows of every kind that needs a word, near the start, in the middle and at the end. */
function troubled(whole: string): string {
  const lines = whole.split('\n')
  const header = lines[0] as string
  const [first = ''] = /\d{16,}/.exec(lines[1] as string) ?? []
  for (const at of [3, 5_000, LINES - 3]) {
    const line = lines[at] as string
    lines[at] = `${line},one cell more`
    lines[at + 1] = header
    lines[at + 2] = (lines[at + 2] as string).replace(/已完成|已发货|待发货|已关闭/, '从未见过')
    lines[at + 3] = (lines[at + 3] as string).replace(/\d{16,}/, first)
    lines[at + 4] = `"${lines[at + 4]}`
  }
  return lines.join('\n')
}

/** The text with bad rows is in UTF-8 too. */
const PLAIN = 'a text in UTF-8'

const TEXTS: Readonly<Record<string, (text: string) => Buffer>> = {
  [PLAIN]: (each) => Buffer.from(each),
  'a text in GB18030': (each) => iconv.encode(each, 'gb18030'),
  'a text with bad rows': (each) => Buffer.from(troubled(each)),
  'a text cut in the middle of a row': (each) => Buffer.from(each).subarray(0, -100),
}

test.each(Object.entries(TEXTS).filter(([name]) => IS_THOROUGH || name !== PLAIN))(
  '%s gives the same archive and the same words on a thread of its own',
  async (_, encode) => {
    const content = encode(text)
    expect(content.length).toBeGreaterThan(8 << 20)
    const file = await fileOf(content)
    const [alone, threaded] = [await archived(file, null), await archived(file, ROW_THREAD)]
    expect(threaded).toEqual(alone)
    expect(alone.digest.lines).toBeTruthy()
  },
)

test('a text that cannot be read is told as it is without the thread', async () => {
  const file = await fileOf(text.replaceAll(/\d{16,}/g, (id) => `${id.slice(0, -3)}000`))
  const [alone, threaded] = [await archived(file, null), await archived(file, ROW_THREAD)]
  expect(threaded).toEqual(alone)
  expect(alone.said).toContain('damaged-id')
})

test('a thread that ends before its rows do ends the run, and nothing of the file is kept', async () => {
  const program = folder.free('ends.mjs')
  await writeFile(program, 'process.exit(0)')
  const file = await fileOf(text)
  const root = folder.free()
  const deps = realDeps({ rowThread: pathToFileURL(program) })
  await expect(backup({ paths: [file], root, toolVersion: 'test' }, deps)).rejects.toThrow(
    'the thread of rows ended',
  )
  const store = await Store.openForReading(join(root, 'archive.db'))
  expect(store.count('lines')).toBe(0)
  store.close()
})
