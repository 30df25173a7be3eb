import { randomBytes } from 'node:crypto'
import { link, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock, Lock, Log, TakeLock } from '../app/ports.ts'
import { epochSecondsToBeijing } from '../domain/time.ts'
import { DyshopError } from '../errors.ts'
import { PART_SUFFIX } from './atomic-file.ts'
import { isRunning, processStart } from './processes.ts'

export const LOCK_FILE = '.dyshop.lock'

/** Enough to outlast the others that are taking over the same dead lock. */
const ATTEMPTS = 20
const TAKEOVER_MS = 10_000
const WRITING_MS = 5_000

type MakeLink = (from: string, to: string) => Promise<void>

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
 *
 * @param makeLink how a second name is given to a file; some disks cannot
 */
export function lockTaker(clock: Clock, log: Log, makeLink: MakeLink = link): TakeLock {
  return async (folder, command) => {
    const path = join(folder, LOCK_FILE)
    const me: Holder = {
      pid: process.pid,
      host: hostname(),
      since: epochSecondsToBeijing(Math.floor(clock.now() / 1000)),
      command,
      started: processStart(process.pid),
    }
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (await writeNew(path, JSON.stringify(me), makeLink)) {
        // What a takeover that was cut off left; one that is under way finds us alive.
        await rm(turnPath(path), { force: true })
        return lockAt(path)
      }
      const holder = await readHolder(path)
      if (holder === 'gone') continue
      if (await isHeld(path, holder)) throw locked(path, holder)
      const outcome = await takeAway(path, makeLink)
      if (outcome === 'taken') log.note('taken-over-lock', holderArgs(holder))
      if (outcome === 'busy') await sleep(50)
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
  const path = join(folder, LOCK_FILE)
  const holder = await readHolder(path).catch(() => 'gone' as const)
  if (holder === 'gone') return { state: 'free' }
  return { state: (await isHeld(path, holder)) ? 'held' : 'stale', ...holderArgs(holder) }
}

function lockAt(path: string): Lock {
  return {
    async release() {
      await rm(path, { force: true })
    },
  }
}

/** The file appears with its text in it, so that no one ever meets a lock that names nobody. */
async function writeNew(path: string, text: string, makeLink: MakeLink): Promise<boolean> {
  const part = `${path}.${randomBytes(6).toString('hex')}${PART_SUFFIX}`
  try {
    // Half written on a full disk, it is removed as well.
    await writeFile(part, text, { mode: 0o600 })
    await makeLink(part, path)
    return true
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    // Whoever holds the lock also clears away what looks left behind: then it is theirs for now.
    if (code === 'EEXIST' || code === 'ENOENT') return false
    if (!NO_LINKS.has(code)) throw error
    return await writeNewInPlace(path, text)
  } finally {
    await rm(part, { force: true })
  }
}

/** What disks without hard links (FAT, some network drives) answer. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR'])

async function writeNewInPlace(path: string, text: string): Promise<boolean> {
  try {
    const handle = await open(path, 'wx', 0o600)
    try {
      await handle.writeFile(text)
    } catch (error) {
      // A full disk must not leave a lock that names nobody.
      await rm(path, { force: true })
      throw error
    } finally {
      await handle.close()
    }
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function turnPath(path: string): string {
  return `${path}.takeover`
}

/**
 * Removes a dead holder's file. Only one run at a time may: whoever judged it dead a moment ago could
 * otherwise remove the lock that another run has taken since.
 */
async function takeAway(path: string, makeLink: MakeLink): Promise<'taken' | 'busy' | 'gone'> {
  const turn = turnPath(path)
  if (!(await writeNew(turn, '', makeLink))) {
    // A run that was killed in these few milliseconds has left it.
    if ((await ageMs(turn)) > TAKEOVER_MS) await rm(turn, { force: true })
    return 'busy'
  }
  try {
    const holder = await readHolder(path)
    if (holder === 'gone' || (await isHeld(path, holder))) return 'gone'
    await rm(path, { force: true })
    return 'taken'
  } finally {
    await rm(turn, { force: true })
  }
}

/** A file without a holder's name in it may be one that is just being written. */
async function isHeld(path: string, holder: Holder | 'unreadable'): Promise<boolean> {
  return holder === 'unreadable' ? (await ageMs(path)) < WRITING_MS : isAlive(holder)
}

/** How far a file's last change is from now; 0 for one that is gone in the meantime. */
async function ageMs(path: string): Promise<number> {
  const changedAt = await stat(path).then(
    (stats) => stats.mtimeMs,
    () => Date.now(),
  )
  return Math.abs(Date.now() - changedAt)
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
  if (!isRunning(pid)) return false
  const startedNow = processStart(pid)
  return started === null || startedNow === null || started === startedNow
}

function locked(path: string, holder: Holder | 'gone' | 'unreadable'): DyshopError {
  return new DyshopError('archive-locked', { path, ...holderArgs(holder) })
}

function holderArgs(holder: Holder | 'gone' | 'unreadable') {
  if (holder === 'gone' || holder === 'unreadable') return { pid: '?', host: '?', since: '?' }
  return { pid: holder.pid, host: holder.host, since: holder.since }
}
