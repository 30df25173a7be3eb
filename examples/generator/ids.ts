import { beijing, type Seconds } from './beijing-time.ts'
import type { Random } from './random.ts'

const EPOCH = beijing('2024-01-01')

/**
 * Hands out ids that look like the platform's: 19 digits that grow with time. They never end in
 * 000, because a reader must take that for an id that a spreadsheet has rounded.
 */
export class IdMaker {
  readonly #random: Random
  #count = 0

  constructor(random: Random) {
    this.#random = random
  }

  /** 19 digits such as 6980112233445566771 for an order or a sub-order. */
  order(at: Seconds): string {
    return this.#make('69', at)
  }

  /** 19 digits; products and SKUs begin with 3 and 17. */
  product(): string {
    return this.#make('35', EPOCH + this.#random.int(1, 50_000_000))
  }

  sku(): string {
    return this.#make('17', EPOCH + this.#random.int(1, 50_000_000))
  }

  /** 18 digits, as after-sales have. */
  afterSale(at: Seconds): string {
    return this.#make('1', at)
  }

  /** A number of a fund movement. */
  movement(at: Seconds): string {
    return this.#make('70', at)
  }

  #make(prefix: string, at: Seconds): string {
    this.#count += 1
    const age = String(at - EPOCH).padStart(8, '0')
    const serial = String(this.#count % 1_000_000).padStart(6, '0')
    return `${prefix}${age}${this.#random.digits(2)}${serial}${1 + (this.#count % 9)}`
  }
}
