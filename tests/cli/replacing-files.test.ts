import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { beforeAll, describe, expect, test } from 'vitest'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { writeExport } from '../support/seller-exports.ts'
import { EXAMPLE_NOW } from '../support/shops.ts'

const folder = useFolder()
const archive = () => folder.at('archive')
const LINE = '6900000000000000011'
let download: string

beforeAll(async () => {
  const row = { 主订单编号: LINE, 子订单编号: LINE, 订单状态: '待发货' }
  download = await writeExport(folder.at('exports'), 'orders', [row], 1_795_300_000)
  const ended = await dyshop(['backup', download, '--archive', archive()])
  expect(ended.exitCode, ended.stderr).toBe(0)
})

/** Every command that writes a file under a name of the user's, and an ending for it. */
const WRITERS: readonly [argv: string[], ending: string, isKnown: boolean][] = [
  [['export', 'orders', '--out'], 'csv', true],
  [['export', 'orders', '--out'], 'xlsx', true],
  [['export', 'orders', '--out'], 'jsonl', true],
  [['export', 'orders', '--out'], 'parquet', true],
  [['export', 'orders', '--columns', '订单状态', '--out'], 'csv', false],
  [['checklist', '--out'], 'xlsx', true],
  [['checklist', '--out'], 'html', true],
  [['checklist', '--out'], 'csv', true],
  [['checklist', '--out'], 'md', false],
  [['checklist', '--out'], 'json', false],
  [['plan', '--ics'], 'ics', true],
  [['notice', '--out'], 'txt', false],
  [['report', '--out'], 'html', true],
]
const CASES = WRITERS.map(([argv, ending, isKnown]) => {
  return [`${argv.join(' ')} x.${ending}`, argv, ending, isKnown] as const
})

function write(argv: readonly string[], out: string, ...more: string[]) {
  const at = argv[0] === 'export' ? [] : ['--at', EXAMPLE_NOW]
  return dyshop([...argv, out, ...at, ...more, '--archive', archive(), '--json'])
}

describe.each(CASES)('%s', (_, argv, ending, isKnown) => {
  test('leaves somebody else’s file alone unless told to write over it', async () => {
    const out = folder.free(`mine.${ending}`)
    await writeFile(out, 'mine')
    const ended = await write(argv, out)
    expect(ended.exitCode, ended.stderr).toBe(2)
    expect(ended.error().error).toMatchObject({ code: 'foreign-file', exitCode: 2 })
    expect(ended.error().error.hint).toContain('--overwrite')
    expect(await readFile(out, 'utf8')).toBe('mine')
    expect((await write(argv, out, '--overwrite')).exitCode).toBe(0)
    expect(await readFile(out, 'utf8')).not.toBe('mine')
  })

  test('never writes over what was downloaded from the platform', async () => {
    const out = folder.free(`download.${ending}`)
    await copyFile(download, out)
    const ended = await write(argv, out, '--overwrite')
    expect(ended.error().error).toMatchObject({ code: 'out-is-original', exitCode: 2 })
    expect(await readFile(out)).toEqual(await readFile(download))
  })

  test(`${isKnown ? 'makes its own file again' : 'needs leave also for its own file'}`, async () => {
    const out = folder.free(`own.${ending}`)
    expect((await write(argv, out)).exitCode).toBe(0)
    expect((await write(argv, out)).exitCode).toBe(isKnown ? 0 : 2)
    expect((await write(argv, out, '--overwrite')).exitCode).toBe(0)
  })
})

test('a workbook that somebody has saved since is theirs, with what they ticked in it', async () => {
  const out = folder.free('todo.xlsx')
  await write(['checklist', '--out'], out)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(out)
  workbook.lastModifiedBy = '店长'
  await workbook.xlsx.writeFile(out)
  const before = await readFile(out)
  const ended = await write(['checklist', '--out'], out)
  expect(ended.error().error.code).toBe('foreign-file')
  expect(await readFile(out)).toEqual(before)
})

test('a workbook of somebody else’s, a ZIP and an empty file are told apart', async () => {
  const foreign = folder.free('foreign.xlsx')
  const workbook = new ExcelJS.Workbook()
  workbook.creator = '会计'
  workbook.addWorksheet('账').getCell('A1').value = 'dyshop'
  await workbook.xlsx.writeFile(foreign)
  const broken = folder.free('broken.xlsx')
  await writeFile(broken, (await readFile(foreign)).subarray(0, 200))
  const empty = folder.free('empty.xlsx')
  await writeFile(empty, '')
  const codes = await Promise.all(
    [foreign, broken, empty].map(
      async (out) => (await write(['export', 'orders', '--out'], out)).exitCode,
    ),
  )
  expect(codes).toEqual([2, 2, 0])
})

test('without an archive the notice asks for leave all the same', async () => {
  const out = folder.free('notice.txt')
  await writeFile(out, 'mine')
  const ended = await dyshop([
    'notice',
    '--out',
    out,
    '--archive',
    join(folder.at(), 'none'),
    '--json',
  ])
  expect(ended.error().error.code).toBe('foreign-file')
})
