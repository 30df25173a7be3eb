import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { atomicFiles } from '../../src/platform/atomic-file.ts'
import type { FileCalls } from '../../src/platform/disk-calls.ts'
import { useFolder } from '../support/folder.ts'

const folder = useFolder()
const node: FileCalls = { open, mkdir, rename, rm }

test('nothing stands under the final name before the file is whole', async () => {
  const root = folder.free()
  const file = await atomicFiles().create(join(root, 'orders.csv'))
  await file.write(Buffer.from('half'))
  expect(await readdir(root)).toEqual([expect.stringMatching(/^\.orders\.csv\..*\.dyshop-part$/)])
  await file.write(Buffer.from(' and half'))
  await file.commit()
  expect(await readdir(root)).toEqual(['orders.csv'])
  expect(await readFile(join(root, 'orders.csv'), 'utf8')).toBe('half and half')
})

test('the hash and size of what was written are told', async () => {
  const written = await atomicFiles().write(join(folder.free(), 'file'), 'abc')
  expect(written).toEqual({
    size: 3,
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  })
})

test('a file that is thrown away leaves nothing, before and after', async () => {
  const root = folder.free()
  const file = await atomicFiles().create(join(root, 'file'))
  await file.write(Buffer.from('x'))
  await file.discard()
  await file.discard()
  expect(await readdir(root)).toEqual([])
})

test('files and folders are for their owner only', async ({ skip }) => {
  skip(process.platform === 'win32', 'Windows has no such rights')
  const root = folder.free()
  await atomicFiles().write(join(root, 'deep', 'file'), 'x')
  expect((await stat(join(root, 'deep'))).mode & 0o777).toBe(0o700)
  expect((await stat(join(root, 'deep', 'file'))).mode & 0o777).toBe(0o600)
})

test('a rename that fails leaves the old file, and no new one', async () => {
  const root = folder.free()
  await atomicFiles().write(join(root, 'file'), 'old')
  const full = Object.assign(new Error('full'), { code: 'ENOSPC' })
  const files = atomicFiles({ ...node, rename: () => Promise.reject(full) })
  await expect(files.write(join(root, 'file'), 'new')).rejects.toBe(full)
  expect(await readdir(root)).toEqual(['file'])
  expect(await readFile(join(root, 'file'), 'utf8')).toBe('old')
})

test('a failed fsync means not saved', async () => {
  const root = folder.free()
  const failing: FileCalls['open'] = async (path, flags, mode) => {
    const handle = await open(path, flags, mode)
    handle.sync = () => Promise.reject(Object.assign(new Error('lost'), { code: 'EIO' }))
    return handle
  }
  const files = atomicFiles({ ...node, open: failing })
  await expect(files.write(join(root, 'file'), 'x')).rejects.toMatchObject({ code: 'EIO' })
  expect(await readdir(root)).toEqual([])
})

test('a name that is taken by a folder is refused, and the folder kept', async () => {
  const root = folder.free()
  await mkdir(join(root, 'taken'), { recursive: true })
  await writeFile(join(root, 'taken', 'mine'), 'x')
  await expect(atomicFiles().write(join(root, 'taken'), 'x')).rejects.toThrow()
  expect(await readdir(root)).toEqual(['taken'])
})
