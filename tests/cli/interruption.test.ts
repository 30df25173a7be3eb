import { spawnSync } from 'node:child_process'
import { access, chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeLongFiles } from '../../examples/generator/long-files.ts'
import { Random } from '../../examples/generator/random.ts'
import type { BackupResult, VerifyResult } from '../../src/app/results.ts'
import { folderState, listFiles } from '../../src/archive/folder.ts'
import { lockTaker } from '../../src/platform/lock.ts'
import { databaseContent } from '../support/archive-content.ts'
import { dataOf, dyshop, startDyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_SHOP } from '../support/shops.ts'
import { times } from '../support/thorough.ts'

const folder = useFolder()
const KILLS = times({ usual: 5, thorough: 20 })

describe('a signal in the middle of a large import', () => {
  const shop = () => folder.at('long')
  let content: Record<string, string>

  beforeAll(async () => {
    await writeLongFiles(shop(), { lines: 10_000, files: 4, seed: 1 })
    await dataOf(['backup', shop(), '--archive', folder.at('undisturbed')])
    content = await databaseContent(folder.at('undisturbed'))
  })

  test.each([
    ['SIGINT', 130, 'interrupted'],
    ['SIGTERM', 143, 'terminated'],
  ] as const)('%s ends it soon and safely with %i', async (signal, exitCode, code) => {
    const archive = folder.free('archive')
    const { child, ended } = startDyshop(['backup', shop(), '--archive', archive, '--json'])
    await writing(archive)
    child.kill(signal)
    const end = await ended
    expect(end).toMatchObject({ exitCode, stdout: '' })
    expect(end.error()).toMatchObject({ command: 'backup', error: { code, exitCode } })
    expect(await unsound(archive)).toEqual([])

    await dataOf(['backup', shop(), '--archive', archive])
    await isClean(archive)
    expect(await unsound(archive)).toEqual([])
    expect(await databaseContent(archive)).toEqual(content)
  })

  /** Waits until the database is being filled. */
  async function writing(archive: string): Promise<void> {
    while (!(await exists(join(archive, 'archive.db-wal')))) await sleep(5)
    await sleep(150)
  }
})

test('kill -9 at any moment leaves nothing torn, and the next run completes', async () => {
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', folder.at('whole')])
  const content = await databaseContent(folder.at('whole'))
  const random = new Random('kill')
  let cutOff = 0
  for (let run = 0; run < KILLS; run++) {
    const archive = folder.free('killed')
    const { child, ended } = startDyshop(['backup', EXAMPLE_SHOP, '--archive', archive, '--quiet'])
    await sleep(random.int(40, 400))
    child.kill('SIGKILL')
    const { signal } = await ended
    if (signal === 'SIGKILL') cutOff++
    expect(await unsound(archive)).toEqual([])

    await dataOf<BackupResult>(['backup', EXAMPLE_SHOP, '--archive', archive])
    await isClean(archive)
    expect(await databaseContent(archive)).toEqual(content)
  }
  expect(cutOff).toBeGreaterThan(0)
})

describe('kill -9 in the middle of a first import that is long', () => {
  /** More than is written through a log; see `Store.filling`. */
  const LINES = 26_000
  const shop = () => folder.at('very-long')
  const journal = (archive: string) => join(archive, 'archive.db-journal')

  /** What the database takes when the first of two files is in it whole, and a part of the second. */
  const FIRST_AND_MORE = 24 << 20

  /**
   * Kills it once a part of the rows is in the file itself, and the journal alone tells how to undo that.
   * Between two files there is nothing to undo; a kill that came so late is tried again.
   */
  async function killed(): Promise<string> {
    for (;;) {
      const archive = folder.free('archive')
      const { child, ended } = startDyshop(['backup', shop(), '--archive', archive, '--quiet'])
      const sizeOf = (path: string) =>
        stat(path).then(
          ({ size }) => size,
          () => 0,
        )
      while ((await sizeOf(join(archive, 'archive.db'))) < FIRST_AND_MORE) await sleep(2)
      child.kill('SIGKILL')
      await ended
      if (await isHot(journal(archive))) return archive
    }
  }

  /** The header of a journal that is done with is gone or filled with zeros (SQLite's file format, 3). */
  async function isHot(path: string): Promise<boolean> {
    const header = await readFile(path).catch(() => Buffer.alloc(0))
    return header.subarray(0, 8).some((byte) => byte !== 0)
  }

  beforeAll(async () => {
    await writeLongFiles(shop(), { lines: LINES, files: 2, seed: 1 })
  })

  test('leaves nothing that the next run does not take back, and it ends like an undisturbed one', async () => {
    const whole = folder.free('archive')
    await dataOf(['backup', shop(), '--archive', whole])
    const archive = await killed()
    expect(await unsound(archive)).toEqual([])
    await dataOf(['backup', shop(), '--archive', archive])
    await isClean(archive)
    expect(await databaseContent(archive)).toEqual(await databaseContent(whole))
  })

  test('is not disturbed by whoever looks meanwhile', async () => {
    const archive = folder.free('archive')
    const { child, ended } = startDyshop(['backup', shop(), '--archive', archive, '--quiet'])
    while (!(await exists(journal(archive)))) await sleep(5)
    const looks = new Set<number | null>()
    while (child.exitCode === null) {
      looks.add((await dyshop(['check', '--archive', archive])).exitCode)
    }
    expect((await ended).exitCode).toBe(0)
    // Incomplete, or kept out for so long that it was told to wait; the last look may come afterwards.
    expect([1, 3, 8]).toEqual(expect.arrayContaining([...looks]))
    expect(await unsound(archive)).toEqual([])
  })

  test('is not read by someone who may not take it back', async ({ skip }) => {
    skip(process.getuid?.() !== 0, 'only the superuser can run a program as somebody else')
    const archive = await killed()
    const NOBODY = 65_534
    for (const path of [folder.at('.'), archive]) await chmod(path, 0o755)
    for (const path of await listFiles(archive)) await chmod(join(archive, path), 0o644)
    const ended = await dyshop(['check', '--archive', archive, '--json'], { uid: NOBODY })
    expect(ended).toMatchObject({ exitCode: 7, stdout: '' })
    expect(ended.error().error.code).toBe('read-only')
  })
})

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** What `verify` says of an archive after a run was cut off, besides that it was. */
async function unsound(archive: string): Promise<unknown[]> {
  if ((await folderState(archive)) !== 'archive') return []
  const ended = await dyshop(['verify', '--archive', archive, '--json'])
  const { ok, damaged } = ended.json<VerifyResult>().data
  expect(ended.exitCode).toBe(ok ? 0 : 6)
  return damaged.filter(({ problem }) => problem !== 'unfinished-run')
}

/** Nothing is left of a run that was cut off. */
async function isClean(archive: string): Promise<void> {
  const leftovers = (await listFiles(archive)).filter((path) =>
    /dyshop|-wal$|-shm$|-journal$|etilqs/.test(path),
  )
  expect(leftovers).toEqual([])
}

describe('two runs', () => {
  test('at once: one of them waits for nobody and says who is at work, or both succeed', async () => {
    const archive = folder.free('archive')
    const argv = ['backup', EXAMPLE_SHOP, '--archive', archive, '--json']
    const ends = await Promise.all([dyshop(argv), dyshop(argv)])
    const codes = ends.map(({ exitCode }) => exitCode).sort()
    expect([
      [0, 0],
      [0, 8],
    ]).toContainEqual(codes)
    await dataOf(['verify', '--deep', '--archive', archive])
  })

  test('while another process is at work: 8, with its number, machine and time', async () => {
    const archive = folder.free('archive')
    await mkdir(archive)
    const log = { debug() {}, note() {} }
    const lock = await lockTaker({ now: () => 0 }, log)(archive, 'backup')
    const ended = await dyshop(['backup', EXAMPLE_SHOP, '--archive', archive, '--json'])
    expect(ended).toMatchObject({ exitCode: 8, stdout: '' })
    const { error } = ended.error()
    expect(error.code).toBe('archive-locked')
    for (const fact of [String(process.pid), hostname(), '1970-01-01 08:00']) {
      expect(error.message).toContain(fact)
    }
    await lock.release()
    await dataOf(['backup', EXAMPLE_SHOP, '--archive', archive])
  })

  test('after another that is gone: its lock is taken over, and said so', async () => {
    const archive = folder.free('archive')
    await mkdir(archive)
    const { pid } = spawnSync(process.execPath, ['-e', '0'])
    const since = '2026-11-23T09:00:00+08:00'
    const holder = { pid, host: hostname(), since, command: 'backup', started: '1' }
    await writeFile(join(archive, '.dyshop.lock'), JSON.stringify(holder))
    const ended = await dyshop(['backup', EXAMPLE_SHOP, '--archive', archive])
    expect(ended.exitCode).toBe(0)
    expect(ended.stderr).toContain(String(pid))
    await isClean(archive)
  })
})
