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
  const valuesOf = await firstSheet(`${root}/orders.xlsx`)
  expect(valuesOf('订单商品行数')[0]?.[0]).toBe(1)
  expect(valuesOf('另有未拆分的订单')[0]?.[0]).toBe(1)
  expect(valuesOf('合计')).toEqual([[2], [2, 40.5, 40.5]])
})

test('settlements and funds are summed by month, by what came in and what went out', async () => {
  await writeFile(
    folder.at('settlements.csv'),
    [
      '结算时间,订单号,子订单号,结算金额,结算单类型',
      '2026-01-31 23:59:59,6980112233445566771,6980112233445566771,9.50,已结算',
      '2026-02-01 00:00:00,6980112233445566772,6980112233445566772,-3.20,已结算',
      '2026-02-28 10:00:00,6980112233445566773,6980112233445566773,0.10,已结算',
      '',
    ].join('\n'),
  )
  await writeFile(
    folder.at('funds.csv'),
    [
      '动账时间,动帐流水号,动账方向,动账金额,动账场景,订单实付应结',
      '2026-01-31 10:00:00,7084892129610000001,入账,9.50,货款结算入账,0',
      '2026-01-31 11:00:00,7084892129610000002,出账,4.25,提现,0',
      '2026-02-01 10:00:00,7084892129610000003,出账,0.72,保费扣除,0',
      '',
    ].join('\n'),
  )
  const root = folder.at('money')
  const paths = [folder.at('settlements.csv'), folder.at('funds.csv')]
  await backup({ paths, root, toolVersion: 'test' }, realDeps())
  const settled = await firstSheet(`${root}/settlements.xlsx`)
  expect(settled('月份')).toEqual([['行数', '结算金额']])
  expect(settled('2026-01')).toEqual([[1, 9.5]])
  expect(settled('2026-02')).toEqual([[2, -3.1]])
  expect(settled('合计')).toEqual([[3, 6.4]])
  const moved = await firstSheet(`${root}/funds.xlsx`)
  expect(moved('月份')).toEqual([['行数', '入账', '出账']])
  expect(moved('2026-01')).toEqual([[2, 9.5, 4.25]])
  expect(moved('2026-02')).toEqual([[1, 0, 0.72]])
  expect(moved('合计')).toEqual([[3, 9.5, 4.97]])
})

/** Reads a workbook's first sheet: what stands behind a label, once for every row that has it. */
async function firstSheet(path: string): Promise<(label: string) => unknown[][]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  const rows: unknown[][] = []
  workbook.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)))
  return (label) => rows.filter(([first]) => first === label).map((row) => row.slice(1).map(shown))
}

function shown(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'result' in value ? value.result : value
}
