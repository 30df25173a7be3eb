import type { RecordKind } from '../../domain/records.ts'
import type { Layout } from './layouts.ts'

/**
 * Columns whose values stay what they are for the life of a record. When a file and the Open API
 * disagree about one of them, one of the two is wrong, and a person has to look.
 */
const LASTING: Partial<Record<RecordKind, readonly string[]>> = {
  lines: ['主订单编号', '商品ID', '商品数量', '订单应付金额', '订单提交时间'],
  afterSales: ['订单号', '商品单号', '售后申请时间'],
  funds: ['动账时间', '动账方向', '动账金额'],
}

/** A value of a record about which files and the Open API disagree. */
export interface Conflict {
  /** The record's key. */
  id: string
  column: string
}

interface TwoRows {
  before: Layout
  oldCells: readonly string[]
  layout: Layout
  cells: readonly string[]
}

/** Finds what an import from one kind of source says against what one from the other kind said. */
export class ConflictFinder {
  readonly #lasting: readonly string[]
  readonly #importId: number
  readonly #isFromApi: (importId: number) => boolean
  /** Decided once for each layout, because nearly all rows share a few. */
  readonly #others = new Map<Layout, ReadonlySet<number>>()

  constructor(kind: RecordKind, importId: number, isFromApi: (importId: number) => boolean) {
    this.#lasting = LASTING[kind] ?? []
    this.#importId = importId
    this.#isFromApi = isFromApi
  }

  /** Whether any value of such rows came from the other kind of source. */
  mayBe(before: Layout): boolean {
    return this.#lasting.length > 0 && this.#ofOthers(before).size > 0
  }

  /** What both rows of a key say, and say differently, in their lasting columns. */
  between(id: string, { before, oldCells, layout, cells }: TwoRows): Conflict[] {
    if (!this.mayBe(before)) return []
    const others = this.#ofOthers(before)
    const differing = this.#lasting.filter((name) => {
      const inOld = before.columns.indexOf(name)
      const inNew = layout.columns.indexOf(name)
      if (inOld < 0 || inNew < 0 || !others.has(inOld)) return false
      const [said, says] = [oldCells[inOld] as string, cells[inNew] as string]
      return said !== '' && says !== '' && !isSame(said, says)
    })
    return differing.map((column) => ({ id, column }))
  }

  #ofOthers(before: Layout): ReadonlySet<number> {
    let positions = this.#others.get(before)
    if (!positions) {
      const own = this.#isFromApi(this.#importId)
      positions = new Set(
        before.origins.flatMap((origin, position) =>
          this.#isFromApi(origin) === own ? [] : [position],
        ),
      )
      this.#others.set(before, positions)
    }
    return positions
  }
}

/** A file may leave out the seconds of a time, and signs of amounts follow from the direction. */
function isSame(one: string, other: string): boolean {
  if (one.replace(/^-/, '') === other.replace(/^-/, '')) return true
  const isTime = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/.test(one)
  return isTime && one.slice(0, 16).replace('T', ' ') === other.slice(0, 16).replace('T', ' ')
}
