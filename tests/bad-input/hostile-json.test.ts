import { expect, test } from 'vitest'
import { useFolder } from '../support/folder.ts'
import { backUp } from './backed-up.ts'
import { A, cellsOf, ordersText } from './small-orders.ts'

const folder = useFolder()
const ORDERS = ordersText(cellsOf(A))

/** A list of one address with something else in it. */
const addressWith = (rest: string) => `[{"联系人":"李","电话":"1","详细地址":"某路1号",${rest}}]`

test.each([
  ['lists a hundred thousand deep', addressWith(`"more":${'['.repeat(1e5)}${']'.repeat(1e5)}`)],
  ['a new key in each of its records', manyKeys(20_000)],
  ['a million quotes in a text that never ends', `[{"详细地址":"${'\\"'.repeat(1e6)}`],
  ['brackets that are only opened', `[{"电话":${'['.repeat(1 << 20)}`],
])('a JSON file with %s is refused, and the file beside it read', async (_name, text) => {
  const run = await backUp(folder, { 'addresses.json': text, 'orders.csv': ORDERS })
  expect(run.told()).toEqual(['bad-json addresses.json'])
  expect(run.complete).toBe(false)
  expect(run.data.totals.lines).toBe(1)
})

test('a JSON list keeps what is nested in its records as text', async () => {
  const run = await backUp(folder, { 'addresses.json': addressWith('"tags":["仓库",{"a":1}]') })
  expect(run.only).toMatchObject({ kind: 'addresses', rows: 1, added: 1 })
  expect(run.told()).toEqual([])
})

function manyKeys(count: number): string {
  const records = Array.from({ length: count }, (_, at) => ({
    联系人: '李',
    电话: '1',
    详细地址: '某路1号',
    [`第${at}项`]: at,
  }))
  return JSON.stringify(records)
}
