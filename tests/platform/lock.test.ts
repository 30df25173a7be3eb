import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { FindingCode } from '../../src/domain/finding.ts'
import { LOCK_FILE, lockState, lockTaker } from '../../src/platform/lock.ts'
import { useFolder } from '../support/folder.ts'

const folder = useFolder()

async function freshFolder(): Promise<{ path: string; lockFile: string }> {
  const path = folder.free()
  await mkdir(path)
  return { path, lockFile: join(path, LOCK_FILE) }
}

/** A taker, and what it noted. */
function taker(...links: [] | [(from: string, to: string) => Promise<void>]) {
  const notes: FindingCode[] = []
  const said: unknown[] = []
  const log = {
    debug() {},
    note(code: FindingCode, args?: unknown) {
      notes.push(code)
      said.push(args)
    },
  }
  return {
    take: lockTaker({ now: () => Date.UTC(2026, 10, 23, 1, 30) }, log, ...links),
    notes,
    said,
  }
}

const failure = (code: string) => Object.assign(new Error(code), { code })

const holder = (changed: object) =>
  JSON.stringify({
    pid: process.pid,
    host: hostname(),
    since: '2026-11-23T09:00:00+08:00',
    command: 'backup',
    started: null,
    ...changed,
  })

test('a lock says who holds it since when, and is gone when it is released', async () => {
  const { path, lockFile } = await freshFolder()
  const lock = await taker().take(path, 'rebuild')
  expect(JSON.parse(await readFile(lockFile, 'utf8'))).toMatchObject({
    pid: process.pid,
    host: hostname(),
    since: '2026-11-23T09:30:00+08:00',
    command: 'rebuild',
  })
  await lock.release()
  await expect(readFile(lockFile)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('a second taker is told about the first', async () => {
  const { path } = await freshFolder()
  const lock = await taker().take(path, 'backup')
  await expect(taker().take(path, 'backup')).rejects.toMatchObject({
    code: 'archive-locked',
    exitCode: 8,
    args: { pid: process.pid, since: '2026-11-23T09:30:00+08:00' },
  })
  await lock.release()
  await (await taker().take(path, 'backup')).release()
})

test('the lock of a process that is gone is taken over, with a note', async () => {
  const { path, lockFile } = await freshFolder()
  const { pid } = spawnSync(process.execPath, ['-e', '0'])
  await writeFile(lockFile, holder({ pid }))
  const { take, notes } = taker()
  const lock = await take(path, 'backup')
  expect(notes).toEqual(['taken-over-lock'])
  await lock.release()
})

test('a process that only has the number of the gone one does not keep the lock', async ({
  skip,
}) => {
  skip(process.platform !== 'linux', 'only /proc tells when a process began')
  const { path, lockFile } = await freshFolder()
  await writeFile(lockFile, holder({ started: '1' }))
  const { take, notes } = taker()
  await (await take(path, 'backup')).release()
  expect(notes).toEqual(['taken-over-lock'])
})

test('a process that was killed and that nobody has asked about does not keep the lock', async ({
  skip,
}) => {
  skip(process.platform !== 'linux', 'only /proc tells such a process from a live one')
  const { path, lockFile } = await freshFolder()
  // By the time its child ends, the shell has turned into a program that never asks how it ended.
  const parent = spawn('sh', ['-c', 'sleep 1 & echo $!; exec sleep 60'])
  try {
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    const pid = Number(line.toString())
    let fields: string[] = []
    while (fields[0] !== 'Z') {
      await sleep(50)
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
      fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    }
    await writeFile(lockFile, holder({ pid, started: fields[19] }))
    const { take, notes } = taker()
    await (await take(path, 'backup')).release()
    expect(notes).toEqual(['taken-over-lock'])
  } finally {
    parent.kill()
  }
})

test('a lock of another machine is never judged', async () => {
  const { path, lockFile } = await freshFolder()
  await writeFile(lockFile, holder({ host: 'another-machine', pid: 2 ** 30 }))
  await expect(taker().take(path, 'backup')).rejects.toMatchObject({ code: 'archive-locked' })
})

test('a lock file without a name may just be being written; an old one is taken over', async () => {
  const { path, lockFile } = await freshFolder()
  await writeFile(lockFile, '')
  await expect(taker().take(path, 'backup')).rejects.toMatchObject({ code: 'archive-locked' })
  const minuteAgo = Date.now() / 1000 - 60
  await utimes(lockFile, minuteAgo, minuteAgo)
  const { take, notes } = taker()
  await (await take(path, 'backup')).release()
  expect(notes).toEqual(['taken-over-lock'])
})

test('a run that was killed while it took over a lock keeps nobody away', async () => {
  const { path, lockFile } = await freshFolder()
  const { pid } = spawnSync(process.execPath, ['-e', '0'])
  await writeFile(lockFile, holder({ pid }))
  await writeFile(`${lockFile}.takeover`, '')
  const minuteAgo = Date.now() / 1000 - 60
  await utimes(`${lockFile}.takeover`, minuteAgo, minuteAgo)
  await (await taker().take(path, 'backup')).release()
  expect(await readdir(path)).toEqual([])
})

test('of many takers at once exactly one gets the lock, also over a dead one', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '0'])
  for (const dead of [holder({ pid }), null]) {
    for (let round = 0; round < 20; round++) {
      const { path, lockFile } = await freshFolder()
      if (dead) await writeFile(lockFile, dead)
      const takes = Array.from({ length: 12 }, () => taker().take(path, 'backup'))
      const outcomes = await Promise.allSettled(takes)
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    }
  }
})

test('what is noted of a lock that was taken over says whose it was', async () => {
  const { path, lockFile } = await freshFolder()
  const { pid } = spawnSync(process.execPath, ['-e', '0'])
  await writeFile(lockFile, holder({ pid }))
  const { take, said } = taker()
  await (await take(path, 'backup')).release()
  expect(said).toEqual([{ pid, host: hostname(), since: '2026-11-23T09:00:00+08:00' }])
})

test.each(['{', '{"pid":"12"}', '{}'])(
  'of a lock that holds %s nobody knows whose it is',
  async (text) => {
    const { path, lockFile } = await freshFolder()
    await writeFile(lockFile, text)
    await expect(taker().take(path, 'backup')).rejects.toMatchObject({
      code: 'archive-locked',
      args: { path: lockFile, pid: '?', host: '?', since: '?' },
    })
    expect(await lockState(path)).toEqual({ state: 'held', pid: '?', host: '?', since: '?' })
    const minuteAgo = Date.now() / 1000 - 60
    await utimes(lockFile, minuteAgo, minuteAgo)
    expect(await lockState(path)).toEqual({ state: 'stale', pid: '?', host: '?', since: '?' })
  },
)

test('a lock can be looked at without being taken', async () => {
  const { path, lockFile } = await freshFolder()
  expect(await lockState(path)).toEqual({ state: 'free' })
  const lock = await taker().take(path, 'backup')
  const since = '2026-11-23T09:30:00+08:00'
  const mine = { pid: process.pid, host: hostname(), since }
  expect(await lockState(path)).toEqual({ state: 'held', ...mine })
  await lock.release()
  expect(await lockState(path)).toEqual({ state: 'free' })
  const { pid } = spawnSync(process.execPath, ['-e', '0'])
  await writeFile(lockFile, holder({ pid, since }))
  expect(await lockState(path)).toEqual({ state: 'stale', ...mine, pid })
})

test('a lock that is held stays as it is, and nothing lies beside it', async () => {
  const { path, lockFile } = await freshFolder()
  const lock = await taker().take(path, 'backup')
  const text = await readFile(lockFile, 'utf8')
  await expect(taker().take(path, 'rebuild')).rejects.toMatchObject({ code: 'archive-locked' })
  expect(await readFile(lockFile, 'utf8')).toBe(text)
  expect(await readdir(path)).toEqual([LOCK_FILE])
  await lock.release()
})

test('a run that is just taking a dead lock over is waited for, and its turn left alone', async () => {
  const { path, lockFile } = await freshFolder()
  const { pid } = spawnSync(process.execPath, ['-e', '0'])
  await writeFile(lockFile, holder({ pid }))
  await writeFile(`${lockFile}.takeover`, '')
  await expect(taker().take(path, 'backup')).rejects.toMatchObject({
    code: 'archive-locked',
    args: { pid },
  })
  expect((await readdir(path)).sort()).toEqual([LOCK_FILE, `${LOCK_FILE}.takeover`])
})

describe('on a disk without second names for a file, such as that of a memory stick', () => {
  const without = (code: string) => taker(() => Promise.reject(failure(code)))

  test.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR'])(
    'a lock is taken, respected, taken over and released all the same (%s)',
    async (code) => {
      const { path, lockFile } = await freshFolder()
      const lock = await without(code).take(path, 'backup')
      expect(JSON.parse(await readFile(lockFile, 'utf8'))).toMatchObject({ pid: process.pid })
      await expect(without(code).take(path, 'backup')).rejects.toMatchObject({
        code: 'archive-locked',
        args: { pid: process.pid },
      })
      await lock.release()
      const { pid } = spawnSync(process.execPath, ['-e', '0'])
      await writeFile(lockFile, holder({ pid }))
      const { take, notes } = without(code)
      await (await take(path, 'backup')).release()
      expect(notes).toEqual(['taken-over-lock'])
      expect(await readdir(path)).toEqual([])
    },
  )

  test('of many takers at once exactly one gets the lock', async () => {
    const { path } = await freshFolder()
    const takes = Array.from({ length: 12 }, () => without('EPERM').take(path, 'backup'))
    const outcomes = await Promise.allSettled(takes)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await readdir(path)).toEqual([LOCK_FILE])
  })
})

test('a disk that is full or broken stops the run and leaves nothing', async () => {
  const { path } = await freshFolder()
  const { take } = taker(() => Promise.reject(failure('EIO')))
  await expect(take(path, 'backup')).rejects.toMatchObject({ code: 'EIO' })
  expect(await readdir(path)).toEqual([])
})

test('a lock is for its owner only', async ({ skip }) => {
  skip(process.platform === 'win32', 'Windows has no such rights')
  for (const links of [[], [() => Promise.reject(failure('EPERM'))]] as const) {
    const { path, lockFile } = await freshFolder()
    const lock = await taker(...links).take(path, 'backup')
    expect((await stat(lockFile)).mode & 0o777).toBe(0o600)
    await lock.release()
  }
})
