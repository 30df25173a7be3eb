import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { finding } from '../../src/domain/finding.ts'
import { errorWords, findingMessage } from '../../src/reports/wording.ts'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { type BackedUp, backUp, folderWith } from './backed-up.ts'
import { A, B, C, cellsOf, HEADER, ordersText, textOf } from './small-orders.ts'

const folder = useFolder()

/** What was said in Chinese of the findings of a code. */
function saidOf(run: BackedUp, code: string): string[] {
  return run.findings.filter((each) => each.code === code).map((each) => findingMessage(each, 'zh'))
}

describe('of characters that cannot be decoded it is said what became of the row', () => {
  test('dropped, where they are in an id', async () => {
    const row = cellsOf(B)
    const bad = `${row[0]}\uFFFD`
    const text = ordersText(cellsOf(A))
    const run = await backUp(folder, {
      'o.csv': Buffer.concat([
        Buffer.from(`${text}${bad.slice(0, 10)}`),
        Buffer.from([0xff]),
        Buffer.from(`${row[0]?.slice(10)},${row.slice(1).join(',')}\n`),
      ]),
    })
    expect(run.only.rejected).toBe(1)
    expect(saidOf(run, 'undecodable-text')).toEqual([expect.stringMatching(/^这一行没有读取/)])
  })

  test('kept with them, where they are in a text', async () => {
    const [start, end] = ordersText(cellsOf(A, { 选购商品: '辣@丝' }), cellsOf(B)).split('@')
    const content = Buffer.concat([
      Buffer.from(start ?? ''),
      Buffer.from([0xff]),
      Buffer.from(end ?? ''),
    ])
    const run = await backUp(folder, { 'o.csv': content })
    expect(run.only).toMatchObject({ added: 2, rejected: 0 })
    expect(saidOf(run, 'undecodable-text')).toEqual([expect.stringMatching(/^这一格有乱码.*保留/)])
  })
})

describe('a list of addresses is written by hand, so it is never to be exported again', () => {
  test.each([
    ['地址.csv', '联系人,电话,详细地址\n张三,19900000000,\n'],
    ['地址.csv', '联系人,电话,详细地址\n张三,19900000000\n'],
    ['地址.csv', '联系人,电话,备注\n张三,19900000000,x\n'],
    ['addr.json', '[{"联系人":"张三","电话":"19900000000"}]'],
    ['addr.json', '[{"联系人":"张三","电话":"19900000000","详细地址":""}]'],
    ['addr.json', '[{"联系人":'],
  ])('%s %s', async (name, content) => {
    const run = await backUp(folder, { [name]: content, 'o.csv': ordersText(cellsOf(A)) })
    const said = run.findings
      .filter(({ severity }) => severity === 'error')
      .map((each) => findingMessage(each, 'zh'))
    expect(said).toHaveLength(1)
    expect(said[0]).not.toMatch(/导出|后台/)
    expect(said[0]).toMatch(/请|清单应/)
  })

  test('nor when rows of it are still missing later', async () => {
    const archive = folder.free('archive')
    const path = await folderWith(folder, { '地址.csv': '联系人,电话,详细地址\n张三,1,\n' })
    await dyshop(['backup', path, '--archive', archive])
    const checked = await dyshop(['check', '--archive', archive])
    expect(checked.stderr).toContain('地址.csv')
    expect(checked.stderr).not.toContain('重新导出')
  })
})

test.each([
  ['addr.json', '[]'],
  ['addr.json', '[{}]'],
  ['o.csv', '\n\n\n'],
])('of %s with nothing in it (%j) no columns are counted', async (name, content) => {
  const path = await folderWith(folder, { [name]: content })
  const ended = await dyshop([
    'backup',
    join(path, name),
    '--archive',
    folder.free('archive'),
    '--json',
  ])
  expect(ended.json().findings[0]).toMatchObject({ code: 'empty-file' })
})

describe('a header in the middle of a file', () => {
  const other = [...HEADER].map((name) => (name === '主订单编号' ? '主订单号' : `${name} `))

  test('is skipped when it only spells the same columns otherwise', async () => {
    const text = textOf([[...HEADER], cellsOf(A), other, cellsOf(B)])
    const run = await backUp(folder, { 'o.csv': text })
    expect(run.told('warning')).toEqual(['repeated-header o.csv:3'])
    expect(run.complete).toBe(true)
  })

  test('is called one when its columns are others, for what follows may be misread', async () => {
    const swapped = [HEADER[0], HEADER[1], HEADER[3], HEADER[2], ...HEADER.slice(4)]
    const text = textOf([[...HEADER], cellsOf(A), swapped, cellsOf(C)])
    const run = await backUp(folder, { 'o.csv': text })
    expect(run.only.rejected).toBeGreaterThan(0)
    expect(saidOf(run, 'unreadable-id')).toEqual([expect.stringMatching(/^这一行又是表头/)])
  })
})

test('times are told to people in one form', () => {
  const asOf = '2026-11-23T09:30:00+08:00'
  for (const language of ['zh', 'en'] as const) {
    const stale = finding('stale-export', {}, { what: 'orders', asOf })
    expect(findingMessage(stale, language)).toContain('2026-11-23 09:30')
    const locked = { code: 'archive-locked' as const, args: { pid: 1, host: 'h', since: asOf } }
    const words = [findingMessage(stale, language), errorWords(locked, language).message]
    for (const text of words) expect(text).not.toMatch(/\dT\d|\+08/)
  }
})

describe('a folder without any report', () => {
  test.each([
    ['addr.json', '{"a":'],
    ['~$orders.csv', 'x'],
    ['照片.jpg', 'x'],
  ])('that holds %s is not called empty', async (name, content) => {
    const path = await folderWith(folder, { [name]: content })
    const ended = await dyshop(['backup', path, '--archive', folder.free('archive')])
    expect(ended.exitCode).toBe(2)
    expect(ended.stderr).toContain(name)
    expect(ended.stderr).not.toContain('没有找到')
  })

  test('that is empty is', async () => {
    const path = folder.free('empty')
    await mkdir(path)
    const ended = await dyshop(['backup', path, '--archive', folder.free('archive')])
    expect(ended.exitCode).toBe(2)
    expect(ended.stderr).toContain('没有找到')
  })
})

test('what programs leave behind is counted once, and nothing is incomplete for it', async () => {
  const path = await folderWith(folder, {
    'o.csv': ordersText(cellsOf(A)),
    '~$o.csv': 'x',
    '~$p.csv': 'x',
    '__MACOSX/._o.csv': 'x',
  })
  await writeFile(join(path, '.DS_Store'), 'x')
  const ended = await dyshop(['backup', path, '--archive', folder.free('archive'), '--json'])
  expect(ended.exitCode).toBe(0)
  const told = ended.json().findings.filter(({ code }) => code === 'left-behind')
  expect(told).toMatchObject([{ severity: 'info', message: expect.stringContaining('3') }])
})

test('an end before the start is refused', async () => {
  const archive = folder.free('archive')
  await dyshop([
    'backup',
    await folderWith(folder, { 'o.csv': ordersText(cellsOf(A)) }),
    '--archive',
    archive,
  ])
  const range = ['--from', '2026-11-02', '--to', '2026-11-01']
  const out = folder.free('o.csv')
  const ended = await dyshop(['export', 'orders', '--out', out, ...range, '--archive', archive])
  expect(ended.exitCode).toBe(2)
  expect(ended.stderr).toContain('--from')
  expect(ended.stderr).toContain('--to')
  const day = ['--from', '2026-11-01', '--to', '2026-11-01']
  expect(
    (await dyshop(['export', 'orders', '--out', out, ...day, '--archive', archive])).exitCode,
  ).toBe(0)
})
