import { PageFiles } from '../../archive/page-files.ts'
import { decodeLine, type ShopEvent } from '../../archive/page-lines.ts'
import { ShopState } from '../../archive/shop-state/shop-state.ts'
import type { Store } from '../../archive/store.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import { DyshopError } from '../../errors.ts'
import type { Deps } from '../ports.ts'
import type { ImportedReport } from '../results.ts'
import { PageDeriver } from './derive-pages.ts'

export interface PageContext {
  root: string
  store: Store
  deps: Pick<Deps, 'files' | 'interruption' | 'progress'>
  findings: FindingCollector
}

/** A file is ended when it has grown to this, or its first line is this old. */
const MOST_BYTES = 32 << 20
const LONGEST_MS = 15 * 60_000

/**
 * Where the answers of the Open API go: each one into a file below originals/ first, then, when it is
 * durable there, with all that follows from it and with where its walk stands, in one transaction into
 * the database. A line that did not get as far as the database is brought into it by the next run.
 */
export class PageArchive {
  readonly state: ShopState
  readonly #store: Store
  readonly #pages: PageFiles
  readonly #deriver: PageDeriver
  readonly #files = new Set<string>()
  #line = 0
  #begunAtMs = 0

  constructor({ root, store, deps, findings }: PageContext) {
    this.#store = store
    this.state = new ShopState(store.db)
    this.#pages = new PageFiles(root, deps.files)
    this.#deriver = new PageDeriver(store, this.state, this.#pages, findings)
    store.setDurable(false)
  }

  /** Keeps what happened, all of it or nothing. @returns how many rows it gave */
  async keep(...events: ShopEvent[]): Promise<number> {
    const [first] = events
    if (!first) return 0
    await this.#rotate(Date.parse(first.at))
    const places = await this.#pages.append(events)
    return this.#store.transaction(async () => {
      let rows = 0
      for (const [index, place] of places.entries()) {
        this.#files.add(place.file)
        const line = ++this.#line
        rows += await this.#deriver.apply(events[index] as ShopEvent, { ...place, line })
      }
      return rows
    })
  }

  async #rotate(atMs: number): Promise<void> {
    const isFull = this.#pages.size >= MOST_BYTES || atMs - this.#begunAtMs >= LONGEST_MS
    if (this.#pages.size > 0 && isFull) await this.#pages.close()
    if (this.#pages.size > 0) return
    this.#line = 0
    this.#begunAtMs = atMs
  }

  /** Ends the file; later changes of the database are again kept one by one. */
  async close(): Promise<void> {
    this.#store.setDurable(true)
    await this.#pages.close()
  }

  /** When the first page of the pass under way came; null where there is no pass to go on with. */
  async passBegunAt(stream: string): Promise<string | null> {
    const [first] = this.state.walks.stream(stream)?.cursor
      ? this.state.walks.pagesOfPass(stream)
      : []
    return first ? (decodeLine(await this.#pages.line(first))?.at ?? null) : null
  }

  /** The bodies of the pages of a pass under way, in their order. */
  async *bodiesOfPass(stream: string): AsyncGenerator<Uint8Array, void, void> {
    for (const place of this.state.walks.pagesOfPass(stream)) {
      const event = decodeLine(await this.#pages.line(place))
      if (event?.type !== 'page') throw new DyshopError('archive-damaged', { path: place.file })
      yield event.body
    }
  }

  /** What this run has read, by file and kind. */
  imported(): ImportedReport[] {
    return importedFrom(this.#store, this.#files)
  }
}

/** How many lines are brought into the database in one transaction. */
const LINES_AT_ONCE = 200

/**
 * Brings into the database what stands in the files of pages and is not yet in it: what a run that was
 * cut off had written, or, for a new database, everything. Half a line at the end was never an answer.
 * @throws {DyshopError} `archive-damaged`
 */
export async function catchUpWithPages(context: PageContext): Promise<void> {
  const { store, findings, root, deps } = context
  const pages = new PageFiles(root, deps.files)
  const files = await pages.all()
  if (files.length === 0) return
  const state = new ShopState(store.db)
  const read = state.filesRead()
  const behind = files.filter(({ file, size }) => size > (read.get(file)?.bytes ?? 0))
  const shrunk = files.find(({ file, size }) => size < (read.get(file)?.bytes ?? 0))
  if (shrunk) throw new DyshopError('archive-damaged', { path: pages.pathOf(shrunk.file) })
  const deriver = new PageDeriver(store, state, pages, findings)
  for (const { file, size } of behind) {
    const before = read.get(file) ?? { bytes: 0, lines: 0 }
    const end = await applyLines({ context, pages, deriver }, file, before)
    if (end === null) throw new DyshopError('archive-damaged', { path: pages.pathOf(file) })
    if (end < size) await pages.cut(file, end)
  }
}

/**
 * Reads every file of pages into a database that has none of them, for `rebuild`. A file in which a
 * line is damaged is told and left out as a whole, as a damaged export is.
 */
export async function importPages(context: PageContext): Promise<ImportedReport[]> {
  const { store, findings, root, deps } = context
  const pages = new PageFiles(root, deps.files)
  const deriver = new PageDeriver(store, new ShopState(store.db), pages, findings)
  const files = await pages.all()
  deps.progress.start(
    'reading',
    files.reduce((sum, { size }) => sum + size, 0),
  )
  for (const { file } of files) {
    const isWhole = await areLinesWhole(pages, file)
    if (isWhole) await applyLines({ context, pages, deriver }, file, { bytes: 0, lines: 0 })
    else findings.add('damaged-original', { file }, { path: `originals/${file}` })
  }
  deps.progress.done()
  return importedFrom(store, new Set(files.map(({ file }) => file)))
}

async function areLinesWhole(pages: PageFiles, file: string): Promise<boolean> {
  for await (const { bytes } of pages.lines(file)) if (!decodeLine(bytes)) return false
  return true
}

interface Applying {
  context: PageContext
  pages: PageFiles
  deriver: PageDeriver
}

/** @returns where the whole lines end, or null at one that is damaged */
async function applyLines(
  { context, pages, deriver }: Applying,
  file: string,
  { bytes, lines }: { bytes: number; lines: number },
): Promise<number | null> {
  const { store, deps } = context
  let end = bytes
  let line = lines
  let isDamaged = false
  const iterator = pages.lines(file, bytes)
  const applySome = async () => {
    for (let count = 0; count < LINES_AT_ONCE; count++) {
      const next = await iterator.next()
      if (next.done) return false
      const { start, size, bytes: text } = next.value
      const event = decodeLine(text)
      isDamaged = event === null
      if (!event) return false
      const rows = await deriver.apply(event, { file, start, size, line: ++line })
      end = start + size
      deps.progress.advance(size, rows)
    }
    return true
  }
  while (await store.transaction(applySome)) deps.interruption.check()
  await iterator.return()
  return isDamaged ? null : end
}

function importedFrom(store: Store, files: ReadonlySet<string>): ImportedReport[] {
  return store.imports
    .all()
    .filter(({ original }) => files.has(original))
    .map(({ file, sha256, kind, asOf, rows, added, updated, unchanged, rejected }) => ({
      ...{ file, sheet: null, sha256, kind, asOf },
      ...{ rows, added, updated, unchanged, rejected },
    }))
}
