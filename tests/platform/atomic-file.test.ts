import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import {
  atomicFiles,
  type FileCalls,
  isPartFile,
  PART_SUFFIX,
} from '../../src/platform/atomic-file.ts'
import { useFolder } from '../support/folder.ts'
import { deadPid, failure, inSmallPieces, watchedCalls } from '../support/watched-calls.ts'

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

test('a file is before it gets its name, and its name before anybody hears of it', async ({
  skip,
}) => {
  skip(process.platform === 'win32', 'Windows cannot open folders')
  const root = folder.free('root')
  const { files, done } = watchedCalls()
  await files.write(join(root, 'file'), 'x')
  expect(done).toEqual([
    'sync part',
    'close part',
    'rename part to file',
    `sync ${basename(root)}`,
    `close ${basename(root)}`,
  ])
})

test('a file is whole also when the disk takes it in small pieces', async () => {
  const root = folder.free()
  const { files } = watchedCalls(inSmallPieces)
  const written = await files.write(join(root, 'file'), 'seven b')
  expect(await readFile(join(root, 'file'), 'utf8')).toBe('seven b')
  expect(written).toEqual(await atomicFiles().write(join(root, 'twin'), Buffer.from('seven b')))
  const growing = await files.grow(join(root, 'pages'))
  expect(await growing.append(Buffer.from('0123456'))).toBe(0)
  expect(await growing.append(Buffer.from('789'))).toBe(7)
  expect(growing.size).toBe(10)
  await growing.close()
  expect(await readFile(join(root, 'pages'), 'utf8')).toBe('0123456789')
})

test('a file that the disk holds only a part of is not saved', async () => {
  const root = folder.free()
  const { files } = watchedCalls((handle) => {
    const stat = handle.stat.bind(handle)
    handle.stat = (async () => ({ ...(await stat()), size: 1 })) as unknown as FileHandle['stat']
  })
  const path = join(root, 'file')
  await expect(files.write(path, 'xy')).rejects.toMatchObject({ code: 'EIO', path })
  expect(await readdir(root)).toEqual([])
})

test('a failed call names the file that was to be written, not its working name', async () => {
  const path = join(folder.free(), 'file')
  const failing = { ...node, open: () => Promise.reject(failure('EACCES')) }
  await expect(atomicFiles(failing).create(path)).rejects.toMatchObject({ code: 'EACCES', path })
  const { files } = watchedCalls((handle) => {
    handle.write = () => Promise.reject(failure('ENOSPC'))
  })
  await expect(files.write(path, 'x')).rejects.toMatchObject({ code: 'ENOSPC', path })
  const growing = await files.grow(join(path, '..', 'pages'))
  await expect(growing.append(Buffer.from('x'))).rejects.toMatchObject({
    code: 'ENOSPC',
    path: join(path, '..', 'pages'),
  })
  await growing.close()
})

test('a mistake of the program is no failed call, and stays as it is', async () => {
  const bug = new TypeError('bug')
  const failing = { ...node, open: () => Promise.reject(bug) }
  const stop = await atomicFiles(failing)
    .create(join(folder.free(), 'file'))
    .catch((error: unknown) => error)
  expect(stop).toBe(bug)
  expect(stop).not.toHaveProperty('path')
})

test('a file can be given another name at the end, in a folder that is not there yet', async () => {
  const root = folder.free()
  const file = await atomicFiles().create(join(root, 'first'))
  await file.write(Buffer.from('x'))
  const part = await file.settle()
  expect(await readFile(part, 'utf8')).toBe('x')
  const { sha256 } = await file.commit(join(root, 'deep', 'second'))
  expect([sha256, file.sha256()]).toEqual([file.sha256(), sha256])
  expect((await readdir(root, { recursive: true })).sort()).toEqual([
    'deep',
    join('deep', 'second'),
  ])
})

test('nothing stays open of a file that was thrown away, also when closing fails', async () => {
  const root = folder.free()
  const { files, done } = watchedCalls()
  const file = await files.create(join(root, 'file'))
  await file.discard()
  expect(done).toEqual(['close part', 'rm part'])
  const failing = watchedCalls((handle) => {
    const close = handle.close.bind(handle)
    handle.close = async () => {
      await close()
      throw failure('EIO')
    }
  })
  await (await failing.files.create(join(root, 'other'))).discard()
  expect(await readdir(root)).toEqual([])
})

test('what a killed run left of the same file is removed, and nothing else', async () => {
  const root = folder.free()
  await mkdir(root)
  const unique = `${deadPid()}-0123456789ab`
  const kept = [
    `.file.${process.pid}-0123456789ab${PART_SUFFIX}`,
    `.file.txt.${unique}${PART_SUFFIX}`,
    `.file.${unique}`,
    `.file.${unique}c${PART_SUFFIX}`,
    `.file.x${unique}${PART_SUFFIX}`,
    `file.${unique}${PART_SUFFIX}`,
    `.other.${unique}${PART_SUFFIX}`,
  ]
  for (const name of [...kept, `.file.${unique}${PART_SUFFIX}`]) {
    await writeFile(join(root, name), 'a buyer')
  }
  await atomicFiles().write(join(root, 'file'), 'x')
  expect((await readdir(root)).sort()).toEqual(['file', ...kept].sort())
})

test('a name as long as the disk allows has a working name too', async () => {
  const root = folder.free()
  const name = 'n'.repeat(250)
  await atomicFiles().write(join(root, name), 'x')
  expect(await readdir(root)).toEqual([name])
})

test.each<[string, boolean]>([
  ['.orders.csv.12-0123456789ab.dyshop-part', true],
  ['archive.db.dyshop-part', true],
  ['archive.db.dyshop-part-wal', true],
  ['archive.db.dyshop-part-shm', true],
  ['archive.db.dyshop-part-walx', false],
  ['archive.db-wal', false],
  ['orders.dyshop-part.csv', false],
  ['orders.dyshopXpart', false],
  ['orders-dyshop-part', false],
])('%s is a file that was being written: %s', (path, isPart) => {
  expect(isPartFile(path)).toBe(isPart)
})
