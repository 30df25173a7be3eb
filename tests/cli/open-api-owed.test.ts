import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { BackupResult, CheckResult } from '../../src/app/results.ts'
import { Store } from '../../src/archive/store.ts'
import { folderWith } from '../bad-input/backed-up.ts'
import { orderLine } from '../bad-input/small-orders.ts'
import type { FaultScript } from '../fakes/open-api/faults.ts'
import type { FakeOrder } from '../fakes/open-api/shop-data.ts'
import type { Wire } from '../fakes/open-api/wire-json.ts'
import type { Ended } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { exportText } from '../support/seller-exports.ts'
import { useServedShops } from '../support/served-shop.ts'

/** What a run through the Open API began and did not finish is said by every command that follows. */
const folder = useFolder()
const serve = useServedShops(folder)

function codes(ended: Ended, severity = 'error'): string[] {
  return ended
    .json()
    .findings.filter((each) => each.severity === severity)
    .map(({ code }) => code)
}

async function addressFile(): Promise<string> {
  const files = folder.free('files')
  await mkdir(files)
  const file = join(files, '地址.json')
  await writeFile(file, '[{"联系人":"测试","电话":"13800000000","详细地址":"测试路 1 号"}]')
  return file
}

describe('a list of orders that was cut off', () => {
  /** The platform fails from the third page of orders on. */
  function failing(): { faults: FaultScript; heal: () => void } {
    let pages = 0
    let isWell = false
    const faults: FaultScript = (_, method) => {
      if (isWell || method !== 'order.searchList') return null
      pages++
      return pages > 2 ? 'http-503' : null
    }
    const heal = () => {
      isWell = true
    }
    return { faults, heal }
  }

  test('proves no condition, and every command says that it is not whole until it is', async () => {
    const { faults, heal } = failing()
    const { run } = await serve({ orders: 400, faults })
    expect((await run(['backup', '--api'])).exitCode).toBe(5)

    const check = await run(['check', '--only', 'orders-finished', '--json'])
    expect(check.exitCode).toBe(3)
    expect(codes(check)).toContain('api-days-owed')
    const { ready, conditions } = check.json<CheckResult>().data
    expect(ready).toBe(false)
    expect(conditions[0]?.status).not.toBe('pass')

    const files = await run(['backup', await addressFile(), '--json'])
    expect([files.exitCode, codes(files)]).toEqual([3, ['api-days-owed', 'api-unfinished']])
    expect(codes(await run(['rebuild', '--json']))).toEqual(['api-days-owed', 'api-unfinished'])

    heal()
    expect((await run(['backup', '--api'])).exitCode).toBe(0)
    expect(codes(await run(['check', '--json']))).toEqual([])
  })
})

test('details that the app may not read are owed in every command', async () => {
  const { gateway, run } = await serve()
  gateway.denied.add('afterSale.Detail')
  expect((await run(['backup', '--api'])).exitCode).toBe(4)
  const check = await run(['check', '--json'])
  expect([check.exitCode, codes(check)]).toEqual([3, ['api-unfinished']])
  const files = await run(['backup', await addressFile(), '--json'])
  expect([files.exitCode, codes(files)]).toEqual([3, ['api-unfinished']])
  gateway.denied.clear()
  expect((await run(['backup', '--api'])).exitCode).toBe(0)
  expect(codes(await run(['check', '--json']))).toEqual([])
})

describe('a value that could not be read', () => {
  /** One order says what it costs in another form until it is mended. */
  async function shopWithOddPrice() {
    let isOdd = true
    let oddId = ''
    const bend = (method: string, data: Wire): Wire => {
      if (!isOdd || !method.startsWith('order.')) return data
      return changed(data, oddId)
    }
    const served = await serve({ orders: 6, products: 1, bend })
    const order = served.shop.orders[2] as FakeOrder
    oddId = order.orderId
    const mend = () => {
      isOdd = false
      order.updatedAt = Math.floor(Date.now() / 1000)
    }
    return { ...served, order, mend }
  }

  function changed(json: Wire, oddId: string): Wire {
    if (Array.isArray(json)) return json.map((each: Wire) => changed(each, oddId))
    if (json === null || typeof json !== 'object') return json
    const fields = json as { [name: string]: Wire }
    const isOdd = fields.order_id === oddId && 'parent_order_id' in fields
    return Object.fromEntries(
      Object.entries(fields).map(([name, each]) => [
        name,
        isOdd && name === 'pay_amount' ? '12.50' : changed(each, oddId),
      ]),
    )
  }

  const told = (ended: Ended) =>
    ended
      .json()
      .findings.filter(({ code }) => code === 'api-unreadable-value')
      .map(({ where, message }) => [where.column, message.slice(0, 19)])

  test('is told by every command, until the platform says it in another way', async () => {
    const { run, order, mend } = await shopWithOddPrice()
    const once = [['订单应付金额', order.orderId]]
    const commands = [
      ['backup', '--api'],
      ['check'],
      ['backup', await addressFile()],
      ['backup', '--api'],
      ['rebuild'],
      ['check'],
    ]
    for (const argv of commands) {
      const ended = await run([...argv, '--json'])
      expect([argv, told(ended)]).toEqual([argv, once])
      expect(ended.json().complete).toBe(false)
      if (argv[0] !== 'rebuild') expect(ended.exitCode).toBe(3)
    }
    mend()
    const mended = await run(['backup', '--api', '--json'])
    expect([mended.exitCode, told(mended)]).toEqual([0, []])
    for (const argv of [['check'], ['backup', '--api']]) {
      expect(told(await run([...argv, '--json']))).toEqual([])
    }
  })

  test('is told no more when a newer file has it, or its answers are ignored', async () => {
    const { run, order, archive } = await shopWithOddPrice()
    const first = await run(['backup', '--api', '--json'])
    const file = first.json().findings.find(({ where }) => where.column)?.where.file ?? ''
    const shopFile = join(archive, 'shop.toml')
    const text = await readFile(shopFile, 'utf8')
    await writeFile(shopFile, text.replace(/^# ignore = .*$/m, `ignore = ["${file}"]`))
    expect(told(await run(['check', '--json']))).toEqual([])
    await writeFile(shopFile, text)
    expect(told(await run(['check', '--json']))).toHaveLength(1)

    const line = orderLine(order.orderId, { 订单应付金额: '12.50' })
    const later = `${Math.floor(Date.now() / 1000) + 60}_a.csv`
    const files = await folderWith(folder, { [later]: exportText('orders', [line]) })
    expect(told(await run(['backup', files, '--json']))).toEqual([])
    expect(told(await run(['check', '--json']))).toEqual([])
  })
})

test('a row without what it needs says whether that is lacking or cannot be read', async () => {
  const oddAmount = (row: Wire, index: number) => {
    const { account_amount: amount, ...rest } = row as { [name: string]: Wire }
    if (isBent) return { ...rest, account_amount: amount ?? null }
    return index === 0 ? rest : { ...rest, account_amount: index === 1 ? '1.5' : (amount ?? null) }
  }
  let isBent = false
  const bend = (method: string, data: Wire): Wire => {
    const { data: rows } = data as { data?: Wire[] | null }
    if (method !== 'order.getShopAccountItem' || !rows) return data
    const bent = rows.map(oddAmount)
    isBent ||= rows.length > 1
    return { ...(data as object), data: bent } as Wire
  }
  const { run } = await serve({ orders: 30, days: 5, bend })
  const zh = await run(['backup', '--api', '--json'])
  const rows = zh.json().findings.filter(({ code }) => code === 'api-bad-row')
  expect(zh.exitCode).toBe(3)
  expect(rows.map(({ where, message }) => [where.column, message])).toEqual([
    ['动账金额', expect.stringMatching(/接口返回的 \d+ 这一行缺少 动账金额，/)],
    ['动账金额', expect.stringMatching(/接口返回的 \d+ 这一行里，动账金额 读不懂，/)],
  ])
  const en = await run(['rebuild', '--json', '--lang', 'en'])
  const told = en.json().findings.filter(({ code }) => code === 'api-bad-row')
  expect(told.map(({ message }) => message)).toEqual([
    expect.stringMatching(/API, \d+, lacks 动账金额 and is not/),
    expect.stringMatching(/\d+, has 动账金额 in a form that cannot be read and is not/),
  ])
})

test('an answer that is no detail does not count as fetched', async () => {
  const bend = (method: string, data: Wire): Wire => (method === 'product.detail' ? {} : data)
  const { run, gateway } = await serve({ orders: 6, products: 4, bend })
  const detailsOf = (ended: Ended) => ended.json<BackupResult>().data.api?.details
  const first = detailsOf(await run(['backup', '--api', '--json']))
  expect(first).toContainEqual({ method: 'product.detail', fetched: 0, refused: 4 })
  expect(first).toContainEqual({ method: 'order.orderDetail', fetched: 6, refused: 0 })
  gateway.denied.add('product.detail')
  const denied = detailsOf(await run(['backup', '--api', '--json']))
  expect(denied).toEqual([{ method: 'product.detail', fetched: 0, refused: 4 }])
})

describe('details that an older version took for fetched', () => {
  test.each<[string, (first: Wire) => Wire, number]>([
    ['though nothing came', () => ({}), 0],
    ['though they were of another', (first) => first, 1],
  ])('%s are owed again after a rebuild', async (_, answer, came) => {
    let first: Wire | undefined
    let isBent = true
    const bend = (method: string, data: Wire): Wire => {
      if (!isBent || method !== 'afterSale.Detail') return data
      first ??= data
      return answer(first)
    }
    const { run, archive, gateway, shop } = await serve({ bend })
    expect((await run(['backup', '--api'])).exitCode).toBe(3)
    const store = await Store.openForWriting(join(archive, 'archive.db'))
    store.db.exec('UPDATE api_items SET detailed = listed, refused = NULL')
    store.checkpoint()
    store.close()
    expect(codes(await run(['check', '--json']))).toEqual([])

    const rebuilt = await run(['rebuild', '--json'])
    expect(codes(rebuilt)).toEqual(['api-details-owed'])
    expect(codes(await run(['check', '--json']))).toEqual(['api-details-owed'])
    isBent = false
    const before = gateway.log.length
    expect((await run(['backup', '--api'])).exitCode).toBe(0)
    const asked = gateway.log.slice(before).filter(({ method }) => method === 'afterSale.Detail')
    const owed = asked.map(({ params }) => params.after_sale_id)
    expect(new Set(owed).size).toBe(shop.afterSales.length - came)
    expect(codes(await run(['check', '--json']))).toEqual([])
  })
})

test('answers that have gone from the originals are missed by the next run', async () => {
  const { archive, run } = await serve()
  expect((await run(['backup', '--api'])).exitCode).toBe(0)
  const [pages = ''] = await readdir(join(archive, 'originals', 'api'))
  await rm(join(archive, 'originals', 'api', pages))
  const again = await run(['backup', '--api', '--json'])
  expect([again.exitCode, codes(again)]).toEqual([3, ['lost-original']])
  expect(again.json().findings.find(({ code }) => code === 'lost-original')?.where.file).toBe(
    `api/${pages}`,
  )
})
