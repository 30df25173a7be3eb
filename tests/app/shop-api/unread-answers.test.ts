import { describe, expect, test } from 'vitest'
import { backup } from '../../../src/app/backup.ts'
import { check } from '../../../src/app/check.ts'
import { folderWith } from '../../bad-input/backed-up.ts'
import { orderLine } from '../../bad-input/small-orders.ts'
import { fakeSource } from '../../fakes/open-api/fake-source.ts'
import type { Wire } from '../../fakes/open-api/wire-json.ts'
import { backupWorld, beijing, contentOf } from '../../support/archived-shop.ts'
import { realDeps } from '../../support/deps.ts'
import { useFolder } from '../../support/folder.ts'
import { exportText } from '../../support/seller-exports.ts'

const folder = useFolder()

/** A value under its name, wherever it stands in an answer. */
function everywhere(value: Wire, change: { name: string; to: Wire }): Wire {
  if (Array.isArray(value)) return value.map((each: Wire) => everywhere(each, change))
  if (value === null || typeof value !== 'object') return value
  const pairs = Object.entries(value as { [name: string]: Wire })
  return Object.fromEntries(
    pairs.map(([name, each]) => [
      name,
      name === change.name ? change.to : everywhere(each, change),
    ]),
  )
}

async function archivedWith(name: string, to: Wire) {
  const world = fakeSource({
    ...{ orders: 12, products: 2, config: { rate: 1000 } },
    bend: (_, data) => everywhere(data, { name, to }),
  })
  const root = folder.free()
  const outcome = await backupWorld(world, root)
  const at = beijing(Math.floor(world.time.now() / 1000))
  const checked = await check({ root, paths: [], at, only: [] }, realDeps({ clock: world.time }))
  return { world, outcome, content: await contentOf(root), checked: checked.data }
}

describe('a value that is there and cannot be read', () => {
  test.each<[string, Wire, string, string]>([
    ['pay_amount', '12.50', 'lines', '订单应付金额'],
    ['create_time', '2026/10/2 3:4', 'lines', '订单提交时间'],
    ['create_time', 1_790_000_000_000, 'lines', '订单提交时间'],
    ['product_name', { text: '茶' }, 'lines', '选购商品'],
    ['refund_post_amount', '1.5', 'afterSales', '退商品金额（元）'],
    ['real_refund_amount', '1.5', 'afterSales', '实际退款金额（元）'],
  ])('such as %s as %j is told, and its row is kept', async (name, to, kind, column) => {
    const { world, outcome, content } = await archivedWith(name, to)
    expect(outcome.complete).toBe(false)
    const told = outcome.findings.filter(({ code }) => code === 'api-unreadable-value')
    expect(told.map(({ where }) => where.column)).toContain(column)
    // Nobody knows whose data the value is.
    for (const { args } of told) expect(Object.keys(args)).toEqual(['id'])
    const { orders, afterSales } = world.shop
    const lines = orders.flatMap((order) => order.lines)
    const rows = kind === 'lines' ? lines : afterSales
    expect(content[kind]).toHaveLength(rows.length)
  })

  test.each([
    ['settle_amount', 'settlements'],
    ['account_amount', 'funds'],
  ])('like %s, without which a row is none, makes it a bad row', async (name, kind) => {
    const { outcome, content } = await archivedWith(name, '1.5')
    expect(outcome.complete).toBe(false)
    expect(content[kind]).toEqual([])
    const codes = outcome.findings.map(({ code }) => code)
    expect(codes).toContain('api-bad-row')
    expect(codes).not.toContain('api-unreadable-value')
  })

  test('in an address is told by its number and by nobody’s name', async () => {
    const { world, outcome } = await archivedWith('receiver_city', ['某市'])
    const told = outcome.findings.filter(({ code }) => code === 'api-unreadable-value')
    const ids = world.shop.addresses.map(({ addressId }) => ({ id: String(addressId) }))
    expect(ids.length).toBeGreaterThan(0)
    expect(told.map(({ args }) => args)).toEqual(ids)
  })

  test('as the status of an order counts as unfinished', async () => {
    const { outcome, content, checked } = await archivedWith('order_status', 'SHIPPED')
    const told = outcome.findings.filter(({ code }) => code === 'api-unknown-value')
    expect(told[0]).toMatchObject({
      args: { value: '未知(SHIPPED)' },
      where: { column: '订单状态' },
    })
    expect(content.lines?.[0]).toMatchObject({ status: '未知(SHIPPED)', statusKind: 'unknown' })
    expect(checked.ready).toBe(false)
  })

  test('as the status of an after-sale counts as open', async () => {
    const { outcome, content, checked } = await archivedWith('after_sale_status', 'CLOSED')
    const told = outcome.findings.filter(({ code }) => code === 'api-unknown-value')
    expect(told.map(({ args }) => args.value)).toContain('未知(CLOSED)')
    for (const { state } of content.afterSales ?? []) expect(state).toBe('unknown')
    const ids = content.afterSales?.map(({ afterSaleId }) => afterSaleId)
    const open = checked.openAfterSales.map(({ afterSaleId }) => afterSaleId)
    expect(open).toEqual(expect.arrayContaining(ids ?? ['some']))
  })
})

test('values of which only the first thousand are named are told until nobody can be in doubt', async () => {
  const world = fakeSource({
    ...{ orders: 1100, products: 2, config: { rate: 1000 } },
    bend: (method, data) =>
      method.startsWith('order.') ? everywhere(data, { name: 'pay_amount', to: '12.50' }) : data,
  })
  const root = folder.free()
  const { findings } = await backupWorld(world, root)
  const named = findings.filter(({ code }) => code === 'api-unreadable-value')
  expect(named).toHaveLength(1000)

  const rows = named.map(({ args }) => orderLine(String(args.id), { 订单应付金额: '12.50' }))
  const name = `${Math.floor(world.time.now() / 1000) + 60}_a.csv`
  const files = await folderWith(folder, { [name]: exportText('orders', rows) })
  const deps = realDeps({ clock: world.time })
  const outcome = await backup({ paths: [files], root, toolVersion: '0' }, deps)
  expect(outcome.complete).toBe(false)
  expect(outcome.findings.map(({ code }) => code)).toContain('api-unreadable-value')
})
