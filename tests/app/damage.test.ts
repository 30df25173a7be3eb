import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { attach } from '../../src/app/attach.ts'
import { backup } from '../../src/app/backup.ts'
import { rebuild } from '../../src/app/rebuild.ts'
import type { Damage } from '../../src/app/results.ts'
import { verify } from '../../src/app/verify.ts'
import { listFiles } from '../../src/archive/folder.ts'
import { copyArchive, databaseContent } from '../support/archive-content.ts'
import { realDeps } from '../support/deps.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_SHOP } from '../support/shops.ts'
import { times } from '../support/thorough.ts'

const folder = useFolder()
const toolVersion = 'test'
/** `BIT_FLIPS=1000 npx vitest run tests/app/damage.test.ts` flips more. */
const FLIPS = Number(process.env.BIT_FLIPS ?? times({ usual: 80, thorough: 200 }))
/** A whole archive that tests copy before they damage it. */
const whole = () => folder.at('whole')
/** Every file in it but the merchant's own `shop.toml`. */
let covered: string[]

beforeAll(async () => {
  await backup({ paths: [EXAMPLE_SHOP], root: whole(), toolVersion }, realDeps())
  const receipt = folder.free('receipt.pdf')
  await writeFile(receipt, 'deposit: 2,000 yuan')
  const document = { paths: [receipt], kind: 'deposit-receipt', note: '' } as const
  await attach({ ...document, root: whole(), toolVersion }, realDeps())
  covered = (await listFiles(whole())).filter((path) => !/^shop\.toml$|-(wal|shm)$/.test(path))
})

async function copyOfArchive(): Promise<string> {
  const root = folder.free('archive')
  await copyArchive(whole(), root)
  return root
}

async function damageOf(root: string): Promise<Damage[]> {
  const { data } = await verify({ root, deep: false }, realDeps())
  expect(data.ok).toBe(data.damaged.length === 0)
  return data.damaged
}

async function flipBit(path: string, bit: number): Promise<void> {
  const bytes = await readFile(path)
  const at = (bit >> 3) % bytes.length
  bytes[at] = (bytes[at] as number) ^ (1 << (bit & 7))
  await writeFile(path, bytes)
}

test('the archive of the example shop is whole, and has every kind of file', async () => {
  expect(await damageOf(whole())).toEqual([])
  for (const kind of [/^archive\.db$/, /^orders\.xlsx$/, /^manifest\.json$/, /^SHA256SUMS$/]) {
    expect(covered.filter((path) => kind.test(path))).toHaveLength(1)
  }
  expect(covered.filter((path) => /^originals\/..\/.*\.facts$/.test(path))).toHaveLength(14)
  expect(covered.filter((path) => /^originals\/..\/.*\.(csv|xlsx|zip)$/.test(path))).toHaveLength(
    14,
  )
  expect(covered.filter((path) => path.startsWith('documents/'))).toHaveLength(2)
})

/** A flip takes a tenth of a second, or ten times that on a busy machine. */
const patience = Math.max(240_000, FLIPS * 2000)

test('one flipped bit anywhere is found, and the file is named', {
  timeout: patience,
}, async () => {
  const root = await copyOfArchive()
  const flips = fc.record({ path: fc.constantFrom(...covered), bit: fc.nat(2 ** 30) })
  await fc.assert(
    fc.asyncProperty(flips, async ({ path, bit }) => {
      await flipBit(join(root, path), bit)
      const damaged = await damageOf(root)
      await cp(join(whole(), path), join(root, path))
      expect(damaged.map((damage) => damage.path)).toContain(path)
    }),
    { numRuns: FLIPS, seed: 200 },
  )
  expect(await damageOf(root)).toEqual([])
})

describe('rebuild makes everything whole again that follows from the originals', () => {
  test.each([
    'archive.db',
    'orders.xlsx',
    'funds.xlsx',
    'profile.json',
    'addresses.txt',
    'manifest.json',
    'SHA256SUMS',
  ])('a damaged, truncated or deleted %s', async (path) => {
    for (const harm of [
      (file: string) => flipBit(file, 80_001),
      (file: string) => truncate(file, 40),
      (file: string) => rm(file),
    ]) {
      const root = await copyOfArchive()
      await harm(join(root, path))
      const damaged = await damageOf(root)
      expect(damaged).toMatchObject([{ path, repair: 'rebuild' }])
      await rebuild({ root, toolVersion }, realDeps())
      expect(await damageOf(root)).toEqual([])
      expect(await databaseContent(root)).toEqual(await databaseContent(whole()))
    }
  })

  test('an edited manifest', async () => {
    const text = await readFile(join(whole(), 'manifest.json'), 'utf8')
    const original = /originals\/..\/([0-9a-f]{64})\.csv/.exec(text)?.[1] ?? ''
    for (const edited of [
      text.replace('"lines": 132', '"lines": 131'),
      text.replace(/"shop": \{[^}]*\}/, '"shop": {"name": "x", "id": "", "kind": "domestic"}'),
      text.replace(`"sha256": "${original}"`, `"sha256": "${'0'.repeat(64)}"`),
      text.replace(/"files": \[/, '"files": [{"path":"more.txt","size":1,"sha256":"00"},'),
      JSON.stringify({ ...JSON.parse(text), files: [] }),
      JSON.stringify(null),
    ]) {
      expect(edited).not.toBe(text)
      const root = await copyOfArchive()
      await writeFile(join(root, 'manifest.json'), edited)
      const damaged = await damageOf(root)
      expect(damaged).toContainEqual({
        path: 'manifest.json',
        problem: 'altered',
        repair: 'rebuild',
      })
      await rebuild({ root, toolVersion }, realDeps())
      expect(await damageOf(root)).toEqual([])
    }
  })
})

test('the checksums are blamed for damage in their line about the manifest', async () => {
  const root = await copyOfArchive()
  const path = join(root, 'SHA256SUMS')
  const { length } = await readFile(path)
  for (const fromEnd of [1, 5, 15, 20, 60, 79, 80]) {
    await flipBit(path, (length - fromEnd) * 8)
    expect(await damageOf(root)).toMatchObject([{ path: 'SHA256SUMS' }])
    await cp(join(whole(), 'SHA256SUMS'), path)
  }
})

test.each(['archive.db', 'manifest.json', 'SHA256SUMS'])(
  'backup refuses to go on with a damaged %s, so that damage is never vouched for',
  async (path) => {
    const root = await copyOfArchive()
    await flipBit(join(root, path), 8 * 3000 + 1)
    await expect(
      backup({ paths: [EXAMPLE_SHOP], root, toolVersion }, realDeps()),
    ).rejects.toMatchObject({ code: 'archive-damaged', args: { path }, exitCode: 6 })
  },
)

test('a lost original is missed, stops a rebuild, and comes back by exporting again', async () => {
  const path = covered.find((each) => each.endsWith('.csv')) ?? ''
  for (const harm of [(file: string) => rm(file), (file: string) => truncate(file, 100)]) {
    const root = await copyOfArchive()
    await harm(join(root, path))
    const damaged = await damageOf(root)
    expect(damaged).toMatchObject([{ path, repair: 'export-again' }])
    // The database is the last copy of what that original said, so it is not made anew without it.
    const stop = { code: 'originals-missing', exitCode: 6 }
    await expect(rebuild({ root, toolVersion }, realDeps())).rejects.toMatchObject(stop)
    expect((await damageOf(root)).map((each) => each.path)).toContain(path)
    await backup({ paths: [EXAMPLE_SHOP], root, toolVersion }, realDeps())
    expect(await damageOf(root)).toEqual([])
    expect(await databaseContent(root)).toEqual(await databaseContent(whole()))
  }
})

test('a renamed file is missed under its name, and told of under the new one', async () => {
  const root = await copyOfArchive()
  await rename(join(root, 'orders.xlsx'), join(root, 'orders-old.xlsx'))
  const { data, findings } = await verify({ root, deep: false }, realDeps())
  expect(data.damaged).toEqual([{ path: 'orders.xlsx', problem: 'missing', repair: 'rebuild' }])
  expect(findings).toMatchObject([{ code: 'unlisted-file', where: { file: 'orders-old.xlsx' } }])
})

test('two files that changed places are both named', async () => {
  const root = await copyOfArchive()
  const [one = '', other = ''] = covered.filter((path) => path.endsWith('.csv'))
  for (const [from, to] of [
    [one, other],
    ['orders.xlsx', 'funds.xlsx'],
  ] as const) {
    await cp(join(whole(), from), join(root, to))
    await cp(join(whole(), to), join(root, from))
  }
  const paths = (await damageOf(root)).map(({ path }) => path)
  expect(paths.sort()).toEqual([one, other, 'orders.xlsx', 'funds.xlsx'].sort())
})

test('a document is restored from a copy only', async () => {
  const root = await copyOfArchive()
  const path = covered.find((each) => each.endsWith('.pdf')) ?? ''
  await rm(join(root, path))
  const lost = [{ path, problem: 'missing', repair: 'restore-copy' }]
  expect(await damageOf(root)).toEqual(lost)
  await rebuild({ root, toolVersion }, realDeps())
  expect(await damageOf(root)).toEqual(lost)
})

test('a database with other content than the originals is found by a deep look', async () => {
  const root = await copyOfArchive()
  const path = covered.find((each) => each.endsWith('.csv')) ?? ''
  // As if a run had left the file out: every file is as listed, and still a report is missing.
  await rm(join(root, path))
  await rm(join(root, path.replace(/csv$/, 'facts')))
  await rm(join(root, 'archive.db'))
  await rebuild({ root, toolVersion, acceptLoss: true }, realDeps())
  await cp(join(whole(), path), join(root, path))
  await cp(join(whole(), path.replace(/csv$/, 'facts')), join(root, path.replace(/csv$/, 'facts')))
  expect(await damageOf(root)).toEqual([])
  const { data } = await verify({ root, deep: true }, realDeps())
  expect(data.damaged).toContainEqual({
    path: 'archive.db#imports',
    problem: 'content-differs',
    repair: 'rebuild',
  })
})

test('what another program left in the write-ahead log is found', async () => {
  const root = await copyOfArchive()
  const sqlite = `PRAGMA wal_autocheckpoint = 0; UPDATE lines SET status = '已完成', status_kind = 'finished'`
  await leaveInLog(join(root, 'archive.db'), sqlite)
  expect(await damageOf(root)).toContainEqual({
    path: 'archive.db-wal',
    problem: 'altered',
    repair: 'rebuild',
  })
  await rebuild({ root, toolVersion }, realDeps())
  expect(await damageOf(root)).toEqual([])
  expect(await databaseContent(root)).toEqual(await databaseContent(whole()))
})

test('a deep look takes turns with runs that change the archive', async () => {
  const root = await copyOfArchive()
  const deps = realDeps()
  const lock = await deps.takeLock(root, 'backup')
  try {
    const stop = { code: 'archive-locked', exitCode: 8 }
    await expect(verify({ root, deep: true }, deps)).rejects.toMatchObject(stop)
    expect((await verify({ root, deep: false }, deps)).data.ok).toBe(true)
  } finally {
    await lock.release()
  }
  expect((await verify({ root, deep: true }, deps)).data.ok).toBe(true)
})

test.each(['', '{', '{"file":7}'])(
  'rebuilding with facts of an original that read %j says that its time is not known',
  async (text) => {
    const root = await copyOfArchive()
    const path = covered.find((each) => each.endsWith('.facts')) ?? ''
    await writeFile(join(root, path), text)
    const { complete, findings } = await rebuild({ root, toolVersion }, realDeps())
    expect(complete).toBe(false)
    expect(findings).toContainEqual(expect.objectContaining({ code: 'lost-facts', args: { path } }))
  },
)

/** Commits to the log of a database in a process that ends without tidying up. */
async function leaveInLog(path: string, sql: string): Promise<void> {
  const script = `
    const { DatabaseSync } = require('@photostructure/sqlite')
    const db = new DatabaseSync(process.argv[1])
    db.exec(process.argv[2])
    process.kill(process.pid, 'SIGKILL')`
  const child = spawn(process.execPath, ['-e', script, path, sql], { stdio: 'inherit' })
  const [, signal] = await once(child, 'exit')
  expect(signal).toBe('SIGKILL')
}
