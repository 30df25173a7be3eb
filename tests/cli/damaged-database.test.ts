import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { DoctorResult } from '../../src/app/results.ts'
import { copyArchive } from '../support/archive-content.ts'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_SHOP } from '../support/shops.ts'
import { times } from '../support/thorough.ts'

const folder = useFolder()
const PAGE = 16_384
const PAGES = times({ usual: 9, thorough: 3 })

beforeAll(async () => {
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', folder.at('whole')])
})

/** Copies the archive and puts other bytes in the place of its database. */
async function archiveWith(change: (database: Buffer) => Buffer): Promise<string> {
  const root = folder.free('archive')
  await copyArchive(folder.at('whole'), root)
  const path = join(root, 'archive.db')
  await writeFile(path, change(await readFile(path)))
  return root
}

const READERS = [
  ['check'],
  ['plan'],
  ['checklist'],
  ['steps'],
  ['notice'],
  ['report', '--out', 'r.html'],
  ['find', '6917926768823643751'],
  ['export', 'orders', '--out', 'o.csv'],
  ['addresses'],
  ['steps', 'done', 'deposit'],
  ['checklist', 'mark', 'line:6917926768823643751', '--status', 'done'],
]

describe.each<[string, (database: Buffer) => Buffer]>([
  ['is empty', () => Buffer.alloc(0)],
  ['is no database', (database) => Buffer.alloc(database.length, 'noise')],
  ['is one of another program', (database) => database.fill(0x7f, 68, 72)],
])('with a database that %s', (_, change) => {
  let root: string
  beforeAll(async () => {
    root = await archiveWith(change)
  })

  const readers = READERS.map((argv) => [argv.slice(0, 2).join(' '), argv] as const)
  test.each(readers)('%s says so and what to do', async (_, argv) => {
    const ended = await dyshop([...argv, '--archive', root], { cwd: folder.at() })
    expect(ended.exitCode, ended.stderr).toBe(6)
    expect(ended.stderr).toContain('archive.db')
    expect(ended.stderr).toContain('dyshop verify')
    expect(ended.stderr).toContain('dyshop rebuild')
  })

  test('doctor names it among everything else', async () => {
    const ended = await dyshop(['doctor', '--archive', root, '--json'])
    expect(ended.json<DoctorResult>().data.checks).toContainEqual(
      expect.objectContaining({ id: 'database', status: 'fail' }),
    )
  })
})

test('wherever a page of the database is lost, no command calls it a bug of its own', async () => {
  const size = (await readFile(join(folder.at('whole'), 'archive.db'))).length
  const hit = new Set<string>()
  for (let page = 1; page < size / PAGE; page += PAGES) {
    const root = await archiveWith((database) => database.fill(0, page * PAGE, (page + 1) * PAGE))
    for (const argv of [['check'], ['export', 'orders', '--out', `o${page}.csv`]]) {
      const ended = await dyshop([...argv, '--archive', root, '--json'], { cwd: folder.at() })
      if (ended.exitCode === 6) hit.add(argv[0] ?? '')
      if (ended.exitCode === 6) expect(ended.error().error.code).toBe('archive-damaged')
      expect([0, 1, 3, 6], `${argv[0]}, page ${page}: ${ended.stderr}`).toContain(ended.exitCode)
    }
  }
  expect([...hit].sort()).toEqual(['check', 'export'])
})

test.each([
  ['backup', [EXAMPLE_SHOP]],
  ['check', []],
  ['verify', []],
  ['rebuild', []],
  ['init', ['--notice-start', '2026-10-21']],
  ['notice', []],
  ['steps', []],
])(
  '%s refuses a file given as the archive as a mistake of the command line',
  async (name, more) => {
    const argv = [name, ...more]
    const file = folder.free('file')
    await writeFile(file, 'mine')
    const ended = await dyshop([...argv, '--archive', file, '--json'])
    expect(ended.exitCode, ended.stderr).toBe(2)
    expect(ended.error().error.code).toBe('not-a-folder')
    expect(await readFile(file, 'utf8')).toBe('mine')
  },
)

test('a stranger’s files are left alone whatever their folders are called', async () => {
  const root = folder.free('photos')
  await mkdir(join(root, 'originals'), { recursive: true })
  await writeFile(join(root, 'originals', '1.raw'), 'photo')
  await writeFile(join(root, 'orders.xlsx'), 'mine')
  const ended = await dyshop(['backup', EXAMPLE_SHOP, '--archive', root, '--json'])
  expect(ended.exitCode).toBe(2)
  expect(ended.error().error.code).toBe('not-an-archive')
  expect(await readFile(join(root, 'orders.xlsx'), 'utf8')).toBe('mine')
})
