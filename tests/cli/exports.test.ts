import { readFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ExportResult } from '../../src/app/results.ts'
import { jsonLines } from '../support/archive-content.ts'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { libreOfficeMissing, sheetsAsCsv } from '../support/libreoffice.ts'
import { parseCsv } from '../support/parse-csv.ts'
import { type WrittenShop, writtenShop } from '../support/shops.ts'

const folder = useFolder()
const archive = () => folder.at('archive')
let shop: WrittenShop

beforeAll(async () => {
  shop = await writtenShop('small', 489, folder.at('shop'))
  await dataOf(['backup', shop.folder, '--archive', archive()])
})

async function exported(kind: string, ending: string, ...more: string[]) {
  const out = folder.free(`${kind}.${ending}`)
  const data = await dataOf<ExportResult>([
    'export',
    kind,
    '--out',
    out,
    '--archive',
    archive(),
    ...more,
  ])
  return { out, rows: data.rows }
}

async function csvOf(kind: string, ...more: string[]): Promise<string[][]> {
  return parseCsv(await readFile((await exported(kind, 'csv', ...more)).out, 'utf8'))
}

describe('the first sheet of a workbook', () => {
  const firstSheet = async (...more: string[]) => {
    const { out, rows } = await exported('orders', 'xlsx', ...more)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(out)
    const sheet = workbook.worksheets[0]
    const texts: string[] = []
    sheet?.eachRow((row) => {
      if (Array.isArray(row.values)) texts.push(row.values.slice(1).join('|'))
    })
    return { rows, texts }
  }

  test('counts the rows that were chosen, and says that they are not all', async () => {
    const { rows, texts } = await firstSheet('--status', '待发货')
    expect(rows).toBeLessThan(shop.truth.totals.lines)
    expect(texts).toContain(`订单|${rows}`)
    expect(texts.join('\n')).toContain('只有按状态或日期选出的行')
  })

  test('has a title that fits the page, however many sheets follow', async () => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(`${archive()}/funds.xlsx`)
    expect(workbook.worksheets.length).toBeGreaterThan(3)
    expect(workbook.worksheets[0]?.getRow(1).getCell(1).text).toBe('抖店存档：资金')
  })

  test('says whether buyers are shown', async () => {
    const all = await firstSheet()
    expect(all.texts).toContain(`订单|${shop.truth.totals.lines}`)
    expect(all.texts.join('\n')).toContain('买家姓名、电话和地址已隐藏')
    expect(all.texts.join('\n')).not.toContain('只有按状态或日期选出的行')

    const { texts } = await firstSheet('--unmask')
    expect(texts.join('\n')).toContain('含有买家的姓名、电话和地址')
    expect(texts.join('\n')).not.toContain('已隐藏')
  })
})

describe('every kind of record', () => {
  const kinds = ['orders', 'after-sales', 'settlements', 'funds', 'products', 'addresses'] as const
  const countOf = {
    orders: 'lines',
    'after-sales': 'afterSales',
    settlements: 'settlements',
    funds: 'fundMovements',
    products: 'products',
    addresses: null,
  } as const

  test.each(kinds)('%s comes as CSV, workbook and JSON lines with the same rows', async (kind) => {
    const total = countOf[kind]
    const expected = total === null ? 1 : shop.truth.totals[total]
    const csv = await exported(kind, 'csv')
    const [header = [], ...rows] = parseCsv(await readFile(csv.out, 'utf8'))
    expect(rows).toHaveLength(expected)
    expect(csv.rows).toBe(expected)

    const jsonl = await exported(kind, 'jsonl')
    const objects = await jsonLines<{ columns: Record<string, string> }>(jsonl.out)
    const withoutSource = header.slice(0, -2)
    expect(objects.map(({ columns }) => Object.keys(columns))).toEqual(
      objects.map(() => withoutSource),
    )
    expect(objects.map(({ columns }) => Object.values(columns))).toEqual(
      rows.map((row) => row.slice(0, -2).map(unmarked)),
    )

    const xlsx = await exported(kind, 'xlsx')
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(xlsx.out)
    const [, sheet] = workbook.worksheets
    expect(sheet?.getRow(1).values).toEqual([undefined, ...header])
    expect((sheet?.rowCount ?? 0) - 1).toBe(expected)
  })
})

describe('a choice of rows', () => {
  const statusOf = async (...more: string[]): Promise<string[]> => {
    const [header = [], ...rows] = await csvOf('orders', ...more)
    return rows.map((row) => row[header.indexOf('订单状态')] as string)
  }

  test('takes the platform’s status words and our own', async () => {
    const { linesByStatus } = shop.truth
    expect(await statusOf('--status', '已完成')).toEqual(Array(linesByStatus.已完成).fill('已完成'))
    expect(await statusOf('--status', 'finished')).toHaveLength(linesByStatus.已完成 ?? 0)
    expect(new Set(await statusOf('--status', '已发货,已关闭'))).toEqual(
      new Set(['已发货', '已关闭']),
    )
  })

  test('takes days, both of them included', async () => {
    const days = fc.tuple(fc.nat(80), fc.nat(80)).map(([a, b]) => {
      const day = (n: number) => new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10)
      return [day(Math.min(a, b)), day(Math.max(a, b))] as const
    })
    await fc.assert(
      fc.asyncProperty(days, async ([from, to]) => {
        const { rows } = await exported('orders', 'jsonl', '--from', from, '--to', to)
        const expected = shop.lines.filter(({ createdAt }) => {
          const day = createdAt.slice(0, 10)
          return day >= from && day <= to
        })
        expect(rows).toBe(expected.length)
      }),
      { numRuns: 6, seed: 6 },
    )
  })

  test('takes columns, in the order that was asked for', async () => {
    const rows = await csvOf('orders', '--columns', '订单状态,子订单编号')
    expect(rows[0]).toEqual(['订单状态', '子订单编号'])
    expect(rows[1]).toEqual([expect.any(String), expect.stringMatching(/^\t\d{19}$/)])
  })
})

describe('what was exported and is backed up again', () => {
  test('gives the same lines, when nothing was hidden', async () => {
    const { out } = await exported('orders', 'csv', '--unmask')
    const again = folder.free('archive')
    await dataOf(['backup', out, '--archive', again])
    const second = folder.free('again.jsonl')
    await dataOf(['export', 'orders', '--out', second, '--unmask', '--archive', again])
    const first = await exported('orders', 'jsonl', '--unmask')
    const lines = async (path: string) =>
      (await jsonLines<Record<string, unknown>>(path)).map(
        ({ sourceFile: _, asOf: __, columns, ...line }) => ({ ...line, columns }),
      )
    expect(await lines(second)).toEqual(await lines(first.out))
  })

  test('is refused when people were hidden in it', async () => {
    const { out } = await exported('orders', 'csv')
    const again = folder.free('archive')
    const ended = await dyshop(['backup', out, '--archive', again, '--json'])
    expect(ended.exitCode).toBe(3)
    expect(ended.json().findings).toContainEqual(
      expect.objectContaining({ code: 'masked-export', severity: 'error' }),
    )
    expect(ended.json().data).toMatchObject({ totals: { lines: 0 } })
  })

  test('is not written into the archive itself', async () => {
    const out = `${archive()}/mine.csv`
    const ended = await dyshop(['export', 'orders', '--out', out, '--archive', archive(), '--json'])
    expect(ended.exitCode).toBe(2)
    expect(ended.error().error.code).toBe('out-in-archive')
  })
})

test('orders.xlsx in LibreOffice shows, cell by cell, what the CSV export has', async ({
  skip,
}) => {
  skip(libreOfficeMissing !== undefined, libreOfficeMissing)
  const sheets = await sheetsAsCsv(`${archive()}/orders.xlsx`)
  const shown = parseCsv(sheets.get('订单') ?? '')
  const [header = [], ...rows] = await csvOf('orders')
  expect(shown[0]).toEqual(header)
  expect(shown.slice(1)).toEqual(rows.map((row) => row.map(asShown)))
})

/** A cell of our CSV as LibreOffice shows it in a workbook: without marks, numbers by value. */
function asShown(cell: string): string {
  const plain = unmarked(cell)
  return /^-?\d+\.\d\d$/.test(plain) ? String(Number(plain)) : plain
}

/** Without the tab before a long id, and the quote before what could run as a formula. */
function unmarked(cell: string): string {
  return cell.replace(/^\t(?=\d{12})|^'(?=[=+@-])/, '')
}

test.each(['UTC', 'Asia/Shanghai', 'America/New_York'])(
  'in the zone %s the same bytes come out as here',
  async (zone) => {
    const root = folder.free('archive')
    const options = { env: { TZ: zone } }
    await dataOf(['backup', shop.folder, '--archive', root], options)
    const bytes = (path: string) => readFile(path)
    expect(
      (await bytes(`${root}/orders.xlsx`)).equals(await bytes(`${archive()}/orders.xlsx`)),
    ).toBe(true)
    const at = ['check', '--at', '2026-11-23 09:30:00', '--json']
    const [there, here] = await Promise.all([
      dyshop([...at, '--archive', root], options),
      dyshop([...at, '--archive', archive()]),
    ])
    expect(there.stdout).toBe(here.stdout)
  },
)
