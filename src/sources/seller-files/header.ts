import type { ReportKind } from '../../domain/report-kind.ts'
import type { Column, ReportFormat } from './format.ts'
import { FORMATS } from './formats/all.ts'

/** The two columns that dyshop's own exports add; they tell such a file from the platform's. */
export const SOURCE_FILE_COLUMN = '来源文件'
export const AS_OF_COLUMN = '数据截至'

/** A column of a file, as it will be kept. */
export interface FileColumn {
  /** Where its cells stand in a row, from 0. */
  position: number
  /** The header's text, for messages. */
  title: string
  /** The name it is kept under: the platform's own for a known column, else the file's. */
  name: string
  /** What is known of it; null for a column nobody has described. */
  known: Column | null
}

/** A header row that has been understood. */
export interface Header {
  format: ReportFormat
  columns: readonly FileColumn[]
  /** How many cells a row has when it is whole. */
  width: number
  unknown: readonly string[]
  duplicates: readonly string[]
  /** Present in dyshop's own exports only: where the row's "as of" stands. */
  asOfPosition: number | null
}

/**
 * Understands a row as the header of one of the known reports, whatever the order and selection of
 * its columns. Names are compared without regard to spaces, TABs and full-width brackets.
 * @returns null when no report's signature is complete
 */
export function recogniseHeader(cells: readonly string[]): Header | null {
  const names = cells.map(comparable)
  for (const format of FORMATS) {
    const spellings = spellingsOf(format)
    const found = new Set(names.map((name) => spellings.get(name)?.name))
    if (format.signature.every((name) => found.has(name))) {
      return arrange(format, spellings, cells, names)
    }
  }
  return null
}

/** The known header names that a row has, for the message about a file that is no known report. */
export function knownNames(cells: readonly string[]): number {
  allSpellings ??= new Set(FORMATS.flatMap((format) => [...spellingsOf(format).keys()]))
  const known = allSpellings
  return cells.filter((cell) => known.has(comparable(cell))).length
}

/** The report that a row is almost the header of, and the columns it lacks. */
export interface Lookalike {
  kind: ReportKind
  missing: readonly string[]
}

/** The report that a row has most columns of; null when it is like none. */
export function lookalikeOf(cells: readonly string[]): Lookalike | null {
  const names = cells.map(comparable)
  let most = LIKE_A_REPORT - 1
  let alike: Lookalike | null = null
  for (const format of FORMATS) {
    const spellings = spellingsOf(format)
    const found = new Set(names.flatMap((name) => spellings.get(name)?.name ?? []))
    const isLike = format.signature.some((name) => found.has(name))
    if (!isLike || found.size <= most) continue
    most = found.size
    const missing = format.signature.filter((name) => !found.has(name))
    alike = { kind: format.kind, missing }
  }
  return alike
}

/** Fewer columns of a report occur in other tables, too. */
const LIKE_A_REPORT = 3

let allSpellings: ReadonlySet<string> | undefined

function arrange(
  format: ReportFormat,
  spellings: ReadonlyMap<string, Column>,
  cells: readonly string[],
  names: readonly string[],
): Header {
  const width = names.findLastIndex((name) => name !== '') + 1
  const columns: FileColumn[] = []
  const unknown: string[] = []
  const duplicates: string[] = []
  const kept = new KeptNames()
  let asOfPosition: number | null = null
  const isOwn = names.includes(SOURCE_FILE_COLUMN) && names.includes(AS_OF_COLUMN)

  for (let position = 0; position < width; position++) {
    const name = names[position] ?? ''
    if (isOwn && name === SOURCE_FILE_COLUMN) continue
    if (isOwn && name === AS_OF_COLUMN) {
      asOfPosition = position
      continue
    }
    const known = preferredColumn(spellings, names, name)
    const title = printable(cells[position] ?? '', position)
    const own = known?.name ?? title
    if (kept.has(own)) duplicates.push(own)
    else if (!known) unknown.push(own)
    const keptAs = kept.take(own)
    columns.push({ position, title, name: keptAs, known: keptAs === own ? known : null })
  }
  return { format, columns, width, unknown, duplicates, asOfPosition }
}

/** An alias gives way where the file has the platform's own name as well. */
function preferredColumn(
  spellings: ReadonlyMap<string, Column>,
  names: readonly string[],
  name: string,
): Column | null {
  const column = spellings.get(name)
  if (!column) return null
  const canonical = comparable(column.name)
  return name !== canonical && names.includes(canonical) ? null : column
}

const spellingsByFormat = new Map<ReportFormat, Map<string, Column>>()

function spellingsOf(format: ReportFormat): ReadonlyMap<string, Column> {
  let spellings = spellingsByFormat.get(format)
  if (!spellings) {
    spellings = new Map()
    for (const column of format.columns) {
      for (const name of column.aliases ?? []) spellings.set(comparable(name), column)
    }
    // Own names last, so that no alias hides one.
    for (const column of format.columns) spellings.set(comparable(column.name), column)
    spellingsByFormat.set(format, spellings)
  }
  return spellings
}

function comparable(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s'`"=\uFEFF]/g, '')
    .toLowerCase()
}

function printable(name: string, position: number): string {
  return (
    name
      .replace(/[\s\p{Cc}\uFEFF]+/gu, ' ')
      .trim()
      .slice(0, 100) || `第${position + 1}列`
  )
}

/** Names that columns are kept under, each once, however often a header repeats it. */
class KeptNames {
  readonly #taken = new Set<string>()
  readonly #counts = new Map<string, number>()

  has(name: string): boolean {
    return this.#taken.has(name)
  }

  /** Takes the name, or `name (2)`, `name (3)`, … */
  take(name: string): string {
    let kept = name
    for (let count = this.#counts.get(name) ?? 2; this.#taken.has(kept); count++) {
      kept = `${name} (${count})`
      this.#counts.set(name, count + 1)
    }
    this.#taken.add(kept)
    return kept
  }
}
