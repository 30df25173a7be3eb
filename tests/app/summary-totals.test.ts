import { writeFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { backup } from '../../src/app/backup.ts'
import { realDeps } from '../support/deps.ts'
import { useFolder } from '../support/folder.ts'

const folder = useFolder()
const HEADER = '主订单编号,子订单编号,订单应付金额,订单提交时间,订单状态'

test('the totals of the summary agree, also with orders that cannot be split into lines', async () => {
  await writeFile(
    folder.at('orders.csv'),
    [
      HEADER,
      '6980112233445566771,6980112233445566771,10.00,2026-01-01 10:00:00,已完成',
      '6980112233445566772,6980112233445566781;6980112233445566782,30.50,2026-02-01 10:00:00,已完成',
      '',
    ].join('\n'),
  )
  const root = folder.at('archive')
  await backup({ paths: [folder.at('orders.csv')], root, toolVersion: 'test' }, realDeps())
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(`${root}/orders.xlsx`)
  const rows: unknown[][] = []
  workbook.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)))
  const valuesOf = (label: string) =>
    rows.filter(([first]) => first === label).map((row) => row.slice(1).map(shown))
  expect(valuesOf('订单商品行数')[0]?.[0]).toBe(1)
  expect(valuesOf('另有未拆分的订单')[0]?.[0]).toBe(1)
  expect(valuesOf('合计')).toEqual([[2], [2, 40.5, 40.5]])
})

function shown(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'result' in value ? value.result : value
}
