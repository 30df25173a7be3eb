import { join } from 'node:path'
import { readDocuments } from '../archive/documents.ts'
import { NAMES, requireArchive } from '../archive/folder.ts'
import { newestAsOf } from '../archive/queries/queries.ts'
import { readShopFile } from '../archive/shop-file.ts'
import { Store } from '../archive/store.ts'
import { readTicks, type Tick } from '../archive/ticks.ts'
import { DYING_DOCUMENTS } from '../domain/closing/gate.ts'
import { closingSteps, type Route, type Steps, type StepsFacts } from '../domain/closing/steps.ts'
import type { ReportKind } from '../domain/report-kind.ts'
import { addDays } from '../domain/time.ts'
import { FIGURES } from '../rules/figures.ts'
import { check } from './check.ts'
import type { Deps } from './ports.ts'
import type { Outcome } from './results.ts'
import { verify } from './verify.ts'

export interface StepsResult extends Steps {
  /** What is ticked, undone or given up so far: of steps, conditions and documents. */
  ticks: Tick[]
  /** As in `shop.toml`; what has to be typed to force a step. */
  shopName: string
  /** The notice as far as it is known, YYYY-MM-DD. */
  noticeStart: string | null
  noticeOver: string | null
}

/**
 * The steps of a route, which of them comes next, and the last gate. The archive is verified for it
 * there and then: a record of an earlier verification would not see what was damaged since, and what
 * follows the gate cannot be taken back.
 * @param at ISO 8601 with +08:00
 * @throws {DyshopError} `no-archive`, `archive-damaged`, `bad-shop-file`
 */
export async function steps(
  { root, route, at }: { root: string; route: Route; at: string },
  deps: Deps,
): Promise<Outcome<StepsResult>> {
  const { facts, shopName, ticks, complete, findings } = await stepsFacts({ root, at }, deps)
  const { noticeStart, noticeOver } = facts
  const made = closingSteps({ ...facts, route })
  return { complete, findings, data: { ...made, ticks, shopName, noticeStart, noticeOver } }
}

/** All that decides about the steps but the route, and what `check` and `verify` found on the way. */
export async function stepsFacts(input: { root: string; at: string }, deps: Deps) {
  const known = await knownFacts(input, deps)
  const verified = await verify({ root: input.root, deep: false }, deps)
  const facts = { ...known.facts, damagedFiles: verified.data.damaged.map(({ path }) => path) }
  return { ...known, facts, findings: [...known.findings, ...verified.findings] }
}

/** The same without a verification, which reads every file of the archive. */
export async function knownFacts({ root, at }: { root: string; at: string }, deps: Deps) {
  await requireArchive(root)
  const checked = await check({ paths: [], root, at, only: [] }, deps)
  const { noticeStart, name } = await readShopFile(root)
  const documents = await readDocuments(root)
  const { ticks, reports } = await keptInStore(root)
  const facts: Omit<StepsFacts, 'route' | 'damagedFiles'> = {
    at,
    ticks: ticks.filter(({ status }) => status === 'done'),
    noticeStart,
    noticeOver: noticeStart === null ? null : addDays(noticeStart, FIGURES.noticeDays.value),
    reports,
    conditions: checked.data.conditions.map(({ id, status }) => ({ id, isMet: status === 'pass' })),
    attached: new Set(documents.map(({ kind }) => kind)),
    waived: new Set(DYING_DOCUMENTS.filter((id) => isWaived(ticks, id))),
  }
  const { complete, findings, data } = checked
  return { facts, ticks, shopName: name.trim(), complete, findings, checked: data }
}

function isWaived(ticks: readonly Tick[], document: string): boolean {
  return ticks.some(({ id, status }) => id === document && status === 'waived')
}

/** How far each report reaches that the archive has, and what was ticked. */
async function keptInStore(
  root: string,
): Promise<{ ticks: Tick[]; reports: Map<ReportKind, string> }> {
  const store = await Store.openForReading(join(root, NAMES.database))
  try {
    const kinds = new Set(store.imports.all().map(({ kind }) => kind as ReportKind))
    const reports = new Map<ReportKind, string>()
    for (const kind of kinds) {
      const asOf = newestAsOf(store, kind)
      if (asOf !== null) reports.set(kind, asOf)
    }
    return { ticks: [...readTicks(store, 'step').values()], reports }
  } finally {
    store.close()
  }
}
