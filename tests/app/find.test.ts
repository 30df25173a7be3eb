import { writeFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { backup } from '../../src/app/backup.ts'
import { find } from '../../src/app/find.ts'
import { realDeps } from '../support/deps.ts'
import { useFolder } from '../support/folder.ts'

const folder = useFolder()
const archive = () => folder.at('archive')

const ORDERS =
  '主订单编号,子订单编号,选购商品,商品规格,商品ID,商家编码,订单状态,订单提交时间,快递信息'
const LINES = [
  [
    '6910000000000000011',
    '6910000000000000012',
    '蓝牙耳机 Pro',
    '黑色',
    '3500000000000000015',
    'BT-01',
    '已完成',
    '2026-03-01 09:00:00',
    'SF1234567890123-顺丰速运',
  ],
  [
    '6910000000000000021',
    '6910000000000000022',
    '蓝牙耳机 Pro',
    '白色',
    '3500000000000000015',
    'BT-02',
    '已发货',
    '2026-03-02 23:59:59',
    'YT9876543210987-圆通速递',
  ],
  [
    '6910000000000000031',
    '6910000000000000032',
    '保温杯"云感" 100%_棉',
    '316',
    '3500000000000000025',
    'CUP_9',
    '已完成',
    '2026-04-01 00:00:00',
    'SF5550001112223-顺丰速运;JD0042222333344-京东快递',
  ],
] as const

beforeAll(async () => {
  const orders = folder.at('orders.csv')
  const quoted = LINES.map((line) =>
    line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','),
  )
  await writeFile(orders, `${[ORDERS, ...quoted].join('\n')}\n`)
  const records = folder.at('records.csv')
  await writeFile(
    records,
    '主订单编号,子订单编号,选购商品,订单状态,订单提交时间\n' +
      '6910000000000000041,6910000000000000042;6910000000000000043,茶;杯,待发货,2026-05-01 10:00:00\n',
  )
  await backup({ paths: [orders, records], root: archive(), toolVersion: 'test' }, realDeps())
})

async function found(query: string, limit = 50): Promise<string[]> {
  const { data } = await find({ query, root: archive(), limit })
  return data.matches.map(({ id }) => id)
}

const [HEADPHONES, WHITE, CUP] = LINES.map(([, lineId]) => lineId) as [string, string, string]

test.each([
  ['a product, the newest line first', '蓝牙耳机', [WHITE, HEADPHONES]],
  ['two characters of its name, which no trigram has', '耳机', [WHITE, HEADPHONES]],
  ['one character', '杯', ['6910000000000000041', CUP].reverse()],
  ['a word across a blank', '耳机 p', [WHITE, HEADPHONES]],
  ['a specification', '黑色', [HEADPHONES]],
  ['a merchant code whatever its case', 'bt-02', [WHITE]],
  ['a product id', '3500000000000000015', [WHITE, HEADPHONES]],
  ['quotes', '"云感"', [CUP]],
  ['signs that patterns would take for wildcards', '0%_', [CUP]],
  ['an underscore that stands for itself', 'CUP_9', [CUP]],
  ['a line id', '6910000000000000012', [HEADPHONES]],
  ['an order id', '6910000000000000011', [HEADPHONES]],
  ['the end of an order number', '000011', [HEADPHONES]],
  ['a whole tracking number', 'SF1234567890123', [HEADPHONES]],
  ['the second of two parcels', 'jd0042222333344', [CUP]],
  ['the end of a tracking number', '10987', [WHITE]],
  ['a line of an order that cannot be split', '6910000000000000043', ['6910000000000000041']],
  ['a day in Beijing', '2026-03-02', [WHITE]],
  ['the first second of a day', '2026-04-01', [CUP]],
  ['nothing', '没有这个商品', []],
  ['words of a search language, taken literally', 'NOT OR "', []],
])('finds %s', async (_, query, ids) => {
  expect(await found(query)).toEqual(ids)
})

test('what a line was called before a newer export is not found any more', async () => {
  const newer = folder.at('1793584987_newer.csv')
  const root = folder.free('archive')
  const header = '主订单编号,子订单编号,选购商品,订单状态\n'
  const older = folder.at('1793584980_older.csv')
  await writeFile(older, `${header}6910000000000000011,6910000000000000012,旧名字的商品,已完成\n`)
  await writeFile(newer, `${header}6910000000000000011,6910000000000000012,新名字的商品,已完成\n`)
  await backup({ paths: [older, newer], root, toolVersion: 'test' }, realDeps())
  const ids = async (query: string) =>
    (await find({ query, root, limit: 5 })).data.matches.map(({ id }) => id)
  expect(await ids('新名字')).toEqual(['6910000000000000012'])
  expect(await ids('旧名字')).toEqual([])
})

test('it is told when there are more than were asked for', async () => {
  const one = await find({ query: '蓝牙耳机', root: archive(), limit: 1 })
  expect(one.data).toMatchObject({ more: true, matches: [{ id: WHITE }] })
  const two = await find({ query: '蓝牙耳机', root: archive(), limit: 2 })
  expect(two.data.more).toBe(false)
})
