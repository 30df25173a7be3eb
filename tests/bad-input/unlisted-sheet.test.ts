import { expect, test } from 'vitest'
import { useFolder } from '../support/folder.ts'
import { buildXlsx, worksheet } from '../support/xlsx-builder.ts'
import { backUp } from './backed-up.ts'
import { A, B, cellsOf, HEADER, inlineRow } from './small-orders.ts'

const folder = useFolder()

test('a worksheet that its workbook does not list is told of, and the others are read', async () => {
  const hidden = worksheet(inlineRow(1, HEADER) + inlineRow(2, cellsOf(B)))
  const workbook = buildXlsx({
    rows: inlineRow(1, HEADER) + inlineRow(2, cellsOf(A)),
    change: (members) => [
      { name: '[Content_Types].xml', data: '<Types/>' },
      ...members,
      { name: 'xl/worksheets/sheet2.xml', data: hidden },
    ],
  })
  const { only, findings } = await backUp(folder, { '订单.xlsx': workbook })
  expect(only.rows).toBe(1)
  expect(findings).toContainEqual({
    code: 'unlisted-sheet',
    severity: 'warning',
    where: { file: '订单.xlsx' },
    args: { part: 'xl/worksheets/sheet2.xml', count: 1 },
  })
})
