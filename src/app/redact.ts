import { join } from 'node:path'
import { TABLES } from '../archive/database/tables.ts'
import { NAMES, requireArchive } from '../archive/folder.ts'
import { digestFile } from '../archive/manifest.ts'
import { Originals } from '../archive/originals.ts'
import { differingFacts } from '../archive/records/same-facts.ts'
import {
  type Decision,
  REDACTING,
  readDecision,
  redactionRecords,
  writeDecision,
} from '../archive/redactions.ts'
import { Store } from '../archive/store.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import type { RedactionRecord } from '../domain/privacy/redaction-record.ts'
import type { RecordKind } from '../domain/records.ts'
import { epochSecondsToBeijing } from '../domain/time.ts'
import { DyshopError } from '../errors.ts'
import { openScratchFile } from '../platform/scratch-file.ts'
import { recordText } from '../reports/redaction-record.ts'
import { RETENTION } from '../rules/retention.ts'
import type { Deps } from './ports.ts'
import { deriveDatabase } from './rebuild.ts'
import { type Rewritten, rewriteOriginals } from './redaction/redact-originals.ts'
import { rewritePages } from './redaction/redact-pages.ts'
import {
  fileOf,
  makePlan,
  type Planned,
  type RedactInput,
  refuseUnsound,
} from './redaction/redact-plan.ts'
import { carryOut, forgetDecision, removeOverwritten } from './redaction/redact-swap.ts'
import { FieldCounts } from './redaction/redaction-counts.ts'
import type { Outcome, RedactResult } from './results.ts'
import { changeArchive, type Replacement } from './session/archive-session.ts'
import { refuseUnconfirmed } from './session/confirm-shop.ts'
import { archivedBytes, type Room } from './session/room.ts'

/**
 * Deletes people's data from an archive and keeps the money facts. It plans first; what is decided is
 * finished by the next run, wherever this one is cut off.
 * @throws {DyshopError} `no-archive`, `not-redactable`, `wrong-shop-name`, `redact-too-early`,
 *   `unread-originals`, and as `changeArchive` does
 */
export async function redact(input: RedactInput, deps: Deps): Promise<Outcome<RedactResult>> {
  const { root, dryRun, confirm } = input
  await requireArchive(root)
  const findings = new FindingCollector()
  const started = await readDecision(root)
  if (started) {
    await refuseUnconfirmed(root, confirm)
    return finish({ ...input, dryRun: false }, started, deps, findings)
  }
  await refuseUnsound(root, deps, findings)
  const planned = await makePlan(input, deps, findings)
  if (dryRun) return outcome(planned.data, findings)
  await refuseUnconfirmed(root, confirm)
  if (!input.now && !planned.data.due) {
    throw new DyshopError('redact-too-early', { until: planned.data.dueOn ?? '' })
  }
  if (planned.data.unread.length > 0 && !input.dropUnread) {
    throw new DyshopError('unread-originals', { count: planned.data.unread.length })
  }
  return new Redaction(input, planned, deps, findings).run()
}

/** One deletion: everything is made anew beside the old, compared, decided, and only then swapped. */
class Redaction {
  readonly #input: RedactInput
  readonly #planned: Planned
  readonly #deps: Deps
  readonly #findings: FindingCollector

  constructor(input: RedactInput, planned: Planned, deps: Deps, findings: FindingCollector) {
    this.#input = input
    this.#planned = planned
    this.#deps = deps
    this.#findings = findings
  }

  async run(): Promise<Outcome<RedactResult>> {
    const { root } = this.#input
    const { decision, rewritten } = await this.#change()
    await forgetDecision(root, this.#deps)
    const { data } = this.#planned
    const files = rewritten.planned.filter(({ isRedacted }) => !isRedacted).map(fileOf)
    const record = `${decision.recordPath}.json`
    return outcome({ ...data, files, record }, this.#findings)
  }

  async #change(): Promise<{ decision: Decision; rewritten: Rewritten }> {
    const { root, toolVersion } = this.#input
    let made: { decision: Decision; rewritten: Rewritten } | null = null
    const replaceDatabase = async () => {
      made = await this.#decide().catch(async (error: unknown) => {
        await this.#discard()
        throw error
      })
      return swapping(root, made.decision, this.#deps)
    }
    const forgets = (path: string) => isForgotten(path, made?.decision)
    const room = () => roomForRedaction(root)
    const options = { root, command: 'redact', toolVersion, replaceDatabase, forgets, room }
    const { result } = await changeArchive(options, this.#deps, this.#findings, async () => {
      if (!made) throw new Error('nothing was decided')
      return made
    })
    return result
  }

  /** What was made before anything was decided takes room that the next run may need. */
  async #discard(): Promise<void> {
    const { root } = this.#input
    const isDecided = await readDecision(root).catch(() => 'perhaps')
    if (!isDecided) await removeOverwritten(join(root, REDACTING.originals)).catch(() => undefined)
  }

  /** Makes the archive as it will be, beside what it is. */
  async #decide(): Promise<{ decision: Decision; rewritten: Rewritten }> {
    const { root } = this.#input
    const folder = join(root, REDACTING.originals)
    await removeOverwritten(folder)
    const counts = new FieldCounts()
    await this.#deps.files.makeFolder(join(folder, NAMES.originals))
    const rewritten = await this.#rewrite(folder, counts)
    const database = join(folder, NAMES.database)
    // What it says of the rows was said when they were first read.
    await deriveDatabase(folder, database, this.#deps, new FindingCollector())
    await this.#compare(database)
    const decision = await this.#decisionFor(rewritten, counts)
    await writeDecision(root, this.#deps.files, decision)
    return { decision, rewritten }
  }

  async #rewrite(folder: string, counts: FieldCounts): Promise<Rewritten> {
    const { root } = this.#input
    const source = await Originals.open(root, this.#deps.files)
    const target = await Originals.open(folder, this.#deps.files)
    const store = await Store.openForReading(join(root, NAMES.database))
    try {
      const [deps, findings] = [this.#deps, this.#findings]
      const openScratch = () => openScratchFile(folder)
      const { ignoredFiles } = this.#planned.shop
      const context = { store, deps, findings, counts, target, openScratch, ignoredFiles }
      const rewritten = await rewriteOriginals(source, context)
      await rewritePages(root, folder, { deps: this.#deps, counts })
      return rewritten
    } finally {
      store.close()
    }
  }

  /** The new database must hold the same money facts; a difference is a bug, and nothing is deleted. */
  async #compare(database: string): Promise<void> {
    const { root } = this.#input
    const kinds = (Object.keys(TABLES) as RecordKind[]).filter((kind) => kind !== 'addresses')
    const store = await Store.openForWriting(database)
    try {
      const old = join(root, NAMES.database)
      const table = differingFacts(store, old, kinds)
      if (table !== null) throw new Error(`money facts of ${table} would change`)
      // Ticks stay; notes on them are free text, and who ticked is somebody.
      store.copyTicksFrom(old, { withPeople: false })
      store.checkpoint()
    } finally {
      store.close()
    }
  }

  async #decisionFor(rewritten: Rewritten, counts: FieldCounts): Promise<Decision> {
    const { root, toolVersion, now } = this.#input
    const { data, shop } = this.#planned
    const removed = data.documents.filter(({ fate }) => fate === 'removed')
    const renamed = data.documents.flatMap(({ path, renamedTo }) =>
      renamedTo === null || renamedTo === path ? [] : [{ from: path, to: renamedTo }],
    )
    const at = epochSecondsToBeijing(Math.floor(this.#deps.clock.now() / 1000))
    const record: RedactionRecord = {
      format: 'dyshop-redaction',
      formatVersion: 1,
      tool: `dyshop ${toolVersion}`,
      at,
      shop: { name: shop.name, id: shop.id },
      basis: data.due || !now ? 'periods' : 'now',
      dueOn: data.dueOn,
      rules: RETENTION.map(({ law, articles, zh }) => ({
        law: law.title,
        articles,
        effective: law.effective,
        text: zh,
      })),
      fields: counts.all(),
      originals: rewritten.originals,
      unread: data.unread.map(({ sha256, size }) => ({ sha256, size })),
      notes: data.notes,
      tickedBy: data.tickedBy,
      addresses: data.addresses,
      documents: {
        kept: data.documents.length - removed.length,
        removed: await Promise.all(
          removed.map(async ({ path, kind }) => ({
            ...(await digestFile(join(root, path))),
            kind,
          })),
        ),
      },
    }
    return {
      recordPath: await freeRecordPath(root, at),
      record,
      recordText: recordText(record),
      documents: removed.map(({ path }) => path),
      renamed,
    }
  }
}

/** Everything is made anew beside the old, which goes only when that is decided. */
async function roomForRedaction(root: string): Promise<Room> {
  const { originals, database, outputs } = await archivedBytes(root)
  return { about: originals + database + outputs }
}

/** A record is never written over. */
async function freeRecordPath(root: string, at: string): Promise<string> {
  const taken = new Set(await redactionRecords(root))
  const stamp = at.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  const base = `${NAMES.redactions}/${stamp}`
  let path = base
  for (let count = 2; taken.has(`${path}.json`); count++) path = `${base}-${count}`
  return path
}

/** Goes on with what an earlier run has decided. */
async function finish(
  { root, toolVersion }: RedactInput,
  decision: Decision,
  deps: Deps,
  findings: FindingCollector,
): Promise<Outcome<RedactResult>> {
  const replaceDatabase = async () => swapping(root, decision, deps)
  const forgets = (path: string) => isForgotten(path, decision)
  const options = { root, command: 'redact', toolVersion, replaceDatabase, forgets }
  await changeArchive(options, deps, findings, async () => undefined)
  await forgetDecision(root, deps)
  const { record, recordPath } = decision
  const data: RedactResult = {
    archive: root,
    dryRun: false,
    dueOn: record.dueOn,
    due: record.basis === 'periods',
    fields: record.fields,
    files: [],
    unread: [],
    notes: record.notes,
    tickedBy: record.tickedBy ?? 0,
    addresses: record.addresses,
    documents: [],
    record: `${recordPath}.json`,
  }
  return outcome(data, findings)
}

/** What is decided is never taken back, so there is nothing to discard. */
function swapping(root: string, decision: Decision, deps: Deps): Replacement {
  return { putInPlace: () => carryOut(root, decision, deps), discard: async () => undefined }
}

function isForgotten(path: string, decision: Decision | undefined): boolean {
  if (!decision) return false
  const { documents, renamed = [] } = decision
  if (path.startsWith(`${NAMES.originals}/`) || documents.includes(path)) return true
  return renamed.some(({ from }) => from === path)
}

function outcome(data: RedactResult, findings: FindingCollector): Outcome<RedactResult> {
  return { complete: findings.isComplete, findings: findings.all(), data }
}
