import { expect, test } from 'vitest'
import { useFolder } from '../support/folder.ts'
import { backUp, backUpInto, folderWith, keptIn } from './backed-up.ts'
import { textOf } from './small-orders.ts'

const folder = useFolder()

const PREMIUMS = ['保险单号', '动账流水号', '关联子订单号', '动账时间', '金额(元)', '摘要描述']
const SLIPS = ['结算单号', '订单码', '费用项', 'QIC仓', '结算金额', '业务发生时间', '状态']

/** Rows that the numbers they have do not tell apart. */
test.each([
  [
    'premiums',
    [
      PREMIUMS,
      ['', '', '', '2026-09-22 00:54:10', '1.20', '保费'],
      ['', '', '', '2026-09-23 00:54:10', '1.40', '保费'],
    ],
  ],
  [
    'qic',
    [
      SLIPS,
      ['JS1', 'D1', '质检费', '广州仓', '3.00', '2026-09-22 00:54:10', '已结算'],
      ['JS1', 'D1', '质检费', '广州仓', '4.00', '2026-09-23 00:54:10', '待结算'],
    ],
  ],
] as const)('equal keys of %s stay two rows, however often they come', async (kind, table) => {
  const [header, ...rows] = table
  const run = await backUp(folder, { '1790800000_a.csv': textOf(table) })
  expect(run.told()).toEqual([])
  expect(Object.keys(await keptIn(run, kind))).toHaveLength(2)
  const again = textOf([header, ...[...rows].reverse()])
  await backUpInto(run.root, [await folderWith(folder, { '1790900000_b.csv': again })])
  expect(Object.keys(await keptIn(run, kind))).toHaveLength(2)
})
