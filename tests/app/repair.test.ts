import {
  appendFile,
  copyFile,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { attach } from '../../src/app/attach.ts'
import { backup } from '../../src/app/backup.ts'
import { repair } from '../../src/app/repair.ts'
import { verify } from '../../src/app/verify.ts'
import { listFiles } from '../../src/archive/folder.ts'
import { copyArchive, databaseContent } from '../support/archive-content.ts'
import { realDeps } from '../support/deps.ts'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
const toolVersion = 'test'
const whole = () => folder.at('whole')

beforeAll(async () => {
  await backup({ paths: [EXAMPLE_SHOP], root: whole(), toolVersion }, realDeps())
  const receipt = folder.free('receipt.pdf')
  await writeFile(receipt, 'deposit: 2,000 yuan')
  const document = { paths: [receipt], kind: 'deposit-receipt', note: '' } as const
  await attach({ ...document, root: whole(), toolVersion }, realDeps())
})

async function copyOfArchive(): Promise<string> {
  const root = folder.free('archive')
  await copyArchive(whole(), root)
  return root
}

const repaired = async (root: string) =>
  (await repair({ root, deep: false, toolVersion }, realDeps())).data
const isWhole = async (root: string) => (await verify({ root, deep: false }, realDeps())).data.ok

/** Without what SQLite puts beside a database for whoever reads it. */
const ownFiles = async (root: string) =>
  (await listFiles(root)).filter((path) => !/-(?:wal|shm)$/.test(path))

/** The original of the orders that the shop exported last. */
async function anOriginal(root: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(root, 'manifest.json'), 'utf8')) as {
    files: { path: string; file?: string }[]
  }
  const found = manifest.files.find(
    ({ path, file }) => path.startsWith('originals/') && file?.endsWith('.csv'),
  )
  return found?.path ?? ''
}

describe('what follows from the originals is mended', () => {
  test.each<[string, (root: string) => Promise<unknown>, string]>([
    ['a lost workbook', (root) => rm(join(root, 'orders.xlsx')), 'orders.xlsx'],
    ['an altered workbook', (root) => appendFile(join(root, 'funds.xlsx'), 'x'), 'funds.xlsx'],
    [
      'a workbook altered at its old length',
      async (root) => {
        const bytes = await readFile(join(root, 'funds.xlsx'))
        bytes[100] = (bytes[100] ?? 0) ^ 1
        await writeFile(join(root, 'funds.xlsx'), bytes)
      },
      'funds.xlsx',
    ],
    ['a lost database', (root) => rm(join(root, 'archive.db')), 'archive.db'],
    ['a cut database', (root) => truncate(join(root, 'archive.db'), 4096), 'archive.db'],
    ['a lost manifest', (root) => rm(join(root, 'manifest.json')), 'manifest.json'],
    ['lost checksums', (root) => rm(join(root, 'SHA256SUMS')), 'SHA256SUMS'],
    ['a broken manifest', (root) => truncate(join(root, 'manifest.json'), 10), 'manifest.json'],
    [
      'a run that was cut off',
      async (root) => {
        await writeFile(join(root, '.dyshop.unfinished'), '')
        await rm(join(root, 'products.xlsx'))
      },
      'products.xlsx',
    ],
  ])('%s', async (_, damage, path) => {
    const root = await copyOfArchive()
    await damage(root)
    expect(await isWhole(root)).toBe(false)
    const { ok, mended, damaged } = await repaired(root)
    expect({ ok, damaged }).toEqual({ ok: true, damaged: [] })
    expect(mended.map((each) => each.path)).toContain(path)
    expect(await isWhole(root)).toBe(true)
    expect(await databaseContent(root)).toEqual(await databaseContent(whole()))
  })

  test('what an interrupted run left under its working names is cleared', async () => {
    const root = await copyOfArchive()
    await writeFile(join(root, 'orders.xlsx.1.dyshop-part'), 'x')
    const { findings, data } = await repair({ root, deep: false, toolVersion }, realDeps())
    expect(findings.map(({ code }) => code)).toContain('removed-leftovers')
    expect(data).toMatchObject({ ok: true, mended: [], damaged: [] })
    expect((await listFiles(root)).filter((path) => path.endsWith('-part'))).toEqual([])
  })

  test('a whole archive is left as it is', async () => {
    const root = await copyOfArchive()
    const times = async () =>
      Promise.all(
        (await ownFiles(root)).map(async (path) => (await stat(join(root, path))).mtimeMs),
      )
    const before = await times()
    expect(await repaired(root)).toMatchObject({ ok: true, mended: [], damaged: [], lost: [] })
    expect(await times()).toEqual(before)
  })
})

test.each(['archive.db', 'orders.xlsx', 'manifest.json', 'SHA256SUMS', 'profile.json'])(
  'a folder in the place of %s is left alone and named, and mended once it is gone',
  async (name) => {
    const root = await copyOfArchive()
    await rm(join(root, name))
    await mkdir(join(root, name))
    await writeFile(join(root, name, 'notes.txt'), 'mine')
    for (const argv of [['verify', '--repair'], ['rebuild']]) {
      const ended = await dyshop([...argv, '--archive', root, '--json'])
      expect(ended.error().error).toMatchObject({ code: 'folder-in-way', exitCode: 7 })
      expect(ended.error().error.message).toContain(name)
    }
    await rename(join(root, name), folder.free('moved'))
    const ended = await dyshop(['verify', '--repair', '--archive', root])
    expect(ended.exitCode).toBe(0)
    expect(await isWhole(root)).toBe(true)
  },
)

test('a folder in the place of the database is told as one by whatever reads or writes it', async () => {
  const root = await copyOfArchive()
  await rm(join(root, 'archive.db'))
  await mkdir(join(root, 'archive.db'))
  const file = join(folder.free(), 'a.txt')
  await mkdir(join(file, '..'))
  await writeFile(file, 'a')
  for (const argv of [['check'], ['find', '1'], ['attach', file], ['steps', 'done', 'wallet']]) {
    const ended = await dyshop([...argv, '--archive', root, '--json'])
    expect(ended.error().error, argv[0]).toMatchObject({ code: 'folder-in-way', exitCode: 7 })
    expect(ended.error().error.message).toContain('archive.db')
  }
  const damage = { path: 'archive.db', problem: 'folder-in-way', repair: 'rebuild' }
  const checked = await dyshop(['verify', '--archive', root, '--json'])
  expect(checked.exitCode).toBe(6)
  expect(checked.json<{ damaged: unknown }>().data.damaged).toEqual([damage])
  await rm(join(root, 'manifest.json'))
  const without = await dyshop(['verify', '--archive', root, '--json'])
  expect(without.json<{ damaged: unknown[] }>().data.damaged).toContainEqual(damage)
  expect((await dyshop(['doctor', '--archive', root])).stdout).toContain('archive.db 是一个文件夹')
  expect((await stat(join(root, 'archive.db'))).isDirectory()).toBe(true)
})

describe('what cannot be mended is named, and the rest is mended all the same', () => {
  test('an original that is gone: what it was called, what it held, for which days', async () => {
    const root = await copyOfArchive()
    const path = await anOriginal(root)
    await rm(join(root, path))
    await rm(join(root, 'orders.xlsx'))
    const { ok, mended, damaged, lost } = await repaired(root)
    expect(ok).toBe(false)
    expect(mended.map((each) => each.path)).toEqual(['orders.xlsx'])
    expect(damaged).toMatchObject([{ path, problem: 'missing', repair: 'export-again' }])
    expect(lost).toMatchObject([{ path, file: expect.stringMatching(/\.csv$/) }])
    expect(lost[0]?.reports[0]).toMatchObject({ kind: expect.stringMatching(/^[a-z-]+$/) })
    // What the database knows of it is the last there is.
    expect(await databaseContent(root)).toEqual(await databaseContent(whole()))
  })

  test('an altered original and a lost database together lose nothing silently', async () => {
    const root = await copyOfArchive()
    const path = await anOriginal(root)
    await appendFile(join(root, path), 'x')
    await rm(join(root, 'archive.db'))
    const { ok, damaged } = await repaired(root)
    expect(ok).toBe(false)
    expect(damaged.map((each) => each.path)).toContain(path)
  })

  test('a document', async () => {
    const root = await copyOfArchive()
    const path = (await listFiles(root)).find((each) => /^documents\/.*pdf/.test(each)) ?? ''
    await rm(join(root, path))
    const { ok, lost } = await repaired(root)
    expect(ok).toBe(false)
    expect(lost).toMatchObject([{ path, reports: [] }])
  })

  test('on the command line it says what to export again, and ends with 6', async () => {
    const root = await copyOfArchive()
    await rm(join(root, await anOriginal(root)))
    await rm(join(root, 'orders.xlsx'))
    const ended = await dyshop(['verify', '--repair', '--archive', root])
    expect(ended.exitCode).toBe(6)
    expect(ended.stdout).toMatch(/已修复.*orders\.xlsx/s)
    expect(ended.stdout).toMatch(/\.csv.*（.+\d{4}-\d{2}-\d{2} 至 \d{4}-\d{2}-\d{2}/)
    expect(ended.stdout).toContain('重新导出')
    const json = await dyshop(['verify', '--repair', '--json', '--archive', root])
    expect(json.json<{ ok: boolean; lost: unknown[] }>().data).toMatchObject({ ok: false })
    expect(json.json<{ lost: unknown[] }>().data.lost).toHaveLength(1)
  })

  test('and with 0 when nothing is left to mend', async () => {
    const root = await copyOfArchive()
    await rm(join(root, 'archive.db'))
    const ended = await dyshop(['verify', '--repair', '--archive', root])
    expect(ended.exitCode).toBe(0)
    expect(ended.stdout).toContain('archive.db')
    expect(ended.stdout).toContain('存档完好')
  })
})

describe('without a manifest', () => {
  test.each<[string, string[]]>([
    ['the index of documents', ['SHA256SUMS']],
    ['the checksums', ['documents/index.json']],
  ])('%s tell of a lost document, now and after a repair', async (_, alsoLost) => {
    const root = await copyOfArchive()
    const receipt = (await listFiles(root)).find((each) => /^documents\/.*pdf/.test(each)) ?? ''
    for (const path of ['manifest.json', receipt, ...alsoLost]) await rm(join(root, path))
    const paths = async () => {
      const { data } = await verify({ root, deep: false }, realDeps())
      return data.damaged.map(({ path }) => path)
    }
    expect(await paths()).toContain(receipt)
    const { ok, damaged } = await repaired(root)
    expect(ok).toBe(false)
    expect(damaged).toContainEqual({ path: receipt, problem: 'missing', repair: 'restore-copy' })
    expect(await paths()).toContain(receipt)
    await copyFile(join(whole(), receipt), join(root, receipt))
    const index = 'documents/index.json'
    await copyFile(join(whole(), index), join(root, index))
    expect((await repaired(root)).damaged).toEqual([])
  })

  test('and with nothing else that tells of documents, it says that they cannot be known', async () => {
    const root = await copyOfArchive()
    for (const path of ['manifest.json', 'SHA256SUMS', 'documents']) {
      await rm(join(root, path), { recursive: true })
    }
    const { findings } = await repair({ root, deep: false, toolVersion }, realDeps())
    expect(findings.map(({ code }) => code)).toContain('documents-unproven')
  })
})

test('ticks out of a database that is not the listed one are told to be doubtful', async () => {
  const root = await copyOfArchive()
  const older = await readFile(join(root, 'archive.db'))
  const marked = await dyshop(['steps', 'done', 'loan', '--archive', root])
  expect(marked.exitCode).toBe(0)
  const codes = async () => {
    const { findings } = await repair({ root, deep: false, toolVersion }, realDeps())
    return findings.map(({ code }) => code)
  }
  expect(await codes()).not.toContain('ticks-unproven')
  await writeFile(join(root, 'archive.db'), older)
  expect(await codes()).toContain('ticks-unproven')
  expect(await isWhole(root)).toBe(true)
})
