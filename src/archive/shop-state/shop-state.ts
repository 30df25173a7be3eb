import type { Database } from '../database/sqlite.ts'
import { Items } from './items.ts'
import { KnownOrders } from './known-orders.ts'
import { Statements } from './statements.ts'
import { Walks } from './walks.ts'

/** What the database knows of the Open API beside the records themselves: the tables `api_…`. */
export class ShopState {
  readonly walks: Walks
  readonly items: Items
  readonly orders: KnownOrders
  readonly #statements: Statements

  constructor(db: Database) {
    this.#statements = new Statements(db)
    this.walks = new Walks(this.#statements)
    this.items = new Items(this.#statements)
    this.orders = new KnownOrders(this.#statements)
  }

  shop(): { shopId: string; name: string } | null {
    const row = this.#statements.of('SELECT shop_id AS shopId, name FROM api_shop').get()
    return (row as { shopId: string; name: string } | undefined) ?? null
  }

  setShop(shopId: string, name: string): void {
    this.#statements.run('DELETE FROM api_shop')
    this.#statements.run('INSERT INTO api_shop VALUES (?, ?)', shopId, name)
  }

  /** How far each file of pages has been read into this database, by its name. */
  filesRead(): Map<string, { bytes: number; lines: number }> {
    const rows = this.#statements.of('SELECT file, bytes, lines FROM api_files').all() as {
      file: string
      bytes: number
      lines: number
    }[]
    return new Map(rows.map(({ file, bytes, lines }) => [file, { bytes, lines }]))
  }

  setFileRead(file: string, bytes: number, lines: number): void {
    this.#statements.run('INSERT OR REPLACE INTO api_files VALUES (?, ?, ?)', file, bytes, lines)
  }
}
