import type { Database, Statement } from '../database/sqlite.ts'

/** Which columns a row's cells are, and which import each of them comes from. */
export interface Layout {
  id: number
  /** The table whose rows have it. */
  table: string
  columns: readonly string[]
  /** Import ids, one per column. */
  origins: readonly number[]
}

/** What a report's content is worth against another's: the later one wins, whatever came first. */
export interface Rank {
  asOf: string
  /** Decides between reports of the same second: when the file was changed; '' where its name dates it. */
  changedAt: string
  /** Decides between those that are equal in this too, so that the order of import never does. */
  tie: string
}

/** How an old and a new row of the same key become one. */
export interface MergePlan {
  result: Layout
  /** The import that `result` counts as its source: the newest among its origins. */
  newest: number
  /** For each column of the result: ≥ 0 is a position in the new row, < 0 is -1 - position in the old. */
  picks: readonly number[]
  /** For each column of the result: its position in the old row, -1 where the old row lacks it. */
  oldPositions: readonly number[]
  /**
   * Columns that two exports of the same second tell: what decides between them says nothing about
   * which of the two is true. Positions in the new and in the old row.
   */
  ties: readonly (readonly [inNew: number, inOld: number])[]
  /** Nothing of the new row is taken. */
  keepsOld: boolean
  /** The new row is the result as it stands: it has the old one's columns, and later values in all of them. */
  takesNew: boolean
  /** Both rows have the same columns in the same order. */
  isSameShape: boolean
}

/** Keeps layouts once each, and works out once per pair of layouts how their rows merge. */
export class Layouts {
  readonly #byKey = new Map<string, Layout>()
  readonly #byId = new Map<number, Layout>()
  readonly #plans = new Map<string, MergePlan>()
  readonly #insert: Statement
  readonly #rankOf: (importId: number) => Rank

  constructor(db: Database, rankOf: (importId: number) => Rank) {
    this.#rankOf = rankOf
    this.#insert = db.prepare('INSERT INTO layouts ("table", columns, origins) VALUES (?, ?, ?)')
    const rows = db.prepare('SELECT id, "table", columns, origins FROM layouts').all() as {
      id: number
      table: string
      columns: string
      origins: string
    }[]
    for (const row of rows) {
      const { id, table } = row
      this.#remember({
        id,
        table,
        columns: JSON.parse(row.columns),
        origins: JSON.parse(row.origins),
      })
    }
  }

  get(id: number): Layout {
    const layout = this.#byId.get(id)
    if (!layout) throw new Error(`layout ${id} is missing`)
    return layout
  }

  /** Finds or makes the layout of these columns and origins. */
  intern(layout: Omit<Layout, 'id'>): Layout {
    const known = this.#byKey.get(layoutKey(layout))
    if (known) return known
    const { table, columns, origins } = layout
    const { lastInsertRowid } = this.#insert.run(
      table,
      JSON.stringify(columns),
      JSON.stringify(origins),
    )
    return this.#remember({ id: Number(lastInsertRowid), table, columns, origins })
  }

  /** Forgets what a rolled-back transaction had made. */
  forget(ids: (id: number) => boolean): void {
    for (const layout of [...this.#byId.values()]) {
      if (!ids(layout.id)) continue
      this.#byId.delete(layout.id)
      this.#byKey.delete(layoutKey(layout))
    }
    this.forgetPlans()
  }

  /** To be called when an import has become newer than others. */
  forgetPlans(): void {
    this.#plans.clear()
  }

  /**
   * Column by column, the newer import's value wins even when it is empty; a column that only one of
   * the two has is kept. Of the same import, the later row wins.
   */
  plan(older: Layout, newer: Layout): MergePlan {
    const key = `${older.id} ${newer.id}`
    let plan = this.#plans.get(key)
    if (!plan) {
      plan = this.#makePlan(older, newer)
      this.#plans.set(key, plan)
    }
    return plan
  }

  #makePlan(old: Layout, fresh: Layout): MergePlan {
    const columns = [
      ...fresh.columns,
      ...old.columns.filter((name) => !fresh.columns.includes(name)),
    ]
    const origins: number[] = []
    const picks = columns.map((name) => {
      const inNew = fresh.columns.indexOf(name)
      const inOld = old.columns.indexOf(name)
      const takesNew =
        inOld < 0 ||
        (inNew >= 0 && !this.#isLater(old.origins[inOld] as number, fresh.origins[inNew] as number))
      origins.push((takesNew ? fresh.origins[inNew] : old.origins[inOld]) as number)
      return takesNew ? inNew : -1 - inOld
    })
    const keepsOld = picks.every((pick) => pick < 0)
    const isSameShape = old.columns.join('\u0000') === fresh.columns.join('\u0000')
    const ties = fresh.columns.flatMap((name, inNew): [number, number][] => {
      const inOld = old.columns.indexOf(name)
      const isTied =
        inOld >= 0 && this.#isTied(old.origins[inOld] as number, fresh.origins[inNew] as number)
      return isTied ? [[inNew, inOld]] : []
    })
    return {
      ties,
      result: keepsOld ? old : this.intern({ table: fresh.table, columns, origins }),
      oldPositions: columns.map((name) => old.columns.indexOf(name)),
      takesNew: isSameShape && ties.length === 0 && picks.every((pick) => pick >= 0),
      isSameShape,
      newest: origins.reduce((one, other) => (this.#isLater(other, one) ? other : one)),
      picks,
      keepsOld,
    }
  }

  #isTied(one: number, other: number): boolean {
    if (one === other) return false
    const [a, b] = [this.#rankOf(one), this.#rankOf(other)]
    return a.asOf === b.asOf && a.changedAt === b.changedAt
  }

  #isLater(one: number, other: number): boolean {
    if (one === other) return false
    const [a, b] = [this.#rankOf(one), this.#rankOf(other)]
    if (a.asOf !== b.asOf) return a.asOf > b.asOf
    return a.changedAt === b.changedAt ? a.tie > b.tie : a.changedAt > b.changedAt
  }

  #remember(layout: Layout): Layout {
    this.#byId.set(layout.id, layout)
    this.#byKey.set(layoutKey(layout), layout)
    return layout
  }
}

function layoutKey({ table, columns, origins }: Omit<Layout, 'id'>): string {
  return `${table}\u0001${columns.join('\u0000')}\u0001${origins.join(',')}`
}
