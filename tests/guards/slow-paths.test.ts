import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { writeLongFiles } from '../../examples/generator/long-files.ts'
import { backup } from '../../src/app/backup.ts'
import { check } from '../../src/app/check.ts'
import { checklist } from '../../src/app/checklist.ts'
import { exportRecords } from '../../src/app/export-records.ts'
import { find } from '../../src/app/find.ts'
import { plan } from '../../src/app/plan.ts'
import { listFiles } from '../../src/archive/folder.ts'
import { Store } from '../../src/archive/store.ts'
import { StoredCells } from '../../src/reports/xlsx/stored-cells.ts'
import { countSqlite } from '../support/counted-sqlite.ts'
import { realDeps } from '../support/deps.ts'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'

/**
 * What makes dyshop fast is guarded by counts, which a busy machine does not change: work that is done
 * once must not come to be done once a row, and queries must not come to read whole tables.
 */

const LINES = 3_000
const MORE_LINES = 6_000
const AT = '2026-01-15T12:00:00+08:00'

const folder = useFolder()
const archive = () => folder.at('archive')

beforeAll(async () => {
  await writeLongFiles(folder.at('few'), { lines: LINES, files: 1, seed: 1 })
  await writeLongFiles(folder.at('many'), { lines: MORE_LINES, files: 1, seed: 1 })
  await backedUp('many', archive())
})

function backedUp(files: string, root: string) {
  return backup({ paths: [folder.at(files)], root, toolVersion: 'test' }, realDeps())
}

function exported(out: string) {
  const input = { kind: 'orders', format: 'xlsx', filter: {}, columns: [], unmask: false } as const
  return exportRecords({ ...input, root: archive(), out }, realDeps())
}

test('a backup prepares its statements once, however many lines it reads', async () => {
  const few = await countSqlite(() => backedUp('few', folder.free()))
  const many = await countSqlite(() => backedUp('many', folder.free()))
  expect(many.prepared.length).toBe(few.prepared.length)
  expect(many.executed).toEqual(few.executed)
})

test('a line that is new takes one statement and its order no other', async () => {
  const few = await countSqlite(() => backedUp('few', folder.free()))
  const many = await countSqlite(() => backedUp('many', folder.free()))
  const perLine = (many.steps - few.steps) / (MORE_LINES - LINES)
  // Texts of products that only the longer file has are looked up and added: a few in a thousand.
  expect(perLine).toBeGreaterThanOrEqual(1)
  expect(perLine).toBeLessThan(1.25)
})

test('all lines of a report are written in one transaction, and all indexes made in another', async () => {
  const { executed } = await countSqlite(() => backedUp('many', folder.free()))
  const steps = executed.filter((sql) => /^(BEGIN|DROP|CREATE|COMMIT)/.test(sql))
  const kinds = steps.map((sql) => sql.split(' ')[0])
  const asOnce = kinds.filter((kind, index) => kind !== kinds[index - 1])
  expect(asOnce).toEqual(['BEGIN', 'DROP', 'COMMIT', 'BEGIN', 'CREATE', 'COMMIT'])
})

test('the indexes are made once, however many reports a first backup reads', async () => {
  await writeLongFiles(folder.at('parts'), { lines: LINES, files: 5, seed: 1 })
  const { executed } = await countSqlite(() => backedUp('parts', folder.free()))
  const made = executed.filter((sql) => /^CREATE INDEX \w+ ON lines /.test(sql))
  expect(new Set(made).size).toBe(made.length)
  expect(made.length).toBeGreaterThan(5)
})

test('a row that says something else changes the columns that differ and no others', async () => {
  const [first, second] = [folder.at('first'), folder.at('second')]
  await writeLongFiles(first, { lines: 50, files: 1, seed: 1 })
  const [name = ''] = await listFiles(first)
  const text = await readFile(join(first, name), 'utf8')
  await mkdir(second)
  const later = basename(name).replace(/^\d{10}/, (seconds) => String(Number(seconds) + 60))
  await writeFile(join(second, later), text.replaceAll('已完成', '已关闭'))
  const root = folder.free()
  await backup({ paths: [first], root, toolVersion: 'test' }, realDeps())
  const { prepared } = await countSqlite(() =>
    backup({ paths: [second], root, toolVersion: 'test' }, realDeps()),
  )
  const updates = prepared.filter((sql) => /^UPDATE lines SET .*\bcells\b/.test(sql))
  expect(updates).toEqual([
    'UPDATE lines SET status = ?, status_kind = ?, layout_id = ?, import_id = ?, cells = ? WHERE rowid = ?',
  ])
})

describe('a first import that is long', () => {
  const LONG_LINES = 26_000
  const ROW_THREAD = pathToFileURL(join(import.meta.dirname, '../../dist/row-thread.js'))

  beforeAll(() => writeLongFiles(folder.at('long'), { lines: LONG_LINES, files: 1, seed: 1 }))

  test('is written to the disk once: kept, stored, and put on its sheet', async ({ skip }) => {
    skip(process.platform !== 'linux', 'only Linux counts what a process writes')
    const before = await bytesWritten()
    const root = folder.free()
    await backedUp('long', root)
    const written = (await bytesWritten()) - before
    const files = await Promise.all(
      (await listFiles(root)).map(async (path) => (await stat(join(root, path))).size),
    )
    // What is sorted goes to the disk a second time; a log of all pages would make it far more.
    expect(written / files.reduce((sum, size) => sum + size, 0)).toBeLessThan(1.4)
  })

  test('is taken apart on another thread: this one turns no row of it into JSON', async () => {
    const stringify = vi.spyOn(JSON, 'stringify')
    const input = { paths: [folder.at('long')], root: folder.free(), toolVersion: 'test' }
    await backup(input, realDeps({ rowThread: ROW_THREAD }))
    const made = stringify.mock.calls.length
    stringify.mockRestore()
    expect(made).toBeLessThan(500)
  })
})

/** What this process has passed to the system to write, to files and pipes. */
async function bytesWritten(): Promise<number> {
  const io = await readFile('/proc/self/io', 'utf8')
  return Number(/^wchar: (\d+)$/m.exec(io)?.[1])
}

test('the indexes of an empty table are made after its rows, and all of them', async () => {
  const { executed } = await countSqlite(() => backedUp('few', folder.free()))
  const isIndexOfLines = /^CREATE INDEX \w+ ON lines /
  const made = executed.filter((sql) => isIndexOfLines.test(sql))
  const store = await Store.openForReading(join(archive(), 'archive.db'))
  const [{ n } = { n: 0 }] = store.db
    .prepare(
      `SELECT count(*) AS n FROM sqlite_master WHERE tbl_name = 'lines' AND sql LIKE 'CREATE INDEX%'`,
    )
    .all() as { n: number }[]
  store.close()
  expect(made).toHaveLength(n)
  expect(n).toBeGreaterThan(5)
})

test('a line is turned into JSON once, and never back for its sheet', async () => {
  const stringify = vi.spyOn(JSON, 'stringify')
  const parse = vi.spyOn(JSON, 'parse')
  await backedUp('many', folder.free())
  const [made, read] = [stringify.mock.calls.length, parse.mock.calls.length]
  stringify.mockRestore()
  parse.mockRestore()
  expect(made - MORE_LINES).toBeLessThan(500)
  expect(read).toBeLessThan(500)
})

test('of the 73 cells of a line less than six become strings on their way to a sheet', async () => {
  const text = vi.spyOn(StoredCells.prototype, 'text')
  await exported(folder.free('orders.xlsx'))
  const made = text.mock.calls.length
  text.mockRestore()
  expect(made / MORE_LINES).toBeLessThan(6)
})

test('an export takes one query for all of its rows', async () => {
  const { steps } = await countSqlite(() => exported(folder.free('orders.xlsx')))
  expect(steps).toBeLessThan(100)
})

test('the sheet is written in large pieces, and no larger than it has to be', async () => {
  let writes = 0
  const deps = realDeps()
  const counting = {
    ...deps.files,
    async create(path: string) {
      const file = await deps.files.create(path)
      const write = file.write.bind(file)
      return Object.assign(file, {
        write: (chunk: Uint8Array) => {
          writes++
          return write(chunk)
        },
      })
    },
  }
  const out = folder.free('orders.xlsx')
  const input = { kind: 'orders', format: 'xlsx', filter: {}, columns: [], unmask: false } as const
  await exportRecords({ ...input, root: archive(), out }, { ...deps, files: counting })
  expect(writes).toBeLessThan(100)
  expect((await stat(out)).size / MORE_LINES).toBeLessThan(400)
})

test('a line takes little more room in the database than its cells and its ids', async () => {
  const few = folder.free()
  await backedUp('few', few)
  const [small, large] = await Promise.all(
    [few, archive()].map(async (root) => (await stat(join(root, 'archive.db'))).size),
  )
  expect(((large ?? 0) - (small ?? 0)) / (MORE_LINES - LINES)).toBeLessThan(1_600)
})

/** Statements of commands that are to answer at once, on an archive of any size. */
const QUICK: Readonly<Record<string, () => Promise<unknown>>> = {
  'find a product': () => find({ query: '耳机垫', root: archive(), limit: 50 }),
  'find two characters': () => find({ query: '耳机', root: archive(), limit: 50 }),
  'find an id': () => find({ query: '6910000000000000111', root: archive(), limit: 50 }),
  'find a part of an id': () => find({ query: '000011', root: archive(), limit: 50 }),
  'find a day': () => find({ query: '2026-03-01', root: archive(), limit: 50 }),
  check: () => check({ paths: [], root: archive(), at: AT, only: [] }, realDeps()),
  'one condition': () =>
    check({ paths: [], root: archive(), at: AT, only: ['goods-money'] }, realDeps()),
  plan: () => plan({ root: archive(), at: AT }),
  checklist: () =>
    checklist({ paths: [], root: archive(), at: AT, toolVersion: 'test' }, realDeps()),
}

test.each(Object.entries(QUICK))('%s reads no table of lines from end to end', async (_, work) => {
  const { prepared } = await countSqlite(work)
  expect(await wholeTableReads(prepared)).toEqual([])
})

/** The steps of SQLite's plans that read a large table row by row; an index alone may be. */
async function wholeTableReads(statements: readonly string[]): Promise<string[]> {
  const store = await Store.openForReading(join(archive(), 'archive.db'))
  try {
    return statements
      .filter((sql) => /^\s*(SELECT|WITH)/i.test(sql))
      .flatMap((sql) => {
        const plan = store.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]
        return plan
          .map(({ detail }) => detail)
          .filter((detail) => /^SCAN (lines|after_sales|settlements|funds|ledger)\b/.test(detail))
          .filter((detail) => !detail.includes('USING COVERING INDEX'))
          .map((detail) => `${detail}: ${sql}`)
      })
  } finally {
    store.close()
  }
}

test('--version loads next to nothing, --help no archive and no workbook', async () => {
  expect(await loadedBytes(['--version'])).toBeLessThan(15_000)
  expect(await loadedBytes(['--help'])).toBeLessThan(540_000)
})

/** The size of the program's files that a run loads. */
async function loadedBytes(argv: readonly string[]): Promise<number> {
  const files = await loadedFiles(argv)
  expect(files).toContain('main.js')
  const dist = join(import.meta.dirname, '../../dist')
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(dist, file))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** The files of dist/ that a run loads, as V8's coverage lists them. */
async function loadedFiles(argv: readonly string[]): Promise<string[]> {
  const coverage = folder.free('coverage')
  await dyshop(argv, { env: { NODE_V8_COVERAGE: coverage } })
  const files = new Set<string>()
  for (const name of await readdir(coverage)) {
    const { result } = JSON.parse(await readFile(join(coverage, name), 'utf8')) as {
      result: { url: string }[]
    }
    for (const { url } of result) {
      const [, file] = /\/dist\/([^/]+)$/.exec(url) ?? []
      if (file && !url.includes('node_modules')) files.add(file)
    }
  }
  return [...files]
}
