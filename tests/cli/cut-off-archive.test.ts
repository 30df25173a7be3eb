import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_NOW, EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
const archive = () => folder.at('archive')
const out = (name: string) => ['--out', folder.free(name)]

beforeAll(async () => {
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', archive()])
  // What a run leaves that was cut off before it had read all of its files.
  await writeFile(join(archive(), '.dyshop.unfinished'), 'backup')
})

/** Commands that only read an archive, and how they end when it may lack things. */
const READERS: readonly (readonly [
  name: string,
  argv: () => readonly string[],
  exitCode: number,
])[] = [
  ['check', () => ['check', '--at', EXAMPLE_NOW], 3],
  ['one condition', () => ['check', '--only', 'loan', '--at', EXAMPLE_NOW], 3],
  ['plan', () => ['plan', '--at', EXAMPLE_NOW], 0],
  ['report', () => ['report', '--at', EXAMPLE_NOW, ...out('report.html')], 0],
  ['export', () => ['export', 'orders', ...out('orders.csv')], 3],
  ['find', () => ['find', '耳机'], 0],
]

test.each(READERS)('%s says that the last run was not finished', async (_, argv, exitCode) => {
  const ended = await dyshop([...argv(), '--archive', archive(), '--json'])
  expect(ended.exitCode).toBe(exitCode)
  const { complete, findings } = ended.json()
  expect(complete).toBe(false)
  const told = findings.filter(({ code }) => code === 'cut-off-archive')
  expect(told).toMatchObject([{ severity: 'error', message: expect.stringContaining('backup') }])
})

test.each([
  ['zh', '存档还没有做完', /再运行一次 dyshop backup/, '有损坏'],
  ['en', 'The archive is unfinished', /run dyshop backup .*again/, 'The archive is damaged'],
])('verify calls it unfinished and not damaged (%s)', async (language, says, next, never) => {
  const ended = await dyshop(['verify', '--archive', archive(), '--lang', language])
  expect(ended.exitCode).toBe(6)
  expect(ended.stdout).toContain(says)
  expect(ended.stdout).toMatch(next)
  expect(ended.stdout).not.toContain(never)
})

test('a command that brings no files leaves it so', async () => {
  const receipt = folder.free('receipt.pdf')
  await writeFile(receipt, 'receipt')
  const argv = ['attach', receipt, '--kind', 'deposit-receipt', '--archive', archive(), '--json']
  const attached = (await dyshop(argv)).json()
  expect(attached.findings.map(({ code }) => code)).toContain('unfinished-run')
  const ended = await dyshop(['check', '--at', EXAMPLE_NOW, '--archive', archive(), '--json'])
  expect(ended.exitCode).toBe(3)
  expect((await dyshop(['verify', '--archive', archive(), '--json'])).exitCode).toBe(6)
})

test('the same command again takes care of it', async () => {
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', archive()])
  const ended = await dyshop(['check', '--at', EXAMPLE_NOW, '--archive', archive(), '--json'])
  expect(ended.json().findings.map(({ code }) => code)).not.toContain('cut-off-archive')
})
