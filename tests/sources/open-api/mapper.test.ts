import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterSaleState } from '../../../src/domain/after-sale.ts'
import { FIELDS } from '../../../src/domain/records.ts'
import { type Json, parseLossless } from '../../../src/sources/open-api/client/lossless-json.ts'
import {
  type MappedRow,
  mapAddress,
  mapAfterSale,
  mapFund,
  mapOrder,
  mapProduct,
  mapSettlement,
} from '../../../src/sources/open-api/mapper.ts'
import { readDetail } from '../../../src/sources/open-api/read-answer.ts'
import { ADDRESS_COLUMNS } from '../../../src/sources/open-api/schema/addresses.ts'
import {
  afterSaleWord,
  orderAfterSaleWord,
} from '../../../src/sources/open-api/schema/after-sale-words.ts'
import { AFTER_SALE_COLUMNS } from '../../../src/sources/open-api/schema/after-sales.ts'
import { FUND_COLUMNS, SETTLEMENT_COLUMNS } from '../../../src/sources/open-api/schema/bills.ts'
import { ORDER_COLUMNS } from '../../../src/sources/open-api/schema/orders.ts'
import { PRODUCT_COLUMNS } from '../../../src/sources/open-api/schema/products.ts'
import { orderOfDetail } from '../../../src/sources/open-api/streams/orders.ts'
import { formatOf } from '../../../src/sources/seller-files/formats/all.ts'
import { deriveValues } from '../../../src/sources/seller-files/rows/record-values.ts'
import { fakeSource } from '../../fakes/open-api/fake-source.ts'
import { lineFen } from '../../fakes/open-api/shop-data.ts'
import { collect } from './collect.ts'

/** A mapped row by our own names, as the archive reads it. */
function fieldsOf({ shape, cells }: MappedRow): Record<string, unknown> {
  const values = deriveValues(shape.report, shape.record, shape.columns)(cells)
  return Object.fromEntries(FIELDS[shape.record].map(({ name }, index) => [name, values[index]]))
}

const cellsOf = ({ shape, cells }: MappedRow): Record<string, string> =>
  Object.fromEntries(shape.columns.map((name, index) => [name, cells[index] ?? '']))

const order = (line: Record<string, Json>, around: Record<string, Json> = {}): Json => ({
  order_id: '69',
  ...around,
  sku_order_list: [{ order_id: '70', parent_order_id: '69', ...line }],
})

const onlyLine = (json: Json) => mapOrder(json)[0] as MappedRow

describe('the columns', () => {
  test.each([
    ['orders', ORDER_COLUMNS],
    ['after-sales', AFTER_SALE_COLUMNS],
    ['products', PRODUCT_COLUMNS],
    ['addresses', ADDRESS_COLUMNS],
    ['settlements', SETTLEMENT_COLUMNS],
    ['funds', FUND_COLUMNS],
  ] as const)(
    'of %s are all columns of the report that the back office exports',
    (kind, columns) => {
      const known = formatOf(kind).columns.map(({ name }) => name)
      const names = columns.map(({ name }) => name)
      expect(names.filter((name) => !known.includes(name))).toEqual([])
      expect(new Set(names).size).toBe(names.length)
    },
  )
})

describe('an order', () => {
  test('of the list becomes the lines that a file would give', async () => {
    const { source, shop, now } = fakeSource({ orders: 80 })
    const { items } = await collect(source.orders({ from: now - 90 * 86_400, to: now + 1 }))
    const lines = items.flatMap(mapOrder).map(fieldsOf)
    const truth = shop.orders.flatMap(({ orderId, lines: each }) =>
      each.map((line) => ({
        orderId,
        lineId: line.lineId,
        product: line.product,
        productId: String(line.productId),
        spec: line.spec,
        quantity: line.quantity,
        payableFen: lineFen(line),
        platformBorneFen: line.discountFen,
      })),
    )
    expect(lines).toMatchObject(truth)
    expect(lines.length).toBeGreaterThan(80)
    for (const { createdAt, statusKind } of lines) {
      expect(createdAt).toMatch(/^2026-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/)
      expect(statusKind).not.toBe('unknown')
    }
  })

  test('of the details becomes the same lines as of the list', async () => {
    const { source, shop, now } = fakeSource({ orders: 12 })
    const { items } = await collect(source.orders({ from: now - 90 * 86_400, to: now + 1 }))
    const fromDetails: Record<string, string>[] = []
    for await (const event of source.orderDetails(shop.orders.map(({ orderId }) => orderId))) {
      if (event.type !== 'detail') throw new Error('no detail')
      fromDetails.push(...mapOrder(orderOfDetail(readDetail(event.raw))).map(cellsOf))
    }
    expect(fromDetails).toEqual(items.flatMap(mapOrder).map(cellsOf))
  })

  test.each([
    [1, '待支付', 'unpaid'],
    [105, '已支付', 'unshipped'],
    [2, '待发货', 'unshipped'],
    [101, '部分发货', 'partlyShipped'],
    [3, '已发货', 'shipped'],
    [4, '已关闭', 'closed'],
    [5, '已完成', 'finished'],
    [777, '未知(777)', 'unknown'],
  ])('of status %i is %s, which means %s', (status, word, kind) => {
    const row = onlyLine(order({ order_status: status }))
    expect(fieldsOf(row)).toMatchObject({ status: word, statusKind: kind })
    expect(row.unknown).toEqual(kind === 'unknown' ? [{ column: '订单状态', value: word }] : [])
  })

  test('takes the status and the money of the line, not of the shop order', () => {
    const around = { order_status: 5, pay_amount: 999 }
    const fields = fieldsOf(onlyLine(order({ order_status: 2, pay_amount: 1234 }, around)))
    expect(fields).toMatchObject({ status: '待发货', payableFen: 1234 })
    expect(fieldsOf(onlyLine(order({}, around)))).toMatchObject({ status: null, payableFen: null })
  })

  test('has no column for what the platform did not say, and an empty one for "none"', () => {
    const row = onlyLine(order({ finish_time: 0, pay_amount: null }))
    expect(cellsOf(row)).toMatchObject({ 订单完成时间: '' })
    expect(row.shape.columns).not.toContain('订单应付金额')
    expect(row.shape.columns).not.toContain('支付完成时间')
  })

  test('of the same selection of columns has the same shape', () => {
    const [a, b, c] = [order({ item_num: 1 }), order({ item_num: 2 }), order({})].map(onlyLine)
    expect(a?.shape).toBe(b?.shape)
    expect(c?.shape).not.toBe(a?.shape)
  })

  test('has the parcels that hold the line', () => {
    const parcel = (number: string, lineId: string) => ({
      tracking_no: number,
      company_name: '顺丰速运',
      product_info: [{ sku_order_id: lineId }],
    })
    const around = {
      logistics_info: [parcel('SF1', '70'), parcel('SF2', '71'), parcel('SF3', '70')],
    }
    expect(cellsOf(onlyLine(order({}, around)))).toMatchObject({
      快递信息: 'SF1-顺丰速运;SF3-顺丰速运',
    })
  })

  test('never takes a ciphertext for the receiver', () => {
    const around = { encrypt_post_receiver: '##abc#1##', mask_post_receiver: '王**' }
    expect(cellsOf(onlyLine(order({}, around)))).toMatchObject({ 收件人: '王**' })
    const bare = cellsOf(onlyLine(order({}, { encrypt_post_receiver: '##abc#1##' })))
    expect(JSON.stringify(bare)).not.toContain('##')
  })

  test('reads numbers that stand as text, and ids that stand as numbers', () => {
    const json = parseLossless(
      '{"sku_order_list":[{"order_id":6900000000000000153,"parent_order_id":"69","order_status":"2","item_num":"3","pay_amount":"12345","product_id":3473196049974326153,"create_time":"1700000000"}]}',
    )
    expect(fieldsOf(onlyLine(json))).toMatchObject({
      lineId: '6900000000000000153',
      productId: '3473196049974326153',
      status: '待发货',
      quantity: 3,
      payableFen: 12345,
      createdAt: '2023-11-15T06:13:20+08:00',
    })
  })

  test('never fails, whatever the platform sends', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (json, other) => {
        const any = json as Json
        const lines = { order_id: any, sku_order_list: [any, { spec: any, after_sale_info: any }] }
        mapOrder({ ...lines, logistics_info: other as Json })
        mapOrder(any)
        mapAfterSale(any, other as Json)
        mapProduct(any, other as Json)
        mapAddress(any)
        mapSettlement(any)
        mapFund(any)
      }),
      { numRuns: 500 },
    )
  })
})

describe('an after-sale', () => {
  const read = async () => {
    const world = fakeSource({ orders: 120 })
    const range = { from: world.now - 120 * 86_400, to: world.now + 86_400 }
    const { items } = await collect(world.source.afterSales(range))
    const details = new Map<string, Json>()
    const wanted = world.shop.afterSales.map(({ afterSaleId }) => afterSaleId)
    for await (const event of world.source.afterSaleDetails(wanted)) {
      if (event.type === 'detail') details.set(event.id, readDetail(event.raw))
    }
    return { ...world, items, details }
  }

  test('takes ids from the list, money and its end from the details', async () => {
    const { shop, items, details } = await read()
    for (const [index, item] of items.entries()) {
      const truth = shop.afterSales.find(
        ({ afterSaleId }) =>
          afterSaleId ===
          (item as { aftersale_info: { aftersale_id: string } }).aftersale_info.aftersale_id,
      )
      if (!truth) throw new Error(`no truth for item ${index}`)
      const row = mapAfterSale(item, details.get(truth.afterSaleId) ?? null)
      expect(fieldsOf(row)).toMatchObject({
        afterSaleId: truth.afterSaleId,
        orderId: truth.order.orderId,
        refundFen: truth.refundFen,
        state: truth.status === 12 || truth.status === 28 ? 'ended' : 'open',
      })
      expect(fieldsOf(row).realRefundFen).toBe(truth.refundStatus === 3 ? truth.refundFen : null)
      expect(fieldsOf(row).endedAt === null).toBe(truth.status !== 12 && truth.status !== 28)
    }
    expect(items).toHaveLength(24)
  })

  test('can be read from the details alone, whose ids are numbers', async () => {
    const { shop, details } = await read()
    const [truth] = shop.afterSales
    const row = mapAfterSale(null, details.get(truth?.afterSaleId ?? '') ?? null)
    expect(fieldsOf(row)).toMatchObject({
      afterSaleId: truth?.afterSaleId,
      orderId: truth?.order.orderId,
    })
  })

  test('keeps the postage that was asked back apart from the goods', () => {
    const info = { aftersale_id: '1', refund_amount: 1000, refund_post_amount: 100 }
    expect(cellsOf(mapAfterSale({ aftersale_info: info }, null))).toMatchObject({
      '退商品金额（元）': '9.00',
      '退运费金额（元）': '1.00',
    })
  })

  test.each([
    [{ status: 6, type: 1, refundStatus: 1 }, '待商家处理', 'open'],
    [{ status: 12, type: 1, refundStatus: 3 }, '同意退款，退款成功', 'ended'],
    [{ status: 12, type: 1, refundStatus: 2 }, '同意退款，退款中', 'open'],
    [{ status: 12, type: 1, refundStatus: 4 }, '同意退款，退款失败', 'open'],
    [{ status: 12, type: 0, refundStatus: undefined }, '同意退款，退款中', 'open'],
    [{ status: 14, type: 3, refundStatus: 0 }, '换货成功', 'ended'],
    [{ status: 14, type: 7, refundStatus: 0 }, '补寄成功', 'ended'],
    [{ status: 27, type: 0, refundStatus: 0 }, '售后中', 'open'],
    [{ status: 27, type: 0, refundStatus: 0, isFinal: true }, '拒绝售后申请', 'ended'],
    [{ status: 29, type: 0, refundStatus: 0 }, '退货后拒绝退款', 'open'],
    // Opened and withdrawn: 待退款 stands there for ever and means nothing.
    [{ status: 28, type: 1, refundStatus: 1 }, '售后关闭', 'ended'],
    [{ status: 6, type: 1, refundStatus: 1, arbitrateStatus: 1 }, '仲裁中', 'open'],
    [{ status: 99, type: 1, refundStatus: 1 }, '未知(99)', 'unknown'],
  ])('of %j is %s', (facts, word, state) => {
    expect(afterSaleWord(facts)).toBe(word)
    expect(afterSaleState(word)).toBe(state)
  })

  test.each([0, 3, 6, 7, 8, 11, 12, 13, 14, 27, 28, 29, 51, 53])(
    'of status %i is known in the order export too, and is over only when it is',
    (status) => {
      const facts = { status, type: 0, refundStatus: 3 }
      const word =
        status === 14 ? orderAfterSaleWord({ ...facts, type: 3 }) : orderAfterSaleWord(facts)
      const expected =
        status === 0 ? 'none' : [12, 14, 28, 51, 53].includes(status) ? 'ended' : 'open'
      expect(afterSaleState(word)).toBe(expected)
    },
  )
})

describe('the other records', () => {
  test('a product has one row a SKU, its ids exact', async () => {
    const { source, shop } = fakeSource({ products: 4 })
    const { items } = await collect(source.products())
    const rows: MappedRow[] = []
    for await (const event of source.productDetails(
      shop.products.map((each) => String(each.productId)),
    )) {
      const item =
        items[
          rows.length === 0
            ? 0
            : shop.products.findIndex((each) => String(each.productId) === event.id)
        ]
      if (event.type === 'detail') rows.push(...mapProduct(item ?? null, readDetail(event.raw)))
    }
    const truth = shop.products.flatMap(({ productId, name, skus }) =>
      skus.map(({ skuId, priceFen, spec }) => ({
        productId: String(productId),
        skuId: String(skuId),
        name,
        priceFen,
        spec,
      })),
    )
    expect(rows.map(fieldsOf)).toMatchObject(truth)
    expect(mapProduct(items[0] ?? null, null).map(fieldsOf)).toMatchObject([{ skuId: null }])
  })

  test('an address keeps its id, which no file has', async () => {
    const { source, shop } = fakeSource({ addresses: 2 })
    const { items } = await collect(source.addresses())
    const rows = items.map(mapAddress)
    expect(rows.map((row) => fieldsOf(row).addressId)).toEqual(
      shop.addresses.map(({ addressId }) => String(addressId)),
    )
    expect(fieldsOf(rows[0] as MappedRow)).toMatchObject({
      contact: '仓管1',
      province: '北俱省',
      detail: '忠义街道替天路1号仓',
    })
  })

  test('settlements and movements have the fields that a file would give', async () => {
    const { source, shop, now } = fakeSource({ orders: 60 })
    const range = { from: now - 90 * 86_400, to: now + 1 }
    const settled = await collect(source.settlements(range))
    const moved = await collect(source.funds(range))
    const byLine = new Map(shop.settlements.map((each) => [each.order.orderId, each.settledFen]))
    for (const fields of settled.items.map(mapSettlement).map(fieldsOf)) {
      expect(fields.settledFen).toBe(byLine.get(String(fields.orderId)))
      expect(fields).toMatchObject({ type: '已结算', account: '聚合账户' })
    }
    const byNumber = new Map(shop.funds.map((each) => [each.tradeNo, each]))
    for (const fields of moved.items.map(mapFund).map(fieldsOf)) {
      const truth = byNumber.get(String(fields.tradeNo))
      const sign = truth?.isOut ? -1 : 1
      expect(fields.amountFen).toBe(sign * (truth?.amountFen ?? Number.NaN))
    }
    expect(moved.items.length).toBeGreaterThan(10)
  })
})
