import { spawnSync } from 'node:child_process'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { atomicFiles, PART_SUFFIX } from '../../src/platform/atomic-file.ts'
import type { FileCalls } from '../../src/platform/disk-calls.ts'

/** Node's calls, with what was done in its order; working names are `part`. */
export function watchedCalls(change: (handle: FileHandle) => void = () => undefined) {
  const done: string[] = []
  const named = (path: unknown) =>
    String(path).endsWith(PART_SUFFIX) ? 'part' : basename(String(path))
  const calls: FileCalls = {
    mkdir,
    async open(path, flags, mode) {
      const handle = await open(path, flags, mode)
      const { sync, datasync, close } = handle
      const note =
        <Result>(what: string, call: () => Promise<Result>) =>
        async () => {
          done.push(`${what} ${named(path)}`)
          return call.call(handle)
        }
      handle.sync = note('sync', sync)
      handle.datasync = note('sync', datasync)
      handle.close = note('close', close)
      change(handle)
      return handle
    },
    async rename(from, to) {
      done.push(`rename ${named(from)} to ${named(to)}`)
      await rename(from, to)
    },
    async rm(path, options) {
      done.push(`rm ${named(path)}`)
      await rm(path, options)
    },
  }
  return { files: atomicFiles(calls), done }
}

export const failure = (code: string) => Object.assign(new Error(code), { code })

/** A disk that takes three bytes at a time. */
export const inSmallPieces = (handle: FileHandle) => {
  const write = handle.write.bind(handle) as (...args: unknown[]) => Promise<never>
  handle.write = (async (
    bytes: Uint8Array,
    offset = 0,
    length = bytes.length - offset,
    at = null,
  ) => write(bytes, offset, Math.min(3, length), at)) as unknown as FileHandle['write']
}

/** The number of a process that has ended. */
export const deadPid = () => spawnSync(process.execPath, ['-e', '0']).pid
