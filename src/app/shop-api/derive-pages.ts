import { createHash } from 'node:crypto'
import type { LinePlace, PageFiles } from '../../archive/page-files.ts'
import {
  decodeLine,
  type PageEventLine,
  type ShopEvent,
  type WindowEventLine,
} from '../../archive/page-lines.ts'
import type { ShopState } from '../../archive/shop-state/shop-state.ts'
import type { Store } from '../../archive/store.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import type { ReportKind } from '../../domain/report-kind.ts'
import { epochSecondsToBeijing } from '../../domain/time.ts'
import type { Json } from '../../sources/open-api/client/lossless-json.ts'
import { noDetail } from '../../sources/open-api/detail-answers.ts'
import {
  type MappedRow,
  mapAddress,
  mapAfterSale,
  mapFund,
  mapOrder,
  mapProduct,
  mapSettlement,
} from '../../sources/open-api/mapper.ts'
import { AFTER_SALE_DETAIL, ORDER_DETAIL, PRODUCT_DETAIL } from '../../sources/open-api/methods.ts'
import {
  isStreamName,
  type ListedItem,
  readDetail,
  readPage,
} from '../../sources/open-api/read-answer.ts'
import { orderOfDetail } from '../../sources/open-api/streams/orders.ts'
import type { StreamName } from '../../sources/open-api/walks/stream-events.ts'
import { PageImports } from './page-imports.ts'
import { SettlementKeys } from './settlement-keys.ts'

/** Where a line stands, and which line of its file it is, from 1. */
export interface LineNumber extends LinePlace {
  line: number
}

/** What the rows of a list become, and where their details are. */
interface ListKind {
  /** Rows that the list alone gives. */
  rows(item: ListedItem): MappedRow[]
  /** The method that has the details; null where there are none. */
  details: string | null
  /** The details do not repeat all that the list says. */
  keepsItem?: true
}

const ORDER_LISTS: ListKind = {
  rows: ({ json }) => mapOrder(json),
  details: ORDER_DETAIL.name,
}
const AFTER_SALE_LISTS: ListKind = {
  rows: ({ json }) => [mapAfterSale(json, null)],
  details: AFTER_SALE_DETAIL.name,
}

const LISTS: Readonly<Record<StreamName, ListKind>> = {
  orders: ORDER_LISTS,
  'changed-orders': ORDER_LISTS,
  'after-sales': AFTER_SALE_LISTS,
  'changed-after-sales': AFTER_SALE_LISTS,
  products: {
    rows: ({ json }) => mapProduct(json, null),
    details: PRODUCT_DETAIL.name,
    keepsItem: true,
  },
  addresses: { rows: ({ json }) => [mapAddress(json)], details: null },
  settlements: { rows: ({ json }) => [mapSettlement(json)], details: null },
  funds: { rows: ({ json }) => [mapFund(json)], details: null },
}

/**
 * Brings what happened while a shop was read into the database. The same lines give the same database,
 * whether they are applied as they come or all at once by `rebuild`.
 */
export class PageDeriver {
  readonly imports: PageImports
  readonly #state: ShopState
  readonly #pages: PageFiles
  readonly #settlementKeys = new SettlementKeys()
  #areKeysRestored = false

  constructor(store: Store, state: ShopState, pages: PageFiles, findings: FindingCollector) {
    this.#state = state
    this.#pages = pages
    this.imports = new PageImports(store, findings)
  }

  /** To be called in a transaction. @returns how many rows the event gave */
  async apply(event: ShopEvent, place: LineNumber): Promise<number> {
    const rows = await this.#applyEvent(event, place)
    this.imports.keepCounts()
    this.#state.setFileRead(place.file, place.start + place.size, place.line)
    return rows
  }

  async #applyEvent(event: ShopEvent, place: LineNumber): Promise<number> {
    const state = this.#state
    switch (event.type) {
      case 'shop':
        state.setShop(event.shopId, event.shopName)
        return 0
      case 'begin':
        state.walks.begin(event.stream, event)
        return 0
      case 'page':
        return this.#page(event, place)
      case 'window':
        if (event.stream === 'products') await this.#forgetDeleted(event)
        state.walks.window(event)
        return 0
      case 'end':
        this.#end(event.stream, event.at, place)
        return 0
      case 'refused':
        state.walks.refuse(event.stream, event.at)
        return 0
      case 'want': {
        const { method, version, ids } = event
        for (const id of ids) state.items.listed({ method, id, version, item: null })
        return 0
      }
      case 'detail':
        return this.#detail(event, place)
      case 'no-detail':
        state.items.refused(event.method, event.id, event.reason)
        return 0
    }
  }

  async #page(event: PageEventLine, place: LineNumber): Promise<number> {
    if (!isStreamName(event.stream)) return 0
    const { rows: rowsOf, details, keepsItem } = LISTS[event.stream]
    if (event.stream === 'settlements') await this.#prepareKeys(event.page)
    let count = 0
    for (const item of readPage(event.stream, event.body)) {
      count++
      // A product whose details are here has a row for each SKU instead of one of its own.
      const isReplaced = keepsItem && details && this.#state.items.isDetailed(details, item.id)
      if (!isReplaced) this.#put(rowsOf(item), { ...place, at: event.at }, item)
      if (details === null || item.id === '') continue
      const json = JSON.stringify(item.json)
      const version = item.version ?? createHash('sha256').update(json).digest('hex')
      const kept = keepsItem ? json : null
      this.#state.items.listed({ method: details, id: item.id, version, item: kept })
    }
    this.#state.walks.page(event, place)
    return count
  }

  /**
   * A product whose details the platform refuses, and that its whole list does not have any more, was
   * deleted meanwhile: nobody can ever give them.
   */
  async #forgetDeleted({ doubt, total }: WindowEventLine): Promise<void> {
    const method = PRODUCT_DETAIL.name
    const owed = this.#state.items.refusedItems().filter((each) => each.method === method)
    if (owed.length === 0 || doubt !== null || total === null) return
    const listed = new Set<string>()
    for (const place of this.#state.walks.pagesOfPass('products')) {
      const event = decodeLine(await this.#pages.line(place))
      // Without one of its pages the list is not whole.
      if (event?.type !== 'page') return
      for (const { id } of readPage('products', event.body)) listed.add(id)
    }
    for (const { id } of owed) if (!listed.has(id)) this.#state.items.forget(method, id)
  }

  /** A kind of record of which the platform has none is known to be none only at the end. */
  #end(stream: string, at: string, place: LineNumber): void {
    this.#state.walks.end(stream, at)
    const walk = this.#state.walks.stream(stream)?.walk
    if (!isStreamName(stream) || !walk) return
    // What is not cut by time is true as of now.
    const asOf = walk.to > 0 ? epochSecondsToBeijing(walk.to) : at
    this.imports.note(REPORT_OF[stream], { ...place, at: asOf < at ? asOf : at })
  }

  #detail(event: ShopEvent & { type: 'detail' }, place: LineNumber): number {
    const { method, id, body, at } = event
    const data = readDetail(body)
    const reason = noDetail(method, id, data)
    if (reason !== null) {
      this.#state.items.refused(method, id, reason)
      return 0
    }
    const rows = this.#detailRows(method, id, data)
    if (method === PRODUCT_DETAIL.name) this.imports.removeProductItself(id)
    this.#put(rows, { ...place, at })
    this.#state.items.detailed(method, id)
    return rows.length
  }

  #detailRows(method: string, id: string, data: ReturnType<typeof readDetail>): MappedRow[] {
    if (method === ORDER_DETAIL.name) return mapOrder(orderOfDetail(data))
    if (method === AFTER_SALE_DETAIL.name) return [mapAfterSale(null, data)]
    return mapProduct(this.#listItem(method, id), data)
  }

  #listItem(method: string, id: string) {
    return JSON.parse(this.#state.items.jsonOf(method, id) ?? 'null')
  }

  #put(
    rows: readonly MappedRow[],
    where: LineNumber & { at: string },
    { json }: { json?: Json } = {},
  ): void {
    for (const row of rows) {
      const isBill = row.shape.record === 'settlements'
      this.imports.put(row, where, isBill ? this.#bill(json ?? null) : undefined)
    }
  }

  #bill(json: Json) {
    return { keys: this.#settlementKeys, text: JSON.stringify(json) }
  }

  /** Equal rows of the bill are numbered within a pass; one that was cut off is counted through again. */
  async #prepareKeys(page: number): Promise<void> {
    const keys = this.#settlementKeys
    const isRestored = this.#areKeysRestored
    this.#areKeysRestored = true
    if (page === 0) {
      keys.startPass()
      return
    }
    if (isRestored) return
    for (const place of this.#state.walks.pagesOfPass('settlements')) {
      const event = decodeLine(await this.#pages.line(place))
      if (event?.type !== 'page') continue
      for (const { json } of readPage('settlements', event.body)) {
        this.imports.countKey(mapSettlement(json), this.#bill(json))
      }
    }
  }
}

/** What the rows of each list are. */
export const REPORT_OF = {
  orders: 'orders',
  'changed-orders': 'orders',
  'after-sales': 'after-sales',
  'changed-after-sales': 'after-sales',
  products: 'products',
  addresses: 'addresses',
  settlements: 'settlements',
  funds: 'funds',
} as const satisfies Record<StreamName, ReportKind>
