import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import ExcelJS from 'exceljs'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TickResult } from '../../src/app/results.ts'
import type { ChecklistReport } from '../../src/reports/checklist/checklist-report.ts'
import { copyArchive } from '../support/archive-content.ts'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { editInLibreOffice, libreOfficeMissing } from '../support/libreoffice.ts'
import { EXAMPLE_NOW, EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
let archive: string
let workbook: string

beforeAll(async () => {
  archive = folder.at('made')
  workbook = folder.at('made.xlsx')
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', archive])
  await dataOf(['checklist', '--at', EXAMPLE_NOW, '--out', workbook, '--archive', archive])
})

beforeEach(async () => {
  archive = folder.free('archive')
  workbook = folder.free('待办.xlsx')
  await copyArchive(folder.at('made'), archive)
  await copyFile(folder.at('made.xlsx'), workbook)
})

const list = () => dataOf<ChecklistReport>(['checklist', '--at', EXAMPLE_NOW, '--archive', archive])
const sync = (file = workbook) =>
  dyshop(['checklist', 'sync', file, '--archive', archive, '--json'])
const codes = (ended: Awaited<ReturnType<typeof sync>>) =>
  ended.json<TickResult>().findings.map(({ code }) => code)

/** The first row of items stands below the title and the header. */
const FIRST = 3
const STATUS = 1
const NOTE = 10
const ID = 13

async function edit(change: (sheet: ExcelJS.Worksheet) => void): Promise<void> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(workbook)
  change(book.worksheets[0] as ExcelJS.Worksheet)
  await book.xlsx.writeFile(workbook)
}

function valuesOf(sheet: ExcelJS.Worksheet, row: number): ExcelJS.CellValue[] {
  return (sheet.getRow(row).values as ExcelJS.CellValue[]).slice(1)
}

test.skipIf(libreOfficeMissing !== undefined)(
  'a round trip through LibreOffice: ticked, noted, copied and deleted there',
  async () => {
    const { items } = await list()
    const [first, second, third] = items
    const edited = await editInLibreOffice(workbook, [
      { type: 'write', row: FIRST - 1, column: STATUS - 1, text: '已同意' },
      { type: 'write', row: FIRST - 1, column: NOTE - 1, text: '买家：“同意”，=1+1' },
      { type: 'write', row: FIRST, column: STATUS - 1, text: '已完成' },
      // A copy that says the same as its original, at the end of the list.
      { type: 'copy-row', row: FIRST, to: FIRST + 4 },
      { type: 'delete-row', row: FIRST + 1 },
    ])
    const ended = await sync(edited)
    await rm(dirname(edited), { recursive: true })
    expect(ended.exitCode).toBe(0)
    expect(ended.json<TickResult>().data.changed).toEqual([
      { id: first?.id, status: 'agreed', note: '买家：“同意”，=1+1' },
      { id: second?.id, status: 'done', note: '' },
    ])
    expect(codes(ended)).toEqual(['checklist-missing-items'])
    const after = await list()
    const byId = new Map(after.items.map((item) => [item.id, item]))
    expect(byId.get(first?.id ?? '')).toMatchObject({ status: 'agreed' })
    expect(byId.get(second?.id ?? '')).toMatchObject({ status: 'done' })
    expect(byId.get(third?.id ?? '')).toMatchObject({ status: 'todo' })
    expect(after.items).toHaveLength(items.length)
    expect(await dataOf(['verify', '--archive', archive])).toMatchObject({ ok: true })
  },
)

describe('a checklist that was edited by hand', () => {
  test('rows that were deleted keep their record, and their number is told', async () => {
    const { items } = await list()
    await edit((sheet) => sheet.spliceRows(FIRST, 3))
    const ended = await sync()
    expect(ended.exitCode).toBe(0)
    const { findings, data } = ended.json<TickResult>()
    expect(data).toEqual({ changed: [], unchanged: items.length - 3 })
    expect(findings).toMatchObject([{ code: 'checklist-missing-items', severity: 'info' }])
    expect((await list()).items).toHaveLength(items.length)
  })

  test('rows in another order are read as well', async () => {
    const { items } = await list()
    await edit((sheet) => {
      const [one, two] = [valuesOf(sheet, FIRST), valuesOf(sheet, FIRST + 1)]
      one[STATUS - 1] = '已询问'
      sheet.getRow(FIRST).values = two
      sheet.getRow(FIRST + 1).values = one
    })
    const ended = await sync()
    expect(ended.exitCode).toBe(0)
    expect(ended.json<TickResult>().data.changed).toEqual([
      { id: items[0]?.id, status: 'asked', note: '' },
    ])
  })

  test('a retyped id is nobody’s: the row is told, the rest is read, exit 3', async () => {
    await edit((sheet) => {
      sheet.getRow(FIRST).getCell(ID).value = 'line:1'
      sheet.getRow(FIRST).getCell(STATUS).value = '已完成'
      sheet.getRow(FIRST + 1).getCell(STATUS).value = '已询问'
    })
    const ended = await sync()
    expect(ended.exitCode).toBe(3)
    const { findings, data } = ended.json<TickResult>()
    expect(findings[0]).toMatchObject({
      code: 'checklist-unknown-item',
      where: { file: expect.stringContaining('待办.xlsx'), row: FIRST },
    })
    expect(data.changed).toHaveLength(1)
  })

  test('a retyped status is not guessed: sheet, row and column are told, exit 3', async () => {
    await edit((sheet) => {
      sheet.getRow(FIRST).getCell(STATUS).value = '差不多了'
    })
    const ended = await sync()
    expect(ended.exitCode).toBe(3)
    expect(ended.json<TickResult>().findings[0]).toMatchObject({
      code: 'checklist-unknown-status',
      where: { row: FIRST, column: expect.any(String), sheet: expect.any(String) },
    })
    expect((await list()).items[0]?.status).toBe('todo')
  })

  test('of a row that was duplicated and says two things, none is taken, exit 3', async () => {
    await edit((sheet) => {
      const copy = valuesOf(sheet, FIRST)
      copy[STATUS - 1] = '被拒绝'
      sheet.getRow(FIRST).getCell(STATUS).value = '已同意'
      sheet.insertRow(FIRST + 1, copy)
    })
    const ended = await sync()
    expect(ended.exitCode).toBe(3)
    expect(codes(ended)).toContain('checklist-duplicate-item')
    expect((await list()).items[0]?.status).toBe('todo')
  })

  test('an old workbook does not undo what was ticked since', async () => {
    const { items } = await list()
    const old = folder.free('old.xlsx')
    await copyFile(workbook, old)
    const id = items[0]?.id ?? ''
    await dataOf(['checklist', 'mark', id, '--status', 'agreed', '--archive', archive])
    const ended = await sync(old)
    expect(ended.json<TickResult>().data.changed).toEqual([])
    expect((await list()).items.find((item) => item.id === id)?.status).toBe('agreed')
  })

  test.each([
    ['an empty file', ''],
    ['a text', 'hello'],
    ['half a workbook', null],
  ])('%s instead of it changes nothing, exit 3', async (_what, content) => {
    const file = folder.free('broken.xlsx')
    const half = (await readFile(workbook)).subarray(0, 3000)
    await writeFile(file, content ?? half)
    const ended = await sync(file)
    expect(ended.exitCode).toBe(3)
    expect(ended.json<TickResult>().data.changed).toEqual([])
  })

  test('a workbook of something else is no checklist, exit 3', async () => {
    const file = folder.free('orders.xlsx')
    await dataOf(['export', 'orders', '--out', file, '--archive', archive])
    const ended = await sync(file)
    expect(ended.exitCode).toBe(3)
    expect(codes(ended)).toEqual(['checklist-no-header'])
  })

  test('a file that is not there is a wrong call, exit 2', async () => {
    const ended = await sync(folder.free('nowhere.xlsx'))
    expect(ended.error().error).toMatchObject({ code: 'path-not-found', exitCode: 2 })
  })
})

test('a number without what it is of is answered with the whole id', async () => {
  const { items } = await list()
  const id = items[0]?.id ?? ''
  const mark = (value: string) =>
    dyshop(['checklist', 'mark', value, '--status', 'done', '--archive', archive])
  expect((await mark(id.split(':')[1] ?? '')).stderr).toContain(`编号要写全：${id}`)
  expect((await mark('12')).stderr).toContain('运行 dyshop checklist')
})

test('what is no workbook is told which one is wanted, not to export it again', async () => {
  for (const name of ['待办.csv', 'junk.xlsx']) {
    const path = folder.free(name)
    await writeFile(path, '状态,编号\n已完成,line:1\n')
    const ended = await dyshop(['checklist', 'sync', path, '--archive', archive])
    expect(ended.exitCode).toBe(3)
    expect(ended.stderr).toContain('dyshop checklist --archive')
    expect(ended.stderr).toContain('--out 待办.xlsx')
    expect(ended.stderr).not.toContain('重新导出')
  }
})
