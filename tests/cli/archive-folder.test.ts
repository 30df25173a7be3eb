import { execFileSync, spawnSync } from 'node:child_process'
import { lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { VerifyResult } from '../../src/app/results.ts'
import { Store } from '../../src/archive/store.ts'
import { fileHashes } from '../support/archive-content.ts'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
const archive = () => folder.at('archive')

beforeAll(async () => {
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', archive()])
})

test('sha256sum checks it without dyshop', ({ skip }) => {
  skip(spawnSync('sha256sum', ['--version']).error !== undefined, 'sha256sum is not installed')
  const argv = ['--check', '--strict', '--quiet', 'SHA256SUMS']
  expect(execFileSync('sha256sum', argv, { cwd: archive(), encoding: 'utf8' })).toBe('')
})

test('every original is kept byte for byte, under the name of its hash', async () => {
  const given = Object.values(await fileHashes(EXAMPLE_SHOP)).sort()
  const originals = Object.entries(await fileHashes(join(archive(), 'originals')))
  const kept = originals.filter(([path]) => !path.endsWith('.facts'))
  expect(kept.map(([, hash]) => hash).sort()).toEqual(given)
  for (const [path, hash] of kept) expect(path).toContain(`${hash.slice(0, 2)}/${hash}.`)
})

test('the schema explains itself: every table, and every key', async () => {
  const store = await Store.openForReading(join(archive(), 'archive.db'))
  // The tables of the search index are SQLite's own.
  const tables = store.db
    .prepare(
      `SELECT name, sql FROM sqlite_master WHERE type = 'table'
         AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'texts_by_trigram%'`,
    )
    .all() as { name: string; sql: string }[]
  store.close()
  expect(tables.length).toBeGreaterThan(12)
  for (const { name, sql } of tables) {
    expect(sql, name).toMatch(new RegExp(`^CREATE TABLE "?${name}"? \\( -- \\S`))
  }
  const comments = tables.map(({ sql }) => sql).join('\n')
  for (const column of [
    'line_id',
    'after_sale_id',
    'order_id',
    'payable_fen',
    'settled_at',
    'cells',
  ]) {
    expect(comments).toMatch(new RegExp(`\\n *${column} [A-Z ]+.*-- \\S`))
  }
})

test('folders and files are for their owner only', async ({ skip }) => {
  skip(process.platform === 'win32', 'Windows has no such rights')
  expect((await stat(archive())).mode & 0o777).toBe(0o700)
  for (const entry of await readdir(archive(), { recursive: true, withFileTypes: true })) {
    const { mode } = await stat(join(entry.parentPath, entry.name))
    expect(mode & 0o777, entry.name).toBe(entry.isDirectory() ? 0o700 : 0o600)
  }
})

test('the manifest lists every file but the merchant’s own, with its predecessor', async () => {
  const manifest = JSON.parse(await readFile(join(archive(), 'manifest.json'), 'utf8'))
  const listed = (manifest.files as { path: string }[]).map(({ path }) => path)
  const present = Object.keys(await fileHashes(archive()))
  const own = ['shop.toml', 'manifest.json', 'SHA256SUMS', 'archive.db-shm', 'archive.db-wal']
  expect(listed.sort()).toEqual(present.filter((path) => !own.includes(path)))
  expect(manifest).toMatchObject({ format: 'dyshop-archive', formatVersion: 1, previous: null })
})

test('shop.toml is made once, is the merchant’s to edit, and reaches the outputs', async () => {
  const root = folder.free('archive')
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', root])
  const facts = '# mine\nkind = "domestic"\n[shop]\nname = "蓬莱小店"\nid = "489"\nowner = "me"\n'
  await writeFile(join(root, 'shop.toml'), facts)
  expect(await dataOf<VerifyResult>(['verify', '--archive', root])).toMatchObject({ ok: true })
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', root])
  expect(await readFile(join(root, 'shop.toml'), 'utf8')).toBe(facts)
  expect(JSON.parse(await readFile(join(root, 'profile.json'), 'utf8'))).toEqual({
    name: '蓬莱小店',
    id: '489',
    kind: 'domestic',
    owner: 'me',
  })
  expect(await dataOf<VerifyResult>(['verify', '--archive', root])).toMatchObject({ ok: true })
})

test.each([
  ['no TOML', 'kind = '],
  ['an unknown kind', 'kind = "abroad"'],
  ['a day that does not exist', 'notice_start = "2026-02-30"'],
])('a shop.toml with %s is refused, and left alone', async (_, text) => {
  const root = folder.free('archive')
  await mkdir(root)
  await writeFile(join(root, 'shop.toml'), text)
  const ended = await dyshop(['backup', EXAMPLE_SHOP, '--archive', root, '--json'])
  expect(ended.exitCode).toBe(2)
  expect(ended.error().error.code).toBe('bad-shop-file')
  expect(await readFile(join(root, 'shop.toml'), 'utf8')).toBe(text)
})

test('nothing is written outside the archive, not even for a moment’s keeping', async () => {
  const home = folder.free('home')
  const temporary = folder.free('tmp')
  const working = folder.free('work')
  for (const path of [home, temporary, working]) await mkdir(path)
  const shopBefore = await fileHashes(EXAMPLE_SHOP)
  const options = { cwd: working, env: { HOME: home, TMPDIR: temporary } }
  await dataOf(['backup', EXAMPLE_SHOP], options)
  await dataOf(['verify', '--deep'], options)
  await dataOf(['find', '2026-11-20'], options)
  await dyshop(['check', EXAMPLE_SHOP, '--archive', 'not-made'], options)
  expect(await readdir(working)).toEqual(['dyshop-archive'])
  expect(await readdir(home)).toEqual([])
  // Node's own cache of compiled code has nothing of the shop in it.
  expect((await readdir(temporary)).filter((name) => name !== 'node-compile-cache')).toEqual([])
  expect(await fileHashes(EXAMPLE_SHOP)).toEqual(shopBefore)
})

test('DYSHOP_ARCHIVE names the archive; --archive goes before it', async () => {
  const env = { DYSHOP_ARCHIVE: folder.free('from-environment') }
  await dataOf(['backup', join(EXAMPLE_SHOP, '商品')], { env })
  await dataOf(['verify'], { env })
  const flag = folder.free('from-flag')
  await dataOf(['backup', join(EXAMPLE_SHOP, '商品'), '--archive', flag], { env })
  await dataOf(['verify', '--archive', flag])
})

test('a link where dyshop would write is refused, and what it leads to is left alone', async ({
  skip,
}) => {
  skip(process.platform === 'win32', 'links need special rights on Windows')
  for (const name of ['archive.db', 'manifest.json', 'originals', 'documents', 'SHA256SUMS']) {
    const root = folder.free('archive')
    const precious = folder.free('precious')
    await mkdir(root)
    await writeFile(join(root, 'shop.toml'), '')
    await writeFile(precious, 'precious')
    await symlink(precious, join(root, name))
    const ended = await dyshop(['backup', EXAMPLE_SHOP, '--archive', root, '--json'])
    expect(ended.exitCode, name).not.toBe(0)
    expect(await readFile(precious, 'utf8')).toBe('precious')
    expect((await lstat(join(root, name))).isSymbolicLink()).toBe(true)
  }
})

test('a folder of originals that became a link is refused, and nothing goes through it', async ({
  skip,
}) => {
  skip(process.platform === 'win32', 'links need special rights on Windows')
  const root = folder.free('archive')
  await dataOf(['backup', join(EXAMPLE_SHOP, '商品'), '--archive', root])
  const elsewhere = folder.free('elsewhere')
  await mkdir(elsewhere)
  await symlink(elsewhere, join(root, 'originals', 'zz'))
  const ended = await dyshop(['backup', EXAMPLE_SHOP, '--archive', root, '--json'])
  expect(ended.exitCode).toBe(7)
  expect(ended.error().error.code).toBe('symlink-in-way')
  expect(await readdir(elsewhere)).toEqual([])
})

test('backing up the folder that the archive is in does not read the archive', async () => {
  const parent = folder.free()
  const root = join(parent, 'dyshop-archive')
  await dataOf(['backup', join(EXAMPLE_SHOP, '商品'), '--archive', root])
  const { imports } = await dataOf<{ imports: unknown[] }>([
    'backup',
    parent,
    join(EXAMPLE_SHOP, '商品'),
    '--archive',
    root,
  ])
  expect(imports).toHaveLength(1)
})
