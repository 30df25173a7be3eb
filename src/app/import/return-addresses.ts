import type { RecordWriter } from '../../archive/records/record-writer.ts'
import type { Store } from '../../archive/store.ts'
import type { Header } from '../../sources/seller-files/header.ts'
import { deriveValues } from '../../sources/seller-files/record-values.ts'

const COLUMNS = ['联系人', '电话', '详细地址', '备注']

/** Picks the merchant's own return addresses out of an after-sale export. */
export class ReturnAddresses {
  readonly #writer: RecordWriter
  readonly #contact: number
  readonly #phone: number
  readonly #detail: number
  /** The few addresses of a shop stand in thousands of rows. */
  readonly #seen = new Set<string>()

  private constructor(writer: RecordWriter, positions: readonly [number, number, number]) {
    this.#writer = writer
    ;[this.#contact, this.#phone, this.#detail] = positions
  }

  /** @returns null for a report that has no return addresses */
  static of({ columns }: Header, store: Store, importId: number): ReturnAddresses | null {
    const position = (name: string) => columns.findIndex((column) => column.name === name)
    const detail = position('商家退货地址')
    if (detail < 0) return null
    const writer = store.recordWriter('addresses', importId, COLUMNS, (of) =>
      deriveValues('addresses', 'addresses', of),
    )
    const positions = [
      position('商家退货联系人姓名'),
      position('商家退货联系人电话'),
      detail,
    ] as const
    return new ReturnAddresses(writer, positions)
  }

  add(cells: readonly string[]): void {
    const [contact = '', phone = '', detail = ''] = [this.#contact, this.#phone, this.#detail].map(
      (position) => cells[position],
    )
    if (detail === '') return
    const key = `${contact}|${phone}|${detail}`
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    this.#writer.put([contact, phone, detail, '售后退货地址'])
  }
}
