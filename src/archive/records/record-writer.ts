import type { RecordKind, Value } from '../../domain/records.ts'
import { hasEqualRows, type KeyMaker, keyMaker, TABLES } from '../database/tables.ts'
import { type SearchTexts, wordsMaker } from '../queries/search-texts.ts'
import { type Conflict, ConflictFinder } from './conflicts.ts'
import { EqualRows } from './equal-rows.ts'
import type { Layout, Layouts, MergePlan } from './layouts.ts'
import type { RecordStatements } from './record-statements.ts'

export type Outcome = 'added' | 'updated' | 'unchanged'

/** Which of two exports is true cannot be told. */
export interface Tie {
  /** The record's key. */
  id: string
  /** What the two say differently. */
  columns: readonly string[]
}

/** What became of a row. */
export interface Put {
  outcome: Outcome
  /** The same import already gave this key with another content. */
  repeatsKey: boolean
  /** Set when an export of the same second says something else. */
  tie: Tie | null
  /** Values that never change, about which files and the Open API disagree. */
  conflicts: readonly Conflict[]
}

/** Reads the fields of a kind out of cells that stand in the order of `columns`. */
export type DeriveFor = (columns: readonly string[]) => (cells: readonly string[]) => Value[]

/** What all writers into an open archive share. */
export interface WriterParts {
  statements: RecordStatements
  layouts: Layouts
  texts: SearchTexts
  /** Whether an import is from the Open API. */
  isFromApi: (importId: number) => boolean
}

/** A row as the table has it. */
type StoredRow = { id: number; layout_id: number; cells: string }

/** Puts the rows of one import into one table, each merged with what the archive already knows. */
export class RecordWriter {
  readonly #statements: RecordStatements
  readonly #layouts: Layouts
  readonly #layout: Layout
  readonly #importId: number
  readonly #deriveFor: DeriveFor
  readonly #derive = new Map<Layout, (cells: readonly string[]) => Value[]>()
  readonly #keyOf: KeyMaker
  /** null where a key is never that of two rows. */
  readonly #equalRows: EqualRows | null
  readonly #texts: SearchTexts
  readonly #wordsOf: ((values: readonly Value[]) => string) | null
  readonly #conflicts: ConflictFinder

  constructor(
    { statements, layouts, texts, isFromApi }: WriterParts,
    options: {
      kind: RecordKind
      columns: readonly string[]
      importId: number
      deriveFor: DeriveFor
      /** Where a row's key takes more than its own values. */
      keyOf?: KeyMaker
    },
  ) {
    this.#statements = statements
    this.#layouts = layouts
    this.#importId = options.importId
    this.#deriveFor = options.deriveFor
    this.#keyOf = options.keyOf ?? keyMaker(options.kind)
    const counts = options.keyOf === undefined && hasEqualRows(options.kind)
    this.#equalRows = counts ? new EqualRows() : null
    this.#conflicts = new ConflictFinder(options.kind, options.importId, isFromApi)
    this.#texts = texts
    this.#wordsOf = wordsMaker(options.kind)
    this.#layout = layouts.intern({
      table: TABLES[options.kind].table,
      columns: options.columns,
      origins: options.columns.map(() => options.importId),
    })
  }

  /**
   * Adds a row, or merges it into the one with the same key.
   * @param cells in the order of the import's columns
   */
  put(cells: readonly string[]): Put {
    return this.putPrepared(this.#valuesOf(this.#layout, cells), JSON.stringify(cells))
  }

  /**
   * The same for a row whose fields have been read already.
   * @param values the fields of the record
   * @param text the cells as a JSON array of texts
   */
  putPrepared(values: Value[], text: string): Put {
    const key = this.#keyOf(values)
    const inserted = this.#insert(key, values, text)
    const equalRows = this.#equalRows
    if (inserted !== null) {
      equalRows?.isFirst(inserted)
      return ADDED
    }
    const old = this.#find(key)
    if (!equalRows || equalRows.isFirst(old.id)) return this.#merge(key, old, values, text)
    const numbered = equalRows.nextKey(key)
    if (this.#insert(numbered, values, text) !== null) return ADDED
    return this.#merge(numbered, this.#find(numbered), values, text)
  }

  /** @returns the number of the new row; null when there is one with this key */
  #insert(key: string, values: readonly Value[], text: string): number | null {
    const row = this.#rowOf(values, { key, layout: this.#layout, importId: this.#importId, text })
    const { changes, lastInsertRowid } = this.#statements.insert.run(...row)
    return changes ? Number(lastInsertRowid) : null
  }

  #find(key: string): StoredRow {
    return this.#statements.select.get(key) as StoredRow
  }

  #merge(key: string, old: StoredRow, values: readonly Value[], text: string): Put {
    const before = this.#layouts.get(old.layout_id)
    const plan = this.#layouts.plan(before, this.#layout)
    if (plan.keepsOld && plan.ties.length === 0 && !this.#conflicts.mayBe(before)) return UNCHANGED
    const isSameFile = before.origins.includes(this.#importId)
    if (plan.isSameShape && old.cells === text) {
      if (plan.result !== before) this.#statements.relayout.run(plan.result.id, plan.newest, key)
      return UNCHANGED
    }
    if (plan.takesNew && !this.#conflicts.mayBe(before)) {
      this.#replace(old.id, values, { key, plan, text })
      return { ...UPDATED, repeatsKey: isSameFile }
    }
    const oldCells = JSON.parse(old.cells) as string[]
    const cells = JSON.parse(text) as string[]
    const differing = plan.ties.filter(([inNew, inOld]) => cells[inNew] !== oldCells[inOld])
    const columns = differing.map(([inNew]) => this.#layout.columns[inNew] as string)
    const tie = columns.length > 0 ? { id: key, columns } : null
    const rows = { before, oldCells, layout: this.#layout, cells }
    const conflicts = this.#conflicts.between(key, rows)
    if (plan.keepsOld) return { ...UNCHANGED, tie, conflicts }
    const merged = plan.picks.map(
      (pick) => (pick < 0 ? oldCells[-1 - pick] : cells[pick]) as string,
    )
    const isSame =
      plan.result.columns.length === before.columns.length &&
      plan.oldPositions.every((position, index) => merged[index] === oldCells[position])
    const mergedText = JSON.stringify(merged)
    this.#replace(old.id, this.#valuesOf(plan.result, merged), { key, plan, text: mergedText })
    if (isSame) return { ...UNCHANGED, tie, conflicts }
    return { outcome: 'updated', repeatsKey: isSameFile, tie, conflicts }
  }

  #replace(
    id: number,
    values: readonly Value[],
    { key, plan, text }: { key: string; plan: MergePlan; text: string },
  ): void {
    const { result: layout, newest: importId } = plan
    this.#statements.replace(id, this.#rowOf(values, { key, layout, importId, text }))
  }

  /** What the columns of the table hold, in the order of the statements. */
  #rowOf(
    values: readonly Value[],
    {
      key,
      layout,
      importId,
      text,
    }: { key: string; layout: Layout; importId: number; text: string },
  ): Value[] {
    const row = this.#statements.hasOwnKey ? [key, ...values] : [...values]
    if (this.#wordsOf) row.push(this.#texts.idOf(this.#wordsOf(values)))
    row.push(layout.id, importId, text)
    return row
  }

  #valuesOf(layout: Layout, cells: readonly string[]): Value[] {
    let derive = this.#derive.get(layout)
    if (!derive) {
      derive = this.#deriveFor(layout.columns)
      this.#derive.set(layout, derive)
    }
    return derive(cells)
  }
}

const ADDED: Put = {
  outcome: 'added',
  repeatsKey: false,
  tie: null,
  conflicts: [],
}
const UPDATED: Put = { ...ADDED, outcome: 'updated' }
const UNCHANGED: Put = { ...ADDED, outcome: 'unchanged' }
