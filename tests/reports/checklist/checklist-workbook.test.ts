import { Buffer } from 'node:buffer'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { knownItems, readChecklist } from '../../../src/reports/checklist/checklist-reader.ts'
import { checklistReport } from '../../../src/reports/checklist/checklist-report.ts'
import { checklistWorkbook } from '../../../src/reports/checklist/checklist-workbook.ts'
import { libreOfficeMissing, savedByLibreOffice } from '../../support/libreoffice.ts'
import { readRowsBySheet } from '../../support/xlsx-builder.ts'
import { LINE_ID, NASTY, sampleChecklist } from '../checklist-sample.ts'

const CHECKLIST = sampleChecklist()
const KNOWN = knownItems(CHECKLIST)

/** Opened by exceljs, to look at it and to edit it as a person would. */
async function opened(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer)
  return workbook
}

const written = (language: 'zh' | 'en' = 'zh') =>
  checklistWorkbook(checklistReport(CHECKLIST, language), language)

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dyshop-checklist-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const readBack = async (bytes: Uint8Array) =>
  readChecklist(await readRowsBySheet(Buffer.from(bytes)), KNOWN, '清单.xlsx')

describe('checklistWorkbook', () => {
  it('has the open items on one sheet and what is over on another, header frozen', async () => {
    const { worksheets } = await opened(await written())
    expect(worksheets.map(({ name }) => name)).toEqual(['退款处理清单', '已了结'])
    const [open, done] = worksheets
    expect(open?.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 })
    expect(open?.getRow(2).getCell(1).value).toBe('状态')
    expect(open?.rowCount).toBe(5)
    expect(done?.rowCount).toBe(3)
    expect(done?.getRow(3).getCell(5).value).toBe('结果: 已完成')
  })

  it('prints on A4 across, two pages side by side, the header and what identifies an item on each', async () => {
    const open = (await opened(await written())).worksheets[0]
    expect(open?.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 2,
      fitToHeight: 0,
      printTitlesRow: '2:2',
      printTitlesColumn: 'A:C',
    })
    // The id, which only the program needs, is not printed.
    expect(open?.pageSetup.printArea).toBe('A2:L5')
    expect(open?.headerFooter.oddHeader).toMatch(/退款处理清单.*共 3 项，涉及金额 \d+\.\d\d 元/)
  })

  it('has rows high enough for their steps, whether a program measures them or not', async () => {
    const open = (await opened(await written())).worksheets[0]
    for (const number of [3, 4, 5]) {
      const row = open?.getRow(number)
      const steps = String(row?.getCell(11).value).split('\n')
      expect(steps.length).toBeGreaterThan(1)
      expect(row?.height).toBeGreaterThanOrEqual(steps.length * 15)
      expect(row?.height).toBeLessThanOrEqual(409)
    }
  })

  it('offers the statuses to choose from in every row', async () => {
    const open = (await opened(await written())).worksheets[0]
    for (const row of [3, 4, 5]) {
      expect(open?.getCell(row, 1).dataValidation).toMatchObject({
        type: 'list',
        formulae: ['"待处理,已询问,已同意,已完成,被拒绝"'],
      })
    }
  })

  it('keeps ids as text, amounts as numbers and deadlines as Beijing wall time', async () => {
    const open = (await opened(await written())).worksheets[0]
    const row = open?.getRow(3)
    expect(row?.getCell(6).value).toBe(LINE_ID)
    expect(row?.getCell(9).value).toBe(28.9)
    expect(row?.getCell(9).numFmt).toBe('0.00')
    expect(row?.getCell(2).value).toEqual(new Date('2026-11-22T00:30:00Z'))
    expect(row?.getCell(2).fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } })
    expect(open?.getRow(4).getCell(2).fill).toMatchObject({ fgColor: { argb: 'FFFFEB9C' } })
    expect(open?.getRow(5).getCell(2).value).toBe('无')
  })

  it('has no formula, whatever a product is called', async () => {
    const { worksheets } = await opened(await written())
    for (const sheet of worksheets) {
      sheet.eachRow((row) => row.eachCell((cell) => expect(cell.formula).toBeUndefined()))
    }
    const sheets = await readRowsBySheet(Buffer.from(await written()))
    expect(sheets[0]?.rows[2]?.cells[6]).toBe(NASTY)
  })

  it('can be written without any item', async () => {
    const empty = { at: CHECKLIST.at, items: [], done: [] }
    const { worksheets } = await opened(await checklistWorkbook(empty, 'zh'))
    expect(worksheets.map(({ rowCount }) => rowCount)).toEqual([2, 2])
  })
})

describe('a checklist that comes back', () => {
  it.each(['zh', 'en'] as const)('untouched (%s) says nothing new', async (language) => {
    expect(await readBack(await written(language))).toEqual({
      changed: [],
      unchanged: 4,
      findings: [],
    })
  })

  it('ticked, sorted, and with a row deleted, gives the ticks and names what is missing', async () => {
    const workbook = await opened(await written())
    const open = workbook.worksheets[0] as ExcelJS.Worksheet
    const rows = [3, 4].map((row) => (open.getRow(row).values as ExcelJS.CellValue[]).slice(1))
    open.getRow(3).values = rows[1] as ExcelJS.CellValue[]
    open.getRow(4).values = rows[0] as ExcelJS.CellValue[]
    open.getRow(4).getCell(1).value = '已同意'
    open.getRow(4).getCell(10).value = ' 买家回复同意退款 '
    open.spliceRows(5, 1)
    const read = await readBack(new Uint8Array(await workbook.xlsx.writeBuffer()))
    expect(read.changed).toEqual([
      { id: `line:${LINE_ID}`, status: 'agreed', note: '买家回复同意退款' },
    ])
    expect(read.findings).toMatchObject([{ code: 'checklist-missing-items', args: { count: 1 } }])
  })

  it('is understood after LibreOffice has edited and saved it', async ({ skip }) => {
    skip(libreOfficeMissing !== undefined, libreOfficeMissing)
    const workbook = await opened(await written())
    const open = workbook.worksheets[0] as ExcelJS.Worksheet
    open.getRow(3).getCell(1).value = '已完成'
    open.getRow(4).getCell(10).value = '=1+1'
    const path = join(folder, 'edited.xlsx')
    await writeFile(path, new Uint8Array(await workbook.xlsx.writeBuffer()))
    const saved = await readFile(await savedByLibreOffice(path, folder))
    const read = await readBack(saved)
    expect(read.findings).toEqual([])
    expect(read.changed).toEqual([
      { id: `line:${LINE_ID}`, status: 'done', note: '' },
      { id: 'after-sale:300', status: 'todo', note: '=1+1' },
    ])
    const choices = (await opened(saved)).worksheets[0]?.getCell(3, 1).dataValidation
    expect(choices).toMatchObject({ type: 'list' })
  })
})
