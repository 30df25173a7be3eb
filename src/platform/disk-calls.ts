import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The calls that writing a file whole takes, so that tests can let any of them fail. */
export interface FileCalls {
  open: typeof open
  mkdir: typeof mkdir
  rename: typeof rename
  rm: typeof rm
}

/** The system on which they are made, so that the ways of another can be tested on any. */
export interface DiskSystem {
  platform: NodeJS.Platform
  wait: (delayMs: number) => Promise<unknown>
}

export interface DiskCalls extends FileCalls {
  /** Makes a folder, and those above it, unless it is there. */
  makeFolders: (path: string) => Promise<void>
  /** Makes what happened to the names in a folder durable. */
  syncFolder: (folder: string) => Promise<void>
}

const NODE_CALLS: FileCalls = { open, mkdir, rename, rm }
const THIS_SYSTEM: DiskSystem = { platform: process.platform, wait: sleep }

/** The calls as a system wants them made. */
export function diskCalls(
  calls: FileCalls = NODE_CALLS,
  system: DiskSystem = THIS_SYSTEM,
): DiskCalls {
  const makeFolders = (path: string) => makeFoldersTo(calls, path)
  if (system.platform !== 'win32') {
    return { ...calls, makeFolders, syncFolder: (folder) => syncFolder(calls, folder) }
  }
  const patiently = patience(system)
  return {
    ...calls,
    makeFolders,
    rename: (from, to) => patiently(() => calls.rename(from, to)),
    rm: (path, options) => patiently(() => calls.rm(path, options)),
    // Windows opens no folders, and keeps a rename without it.
    syncFolder: async () => undefined,
  }
}

const OWNER_ONLY = 0o700

/**
 * Each folder by itself: Node's own recursive way takes a folder in which nothing can be made, below
 * /proc or one that was removed under the run, for one that is not there, and goes round for ever.
 */
async function makeFoldersTo(calls: FileCalls, path: string): Promise<void> {
  try {
    await calls.mkdir(path, { mode: OWNER_ONLY })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return makeBelow(calls, path)
    if (!(await isFolder(path))) throw error
  }
}

/** A folder above which others may be missing. */
async function makeBelow(calls: FileCalls, path: string): Promise<void> {
  const parent = dirname(path)
  if (parent === path || (await isFolder(parent))) {
    const refused = { code: 'EACCES', syscall: 'mkdir', path }
    throw Object.assign(new Error('nothing can be made there'), refused)
  }
  await makeFoldersTo(calls, parent)
  // Another run may have made it meanwhile.
  await calls.mkdir(path, { mode: OWNER_ONLY }).catch(async (error: unknown) => {
    if (!(await isFolder(path))) throw error
  })
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

async function syncFolder(calls: FileCalls, folder: string): Promise<void> {
  const handle = await calls.open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Three seconds in all: a virus scanner or the search index lets go of a new file long before. */
const DELAYS_MS = [10, 20, 50, 100, 200, 400, 800, 1400]

/** How Windows says that another program has the file open; it says the same where rights are missing. */
const IN_USE: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY'])

/**
 * Windows neither renames nor removes what another program has open. Who holds it for a moment is waited
 * for; who keeps it, such as Excel, is told of as `EBUSY`, which elsewhere no rename ever gives.
 */
function patience({ wait }: DiskSystem) {
  return async (call: () => Promise<void>): Promise<void> => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await call()
      } catch (error) {
        const { code = '' } = error as NodeJS.ErrnoException
        if (!IN_USE.has(code)) throw error
        const delayMs = DELAYS_MS[attempt]
        if (delayMs === undefined) throw Object.assign(error as Error, { code: 'EBUSY' })
        await wait(delayMs)
      }
    }
  }
}
