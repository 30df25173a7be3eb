import { describe, expect, test, vi } from 'vitest'
import type { SheetColumn } from '../../../src/reports/xlsx/workbook-model.ts'
import { dataRows, openWithExcelJs, orders, sheetOf, written } from './written-workbook.ts'

const HIDDEN = '***'

async function shown(columns: readonly SheetColumn[], rows: readonly (readonly string[])[]) {
  const { bytes } = await written(orders(columns, rows))
  const workbook = await openWithExcelJs(bytes)
  return { rows: dataRows(sheetOf(workbook, '订单'), columns.length), bytes }
}

describe('cells of a column that is masked', () => {
  test('show what the mask makes of their text, the first time and every other', async () => {
    const mask = vi.fn((text: string) => text.replace('张三', HIDDEN))
    const texts = ['张三', '李四', '张三', '张三', 'a & 张三', '李四', '', 'a & 张三']
    const { rows } = await shown(
      [{ header: '收件人', type: 'text', mask }],
      texts.map((text) => [text]),
    )
    expect(rows.flat()).toEqual(texts.map((text) => text.replace('张三', HIDDEN)))
    expect(mask).toHaveBeenCalledTimes(3)
  })

  test('show it also where texts are so different that they are not looked up any more', async () => {
    const mask = (text: string) => (text.endsWith('7') ? HIDDEN : text)
    const texts = Array.from({ length: 3000 }, (_, i) => `${i}`)
    const { rows } = await shown(
      [{ header: '收件人', type: 'text', mask }],
      texts.map((text) => [text]),
    )
    expect(rows.flat()).toEqual(texts.map(mask))
  })

  test('are told apart from those of a column with another mask', async () => {
    const columns: SheetColumn[] = [
      { header: '选购商品', type: 'text' },
      { header: '收件人', type: 'text', mask: () => HIDDEN },
      { header: '买家留言', type: 'text', mask: (text) => `${text}!` },
    ]
    const row = ['张三', '张三', '张三']
    const { rows } = await shown(columns, [row, row, row])
    expect(rows).toEqual(Array.from({ length: 3 }, () => ['张三', HIDDEN, '张三!']))
  })

  test('keep numbers and times, and nothing else that stands in their place', async () => {
    const mask = () => HIDDEN
    const columns: SheetColumn[] = [
      { header: '订单应付金额', type: 'amount', mask },
      { header: '商品数量', type: 'integer', mask },
      { header: '订单提交时间', type: 'time', mask },
    ]
    const odd = ['13800001234 张三', '张三', '2026-01-01 张三']
    const { rows } = await shown(columns, [['3.50', '2', '2026-01-01 12:00:00'], odd, odd])
    const hidden = [HIDDEN, HIDDEN, HIDDEN]
    expect(rows).toEqual([['3.5', '2', '2026-01-01T12:00:00.000Z'], hidden, hidden])
  })

  test('hold what the mask made, cleaned and cut as any text', async () => {
    const columns: SheetColumn[] = [
      {
        header: '收件人',
        type: 'text',
        mask: (text) => `_x0041_<${text}>\0${'好'.repeat(40_000)}`,
      },
    ]
    const { rows } = await shown(columns, [['张三']])
    expect(rows.flat()).toEqual([`_x0041_<张三>${'好'.repeat(32_767 - 11)}`])
  })
})
