import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { atomicFiles, PART_SUFFIX, removingPath } from '../../src/platform/atomic-file.ts'
import { useFolder } from '../support/folder.ts'
import { deadPid, failure, watchedCalls } from '../support/watched-calls.ts'

const folder = useFolder()

describe('on the disk', { skip: process.platform === 'win32' }, () => {
  test('a folder is with all that is in it, before and after it gets its name', async () => {
    const root = folder.free('root')
    const { files, done } = watchedCalls()
    const made = await files.createFolder(join(root, 'set'))
    await (await made.create('a.csv')).commit()
    done.length = 0
    await made.commit()
    expect(done).toEqual([
      'sync part',
      'close part',
      'rename part to set',
      `sync ${basename(root)}`,
      `close ${basename(root)}`,
    ])
  })

  test('a growing file has its name before the first byte, and each piece before it is told', async () => {
    const root = folder.free('root')
    const { files, done } = watchedCalls()
    const file = await files.grow(join(root, 'pages'))
    expect(done).toEqual([`sync ${basename(root)}`, `close ${basename(root)}`])
    await file.append(Buffer.from('x'))
    expect(done.at(-1)).toBe('sync pages')
    await file.close()
    expect(done.at(-1)).toBe('close pages')
  })

  test('a folder loses its name before anything in it is removed', async () => {
    const root = folder.free('root')
    await mkdir(join(root, 'set'), { recursive: true })
    const { files, done } = watchedCalls()
    await files.removeFolder(join(root, 'set'))
    expect(done).toEqual([
      'rm part',
      'rename set to part',
      `sync ${basename(root)}`,
      `close ${basename(root)}`,
      'rm part',
    ])
    expect(await readdir(root)).toEqual([])
  })
})

test('what a killed run left of the same folder is removed with all that is in it', async () => {
  const root = folder.free()
  const left = join(root, `.set.${deadPid()}-0123456789ab${PART_SUFFIX}`)
  await mkdir(left, { recursive: true })
  await writeFile(join(left, 'orders.csv'), 'a buyer')
  const made = await atomicFiles().createFolder(join(root, 'set'))
  expect(await readdir(root)).toEqual([basename(made.path)])
  await made.discard()
})

test('a folder appears whole, or not at all', async ({ skip }) => {
  const root = folder.free()
  const made = await atomicFiles().createFolder(join(root, 'set'))
  await (await made.create(join('2026', 'a.csv'))).commit()
  expect(await readdir(root)).toEqual([expect.stringMatching(/^\.set\..*\.dyshop-part$/)])
  await made.commit()
  expect((await readdir(root, { recursive: true })).sort()).toEqual([
    'set',
    join('set', '2026'),
    join('set', '2026', 'a.csv'),
  ])
  const thrownAway = await atomicFiles().createFolder(join(root, 'another'))
  await (await thrownAway.create('a.csv')).commit()
  await thrownAway.discard()
  expect(await readdir(root)).toEqual(['set'])
  skip(process.platform === 'win32', 'Windows has no such rights')
  expect((await stat(join(root, 'set'))).mode & 0o777).toBe(0o700)
})

test('a folder takes no name that something has', async () => {
  const root = folder.free()
  await atomicFiles().write(join(root, 'taken'), 'x')
  await expect(atomicFiles().createFolder(join(root, 'taken'))).rejects.toMatchObject({
    code: 'folder-exists',
    args: { path: join(root, 'taken') },
  })
  expect(await readFile(join(root, 'taken'), 'utf8')).toBe('x')
})

test('folders are made with those above them, for their owner only', async ({ skip }) => {
  const root = folder.free()
  await atomicFiles().makeFolder(join(root, 'deep', 'deeper'))
  await atomicFiles().makeFolder(join(root, 'deep', 'deeper'))
  await (await atomicFiles().grow(join(root, 'pages', 'orders'))).close()
  expect((await readdir(root)).sort()).toEqual(['deep', 'pages'])
  skip(process.platform === 'win32', 'Windows has no such rights')
  for (const made of ['deep', join('deep', 'deeper'), 'pages']) {
    expect((await stat(join(root, made))).mode & 0o777).toBe(0o700)
  }
  expect((await stat(join(root, 'pages', 'orders'))).mode & 0o777).toBe(0o600)
})

test('a growing file never takes the place of another', async () => {
  const path = join(folder.free(), 'pages')
  await atomicFiles().write(path, 'x')
  await expect(atomicFiles().grow(path)).rejects.toMatchObject({ code: 'EEXIST' })
  expect(await readFile(path, 'utf8')).toBe('x')
})

test('a piece that did not reach the disk is written over by the next', async () => {
  const path = join(folder.free(), 'pages')
  let isFull = false
  const { files } = watchedCalls((handle) => {
    const datasync = handle.datasync.bind(handle)
    handle.datasync = () => (isFull ? Promise.reject(failure('ENOSPC')) : datasync())
  })
  const file = await files.grow(path)
  await file.append(Buffer.from('one'))
  isFull = true
  await expect(file.append(Buffer.from('lost'))).rejects.toMatchObject({ code: 'ENOSPC', path })
  isFull = false
  expect(file.size).toBe(3)
  expect(await file.append(Buffer.from('next'))).toBe(3)
  await file.close()
  expect(await readFile(path, 'utf8')).toBe('onenext')
})

test('a file is cut to its size on the disk, and closed whatever happens', async () => {
  const path = join(folder.free(), 'pages')
  await atomicFiles().write(path, '0123456789')
  const good = watchedCalls()
  await good.files.cut(path, 4)
  expect(await readFile(path, 'utf8')).toBe('0123')
  expect(good.done).toEqual(['sync pages', 'close pages'])
  const bad = watchedCalls((handle) => {
    handle.truncate = () => Promise.reject(failure('EIO'))
  })
  await expect(bad.files.cut(path, 2)).rejects.toMatchObject({ code: 'EIO' })
  expect(bad.done).toEqual(['close pages'])
})

test('a file that is gone already can be removed', async () => {
  const root = folder.free()
  await atomicFiles().write(join(root, 'file'), 'x')
  await atomicFiles().remove(join(root, 'file'))
  await atomicFiles().remove(join(root, 'file'))
  expect(await readdir(root)).toEqual([])
})

test('a folder can be removed although an earlier removal was cut off', async () => {
  const root = folder.free()
  for (const name of ['set', 'set.removing.dyshop-part']) {
    await mkdir(join(root, name), { recursive: true })
    await writeFile(join(root, name, 'orders.csv'), 'a buyer')
  }
  expect(removingPath(join(root, 'set'))).toBe(join(root, 'set.removing.dyshop-part'))
  await atomicFiles().removeFolder(join(root, 'set'))
  expect(await readdir(root)).toEqual([])
})
