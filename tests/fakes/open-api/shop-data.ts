import { between, seededRandom } from './random.ts'

/** The truth behind the fake server: what a shop holds, without its form on the wire. */

export interface FakeLine {
  lineId: string
  productId: bigint
  skuId: bigint
  product: string
  spec: string
  quantity: number
  priceFen: number
  discountFen: number
  status: number
}

export interface FakeOrder {
  orderId: string
  createdAt: number
  updatedAt: number
  status: number
  lines: FakeLine[]
}

export interface FakeAfterSale {
  afterSaleId: string
  order: FakeOrder
  appliedAt: number
  updatedAt: number
  status: number
  type: number
  refundStatus: number
  refundFen: number
}

export interface FakeProduct {
  productId: bigint
  name: string
  status: number
  createdAt: number
  updatedAt: number
  skus: { skuId: bigint; priceFen: number; stock: number; spec: string }[]
}

interface FakeSettlement {
  requestNo: string
  order: FakeOrder
  settledAt: number
  settledFen: number
}

interface FakeFund {
  tradeNo: string
  order: FakeOrder
  movedAt: number
  amountFen: number
  isOut: boolean
}

export interface FakeShop {
  shopId: bigint
  shopName: string
  orders: FakeOrder[]
  afterSales: FakeAfterSale[]
  products: FakeProduct[]
  addresses: { addressId: bigint; contact: string; phone: string; detail: string }[]
  settlements: FakeSettlement[]
  funds: FakeFund[]
}

export interface ShopSize {
  seed: number
  /** Unix seconds; everything happened before it. */
  now: number
  orders: number
  /** Over how many days the orders were placed. */
  days?: number
  products?: number
  addresses?: number
}

const STATUSES = [1, 105, 2, 101, 3, 4, 5, 5, 5, 5]
const FIRST_ID = 6_900_000_000_000_000_000n

/** A shop that the seed decides. Ids are real int64, larger than any safe number. */
export function makeShop({ seed, now, orders, days = 80, ...rest }: ShopSize): FakeShop {
  const random = seededRandom(seed)
  const products = makeProducts(rest.products ?? 7, now, random)
  const placed = Array.from({ length: orders }, () => between(random, now - days * 86_400, now))
  const all = placed
    .sort((a, b) => a - b)
    .map((createdAt, index) => makeOrder(index, createdAt, { now, products, random }))
  return {
    shopId: 4_463_798_000_000_001_234n,
    shopName: '测试小店',
    orders: all,
    products,
    addresses: makeAddresses(rest.addresses ?? 3),
    afterSales: all
      .filter((_, index) => index % 5 === 2)
      .map((order) => afterSale(order, now, random)),
    settlements: all.filter(({ status }) => status === 5).map(settlement),
    funds: all.filter(({ status }) => status === 5).map(fund),
  }
}

interface Making {
  now: number
  products: readonly FakeProduct[]
  random: () => number
}

function makeOrder(index: number, createdAt: number, { now, products, random }: Making): FakeOrder {
  const orderId = String(FIRST_ID + BigInt(index) * 1_000_003n + 153n)
  const status = STATUSES[between(random, 0, STATUSES.length - 1)] as number
  const count = index % 4 === 3 ? 2 : 1
  const lines = Array.from({ length: count }, (_, line) => {
    const product = products[between(random, 0, products.length - 1)] as FakeProduct
    const sku = product.skus[0] as FakeProduct['skus'][0]
    const quantity = between(random, 1, 3)
    return {
      // A single line has the number of its order.
      lineId: count === 1 ? orderId : String(BigInt(orderId) + BigInt(line) + 1n),
      productId: product.productId,
      skuId: sku.skuId,
      product: product.name,
      spec: sku.spec,
      quantity,
      priceFen: sku.priceFen,
      discountFen: between(random, 0, Math.min(200, sku.priceFen)),
      status,
    }
  })
  const updatedAt = Math.min(now, createdAt + between(random, 0, 5 * 86_400))
  return { orderId, createdAt, updatedAt, status, lines }
}

function makeProducts(count: number, now: number, random: () => number): FakeProduct[] {
  return Array.from({ length: count }, (_, index) => ({
    productId: 3_473_196_049_974_000_000n + BigInt(index) * 326_153n,
    name: `商品${index + 1}号 <A&B> 😀`,
    status: index % 3 === 2 ? 1 : 0,
    createdAt: now - 200 * 86_400 + index,
    updatedAt: now - 100 * 86_400 + index,
    skus: Array.from({ length: 1 + (index % 2) }, (_, sku) => ({
      skuId: 1_790_000_000_000_000_000n + BigInt(index * 10 + sku),
      priceFen: between(random, 100, 99_900),
      stock: between(random, 0, 500),
      spec: `${sku + 1}袋`,
    })),
  }))
}

function makeAddresses(count: number): FakeShop['addresses'] {
  return Array.from({ length: count }, (_, index) => ({
    addressId: 8_700_000_000_000_000_001n + BigInt(index),
    contact: `仓管${index + 1}`,
    phone: `1990000${String(index).padStart(4, '0')}`,
    detail: `替天路${index + 1}号仓`,
  }))
}

function afterSale(order: FakeOrder, now: number, random: () => number): FakeAfterSale {
  const status = [6, 7, 11, 12, 28][between(random, 0, 4)] as number
  const appliedAt = Math.min(order.createdAt + 3600, now)
  return {
    afterSaleId: String(BigInt(order.orderId) - 900_000_000_000n),
    order,
    appliedAt,
    updatedAt: Math.min(appliedAt + 7200, now),
    status,
    type: status === 7 || status === 11 ? 0 : 1,
    refundStatus: status === 12 ? 3 : status === 28 ? 0 : 1,
    refundFen: orderFen(order),
  }
}

function settlement(order: FakeOrder): FakeSettlement {
  const settledFen = Math.floor(orderFen(order) * 0.95)
  const requestNo = `S${order.orderId}`
  return { requestNo, order, settledAt: order.updatedAt, settledFen }
}

function fund(order: FakeOrder, index: number): FakeFund {
  const isOut = index % 9 === 8
  const tradeNo = String(BigInt(order.orderId) + 100_000_000_000n)
  return { tradeNo, order, movedAt: order.updatedAt, amountFen: orderFen(order), isOut }
}

export function orderFen({ lines }: FakeOrder): number {
  return lines.reduce((sum, line) => sum + lineFen(line), 0)
}

export function lineFen({ priceFen, quantity, discountFen }: FakeLine): number {
  return priceFen * quantity - discountFen
}
