import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { backup } from '../../src/app/backup.ts'
import { folderState, isArchive } from '../../src/archive/folder.ts'
import { copyArchive } from '../support/archive-content.ts'
import { realDeps } from '../support/deps.ts'
import { useFolder } from '../support/folder.ts'
import { writeExport } from '../support/seller-exports.ts'

const folder = useFolder()
const whole = () => folder.at('whole')
const LINE = '6900000000000000011'

beforeAll(async () => {
  const row = { 主订单编号: LINE, 子订单编号: LINE, 订单状态: '已完成' }
  const path = await writeExport(folder.at('exports'), 'orders', [row], 1_795_300_000)
  await backup({ paths: [path], root: whole(), toolVersion: '0' }, realDeps())
})

/** A folder with these files in it. */
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const root = folder.free()
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true })
    await writeFile(join(root, path), text)
  }
  return root
}

const HASH = 'ab'.repeat(32)

test.each<[string, Record<string, string>]>([
  ['photos in a folder called originals', { 'originals/1.raw': 'x', 'orders.xlsx': 'mine' }],
  ['a manifest of a web page', { 'manifest.json': '{"name":"app"}', 'orders.xlsx': 'mine' }],
  ['a manifest that is no object', { 'manifest.json': 'null' }],
  ['a database of somebody else’s', { 'archive.db': 'SQLite format 3\0'.padEnd(4096, '\0') }],
  ['checksums of other files', { SHA256SUMS: `${HASH}  photo.raw\n` }],
  ['an original and photos beside it', { [`originals/ab/${HASH}.csv`]: 'x', 'originals/1': 'x' }],
  ['a marker beside somebody’s file', { '.dyshop.unfinished': '', 'notes.txt': 'mine' }],
])('a folder with %s is no archive', async (_, files) => {
  const root = await folderWith(files)
  expect(await folderState(root)).toBe('other')
  expect(await isArchive(root)).toBe(false)
})

test.each([
  ['manifest.json', 'SHA256SUMS', 'originals'],
  ['archive.db', 'SHA256SUMS', 'originals'],
  ['archive.db', 'manifest.json', 'originals'],
  ['archive.db', 'manifest.json', 'SHA256SUMS'],
])('an archive that lost %s, %s and %s is still one', async (...lost) => {
  const root = folder.free()
  await copyArchive(whole(), root)
  for (const name of lost) await rm(join(root, name), { recursive: true })
  expect(await folderState(root)).toBe('archive')
  expect(await isArchive(root)).toBe(true)
})

test('what a first run leaves that is cut off before it keeps anything can be begun again', async () => {
  const begun = { '.dyshop.unfinished': '', 'archive.db': '', 'shop.toml': '' }
  const part = { 'originals/.incoming.1-000000000000.dyshop-part': 'half' }
  expect(await folderState(await folderWith({ ...begun, ...part }))).toBe('empty')
  const kept = await folderWith({ ...begun, ...part })
  await cp(join(whole(), 'originals'), join(kept, 'originals'), { recursive: true })
  expect(await folderState(kept)).toBe('archive')
})

test('a file is no place for an archive', async () => {
  const path = folder.free('file')
  await writeFile(path, 'x')
  const stop = { code: 'not-a-folder', exitCode: 2 }
  await expect(folderState(path)).rejects.toMatchObject(stop)
})
