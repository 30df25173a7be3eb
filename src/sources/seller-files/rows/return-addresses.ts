import type { Header } from '../header.ts'
import type { ReturnAddress } from './prepared-row.ts'

/** Picks the merchant's own return addresses out of an after-sale export. */
export class ReturnAddresses {
  readonly #positions: readonly [contact: number, phone: number, detail: number]
  /** The few addresses of a shop stand in thousands of rows. */
  readonly #seen = new Set<string>()
  #new: ReturnAddress[] = []

  constructor({ columns }: Header) {
    const position = (name: string) => columns.findIndex((column) => column.name === name)
    this.#positions = [
      position('商家退货联系人姓名'),
      position('商家退货联系人电话'),
      position('商家退货地址'),
    ]
  }

  see(cells: readonly string[]): void {
    const [contact, phone, detail] = this.#positions
    const text = cells[detail] ?? ''
    if (text === '') return
    const address = [cells[contact] ?? '', cells[phone] ?? '', text] as const
    const key = address.join('|')
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    this.#new.push(address)
  }

  /** Those that came since the last call. */
  takeNew(): readonly ReturnAddress[] {
    const taken = this.#new
    this.#new = []
    return taken
  }
}
