import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TICK_STATUSES } from '../../../src/domain/checklist/checklist-item.ts'
import {
  type KnownItem,
  readChecklist,
  type SheetRows,
} from '../../../src/reports/checklist/checklist-reader.ts'
import { CHECKLIST_ZH } from '../../../src/reports/words/checklist-zh.ts'

const HEADER = ['状态', '订单号', '备注', '编号（勿改）', '原状态（勿改）', '原备注（勿改）']

const known = (status: KnownItem['status'] = 'todo', note = '', orderId = 'o1'): KnownItem => ({
  status,
  note,
  orderId,
})

const sheet = (...rows: string[][]): SheetRows[] => [
  {
    sheet: '清单',
    rows: [['说明'], HEADER, ...rows].map((cells, index) => ({ number: index + 1, cells })),
  },
]

const read = (rows: string[][], items: Record<string, KnownItem> = { 'line:1': known() }) =>
  readChecklist(sheet(...rows), new Map(Object.entries(items)), 'a.xlsx')

const codes = (rows: string[][], items?: Record<string, KnownItem>) =>
  read(rows, items).findings.map(({ code }) => code)

describe('readChecklist', () => {
  it('takes a changed status and note', () => {
    const rows = [['已同意', 'o1', '好', 'line:1', '待处理', '']]
    expect(read(rows)).toEqual({
      changed: [{ id: 'line:1', status: 'agreed', note: '好' }],
      unchanged: 0,
      findings: [],
    })
  })

  it.each([['asked'], ['Asked'], ['已询问'], [' 已询问 '], ['ASKED']])('understands %j', (word) => {
    expect(read([[word, 'o1', '', 'line:1', '待处理', '']]).changed[0]?.status).toBe('asked')
  })

  it('names the file, sheet, row and column of a status nobody knows, and keeps the record', () => {
    const { changed, findings } = read([['搞定', 'o1', '好', 'line:1', '待处理', '']])
    expect(changed).toEqual([])
    expect(findings).toMatchObject([
      {
        code: 'checklist-unknown-status',
        where: { file: 'a.xlsx', sheet: '清单', row: 3, column: '状态' },
        args: { value: '搞定' },
      },
    ])
  })

  it('does not guess an emptied status', () => {
    expect(codes([['', 'o1', '', 'line:1', '待处理', '']])).toEqual(['checklist-unknown-status'])
  })

  it('finds a retyped id and a missing one', () => {
    const items = { 'line:1': known() }
    expect(codes([['已完成', 'o1', '', 'line:l', '', '']], items)).toEqual([
      'checklist-unknown-item',
      'checklist-missing-items',
    ])
    expect(codes([['已完成', 'o1', '', '', '', '']], items)).toEqual([
      'checklist-unknown-item',
      'checklist-missing-items',
    ])
  })

  it('finds columns that were sorted on their own', () => {
    expect(codes([['已完成', 'o2', '', 'line:1', '待处理', '']])).toEqual(['checklist-moved-cells'])
  })

  it('takes copies that say the same once, and none of copies that differ', () => {
    const row = ['已完成', 'o1', '', 'line:1', '待处理', '']
    expect(read([row, row])).toMatchObject({ changed: [{ status: 'done' }], findings: [] })
    const other = ['已询问', 'o1', '', 'line:1', '待处理', '']
    const { changed, findings } = read([row, other])
    expect(changed).toEqual([])
    expect(findings).toMatchObject([{ code: 'checklist-duplicate-item', where: { row: 4 } }])
  })

  it('lets a record win that changed after the workbook was made', () => {
    const items = { 'line:1': known('agreed', '电话已确认') }
    const untouched = ['待处理', 'o1', '', 'line:1', '待处理', '']
    expect(read([untouched], items)).toMatchObject({ changed: [], findings: [] })
    const both = ['被拒绝', 'o1', '', 'line:1', '待处理', '']
    expect(read([both], items)).toMatchObject({
      changed: [],
      findings: [{ code: 'checklist-conflict' }],
    })
  })

  it('joins a note written here with a status that changed elsewhere', () => {
    const items = { 'line:1': known('agreed') }
    const row = ['待处理', 'o1', '周五前回复', 'line:1', '待处理', '']
    expect(read([row], items).changed).toEqual([
      { id: 'line:1', status: 'agreed', note: '周五前回复' },
    ])
  })

  it('lets a note be deleted on purpose', () => {
    const items = { 'line:1': known('todo', '旧') }
    const row = ['待处理', 'o1', '', 'line:1', '待处理', '旧']
    expect(read([row], items).changed).toEqual([{ id: 'line:1', status: 'todo', note: '' }])
  })

  it('finds its columns in any order, and ignores others', () => {
    const rows = [
      { number: 1, cells: ['我的列', '编号（勿改）', '状态'] },
      { number: 2, cells: ['x', 'line:1', '已完成'] },
    ]
    const { changed } = readChecklist(
      [{ sheet: null, rows }],
      new Map([['line:1', known()]]),
      'a.csv',
    )
    expect(changed).toEqual([{ id: 'line:1', status: 'done', note: '' }])
  })

  it('refuses a file that is no checklist, and changes nothing', () => {
    const rows = [{ number: 1, cells: ['主订单编号', '订单状态'] }]
    expect(readChecklist([{ sheet: 'a', rows }], new Map(), 'a.xlsx')).toMatchObject({
      changed: [],
      findings: [{ code: 'checklist-no-header' }],
    })
  })

  it('takes nothing for an item that it was not told of, whatever stands in the cells', () => {
    const words = [...Object.values(CHECKLIST_ZH.statuses), '', 'line:1', 'line:2', 'o1', '好']
    const row = fc.array(fc.constantFrom(...words), { minLength: 0, maxLength: 8 })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        const { changed, findings } = read(rows)
        const ids = changed.map(({ id }) => id)
        expect(ids.every((id) => id === 'line:1')).toBe(true)
        expect(new Set(ids).size).toBe(ids.length)
        for (const { status } of changed) expect(TICK_STATUSES).toContain(status)
        for (const { where } of findings) expect(where.file).toBe('a.xlsx')
      }),
    )
  })
})
