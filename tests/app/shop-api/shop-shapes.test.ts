import { describe, expect, test } from 'vitest'
import { check } from '../../../src/app/check.ts'
import { fakeSource } from '../../fakes/open-api/fake-source.ts'
import type { Wire } from '../../fakes/open-api/wire-json.ts'
import {
  backupWorld,
  beijing,
  comparable,
  contentOf,
  truthOf,
} from '../../support/archived-shop.ts'
import { realDeps } from '../../support/deps.ts'
import { useFolder } from '../../support/folder.ts'

const folder = useFolder()

/** Changes every value within an answer, the innermost first. */
function everywhere(change: (value: Wire, key: string) => Wire) {
  const walk = (value: Wire, key: string): Wire => {
    if (Array.isArray(value))
      return change(
        value.map((each: Wire) => walk(each, '')),
        key,
      )
    if (value === null || typeof value !== 'object') return change(value, key)
    const pairs = Object.entries(value as { [name: string]: Wire })
    return change(Object.fromEntries(pairs.map(([name, each]) => [name, walk(each, name)])), key)
  }
  return (_: string, data: Wire) => walk(data, '')
}

const isId = (key: string) => /(^|_)(id|no)$/.test(key)

/** What official samples, SDKs and real answers differ in; the content is the same. */
const SHAPES: readonly [string, (method: string, data: Wire) => Wire][] = [
  ['int64 ids as text', everywhere((value) => (typeof value === 'bigint' ? String(value) : value))],
  [
    'ids in digits as bare numbers',
    everywhere((value, key) =>
      typeof value === 'string' && isId(key) && /^[1-9]\d{15,18}$/.test(value)
        ? BigInt(value)
        : value,
    ),
  ],
  [
    'every number as text',
    everywhere((value) => (typeof value === 'number' ? String(value) : value)),
  ],
  [
    'null in place of every empty list and text',
    everywhere((value) =>
      value === '' || (Array.isArray(value) && value.length === 0) ? null : value,
    ),
  ],
  [
    'fields that nobody knows',
    everywhere((value) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? { ...(value as object), a_new_field: { deep: [1n, null] }, __proto: 'x' }
        : value,
    ),
  ],
]

describe('an answer means the same', () => {
  test.each(SHAPES)('with %s', async (_, bend) => {
    const world = fakeSource({ orders: 40, products: 4, bend, config: { rate: 1000 } })
    const root = folder.free()
    const { complete, findings } = await backupWorld(world, root)
    const [found, expected] = comparable(await contentOf(root), truthOf(world.shop))
    expect(found).toEqual(expected)
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(complete).toBe(true)
  })

  test('in the old form of the envelope', async () => {
    const world = fakeSource({ orders: 40, products: 4, isOld: true, config: { rate: 1000 } })
    const root = folder.free()
    expect((await backupWorld(world, root)).complete).toBe(true)
    const [found, expected] = comparable(await contentOf(root), truthOf(world.shop))
    expect(found).toEqual(expected)
  })
})

describe('numbers that nobody has published', () => {
  async function archived(change: (shop: ReturnType<typeof fakeSource>['shop']) => void) {
    const world = fakeSource({ orders: 20, products: 2, config: { rate: 1000 } })
    change(world.shop)
    const root = folder.free()
    const outcome = await backupWorld(world, root)
    const at = beijing(Math.floor(world.time.now() / 1000))
    const checked = await check({ root, paths: [], at, only: [] }, realDeps({ clock: world.time }))
    return { world, content: await contentOf(root), outcome, checked: checked.data }
  }

  test('as the status of an after-sale are kept, shown, and count as open', async () => {
    const { world, content, outcome, checked } = await archived(({ afterSales }) => {
      for (const each of afterSales) each.status = 28
      const [first] = afterSales
      if (first) first.status = 77
    })
    const id = world.shop.afterSales[0]?.afterSaleId
    const kept = content.afterSales?.find(({ afterSaleId }) => afterSaleId === id)
    expect(kept).toMatchObject({ status: '未知(77)', state: 'unknown' })
    expect(outcome.complete).toBe(true)
    const told = outcome.findings.filter(({ code }) => code === 'api-unknown-value')
    expect(told).toMatchObject([{ args: { id, value: '未知(77)' }, where: { column: '售后状态' } }])
    expect(checked.openAfterSales.map(({ afterSaleId }) => afterSaleId)).toEqual([id])
    expect(checked.ready).toBe(false)
  })

  test('as the type of an after-sale are kept and shown', async () => {
    const { world, content, outcome } = await archived(({ afterSales }) => {
      const [first] = afterSales
      if (first) first.type = 66
    })
    const id = world.shop.afterSales[0]?.afterSaleId
    const kept = content.afterSales?.find(({ afterSaleId }) => afterSaleId === id)
    expect(kept?.type).toBe('未知(66)')
    const told = outcome.findings.filter(({ code }) => code === 'api-unknown-value')
    expect(told).toMatchObject([{ args: { id, value: '未知(66)' }, where: { column: '售后类型' } }])
  })

  test('as the status of a product are kept and shown', async () => {
    const { content, outcome } = await archived(({ products }) => {
      const [first] = products
      if (first) first.status = 9
    })
    expect(content.products?.map(({ status }) => status)).toContain('未知(9)')
    const values = outcome.findings.flatMap(({ code, args }) =>
      code === 'api-unknown-value' ? [args.value] : [],
    )
    expect(values).toContain('未知(9)')
  })
})
