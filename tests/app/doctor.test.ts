import { appendFile, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { backup } from '../../src/app/backup.ts'
import { doctor } from '../../src/app/doctor.ts'
import { repair } from '../../src/app/repair.ts'
import type { DoctorCheckId } from '../../src/app/results.ts'
import { doctorText } from '../../src/reports/text/doctor-text.ts'
import { paint } from '../../src/reports/text/paint.ts'
import { emptyStore } from '../fakes/open-api/memory-store.ts'
import { copyArchive } from '../support/archive-content.ts'
import { realDeps } from '../support/deps.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_NOW, EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
const toolVersion = 'test'
const whole = () => folder.at('whole')

beforeAll(async () => {
  const clock = { now: () => Date.parse(EXAMPLE_NOW) }
  await backup({ paths: [EXAMPLE_SHOP], root: whole(), toolVersion }, { ...realDeps(), clock })
})

async function copyOfArchive(): Promise<string> {
  const root = folder.free('archive')
  await copyArchive(whole(), root)
  return root
}

/** What `doctor` says at a moment, and how it words it. */
async function examined(
  root: string,
  { at = EXAMPLE_NOW, nodeVersion = '20.19.0', platform = 'linux' as NodeJS.Platform } = {},
) {
  const deps = { clock: { now: () => Date.parse(at) }, credentials: emptyStore() }
  const { data } = await doctor({ root, nodeVersion, env: {}, platform }, deps)
  const of = (id: DoctorCheckId) => data.checks.find((check) => check.id === id)
  const lineOf = (id: DoctorCheckId) => {
    const only = { ...data, checks: data.checks.filter((check) => check.id === id) }
    return doctorText(only, { language: 'zh', paint: paint(false) }).split('\n')[0] ?? ''
  }
  return { ...data, of, lineOf }
}

test('a whole archive is fit, and everything that a run needs was looked at', async () => {
  const seen = await examined(await copyOfArchive())
  expect(seen.healthy).toBe(true)
  expect(seen.checks.map(({ id }) => id)).toEqual([
    'node',
    'folder',
    'space',
    'lock',
    'leftovers',
    'shop-file',
    'files',
    'database',
    'clock',
    'credentials',
    'rules',
  ])
})

test('it says how far it looked: a file altered at its old length is for verify to find', async () => {
  const root = await copyOfArchive()
  const path = join(root, 'orders.xlsx')
  const bytes = await readFile(path)
  bytes[100] = 255 - (bytes[100] ?? 0)
  await writeFile(path, bytes)
  const seen = await examined(root)
  expect(seen.healthy).toBe(true)
  expect(seen.lineOf('files')).toMatch(/✔.*都在，大小一致（内容没有核对，用 dyshop verify 核对）/)
  expect(seen.lineOf('database')).toMatch(/✔.*结构完好/)
  const english = doctorText(seen, { language: 'en', paint: paint(false) })
  expect(english).toMatch(/✔.* are there at their size \(dyshop verify compares what is in them\)/)
})

test('on Windows a folder so deep that other programs may not open its files is told', async () => {
  const deep = `${folder.free('deep')}/${'很深的文件夹/'.repeat(25)}存档`
  await mkdir(deep, { recursive: true })
  expect((await examined(deep, { platform: 'win32' })).lineOf('folder')).toContain('路径太长')
  expect((await examined(deep)).lineOf('folder')).not.toContain('路径太长')
})

describe('what earlier runs and accidents left is found, with the command that mends it', () => {
  test.each<[DoctorCheckId, string, (root: string) => Promise<unknown>]>([
    ['leftovers', 'a file half written', (root) => writeFile(join(root, 'a.dyshop-part'), '')],
    ['leftovers', 'a run cut off', (root) => writeFile(join(root, '.dyshop.unfinished'), '')],
    ['files', 'a lost workbook', (root) => rm(join(root, 'orders.xlsx'))],
    ['files', 'a longer workbook', (root) => appendFile(join(root, 'orders.xlsx'), 'x')],
    ['files', 'a broken manifest', (root) => truncate(join(root, 'manifest.json'), 9)],
    ['database', 'a lost database', (root) => rm(join(root, 'archive.db'))],
    ['database', 'a cut database', (root) => truncate(join(root, 'archive.db'), 4096)],
  ])('%s: %s', async (id, _, damage) => {
    const root = await copyOfArchive()
    await damage(root)
    const seen = await examined(root)
    expect(seen.of(id)?.status).not.toBe('ok')
    expect(seen.lineOf(id)).toContain('dyshop verify --repair')
    const clock = { now: () => Date.parse(EXAMPLE_NOW) }
    await repair({ root, deep: false, toolVersion }, { ...realDeps(), clock })
    const after = await examined(root)
    expect(after.of(id)?.status).toBe('ok')
    expect(after.healthy).toBe(true)
  })
})

test('an original that is gone cannot be mended, and it says so', async () => {
  const root = await copyOfArchive()
  await rm(join(root, 'originals'), { recursive: true })
  const seen = await examined(root)
  expect(seen.healthy).toBe(false)
  expect(seen.lineOf('files')).toMatch(/原始文件.*副本/)
})

describe('the clock', () => {
  test.each([
    ['behind the exports', '2026-09-30T08:00:00+08:00', 'warn'],
    ['behind the newest rule', '2020-01-01T08:00:00+08:00', 'warn'],
    ['right', EXAMPLE_NOW, 'ok'],
  ])('%s', async (_, at, status) => {
    const seen = await examined(await copyOfArchive(), { at })
    expect(seen.of('clock')?.status).toBe(status)
    expect(seen.lineOf('clock')).not.toMatch(/\dT\d/)
  })

  test('is looked at without an archive too', async () => {
    const seen = await examined(folder.free('none'), { at: '2020-01-01T08:00:00+08:00' })
    expect(seen.of('clock')?.status).toBe('warn')
    expect(seen.lineOf('clock')).toContain('校准')
  })
})

test('old rules and an old Node are told with their fix', async () => {
  const seen = await examined(whole(), { at: '2028-01-01T08:00:00+08:00', nodeVersion: '18.0.0' })
  expect(seen.of('rules')?.status).toBe('warn')
  expect(seen.of('node')?.status).toBe('fail')
  expect(seen.lineOf('node')).toContain('20.19')
})

test('whoever holds the archive is told, in the time people read', async () => {
  const root = await copyOfArchive()
  const release = await realDeps().takeLock(root, 'backup')
  try {
    const line = (await examined(root)).lineOf('lock')
    expect(line).toContain('请等它结束')
    expect(line).not.toMatch(/\dT\d/)
  } finally {
    await release.release()
  }
})
