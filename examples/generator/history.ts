import { DAY, HOUR, MINUTE, type Seconds } from './beijing-time.ts'
import { makeCatalogue, type Product, type Sku } from './catalogue.ts'
import { drawFate, type Fate } from './fates.ts'
import { IdMaker } from './ids.ts'
import type { Line, Order } from './model.ts'
import { buyerMessage, makeBuyer, shopNote } from './people.ts'
import { Random } from './random.ts'

export interface HistorySettings {
  readonly seed: number
  /** Orders are made from `from` until just before `until`. */
  readonly from: Seconds
  readonly until: Seconds
  /** Orders that exports by line know. */
  readonly orders: number
  /** How many of them have several lines: lines → orders. */
  readonly severalLines: readonly (readonly [lines: number, orders: number])[]
  /** Further orders, of two or three lines, that only exports by order know. */
  readonly recordOnlyOrders: number
  readonly products: number
  /** 1 for an ordinary shop; more makes refunds, returns and forgotten orders more frequent. */
  readonly trouble: number
  /** Share of the shipped lines that went through the QIC warehouse. */
  readonly qicShare: number
  /** How many times busier the last four days are: the sale before closing. */
  readonly finalRush: number
}

export interface History {
  readonly settings: HistorySettings
  readonly products: readonly Product[]
  /** Oldest first, the record-only orders among them. */
  readonly orders: readonly Order[]
}

/** Makes the whole life of a shop. The same settings give the same shop, for ever. */
export function makeHistory(settings: HistorySettings): History {
  const random = new Random(`shop ${settings.seed}`)
  const ids = new IdMaker(random.fork('ids'))
  const products = makeCatalogue(settings.products, ids, random.fork('catalogue'))
  const maker = new OrderMaker(products, ids, settings, random.fork('orders'))
  const sizes = orderSizes(settings, random.fork('sizes'))
  const times = orderTimes(settings, sizes.length, random.fork('times'))
  const orders = times.map((at, place) => {
    const size = sizes[place] ?? 1
    return maker.make(at, Math.abs(size), size < 0)
  })
  return { settings, products, orders }
}

/** The number of lines of each order; negative for an order that is only a record. */
function orderSizes(settings: HistorySettings, random: Random): number[] {
  const total = settings.orders + settings.recordOnlyOrders
  const sizes = new Array<number>(total).fill(1)
  const special = settings.severalLines.flatMap(([lines, orders]) =>
    new Array<number>(orders).fill(lines),
  )
  for (let i = 0; i < settings.recordOnlyOrders; i++) special.push(-random.int(2, 3))
  const places = random.sample(total, special.length)
  for (const size of special) {
    const [place = 0] = places.splice(random.int(0, places.length - 1), 1)
    sizes[place] = size
  }
  return sizes
}

/** Share of a day's orders by hour: a quiet night, a peak during the evening's live shows. */
const HOUR_WEIGHTS = [4, 2, 1, 1, 1, 1, 2, 4, 6, 8, 9, 9, 9, 8, 8, 8, 8, 8, 9, 12, 16, 18, 14, 8]
const HOURS = HOUR_WEIGHTS.map((weight, hour) => [hour, weight] as const)

function orderTimes(settings: HistorySettings, count: number, random: Random): Seconds[] {
  const days = Math.floor((settings.until - settings.from) / DAY)
  const dayWeights = Array.from({ length: days }, (_, day) => {
    const shape = 1 + 0.3 * Math.sin(day / 9) + (day % 7 >= 5 ? 0.4 : 0)
    const rush = day >= days - 4 ? settings.finalRush : 1
    return [day, (random.chance(0.04) ? 2 : 1) * rush * shape] as const
  })
  const times = Array.from({ length: count }, () => {
    const day = random.weighted(dayWeights)
    return settings.from + day * DAY + random.weighted(HOURS) * HOUR + random.int(0, HOUR - 1)
  })
  return times.sort((left, right) => left - right)
}

const CREATORS = [
  { id: '3388001122334455', name: '水帘洞美食家' },
  { id: '3388001122334466', name: '大观园"穿搭"日记' },
  { id: '3388001122334477', name: '梁山好物,好物' },
] as const

type Money = Pick<
  Line,
  | 'freightFen'
  | 'platformDiscountFen'
  | 'shopDiscountFen'
  | 'creatorDiscountFen'
  | 'payDiscountFen'
  | 'payableFen'
>

class OrderMaker {
  readonly #skus: readonly Sku[]
  readonly #ids: IdMaker
  readonly #trouble: number
  readonly #random: Random

  constructor(
    products: readonly Product[],
    ids: IdMaker,
    settings: HistorySettings,
    random: Random,
  ) {
    this.#skus = products.flatMap((product) => product.skus)
    this.#ids = ids
    this.#trouble = settings.trouble
    this.#random = random
  }

  make(createdAt: Seconds, size: number, isRecordOnly: boolean): Order {
    const random = this.#random
    const buyer = makeBuyer(random)
    const paidAt = random.chance(0.955) ? createdAt + random.int(8, 25 * MINUTE) : null
    const isSlow = random.chance(0.012)
    const creator = random.chance(0.35) ? random.pick(CREATORS) : null
    const lines: Line[] = []
    const order: Order = {
      id: this.#ids.order(createdAt),
      createdAt,
      paidAt,
      confirmedAt:
        paidAt && paidAt + (isSlow ? random.int(4 * HOUR, 40 * HOUR) : random.int(1, 5 * MINUTE)),
      payMethod: random.pick(['抖音支付', '微信', '支付宝', '抖音月付']),
      buyer,
      message: buyerMessage(random),
      note: random.chance(0.08)
        ? { at: createdAt + random.int(HOUR, 5 * DAY), text: shopNote(random, buyer) }
        : null,
      flag: random.weighted([
        ['灰', 20],
        ['红', 1],
        ['黄', 1],
      ]),
      creator,
      source: creator ? '精选联盟' : random.pick(['自营', '商城', '搜索']),
      isRecordOnly,
      lines,
    }
    for (let place = 0; place < size; place++) lines.push(this.#line(order, size === 1))
    return order
  }

  #line(order: Order, isOnly: boolean): Line {
    const random = this.#random
    const sku = random.pick(this.#skus)
    const quantity = random.weighted([
      [1, 80],
      [2, 14],
      [3, 4],
      [10, 1],
    ])
    const money = this.#money(order, sku.priceFen * quantity)
    const promisedShipAt = order.paidAt && order.paidAt + sku.product.promiseHours * HOUR
    const fate = this.#fate(order, { ...money, quantity, promisedShipAt })
    return {
      id: isOnly ? order.id : this.#ids.order(order.createdAt),
      order,
      sku,
      quantity,
      ...money,
      promisedShipAt,
      ...fate,
      parcel: fate.shippedAt
        ? random.pick([
            { number: `SF${random.digits(13)}`, carrier: '顺丰速运' },
            { number: `YT${random.digits(13)}`, carrier: '圆通速递' },
            { number: `7${random.digits(14)}`, carrier: '中通快递' },
          ])
        : null,
    }
  }

  #money(order: Order, goodsFen: number): Money {
    const random = this.#random
    const share = (probability: number, percent: number) =>
      random.chance(probability) ? Math.floor((goodsFen * random.int(1, percent)) / 100) : 0
    const freightFen = random.chance(0.06) ? random.pick([500, 800, 1200]) : 0
    const platformDiscountFen = share(0.2, 15)
    const shopDiscountFen = share(0.3, 20)
    const creatorDiscountFen = order.creator ? share(0.1, 5) : 0
    const payDiscountFen = order.payMethod === '抖音支付' ? share(0.15, 3) : 0
    const payableFen =
      goodsFen + freightFen - platformDiscountFen - shopDiscountFen - creatorDiscountFen
    return {
      freightFen,
      platformDiscountFen,
      shopDiscountFen,
      creatorDiscountFen,
      payDiscountFen,
      payableFen,
    }
  }

  #fate(order: Order, facts: Money & { quantity: number; promisedShipAt: Seconds | null }): Fate {
    const { confirmedAt } = order
    const { promisedShipAt } = facts
    if (confirmedAt === null || promisedShipAt === null) return unpaid(order.createdAt)
    return drawFate({ ...facts, confirmedAt, promisedShipAt }, this.#trouble, {
      ids: this.#ids,
      random: this.#random,
    })
  }
}

/** The platform closes an order that is not paid: after half an hour, some only after a day. */
function unpaid(createdAt: Seconds): Fate {
  return {
    partlyShippedAt: null,
    shippedAt: null,
    finishedAt: null,
    closedAt: createdAt + (createdAt % 3 === 0 ? DAY : 30 * MINUTE),
    cancelReason: '超时未支付',
    afterSales: [],
  }
}
