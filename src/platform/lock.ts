import { readFileSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Clock, Lock, Log, TakeLock } from '../app/ports.ts'
import { epochSecondsToBeijing } from '../domain/time.ts'
import { DyshopError } from '../errors.ts'

export const LOCK_FILE = '.dyshop.lock'

interface Holder {
  pid: number
  host: string
  since: string
  command: string
  /** When the process began, in the kernel's ticks: tells it from a later one with the same pid. */
  started: string | null
}

/**
 * A lock file that names its holder. The file of a process that is gone from this machine is taken
 * over, with a note; one from another machine (a shared disk) is never judged.
 */
export function lockTaker(clock: Clock, log: Log): TakeLock {
  return async (folder, command) => {
    const path = join(folder, LOCK_FILE)
    const me: Holder = {
      pid: process.pid,
      host: hostname(),
      since: epochSecondsToBeijing(Math.floor(clock.now() / 1000)),
      command,
      started: processStart(process.pid),
    }
    for (let attempt = 0; attempt < 3; attempt++) {
      if (await writeNew(path, JSON.stringify(me))) return lockAt(path)
      const holder = await readHolder(path)
      if (holder === 'gone') continue
      if (holder !== 'unreadable' && isAlive(holder)) throw locked(path, holder)
      if (await takeAway(path)) log.note('taken-over-lock', holderArgs(holder))
    }
    throw locked(path, await readHolder(path))
  }
}

/** Who holds the lock of a folder; `stale` when its holder is gone from this machine. */
export async function lockState(
  folder: string,
): Promise<
  { state: 'free' } | { state: 'held' | 'stale'; pid: number | string; host: string; since: string }
> {
  const holder = await readHolder(join(folder, LOCK_FILE)).catch(() => 'gone' as const)
  if (holder === 'gone') return { state: 'free' }
  const isHeld = holder !== 'unreadable' && isAlive(holder)
  return { state: isHeld ? 'held' : 'stale', ...holderArgs(holder) }
}

function lockAt(path: string): Lock {
  return {
    async release() {
      await rm(path, { force: true })
    },
  }
}

async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    const handle = await open(path, 'wx', 0o600)
    try {
      await handle.writeFile(text)
    } finally {
      await handle.close()
    }
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Removes a dead holder's file by renaming it first: of two runs that both found it dead only one can
 * rename it, and neither can remove a lock that the other has just taken.
 */
async function takeAway(path: string): Promise<boolean> {
  const aside = `${path}.${process.pid}`
  try {
    await rename(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
  const taken = await readHolder(aside)
  if (taken !== 'gone' && taken !== 'unreadable' && isAlive(taken)) {
    // Someone was faster: between our look and our rename the file had become a living run's.
    await rename(aside, path)
    return false
  }
  await rm(aside, { force: true })
  return true
}

async function readHolder(path: string): Promise<Holder | 'gone' | 'unreadable'> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'gone'
    throw error
  }
  try {
    const holder = JSON.parse(text) as Holder
    return typeof holder.pid === 'number' ? holder : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

function isAlive({ pid, host, started }: Holder): boolean {
  if (host !== hostname()) return true
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const startedNow = processStart(pid)
  return started === null || startedNow === null || started === startedNow
}

/** Field 22 of /proc/PID/stat (proc(5)); null where there is no such file. */
function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function locked(path: string, holder: Holder | 'gone' | 'unreadable'): DyshopError {
  return new DyshopError('archive-locked', { path, ...holderArgs(holder) })
}

function holderArgs(holder: Holder | 'gone' | 'unreadable') {
  if (holder === 'gone' || holder === 'unreadable') return { pid: '?', host: '?', since: '?' }
  return { pid: holder.pid, host: holder.host, since: holder.since }
}
