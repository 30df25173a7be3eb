import { requireArchive } from '../archive/folder.ts'
import { readShopFile } from '../archive/shop-file.ts'
import { readTicks, writeTick } from '../archive/ticks.ts'
import { forcedNote } from '../domain/closing/forced-note.ts'
import { DYING_DOCUMENTS } from '../domain/closing/gate.ts'
import {
  closingSteps,
  ROUTE_STEPS,
  ROUTES,
  type Route,
  type StepsFacts,
  tickRefusal,
} from '../domain/closing/steps.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import { addDays } from '../domain/time.ts'
import { DyshopError } from '../errors.ts'
import { FIGURES } from '../rules/figures.ts'
import { check } from './check.ts'
import { userName } from './checklist.ts'
import type { Deps } from './ports.ts'
import type { CheckedCondition, MarkedStep, Outcome, StepMarkResult } from './results.ts'
import { changeArchive } from './session/archive-session.ts'
import { stepsFacts } from './steps.ts'

interface MarkInput {
  /** Ids of steps, conditions and, to give up or take back, of documents. */
  ids: readonly string[]
  root: string
  /** The moment to judge by, ISO 8601 with +08:00; what is ticked gets the real time. */
  at: string
  note: string
  toolVersion: string
}

export interface DoneInput extends MarkInput {
  /** Ticks a step that is blocked, once the shop's name was given. */
  force: boolean
  /** Asks for the shop's name; only called when something has to be forced. */
  askShopName: () => Promise<string>
}

/**
 * Ticks steps and conditions, all of them or none. A step that is blocked is refused unless it is
 * forced; a condition that the exports disprove cannot be ticked at all.
 * @throws {DyshopError} `bad-value`, `step-blocked`, `step-too-early`, `condition-disproved`,
 *   `shop-name-unknown`, `not-confirmed`, and as `changeArchive` does
 */
export async function markDone(input: DoneInput, deps: Deps): Promise<Outcome<StepMarkResult>> {
  const { root, at, ids } = input
  const checked = await check({ paths: [], root, at, only: [] }, deps)
  const conditions = new Map(
    checked.data.conditions.map((condition) => [condition.id as string, condition]),
  )
  const { noticeStart } = await readShopFile(root)
  const chosen = ids.map((id) => whatIs(id, conditions, noticeStart))
  const forced = new Map<string, string>()
  if (chosen.some(({ route }) => route !== null)) {
    for (const [id, missing] of await refusedSteps(chosen, input, deps)) forced.set(id, missing)
  }
  const marks = ids.map((id): Omit<MarkedStep, 'at' | 'by'> => {
    const missing = forced.get(id)
    const note = missing === undefined ? input.note : forcedNote(input.note, missing)
    return { id, status: 'done', note }
  })
  return keep(marks, input, deps)
}

interface Chosen {
  id: string
  /** The route of a step; null for a condition. */
  route: Route | null
}

/** @throws {DyshopError} `bad-value` for an id that there is not, `condition-disproved` */
function whatIs(
  id: string,
  conditions: ReadonlyMap<string, CheckedCondition>,
  noticeStart: string | null,
): Chosen {
  const condition = conditions.get(id)
  if (condition?.status === 'blocked') {
    const isNotice = id === 'notice' && noticeStart !== null
    const until = isNotice ? addDays(noticeStart, FIGURES.noticeDays.value) : ''
    throw new DyshopError('condition-disproved', { id, count: condition.count, until })
  }
  if (condition) return { id, route: null }
  const route = ROUTES.find((each) => (ROUTE_STEPS[each] as readonly string[]).includes(id))
  if (!route) throw noSuchId(id, [...conditions.keys()])
  return { id, route }
}

/**
 * The steps that may only be ticked by force, with what is missing. Each is judged as if those before it
 * were ticked already.
 */
async function refusedSteps(
  chosen: readonly Chosen[],
  input: DoneInput,
  deps: Deps,
): Promise<Map<string, string>> {
  const { facts, shopName } = await stepsFacts(input, deps)
  const forced = new Map<string, string>()
  const by = { at: input.at, by: '' }
  const met = new Set(chosen.flatMap(({ id, route }) => (route === null ? [id] : [])))
  const conditions = facts.conditions.map(({ id, isMet }) => ({ id, isMet: isMet || met.has(id) }))
  let ticks: StepsFacts['ticks'] = facts.ticks
  for (const { id, route } of chosen) {
    if (route === null) continue
    const refusal = tickRefusal(id, closingSteps({ ...facts, conditions, ticks, route }))
    if (refusal !== null && refusal.reason !== 'unknown-step') {
      const missing = refusal.reason === 'blocked' ? refusal.blockedBy.join(' ') : refusal.first
      if (!input.force) {
        const code = refusal.reason === 'blocked' ? 'step-blocked' : 'step-too-early'
        throw new DyshopError(code, { id, missing })
      }
      forced.set(id, missing)
    }
    ticks = [...ticks, { id, ...by }]
  }
  if (forced.size > 0) await confirmName(shopName, input)
  return forced
}

/** Whoever forces a step must know which shop it is. */
async function confirmName(shopName: string, { root, askShopName }: DoneInput): Promise<void> {
  if (shopName === '') throw new DyshopError('shop-name-unknown', { path: root })
  if ((await askShopName()).trim() !== shopName) throw new DyshopError('not-confirmed')
}

/**
 * Takes ticks back; that they were made and taken back stays on record.
 * @throws {DyshopError} `bad-value`, and as `changeArchive` does
 */
export async function markUndone(input: MarkInput, deps: Deps): Promise<Outcome<StepMarkResult>> {
  const { data } = await check({ paths: [], root: input.root, at: input.at, only: [] }, deps)
  const conditions = data.conditions.map(({ id }) => id)
  const known: ReadonlySet<string> = new Set([...ALL_STEPS, ...conditions, ...DYING_DOCUMENTS])
  for (const id of input.ids) {
    if (!known.has(id)) throw noSuchId(id, conditions, DYING_DOCUMENTS)
  }
  return keep(
    input.ids.map((id) => ({ id, status: 'undone', note: input.note })),
    input,
    deps,
  )
}

/**
 * Gives up documents that die with the shop, each by its name.
 * @throws {DyshopError} `bad-value`, and as `changeArchive` does
 */
export async function waiveDocuments(
  input: MarkInput,
  deps: Deps,
): Promise<Outcome<StepMarkResult>> {
  for (const id of input.ids) {
    if (!(DYING_DOCUMENTS as readonly string[]).includes(id)) {
      const documents = DYING_DOCUMENTS.join(', ')
      throw new DyshopError('bad-value', { name: '<document>', value: id, documents })
    }
  }
  return keep(
    input.ids.map((id) => ({ id, status: 'waived', note: input.note })),
    input,
    deps,
  )
}

const ALL_STEPS: readonly string[] = ROUTES.flatMap((route) => ROUTE_STEPS[route])

/** Names the ids that there are, since nobody knows them by heart. */
function noSuchId(
  value: string,
  conditions: readonly string[],
  documents: readonly string[] = [],
): DyshopError {
  return new DyshopError('bad-value', {
    name: '<id>',
    value,
    steps: ALL_STEPS.join(', '),
    conditions: conditions.join(', '),
    documents: documents.join(', '),
  })
}

type Mark = Omit<MarkedStep, 'at' | 'by'>

/** Keeps what differs from what is on record. */
async function keep(
  marks: readonly Mark[],
  { root, toolVersion }: MarkInput,
  deps: Deps,
): Promise<Outcome<StepMarkResult>> {
  await requireArchive(root)
  const findings = new FindingCollector()
  const options = { root, command: 'steps', toolVersion }
  const { result } = await changeArchive(
    options,
    deps,
    findings,
    async ({ store, startedAt }): Promise<StepMarkResult> => {
      const before = readTicks(store, 'step')
      const fresh = marks.filter((mark) => isNews(mark, before.get(mark.id)))
      const changed = fresh.map((mark) => ({ ...mark, by: userName(), at: startedAt }))
      if (changed.length > 0) {
        await store.transaction(() => {
          for (const mark of changed) writeTick(store, 'step', mark)
        }, 'ticks')
      }
      return { changed, unchanged: marks.length - changed.length }
    },
  )
  return { complete: findings.isComplete, findings: findings.all(), data: result }
}

function isNews(
  { status, note }: Mark,
  before: { status: string; note: string } | undefined,
): boolean {
  if (!before || before.status === 'undone') return status !== 'undone'
  return before.status !== status || (note !== '' && before.note !== note)
}
