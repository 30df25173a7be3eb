import { expect, test } from 'vitest'
import { folderWith } from '../bad-input/backed-up.ts'
import { orderLine } from '../bad-input/small-orders.ts'
import type { Ended } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { exportText } from '../support/seller-exports.ts'
import { useServedShops } from '../support/served-shop.ts'

/** Orders of which one side knows and the other does not. */
const folder = useFolder()
const serve = useServedShops(folder)

const DAY_MS = 86_400_000
const FIRST = '6917926768823643751'
const SECOND = '6917926768823643752'

/** A line of an order export that was placed so many days ago. */
function placed(id: string, daysAgo: number, changed: Record<string, string> = {}) {
  const at = new Date(Date.now() - daysAgo * DAY_MS + 8 * 3_600_000).toISOString()
  return orderLine(id, { 订单提交时间: at.slice(0, 19).replace('T', ' '), ...changed })
}

function unlisted(ended: Ended): string[] {
  const { findings } = ended.json()
  return findings.filter(({ code }) => code === 'api-unlisted-orders').map((each) => each.message)
}

test('orders that files have and the proven list of the API lacks are told by every command', async () => {
  const { run, shop } = await serve({ days: 60 })
  const known = placed(shop.orders[0]?.orderId ?? '', 50)
  const rows = [
    placed(SECOND, 9),
    placed(FIRST, 10),
    placed(FIRST, 10, { 子订单编号: '6917926768823643799' }),
    known,
  ]
  const file = await folderWith(folder, { '1785500000_a.csv': exportText('orders', rows) })
  const ended = await run(['backup', file, '--api', '--json'])
  const told = [expect.stringMatching(new RegExp(`有 2 个订单（例如 ${FIRST}）`))]
  expect([ended.exitCode, unlisted(ended)]).toEqual([0, told])
  for (const argv of [['check'], ['rebuild'], ['backup', file], ['backup', '--api']]) {
    expect(unlisted(await run([...argv, '--json']))).toEqual(told)
  }
  const inEnglish = unlisted(await run(['check', '--json', '--lang', 'en']))
  expect(inEnglish).toEqual([expect.stringContaining(`Files have 2 orders, such as ${FIRST}`)])
})

test('an order that was placed after the list was walked, or behind the wall, is not lacking', async () => {
  const { run } = await serve({ days: 60 })
  expect((await run(['backup', '--api'])).exitCode).toBe(0)
  // Now, in the margin that two clocks need, and older than the list reaches.
  const rows = [placed(FIRST, 0), placed(SECOND, 0.005), placed('6917926768823643753', 91)]
  const file = await folderWith(folder, { '1785500000_a.csv': exportText('orders', rows) })
  expect(unlisted(await run(['backup', file, '--json']))).toEqual([])
  expect(unlisted(await run(['backup', '--api', '--json']))).toEqual([])
  expect(unlisted(await run(['check', '--json']))).toEqual([])
})

test('no order is lacking from a list that was not proven whole', async () => {
  const pages = (page: { method: string; total: number }) => {
    if (page.method === 'order.searchList') page.total++
  }
  const { run } = await serve({ orders: 3, pages })
  const text = exportText('orders', [placed(FIRST, 10)])
  const file = await folderWith(folder, { '1785500000_a.csv': text })
  const ended = await run(['backup', file, '--api', '--json'])
  expect([ended.exitCode, unlisted(ended)]).toEqual([3, []])
})
