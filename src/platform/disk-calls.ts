import type { MakeDirectoryOptions } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The calls that writing a file whole takes, so that tests can let any of them fail. */
export interface FileCalls {
  open: typeof open
  mkdir: (path: string, options: MakeDirectoryOptions) => Promise<unknown>
  rename: typeof rename
  rm: typeof rm
}

/** The system on which they are made, so that the ways of another can be tested on any. */
export interface DiskSystem {
  platform: NodeJS.Platform
  wait: (delayMs: number) => Promise<unknown>
}

export interface DiskCalls extends FileCalls {
  /** Makes what happened to the names in a folder durable. */
  syncFolder: (folder: string) => Promise<void>
}

const NODE_CALLS: FileCalls = { open, mkdir: makeFolder, rename, rm }
const THIS_SYSTEM: DiskSystem = { platform: process.platform, wait: sleep }

/**
 * Makes a folder, with those above it where that is asked for. Node's own `recursive` takes a folder in
 * which nothing can be made for one that is not there: it fails with ENOENT, or goes round for ever.
 */
async function makeFolder(path: string, options: MakeDirectoryOptions): Promise<void> {
  const { recursive, ...plain } = options
  try {
    await mkdir(path, plain)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const isFolder = async (at: string) =>
      (await stat(at).catch(() => null))?.isDirectory() === true
    if (recursive && code === 'EEXIST' && (await isFolder(path))) return
    const parent = dirname(path)
    if (!recursive || code !== 'ENOENT' || parent === path) throw error
    if (await isFolder(parent)) {
      throw Object.assign(new Error('nothing can be made there'), {
        ...{ code: 'EACCES', path, syscall: 'mkdir' },
      })
    }
    await makeFolder(parent, options)
    await mkdir(path, plain)
  }
}

/** The calls as a system wants them made. */
export function diskCalls(
  calls: FileCalls = NODE_CALLS,
  system: DiskSystem = THIS_SYSTEM,
): DiskCalls {
  if (system.platform !== 'win32') {
    return { ...calls, syncFolder: (folder) => syncFolder(calls, folder) }
  }
  const patiently = patience(system)
  return {
    ...calls,
    rename: (from, to) => patiently(() => calls.rename(from, to)),
    rm: (path, options) => patiently(() => calls.rm(path, options)),
    // Windows opens no folders, and keeps a rename without it.
    syncFolder: async () => undefined,
  }
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
