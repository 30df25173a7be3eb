import '../../support/property-seed.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importReport } from '../../../src/app/import/import-report.ts'
import { Store } from '../../../src/archive/store.ts'
import { NO_PROGRESS } from '../../../src/platform/progress.ts'
import { MemoryBytes } from '../../../src/sources/seller-files/bytes.ts'
import { FileDigester, openFile } from '../../../src/sources/seller-files/open-file.ts'
import { openReport } from '../../../src/sources/seller-files/report.ts'
import { UnreadableFile } from '../../../src/sources/seller-files/table.ts'
import { times } from '../../support/thorough.ts'
import { MODIFIED, NOW } from '../backed-up.ts'
import { type Damaged, damagedFile } from './damage.ts'
import { SEEDS } from './seeds.ts'

/** `FUZZ_RUNS=100000 npx vitest run tests/bad-input/fuzz/fuzz.test.ts` looks for longer. */
const RUNS = Number(process.env.FUZZ_RUNS ?? times({ usual: 1000, thorough: 2000 }))
const LONGEST_MS = 5000
const MOST_BYTES = 512 << 20

let store: Store
let count = 0

beforeAll(async () => {
  store = await Store.openForWriting('')
})
afterAll(() => store.close())

test('every file is read to its last report while nothing is wrong with it', async () => {
  const kinds: string[] = []
  for (const { name, bytes } of SEEDS) kinds.push(...(await readThrough({ name, bytes })))
  expect(kinds.sort()).toEqual(
    [
      ...['orders', 'orders', 'orders', 'orders', 'settlements', 'after-sales', 'addresses'],
      ...['orders', 'orders', 'orders', 'after-sales', 'orders', 'settlements'],
    ].sort(),
  )
})

test(
  `${RUNS} damaged files are read or refused, never crash, never hang, and no row goes uncounted`,
  async () => {
    let slowest = 0
    const before = process.memoryUsage().rss
    const property = fc.asyncProperty(damagedFile, async (file) => {
      const start = performance.now()
      await readThrough(file)
      slowest = Math.max(slowest, performance.now() - start)
    })
    await fc.assert(property, { numRuns: RUNS })
    // A machine that runs the whole suite may stand still for as long as it likes.
    if (process.env.FUZZ_RUNS) expect(slowest).toBeLessThan(LONGEST_MS)
    expect(process.memoryUsage().rss - before).toBeLessThan(MOST_BYTES)
  },
  Math.max(60_000, RUNS * 60),
)

/** Reads a file as `backup` does, into one database for all; returns the kinds of what it held. */
async function readThrough({ name, bytes }: Damaged): Promise<string[]> {
  const digester = new FileDigester()
  digester.push(bytes)
  const kinds: string[] = []
  for await (const found of openFile(new MemoryBytes(bytes), name, digester.finish(), {
    openScratch: null,
  })) {
    if (!('table' in found)) continue
    const kind = await orRefused(async () => {
      const report = await openReport(found.table)
      const source = {
        file: found.file,
        sheet: found.table.sheet,
        original: `fuzz ${++count}`,
        sha256: `fuzz ${count}`,
        encoding: found.encoding,
        namedAsOf: null,
        disbelieved: null,
        modifiedAt: MODIFIED,
      }
      const deps = { interruption: { check() {} }, progress: NO_PROGRESS, rowThread: null }
      const context = { store, deps, importedAt: NOW, fieldsOnly: false, openScratch: null }
      const { imported } = await importReport(report, source, context)
      const { rows, added, updated, unchanged, rejected } = imported
      expect(rows).toBe(added + updated + unchanged + rejected)
      return imported.kind
    })
    if (kind !== null) kinds.push(kind)
  }
  return kinds
}

/** What a file is refused with is an answer; anything else that is thrown is a bug. */
async function orRefused<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof UnreadableFile) return null
    throw error
  }
}
