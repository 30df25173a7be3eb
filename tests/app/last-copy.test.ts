import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { backup } from '../../src/app/backup.ts'
import { rebuild } from '../../src/app/rebuild.ts'
import { repair } from '../../src/app/repair.ts'
import { verify } from '../../src/app/verify.ts'
import { Store } from '../../src/archive/store.ts'
import { copyArchive, fileHashes } from '../support/archive-content.ts'
import { useFolder } from '../support/folder.ts'
import { quietDeps } from '../support/quiet-deps.ts'
import { writeExport } from '../support/seller-exports.ts'

const DEPS = quietDeps('2026-11-23T09:00:00+08:00')
const LINES = ['6900000000000000011', '6900000000000000012']

const folder = useFolder()
let root: string

beforeAll(async () => {
  const rows = LINES.map((line) => ({ 主订单编号: line, 子订单编号: line, 订单状态: '已完成' }))
  const paths = [
    await writeExport(folder.at('exports'), 'orders', rows.slice(0, 1), 1_795_300_000),
    await writeExport(folder.at('exports'), 'orders', rows.slice(1), 1_795_300_001),
  ]
  await backup({ paths, root: folder.at('whole'), toolVersion: '0' }, DEPS)
})

beforeEach(async () => {
  root = folder.free('archive')
  await copyArchive(folder.at('whole'), root)
})

const at = (...names: string[]) => join(root, ...names)
const drop = (name: string) => rm(at(name), { recursive: true })
const damage = () => writeFile(at('archive.db'), randomBytes(5000))

/** One of the two files that were given, and its facts. */
async function dropOriginal(): Promise<void> {
  const [shelf = ''] = await readdir(at('originals'))
  await drop(`originals/${shelf}`)
}

async function refused(code: string): Promise<void> {
  const before = await fileHashes(root)
  const stop = { code, exitCode: 6 }
  await expect(rebuild({ root, toolVersion: '0' }, DEPS)).rejects.toMatchObject(stop)
  expect(await fileHashes(root)).toEqual(before)
  expect(await readdir(root)).not.toContain('.dyshop.unfinished')
}

describe('rebuild touches nothing', () => {
  it('where the database is the last copy of lost originals', async () => {
    await drop('manifest.json')
    await drop('originals')
    await refused('originals-missing')
  })

  it('where neither originals nor database are left, only the workbooks', async () => {
    await drop('originals')
    await drop('archive.db')
    await refused('no-originals')
    await damage()
    await drop('manifest.json')
    await refused('no-originals')
  })

  it.each(['manifest.json', 'SHA256SUMS'])(
    'where the database is damaged and an original gone that is missed without the %s',
    async (name) => {
      await damage()
      await dropOriginal()
      await drop(name)
      await refused('originals-lost')
    },
  )

  it('where an older database has taken the place of the one that knew more', async () => {
    await dropOriginal()
    const store = await Store.openForWriting(at('archive.db'))
    const [kept] = (await readdir(at('originals'), { recursive: true })).filter((name) =>
      name.endsWith('.csv'),
    )
    const sha256 = /([0-9a-f]{64})\.csv$/.exec(kept ?? '')?.[1] ?? ''
    store.db.exec('PRAGMA foreign_keys = OFF')
    store.db.prepare('DELETE FROM imports WHERE original <> ?').run(sha256)
    store.checkpoint()
    store.close()
    await refused('originals-lost')
  })
})

it('rebuild goes on with what is left once the merchant accepts the loss, and tells it', async () => {
  await damage()
  await dropOriginal()
  const input = { root, toolVersion: '0', acceptLoss: true }
  const { complete, data, findings } = await rebuild(input, DEPS)
  expect(complete).toBe(false)
  expect(data.totals.lines).toBe(1)
  expect(findings.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['damaged-original', 'ticks-lost']),
  )
})

it('with every original there, rebuild asks no database for leave', async () => {
  await damage()
  await drop('manifest.json')
  await drop('SHA256SUMS')
  const { data } = await rebuild({ root, toolVersion: '0' }, DEPS)
  expect(data.totals.lines).toBe(2)
})

it('backup never makes a new database beside a manifest that lists one', async () => {
  await drop('archive.db')
  await writeFile(at('.dyshop.unfinished'), '')
  const before = await fileHashes(root)
  const input = { paths: [folder.at('exports')], root, toolVersion: '0' }
  const stop = { code: 'archive-damaged', args: { path: 'archive.db' } }
  await expect(backup(input, DEPS)).rejects.toMatchObject(stop)
  expect(await readFile(at('orders.xlsx'))).toEqual(
    await readFile(join(folder.at('whole'), 'orders.xlsx')),
  )
  expect(await fileHashes(root)).toEqual(before)
})

it('what a rebuild that is cut off leaves is no stranger to verify', async () => {
  await writeFile(at('.archive.db.derived.dyshop-part'), 'half')
  await writeFile(at('.archive.db.derived.dyshop-part-wal'), 'half')
  const { data, findings } = await verify({ root, deep: false }, DEPS)
  expect(data.ok).toBe(true)
  expect(findings.map(({ code }) => code)).not.toContain('unlisted-file')
})

it('verify misses originals that the database was filled from, also without a manifest', async () => {
  await drop('manifest.json')
  await drop('originals')
  const { data } = await verify({ root, deep: false }, DEPS)
  const missing = data.damaged.filter(({ path }) => /^originals\/.*(?<!\.facts)$/.test(path))
  expect(missing).toHaveLength(2)
  expect(missing[0]).toMatchObject({ problem: 'missing', repair: 'export-again' })
})

it('rebuild takes only true damage for a reason to give up what the old database knows', async () => {
  await writeVersion(99)
  const before = await fileHashes(root)
  const stop = { code: 'archive-too-new', exitCode: 2 }
  await expect(rebuild({ root, toolVersion: '0' }, DEPS)).rejects.toMatchObject(stop)
  expect(await fileHashes(root)).toEqual(before)
})

/** As if a later dyshop had written the database. */
async function writeVersion(version: number): Promise<void> {
  const store = await Store.openForWriting(at('archive.db'))
  store.db.exec(`PRAGMA user_version = ${version}`)
  store.checkpoint()
  store.close()
}

describe('without manifest, checksums and database', () => {
  beforeEach(async () => {
    for (const name of ['manifest.json', 'SHA256SUMS', 'archive.db']) await drop(name)
  })

  it('what is rebuilt is told to be all that is known, and compared with nothing', async () => {
    const { data, findings } = await rebuild({ root, toolVersion: '0' }, DEPS)
    expect(data.totals.lines).toBe(2)
    expect(findings.map(({ code }) => code)).toContain('contents-unproven')
    const { findings: again } = await rebuild({ root, toolVersion: '0' }, DEPS)
    expect(again.map(({ code }) => code)).not.toContain('contents-unproven')
  })

  it('an original is missed of which only its facts are left, and verify names it', async () => {
    const [kept = ''] = (await readdir(at('originals'), { recursive: true })).filter((name) =>
      name.endsWith('.csv'),
    )
    await drop(join('originals', kept))
    const { data } = await verify({ root, deep: false }, DEPS)
    const missing = { path: `originals/${kept}`, problem: 'missing', repair: 'export-again' }
    expect(data.damaged).toContainEqual(missing)
    await refused('originals-lost')
    const { data: repaired } = await repair({ root, deep: false, toolVersion: '0' }, DEPS)
    expect(repaired.ok).toBe(false)
    expect(repaired.damaged).toContainEqual(missing)
  })

  it('backup begins no archive anew beside originals that it would not read', async () => {
    const before = await fileHashes(root)
    const input = { paths: [folder.at('exports')], root, toolVersion: '0' }
    const stop = { code: 'archive-damaged', args: { path: 'archive.db' } }
    await expect(backup(input, DEPS)).rejects.toMatchObject(stop)
    expect(await fileHashes(root)).toEqual(before)
  })
})

it('without a manifest, a database misses an original whose facts are still there', async () => {
  await drop('manifest.json')
  const [kept = ''] = (await readdir(at('originals'), { recursive: true })).filter((name) =>
    name.endsWith('.csv'),
  )
  await drop(join('originals', kept))
  const { data } = await verify({ root, deep: false }, DEPS)
  const missing = data.damaged.filter(({ repair: how }) => how === 'export-again')
  expect(missing).toHaveLength(1)
})

it('a backup of something else misses an original that is gone, until its file is given again', async () => {
  await dropOriginal()
  const other = await writeExport(folder.at('later'), 'products', [{}], 1_795_300_002)
  const run = (paths: string[]) => backup({ paths, root, toolVersion: '0' }, DEPS)
  const { complete, findings } = await run([other])
  expect(complete).toBe(false)
  const lost = findings.filter(({ code }) => code === 'lost-original')
  expect(lost.map(({ where }) => where.file)).toEqual([expect.stringMatching(/^179530000[01]_/)])
  expect((await run([folder.at('exports')])).complete).toBe(true)
  expect((await run([other])).complete).toBe(true)
})
