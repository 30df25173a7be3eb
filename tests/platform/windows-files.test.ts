import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { asDyshopError } from '../../src/errors.ts'
import { atomicFiles } from '../../src/platform/atomic-file.ts'
import type { DiskSystem, FileCalls } from '../../src/platform/disk-calls.ts'
import { useFolder } from '../support/folder.ts'

const folder = useFolder()
const node: FileCalls = { open, mkdir, rename, rm }

/** A system that tells how long it would have waited, and waits not at all. */
function system(platform: NodeJS.Platform) {
  const waited: number[] = []
  const wait = async (delayMs: number) => waited.push(delayMs)
  return { waited, disk: { platform, wait } satisfies DiskSystem }
}

/** Refuses a call so often before it lets it through, as Windows does while a file is open elsewhere. */
function heldBy<Call extends 'rename' | 'rm'>(name: Call, code: string, times: number) {
  let left = times
  const refuse = (...args: Parameters<FileCalls[Call]>) => {
    if (left-- <= 0) return (node[name] as (...all: unknown[]) => Promise<void>)(...args)
    return Promise.reject(Object.assign(new Error(code), { code, syscall: name, path: args[0] }))
  }
  return { ...node, [name]: refuse } as FileCalls
}

describe('on Windows', () => {
  test.each(['EPERM', 'EACCES', 'EBUSY'])(
    'a file that is held for a moment (%s) is waited for and replaced',
    async (code) => {
      const root = folder.free()
      await atomicFiles().write(join(root, 'orders.xlsx'), 'old')
      const { waited, disk } = system('win32')
      await atomicFiles(heldBy('rename', code, 3), disk).write(join(root, 'orders.xlsx'), 'new')
      expect(await readFile(join(root, 'orders.xlsx'), 'utf8')).toBe('new')
      expect(waited).toHaveLength(3)
    },
  )

  test('a file that stays open elsewhere is left as it was, and told of as such', async () => {
    const root = folder.free()
    await atomicFiles().write(join(root, 'orders.xlsx'), 'old')
    const { waited, disk } = system('win32')
    const files = atomicFiles(heldBy('rename', 'EPERM', 1000), disk)
    const stop = await files.write(join(root, 'orders.xlsx'), 'new').catch(asDyshopError)
    expect(stop).toMatchObject({ code: 'file-in-use', exitCode: 7 })
    expect(stop).toMatchObject({ args: { path: join(root, 'orders.xlsx') } })
    expect(await readdir(root)).toEqual(['orders.xlsx'])
    expect(await readFile(join(root, 'orders.xlsx'), 'utf8')).toBe('old')
    const inAll = waited.reduce((sum, delayMs) => sum + delayMs, 0)
    expect(inAll).toBeGreaterThan(2_000)
    expect(inAll).toBeLessThan(5_000)
  })

  test('what is to be removed is waited for too', async () => {
    const root = folder.free()
    await atomicFiles().write(join(root, 'gone'), 'x')
    const { waited, disk } = system('win32')
    await atomicFiles(heldBy('rm', 'EBUSY', 2), disk).remove(join(root, 'gone'))
    expect(await readdir(root)).toEqual([])
    expect(waited).toHaveLength(2)
  })

  test('no folder is opened: Windows refuses that', async () => {
    const opened: string[] = []
    const calls = {
      ...node,
      open: (...args: Parameters<typeof open>) => {
        opened.push(String(args[0]))
        return open(...args)
      },
    } as FileCalls
    const root = folder.free()
    await atomicFiles(calls, system('win32').disk).write(join(root, 'file'), 'x')
    expect(opened).not.toContain(root)
    await atomicFiles(calls, system('linux').disk).write(join(root, 'file'), 'x')
    expect(opened).toContain(root)
  })

  test('a full disk is not waited for', async () => {
    const { waited, disk } = system('win32')
    const files = atomicFiles(heldBy('rename', 'ENOSPC', 1), disk)
    await expect(files.write(join(folder.free(), 'file'), 'x')).rejects.toMatchObject({
      code: 'ENOSPC',
    })
    expect(waited).toEqual([])
  })
})

test('elsewhere nothing is waited for: who may not rename, may not', async () => {
  const { waited, disk } = system('linux')
  const files = atomicFiles(heldBy('rename', 'EPERM', 1), disk)
  await expect(files.write(join(folder.free(), 'file'), 'x')).rejects.toMatchObject({
    code: 'EPERM',
  })
  expect(waited).toEqual([])
})
