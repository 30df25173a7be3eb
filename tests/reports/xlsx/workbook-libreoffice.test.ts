import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Workbook } from '../../../src/reports/xlsx/workbook.ts'
import { libreOfficeMissing, sheetsAsCsv } from '../../support/libreoffice.ts'
import { NASTY_COLUMNS, NASTY_ROWS, NASTY_TEXTS } from './nasty-rows.ts'
import { orders, textColumns, written } from './written-workbook.ts'

describe('a workbook opened in LibreOffice', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dyshop-xlsx-'))
  })
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  async function shown(
    workbook: Workbook,
    maxRowsPerSheet = 10_000,
  ): Promise<Map<string, string[][]>> {
    const { bytes } = await written(workbook, { maxRowsPerSheet })
    const path = join(folder, 'workbook.xlsx')
    await writeFile(path, bytes)
    const sheets = await sheetsAsCsv(path)
    return new Map([...sheets].map(([name, csv]) => [name, parseCsv(csv)]))
  }

  test('shows every cell', async ({ skip }) => {
    skip(libreOfficeMissing !== undefined, libreOfficeMissing)
    const sheets = await shown(orders(NASTY_COLUMNS, NASTY_ROWS))
    const expected = NASTY_ROWS.map(([id = '', , amount, count = ''], i) => [
      id,
      NASTY_TEXTS[i]?.shown ?? '',
      String(Number(amount)),
      count,
      '2026-12-31 23:59:59',
    ])
    const [header, ...rows] = sheets.get('订单') ?? []
    expect(header).toEqual(NASTY_COLUMNS.map((column) => column.header))
    expect(rows).toEqual(expected)
  })

  test('shows Beijing wall time at midnight, at new year and on a leap day', async ({ skip }) => {
    skip(libreOfficeMissing !== undefined, libreOfficeMissing)
    const times = [
      '2026-11-12 00:30:00',
      '2025-12-31 23:59:59',
      '2026-01-01 00:00:00',
      '2024-02-29 12:00:01',
    ]
    const columns = [{ header: '发货时间', type: 'time' }] as const
    const sheets = await shown(
      orders(
        columns,
        times.map((time) => [time]),
      ),
    )
    expect(sheets.get('订单')?.slice(1).flat()).toEqual(times)
  })

  test('shows the rows of every sheet, and sums of its own', async ({ skip }) => {
    skip(libreOfficeMissing !== undefined, libreOfficeMissing)
    const rows = Array.from({ length: 5 }, (_, i) => [`第${i}行`])
    const sheets = await shown(
      {
        summary: {
          name: '概览',
          blocks: [
            { kind: 'title', text: '某某小店 订单存档' },
            {
              kind: 'table',
              header: ['月份', '订单数', '金额'],
              columns: ['text', 'integer', 'amount'],
              rows: [
                ['2026-01', '2', '28.90'],
                ['2026-02', '3', '-3.50'],
              ],
              totals: true,
            },
          ],
        },
        sheets: orders(textColumns(1), rows).sheets,
      },
      2,
    )
    expect(sheets.get('概览')?.at(-1)?.slice(0, 3)).toEqual(['合计', '5', '25.4'])
    const names = ['订单', '订单 (2)', '订单 (3)']
    expect(names.flatMap((name) => sheets.get(name)?.slice(1) ?? [])).toEqual(rows)
  })
})

/** RFC 4180, as LibreOffice writes it. */
function parseCsv(csv: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}
