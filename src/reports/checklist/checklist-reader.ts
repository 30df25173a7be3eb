import { TICK_STATUSES, type TickStatus } from '../../domain/checklist/checklist-item.ts'
import type { Checklist } from '../../domain/checklist/checklist-ticks.ts'
import { type Finding, finding, type Place } from '../../domain/finding.ts'
import { CHECKLIST_EN } from '../words/checklist-en.ts'
import { CHECKLIST_COLUMNS, type ChecklistColumn } from '../words/checklist-words.ts'
import { CHECKLIST_ZH } from '../words/checklist-zh.ts'
import { cleanCellText } from '../xlsx/cell-text.ts'

/** A sheet as the readers of seller files give it; the row number is what a spreadsheet shows. */
export interface SheetRows {
  sheet: string | null
  rows: readonly { number: number; cells: readonly string[] }[]
}

/** An item as it is known now, for telling what was changed by hand. */
export interface KnownItem {
  status: TickStatus
  note: string
  orderId: string | null
}

export interface ReadTick {
  id: string
  status: TickStatus
  note: string
}

export interface ReadChecklist {
  /** What is to be remembered: only items that were changed by hand. */
  changed: ReadTick[]
  /** Items that were read and are as they were. */
  unchanged: number
  findings: Finding[]
}

const LANGUAGES = [CHECKLIST_ZH, CHECKLIST_EN]

/** Items of a checklist by id, open and done. */
export function knownItems({ items, done }: Pick<Checklist, 'items' | 'done'>) {
  return new Map<string, KnownItem>([...items, ...done].map((item) => [item.id, item]))
}

/**
 * Reads the ticks of a workbook that people have edited: rows may be sorted, deleted, copied and
 * retyped. What is not plainly one of our rows with one of our statuses becomes a finding, and the
 * record stays as it was. A record that changed after the workbook was made wins over the workbook.
 */
export function readChecklist(
  sheets: readonly SheetRows[],
  known: ReadonlyMap<string, KnownItem>,
  file: string,
): ReadChecklist {
  const findings: Finding[] = []
  const tables = sheets.flatMap((sheet) => tableOf(sheet, file))
  if (tables.length === 0) {
    return { changed: [], unchanged: 0, findings: [finding('checklist-no-header', { file })] }
  }
  const rows = tables.flat().filter(({ cells }) => !isBlank(cells))
  const seen = new Set<string>()
  const read = rows.flatMap((row): ReadRow[] => {
    const { id } = row.cells
    if (known.has(id)) seen.add(id)
    const result = readRow(row, known.get(id))
    if ('code' in result) findings.push(result)
    else return [result]
    return []
  })
  const { single, doubtful } = withoutDuplicates(read)
  findings.push(...doubtful)
  const changed = single.flatMap((row) => changedTick(row, findings))
  const missing = known.size - seen.size
  if (missing > 0) findings.push(finding('checklist-missing-items', { file }, { count: missing }))
  return { changed, unchanged: single.length - changed.length, findings }
}

type Cells = Readonly<Record<ChecklistColumn, string>>

interface TableRow {
  cells: Cells
  /** Whether the table has the columns that tell what stood there at first. */
  hasWas: boolean
  place: Place
  statusHeader: string
}

/** The rows below the header, or nothing when the sheet has no header of ours. */
function tableOf({ sheet, rows }: SheetRows, file: string): TableRow[][] {
  for (const [index, { cells }] of rows.entries()) {
    const columns = columnsOf(cells)
    if (!columns) continue
    const below = rows.slice(index + 1).map(({ number, cells: values }): TableRow => {
      const pick = (column: ChecklistColumn) => tidy(values[columns.get(column) ?? -1] ?? '')
      return {
        cells: Object.fromEntries(
          CHECKLIST_COLUMNS.map((column) => [column, pick(column)]),
        ) as Record<ChecklistColumn, string>,
        hasWas: columns.has('statusWas') && columns.has('noteWas'),
        place: { file, ...(sheet === null ? {} : { sheet }), row: number },
        statusHeader: cells[columns.get('status') ?? -1] ?? '',
      }
    })
    return [below]
  }
  return []
}

/** Where our columns stand, by their names in either language; null for a row that is no header. */
function columnsOf(cells: readonly string[]): ReadonlyMap<ChecklistColumn, number> | null {
  const columns = new Map<ChecklistColumn, number>()
  for (const [index, cell] of cells.entries()) {
    const name = tidy(cell)
    const column = CHECKLIST_COLUMNS.find((each) =>
      LANGUAGES.some(({ columns: names }) => names[each] === name),
    )
    if (column && !columns.has(column)) columns.set(column, index)
  }
  return columns.has('id') && columns.has('status') ? columns : null
}

interface ReadRow {
  id: string
  status: TickStatus
  note: string
  was: { status: TickStatus; note: string } | null
  known: KnownItem
  place: Place
}

function readRow({ cells, hasWas, place, statusHeader }: TableRow, known: KnownItem | undefined) {
  const { id, orderId, note, noteWas } = cells
  if (!known) return finding('checklist-unknown-item', place, { value: shown(id) })
  if (orderId !== '' && known.orderId !== null && orderId !== known.orderId) {
    return finding('checklist-moved-cells', place, { value: shown(id) })
  }
  const status = statusOf(cells.status)
  if (!status) {
    const where = { ...place, column: tidy(statusHeader) }
    return finding('checklist-unknown-status', where, { value: shown(cells.status) })
  }
  const statusWas = hasWas ? statusOf(cells.statusWas) : undefined
  const was = statusWas ? { status: statusWas, note: noteWas } : null
  return { id, status, note, was, known, place }
}

/** Copies that say the same count once; copies that differ are nobody's to choose from. */
function withoutDuplicates(rows: readonly ReadRow[]) {
  const groups = new Map<string, ReadRow[]>()
  for (const row of rows) groups.set(row.id, [...(groups.get(row.id) ?? []), row])
  const single: ReadRow[] = []
  const doubtful: Finding[] = []
  for (const [id, [first, ...others]] of groups) {
    if (!first) continue
    const differing = others.find(
      ({ status, note }) => status !== first.status || note !== first.note,
    )
    if (!differing) single.push(first)
    else {
      doubtful.push(finding('checklist-duplicate-item', differing.place, { value: shown(id) }))
    }
  }
  return { single, doubtful }
}

/** What a person changed, field by field, against what stood there when the workbook was made. */
function changedTick({ id, status, note, was, known, place }: ReadRow, findings: Finding[]) {
  const knownNote = tidy(known.note)
  const base = was ?? { status: known.status, note: knownNote }
  const isNew = { status: status !== base.status, note: note !== base.note }
  const isOverridden =
    (isNew.status && known.status !== base.status && known.status !== status) ||
    (isNew.note && knownNote !== base.note && knownNote !== note)
  if (isOverridden) {
    findings.push(finding('checklist-conflict', place, { value: shown(id) }))
    return []
  }
  const tick: ReadTick = {
    id,
    status: isNew.status ? status : known.status,
    note: isNew.note ? note : known.note,
  }
  const isChanged = tick.status !== known.status || tidy(tick.note) !== knownNote
  return isChanged ? [tick] : []
}

/** A status by its word in either language, or by its id. */
function statusOf(text: string): TickStatus | undefined {
  const word = text.toLowerCase()
  return TICK_STATUSES.find(
    (status) => status === word || LANGUAGES.some(({ statuses }) => statuses[status] === word),
  )
}

/** Blanks around a cell, and what a workbook cannot hold, say nothing. */
function tidy(text: string): string {
  return cleanCellText(text).text.trim()
}

/** The id and what people write decide; a row of which only these are blank was emptied. */
function isBlank({ id, status, note }: Cells): boolean {
  return id === '' && status === '' && note === ''
}

/** Short enough for a message. */
function shown(text: string): string {
  return [...text].slice(0, 60).join('')
}
