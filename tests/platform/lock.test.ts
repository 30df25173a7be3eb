import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { FindingCode } from '../../src/domain/finding.ts'
import { LOCK_FILE, lockTaker } from '../../src/platform/lock.ts'
import { useFolder } from '../support/folder.ts'

const folder = useFolder()

async function freshFolder(): Promise<{ path: string; lockFile: string }> {
  const path = folder.free()
  await mkdir(path)
  return { path, lockFile: join(path, LOCK_FILE) }
}

/** A taker, and what it noted. */
function taker() {
  const notes: FindingCode[] = []
  const log = { debug() {}, note: (code: FindingCode) => notes.push(code) }
  return { take: lockTaker({ now: () => Date.UTC(2026, 10, 23, 1, 30) }, log), notes }
}

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
