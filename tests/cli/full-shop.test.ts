import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { BackupResult, CheckResult, VerifyResult } from '../../src/app/results.ts'
import { allOrders, databaseContent, jsonLines } from '../support/archive-content.ts'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { copyFiles, dealt, shuffled, type WrittenShop, writtenShop } from '../support/shops.ts'
import { IS_THOROUGH } from '../support/thorough.ts'

interface LineRow {
  lineId: string
  orderId: string
  status: string
  payableFen: number
  quantity: number
  productId: string
}

const ONCE_MORE = 'THOROUGH=1 reads the 111 files once more'

// Half a year of a real shop's size: 111 order files among 139, in every layout and container.
describe('the shop of 111 order files', () => {
  const folder = useFolder()
  const archive = () => folder.at('archive')
  let shop: WrittenShop
  let result: BackupResult
  let lines: LineRow[]

  beforeAll(async () => {
    shop = await writtenShop('full', 1, folder.at('shop'))
    result = await dataOf(['backup', shop.folder, '--archive', archive()])
    await dataOf(['export', 'orders', '--out', folder.at('lines.jsonl'), '--archive', archive()])
    lines = await jsonLines(folder.at('lines.jsonl'))
  })

  test('is counted exactly', () => {
    const { totals } = shop.truth
    expect(shop.truth.orderCsvFiles).toBe(111)
    expect(result.totals).toMatchObject({
      orders: totals.orders + totals.orderRecordsOnly,
      lines: totals.lines,
      afterSales: totals.afterSales,
      settlements: totals.settlements,
      fundMovements: totals.fundMovements,
      products: totals.products,
    })
  })

  test('has every line in its final state', () => {
    const kept = new Map(lines.map((line) => [line.lineId, stateOf(line)]))
    const truth = shop.lines.map(({ statusWord, ...line }) => ({ ...line, status: statusWord }))
    expect(kept).toEqual(new Map(truth.map((line) => [line.lineId, stateOf(line)])))
  })

  test('adds up to the fen', async () => {
    expect(sum(lines.map(({ payableFen }) => payableFen))).toBe(shop.truth.payableFen)
    const settlements = await exported<{ settledFen: number }>('settlements')
    expect(sum(settlements.map(({ settledFen }) => settledFen))).toBe(shop.truth.settledFen)
    const afterSales = await exported<{ refundFen: number }>('after-sales')
    expect(sum(afterSales.map(({ refundFen }) => refundFen))).toBe(shop.truth.refundFen)
  })

  test('has as many lines of every status word as the truth', () => {
    expect(countBy(lines.map(({ status }) => status))).toEqual(
      countBy(shop.lines.map(({ statusWord }) => statusWord)),
    )
  })

  test('has the open after-sales that the truth has', async () => {
    const ended = await dyshop(['check', '--json', '--archive', archive()])
    const { openAfterSales, orders } = ended.json<CheckResult>().data
    const exportedOnes = openAfterSales.filter(({ afterSaleId }) => afterSaleId !== null)
    expect(exportedOnes).toHaveLength(shop.truth.openAfterSales)
    expect(orders.unknown).toBe(0)
    expect(ended.exitCode).toBe(1)
  })

  test('tells of every row of every report what became of it', () => {
    for (const { file, rows, added, updated, unchanged, rejected } of result.imports) {
      expect(added + updated + unchanged + rejected, file).toBe(rows)
      expect(rejected, file).toBe(0)
    }
    expect(new Set(result.imports.map(({ file }) => file.split('.zip/')[0])).size).toBe(
      shop.paths.length,
    )
  })

  // Any order is tried with small files in tests/app/import-order.test.ts; here are all 111.
  test('comes out the same from two runs in another order', async ({ skip }) => {
    skip(!IS_THOROUGH, ONCE_MORE)
    const other = folder.at('other')
    for (const [index, batch] of dealt(shuffled(shop.paths, 'batches'), 2).entries()) {
      const given = await copyFiles(shop, batch, folder.at(`batch-${index}`))
      await dataOf(['backup', given, '--archive', other])
    }
    expect(await databaseContent(other)).toEqual(await databaseContent(archive()))
    const orders = await allOrders(archive(), folder.at('one.csv'))
    // The CSV names each row's file, so it is equal only when every row is from the same export.
    expect(await allOrders(other, folder.at('other.csv'))).toBe(orders)
  })

  test('comes out the same again from its originals', async ({ skip }) => {
    skip(!IS_THOROUGH, ONCE_MORE)
    const content = await databaseContent(archive())
    await writeFile(join(archive(), 'archive.db'), 'no database at all')
    await rm(join(archive(), 'orders.xlsx'))
    await dataOf(['rebuild', '--archive', archive()])
    expect(await databaseContent(archive())).toEqual(content)
    expect(await dataOf<VerifyResult>(['verify', '--archive', archive()])).toMatchObject({
      ok: true,
    })
  })

  async function exported<T>(kind: string): Promise<T[]> {
    const out = folder.at(`${kind}.jsonl`)
    await dataOf(['export', kind, '--out', out, '--archive', archive()])
    return jsonLines<T>(out)
  }
})

function stateOf({ orderId, status, payableFen, quantity, productId }: Omit<LineRow, 'lineId'>) {
  return { orderId, status, payableFen, quantity, productId }
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
