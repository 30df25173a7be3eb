import { execFileSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DyshopError } from '../../src/errors.ts'
import { readTar, safeParts, type TarFile, writeTar } from '../../src/platform/tar.ts'
import { useFolder } from '../support/folder.ts'

const folder = useFolder()

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

function file(path: string, bytes: Uint8Array, chunk = 1000): TarFile {
  const modifiedAt = new Date('2026-11-23T09:30:00+08:00')
  return { path, size: bytes.length, modifiedAt, chunks: inChunks(bytes, chunk) }
}

async function collected(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

async function unpacked(tar: Uint8Array, chunk = 700): Promise<[string, string | null][]> {
  const found: [string, string | null][] = []
  for await (const { parts, chunks } of readTar(inChunks(tar, chunk))) {
    const content = chunks === null ? null : (await collected(chunks)).toString('hex')
    found.push([parts.join('/'), content])
  }
  return found
}

test('whatever goes into a tar comes out of it, long and Chinese names too', async () => {
  const name = fc
    .array(
      fc.string({
        unit: fc.constantFrom('a', 'b', '.', ' ', '订', '单'),
        minLength: 1,
        maxLength: 60,
      }),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((parts) => parts.map((part) => `x${part}`).join('/'))
  const files = fc.uniqueArray(fc.tuple(name, fc.uint8Array({ maxLength: 3000 })), {
    selector: ([path]) => path,
    maxLength: 5,
  })
  await fc.assert(
    fc.asyncProperty(files, fc.integer({ min: 1, max: 2000 }), async (given, chunk) => {
      const tar = await collected(writeTar(given.map(([path, bytes]) => file(path, bytes, chunk))))
      const wanted = given.map(([path, bytes]) => [path, Buffer.from(bytes).toString('hex')])
      expect(await unpacked(tar, chunk)).toEqual(wanted)
    }),
    { numRuns: 60 },
  )
})

test('tar itself unpacks it, with names, times and rights', async () => {
  const path = '存档/originals/ab/聊天 截图.png'
  const folders = ['存档', '存档/originals', '存档/originals/ab']
  const modifiedAt = new Date('2026-11-23T09:30:00+08:00')
  const tar = await collected(
    writeTar([
      ...folders.map((each) => ({ path: each, size: 0, modifiedAt, chunks: null })),
      file(path, Buffer.from('picture')),
    ]),
  )
  const root = folder.free()
  await mkdir(root)
  await writeFile(join(root, 'a.tar'), tar)
  const environment = { env: { PATH: process.env.PATH ?? '', TZ: 'UTC', LC_ALL: 'C.UTF-8' } }
  const listed = execFileSync('tar', ['-tvf', 'a.tar'], { cwd: root, ...environment }).toString()
  expect(listed).toMatch(/^drwx------ .* 存档\/?$/m)
  expect(listed).toMatch(/^-rw------- .* 2026-11-23 01:30 存档\/originals\/ab\/聊天 截图\.png$/m)
  execFileSync('tar', ['-xf', 'a.tar'], { cwd: root })
  expect(await readFile(join(root, path), 'utf8')).toBe('picture')
})

test('a tar that is cut off anywhere before its end marks is never taken for whole', async () => {
  const tar = await collected(
    writeTar([file('a', Buffer.alloc(1500, 1)), file('b', Buffer.alloc(700, 2))]),
  )
  for (const length of [100, 512, 600, 1999, 2100, 2560, 3000, 3300]) {
    const all = await unpacked(tar.subarray(0, length)).catch((error: unknown) => error)
    const isWhole = Array.isArray(all) && all.length === 2
    expect(isWhole, String(length)).toBe(false)
  }
})

test.each([
  '../evil',
  'a/../../evil',
  '/etc/passwd',
  'a//b',
  'a/./b',
  'C:\\x',
  'c:/x',
  'a\\b',
  'a\nb',
  '..',
])('the name %j is not followed', (name) => {
  expect(safeParts(name)).toBeNull()
})

test('a link in a tar is refused before anything behind it is read', async () => {
  const root = folder.free()
  await mkdir(root)
  execFileSync('sh', ['-c', 'ln -s /etc/passwd link && tar -cf a.tar link'], { cwd: root })
  const tar = await readFile(join(root, 'a.tar'))
  const stop = await unpacked(tar).catch((error: unknown) => error)
  expect(stop).toBeInstanceOf(DyshopError)
  expect((stop as DyshopError).code).toBe('unsafe-entry')
})

test('an error of the disk while packing or unpacking is told as it is', async () => {
  const trouble = Object.assign(new Error('EIO'), { code: 'EIO', errno: -5 })
  const failing = (async function* () {
    yield Buffer.alloc(10)
    throw trouble
  })()
  const broken: TarFile = { path: 'a', size: 100, modifiedAt: new Date(0), chunks: failing }
  await expect(collected(writeTar([broken]))).rejects.toBe(trouble)
  const failingTar = (async function* () {
    yield Buffer.alloc(100)
    throw trouble
  })()
  const reading = (async () => {
    for await (const _ of readTar(failingTar)) expect.unreachable()
  })()
  await expect(reading).rejects.toBe(trouble)
})
