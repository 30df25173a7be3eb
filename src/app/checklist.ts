import { userInfo } from 'node:os'
import { basename, join } from 'node:path'
import { isUnfinished, NAMES, requireArchive } from '../archive/folder.ts'
import { endedDetails } from '../archive/queries/checklist-queries.ts'
import { openAfterSales, unshippedLines } from '../archive/queries/queries.ts'
import { Store } from '../archive/store.ts'
import { readTicks, writeTick } from '../archive/ticks.ts'
import { openItems } from '../domain/checklist/checklist.ts'
import { TICK_STATUSES, type Tick } from '../domain/checklist/checklist-item.ts'
import { type Checklist, withTicks } from '../domain/checklist/checklist-ticks.ts'
import { isShopClosed } from '../domain/closing/steps.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import { DyshopError } from '../errors.ts'
import { knownItems, readChecklist, type SheetRows } from '../reports/checklist/checklist-reader.ts'
import { LATE_SHIPPING_GRACE_HOURS } from '../rules/late-shipping.ts'
import { FileBytes } from '../sources/seller-files/bytes.ts'
import { UnreadableFile } from '../sources/seller-files/table.ts'
import { openWorkbook } from '../sources/seller-files/xlsx/open-workbook.ts'
import type { Deps } from './ports.ts'
import type { NewTick, Outcome, TickResult } from './results.ts'
import { changeArchive } from './session/archive-session.ts'
import { storeForLooking } from './session/look.ts'
import { screened } from './session/screened.ts'
import { tellStaleExports } from './session/staleness.ts'

export interface ChecklistInput {
  /** Files and folders to look at; none means the archive, which remembers what was listed. */
  paths: readonly string[]
  root: string
  /** ISO 8601 with +08:00 */
  at: string
  toolVersion: string
}

/**
 * Everything that has to be shipped, refunded or answered, with the ticks made so far. What is listed
 * for the first time is remembered, so that it can never silently vanish from a later list.
 * @throws {DyshopError} `no-archive`, `path-not-found`, `nothing-to-read`
 */
export async function checklist(input: ChecklistInput, deps: Deps): Promise<Outcome<Checklist>> {
  const findings = new FindingCollector()
  const store = await storeForLooking(input, deps, findings)
  let made: Checklist
  try {
    made = readList(store, input.at)
    // Nothing can be exported any more once the shop is closed.
    if (!isClosed(store)) tellStaleExports(store, input.at, findings)
  } finally {
    store.close()
  }
  // Ticks of a run that was cut off may be kept already, and the archive still wait for its seal.
  const isDue = made.fresh.length > 0 || (await isUnfinished(input.root))
  if (input.paths.length === 0 && isDue) {
    const ticks = made.fresh.map((id): NewTick => ({ id, status: 'todo', note: '' }))
    // Nobody ticked them.
    await keepTicks({ ticks, by: '' }, input, deps, findings)
  }
  return { complete: findings.isComplete, findings: findings.all(), data: made }
}

/**
 * Ticks one item.
 * @throws {DyshopError} `bad-value` for an id or status that there is not
 */
export async function markItem(
  input: { id: string; status: string; note: string | undefined } & Omit<ChecklistInput, 'paths'>,
  deps: Deps,
): Promise<Outcome<TickResult>> {
  const status = TICK_STATUSES.find((each) => each === input.status)
  if (!status) throw new DyshopError('bad-value', { name: '--status', value: input.status })
  const findings = new FindingCollector()
  const items = knownItems(await listOf(input))
  const known = items.get(input.id)
  if (!known) {
    // The number alone is what stands in the back office.
    const item = [...items.keys()].find((id) => id.endsWith(`:${input.id}`)) ?? ''
    throw new DyshopError('bad-value', { name: '<id>', value: input.id, item })
  }
  const tick = { id: input.id, status, note: input.note ?? known.note }
  const isSame = tick.status === known.status && tick.note === known.note
  if (!isSame) await keepTicks({ ticks: [tick], by: userName() }, input, deps, findings)
  const data = { changed: isSame ? [] : [tick], unchanged: isSame ? 1 : 0 }
  return { complete: findings.isComplete, findings: findings.all(), data }
}

/**
 * Reads the ticks of a checklist workbook back. Rows that are not plainly one of its own become
 * findings, and their items stay as they were.
 * @throws {DyshopError} `no-archive`, `path-not-found`
 */
export async function syncChecklist(
  input: { file: string } & Omit<ChecklistInput, 'paths'>,
  deps: Deps,
): Promise<Outcome<TickResult>> {
  const findings = new FindingCollector()
  const known = knownItems(await listOf(input))
  const sheets = await readSheets(input.file, findings)
  const read = sheets && readChecklist(sheets, known, basename(input.file))
  for (const each of read?.findings ?? []) findings.push(each)
  const changed = read?.changed ?? []
  if (changed.length > 0) await keepTicks({ ticks: changed, by: userName() }, input, deps, findings)
  const data = { changed, unchanged: read?.unchanged ?? 0 }
  return { complete: findings.isComplete, findings: findings.all(), data }
}

async function listOf({ root, at }: { root: string; at: string }): Promise<Checklist> {
  await requireArchive(root)
  const store = await Store.openForReading(join(root, NAMES.database))
  try {
    return readList(store, at)
  } finally {
    store.close()
  }
}

function readList(store: Store, at: string): Checklist {
  const isShopClosedYet = isClosed(store)
  const open = openItems({
    at,
    lines: unshippedLines(store).map(screened),
    afterSales: openAfterSales(store).map(screened),
    isShopClosed: isShopClosedYet,
    outOfStockAfterHours: LATE_SHIPPING_GRACE_HOURS,
  })
  const ticks = [...readTicks(store, 'item').values()] as Tick[]
  const isOpen = new Set(open.map(({ id }) => id))
  const over = ticks.map(({ id }) => id).filter((id) => !isOpen.has(id))
  const ended = new Map(
    [...endedDetails(store, over)].map(([id, detail]) => [id, screened(detail)]),
  )
  return withTicks(open, { at, ticks, ended, isShopClosed: isShopClosedYet })
}

function isClosed(store: Store): boolean {
  return isShopClosed(
    [...readTicks(store, 'step').values()].filter(({ status }) => status === 'done'),
  )
}

async function keepTicks(
  { ticks, by }: { ticks: readonly NewTick[]; by: string },
  { root, toolVersion }: { root: string; toolVersion: string },
  deps: Deps,
  findings: FindingCollector,
): Promise<void> {
  const options = { root, command: 'checklist', toolVersion }
  await changeArchive(options, deps, findings, ({ store, startedAt }) =>
    store.transaction(() => {
      for (const tick of ticks) writeTick(store, 'item', { ...tick, by, at: startedAt })
    }, 'ticks'),
  )
}

/** Who ticked, as the system knows them. */
export function userName(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}

/** @returns null, with a finding, for a file that is no workbook */
async function readSheets(path: string, findings: FindingCollector): Promise<SheetRows[] | null> {
  const bytes = await FileBytes.open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new DyshopError('path-not-found', { path })
    throw error
  })
  try {
    const workbook = await openWorkbook(bytes)
    try {
      const sheets: SheetRows[] = []
      for (const table of workbook.tables) {
        const rows = []
        for await (const batch of table.batches()) rows.push(...batch)
        sheets.push({ sheet: table.sheet, rows })
      }
      return sheets
    } finally {
      workbook.close()
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    // The words about exports, such as to export again, would lead astray here.
    findings.add('checklist-no-header', { file: basename(path) }, { unreadable: 1 })
    return null
  } finally {
    await bytes.close()
  }
}
