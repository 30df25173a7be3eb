import { chmod, chown, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { VerifyResult } from '../../src/app/results.ts'
import { Store } from '../../src/archive/store.ts'
import { copyArchive } from '../support/archive-content.ts'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { writeExport } from '../support/seller-exports.ts'
import { EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
const LINE = '6900000000000000011'
/** Somebody who may not do what the superuser may. */
const uid = 65_534
const cannotBecome = process.getuid?.() !== 0

let download: string

beforeAll(async () => {
  const row = { 主订单编号: LINE, 子订单编号: LINE, 订单状态: '已完成' }
  download = await writeExport(folder.at('exports'), 'orders', [row], 1_795_300_000)
  await dataOf(['backup', download, '--archive', folder.at('whole')])
  await chmod(folder.at(), 0o755)
  await chmod(join(download, '..'), 0o755)
  await chmod(download, 0o644)
})

/** A copy of the archive with these rights, for somebody else. */
async function copyWith(ofFolders: number, ofFiles: number): Promise<string> {
  const root = folder.free('archive')
  await copyArchive(folder.at('whole'), root)
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    await chmod(path, entry.isDirectory() ? ofFolders : ofFiles)
  }
  await chmod(root, ofFolders)
  return root
}

test('a copy that may only be read is verified, also against its originals', async ({ skip }) => {
  skip(cannotBecome, 'only the superuser can run it as somebody else')
  const root = await copyWith(0o555, 0o444)
  const before = await readdir(root)
  const argv = ['verify', '--deep', '--archive', root]
  expect(await dataOf<VerifyResult>(argv, { uid })).toMatchObject({ ok: true })
  expect(await readdir(root)).toEqual(before)
})

test('what differs from the originals is found in a copy that may only be read', async ({
  skip,
}) => {
  skip(cannotBecome, 'only the superuser can run it as somebody else')
  const root = await copyWith(0o755, 0o644)
  const store = await Store.openForWriting(join(root, 'archive.db'))
  store.db.exec("UPDATE lines SET status = '待发货'")
  store.checkpoint()
  store.close()
  await rm(join(root, 'manifest.json'))
  for (const name of ['archive.db', '.'])
    await chmod(join(root, name), name === '.' ? 0o555 : 0o444)
  const ended = await dyshop(['verify', '--deep', '--archive', root, '--json'], { uid })
  expect(ended.json<VerifyResult>().data.damaged).toContainEqual({
    path: 'archive.db#lines',
    problem: 'content-differs',
    repair: 'rebuild',
  })
})

test('a database that may only be read stops a backup before SQLite leaves anything beside it', async ({
  skip,
}) => {
  skip(cannotBecome, 'only the superuser can run it as somebody else')
  const root = await copyWith(0o777, 0o666)
  const database = join(root, 'archive.db')
  await chmod(database, 0o444)
  const backup = ['backup', download, '--archive', root, '--json']
  const refused = await dyshop(backup, { uid })
  expect(refused.exitCode, refused.stderr).toBe(7)
  expect(refused.error().error).toMatchObject({ code: 'no-permission' })
  expect(refused.error().error.message).toContain('archive.db')
  // It may be read, but the files of the backup that was stopped are not in it.
  const look = ['check', '--only', 'orders-finished', '--archive', root, '--json']
  const looked = await dyshop(look, { uid })
  expect(looked.exitCode).toBe(3)
  expect(looked.json().findings.map(({ code }) => code)).toContain('cut-off-archive')
  expect((await readdir(root)).filter((name) => /-(wal|shm)$/.test(name))).toEqual([])
  await chmod(database, 0o666)
  expect((await dyshop(backup, { uid })).exitCode).toBe(0)
})

test('side files without rights that an earlier run left do not stop a backup', async ({
  skip,
}) => {
  skip(cannotBecome, 'only the superuser can run it as somebody else')
  const root = await copyWith(0o700, 0o600)
  const other = '6900000000000000012'
  const row = { 主订单编号: other, 子订单编号: other, 订单状态: '已完成' }
  const newer = await writeExport(folder.free('newer'), 'orders', [row], 1_795_300_001)
  const sideFiles = ['archive.db-wal', 'archive.db-shm'].map((name) => join(root, name))
  for (const path of sideFiles)
    await writeFile(path, Buffer.alloc(path.endsWith('shm') ? 32_768 : 0))
  const inside = (await readdir(root, { recursive: true })).map((name) => join(root, name))
  for (const path of [root, ...inside]) await chown(path, uid, uid)
  for (const path of sideFiles) await chmod(path, 0o400)
  await chmod(join(newer, '..'), 0o755)
  await chmod(newer, 0o644)
  const ended = await dyshop(['backup', newer, '--archive', root], { uid })
  expect(ended.exitCode, ended.stderr).toBe(0)
})

test.each(['zh', 'en'])(
  'what may not be read or written is told by its own place: %s',
  async (lang) => {
    if (cannotBecome) return
    const closed = folder.free('closed')
    await copyArchive(folder.at('exports'), closed)
    const run = (...argv: string[]) => dyshop([...argv, '--lang', lang, '--json'], { uid })
    const root = await copyWith(0o555, 0o444)
    await chmod(closed, 0o700)
    const input = (await run('backup', closed, '--archive', folder.at('new'))).error().error
    const output = (
      await run('export', 'orders', '--out', join(closed, 'o.csv'), '--archive', root)
    ).error().error
    const archive = (await run('backup', download, '--archive', root)).error().error
    expect([input, output, archive].map(({ code, exitCode }) => [code, exitCode])).toEqual([
      ['no-permission', 7],
      ['no-permission', 7],
      ['no-permission', 7],
    ])
    expect(new Set([input, output, archive].map(({ hint }) => hint)).size).toBe(3)
    expect([input, output, archive].map(({ hint }) => hint.includes('--archive'))).toEqual([
      false,
      false,
      true,
    ])
  },
)

test.skipIf(process.platform !== 'linux')(
  'a folder in which the system lets nobody make anything is told as such, and not waited for',
  async () => {
    const ended = await dyshop(['backup', EXAMPLE_SHOP], { cwd: '/proc' })
    expect(ended.exitCode).toBe(7)
    expect(ended.stderr).toContain('没有权限读写')
    expect(ended.stderr).toContain('--archive')
  },
)
