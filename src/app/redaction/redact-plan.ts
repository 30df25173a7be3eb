import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ArchivedDocument, namelessPath, readDocuments } from '../../archive/documents.ts'
import { NAMES } from '../../archive/folder.ts'
import { Originals } from '../../archive/originals.ts'
import { readShopFile } from '../../archive/shop-file.ts'
import { Store } from '../../archive/store.ts'
import type { ShopFacts } from '../../domain/archive-facts.ts'
import type { DocumentKind } from '../../domain/document-kind.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import { maskNumbers } from '../../domain/privacy/masking.ts'
import { beijingDay } from '../../domain/time.ts'
import { DyshopError } from '../../errors.ts'
import { openScratchFile } from '../../platform/scratch-file.ts'
import { HOLDS_DELETION } from '../../rules/retention.ts'
import { plan } from '../plan.ts'
import type { Deps } from '../ports.ts'
import type { RedactedDocument, RedactResult } from '../results.ts'
import { verify } from '../verify.ts'
import { PLATFORM_NAME, type PlannedOriginal, rewriteOriginals } from './redact-originals.ts'
import { rewritePages } from './redact-pages.ts'
import { FieldCounts } from './redaction-counts.ts'

export interface RedactInput {
  root: string
  /** The moment to judge the periods by, ISO 8601 with +08:00. */
  at: string
  dryRun: boolean
  /** Does not wait for the periods. */
  now: boolean
  /** The shop's name, without which nothing is deleted. */
  confirm: string | null
  /** Deletes kept files whole of which something could not be read. */
  dropUnread: boolean
  /** Deletes attached documents that show people by their nature. */
  withDocuments: boolean
  toolVersion: string
}

/** Papers that the books need; every other kind may show a buyer. */
const BOOKS: ReadonlySet<DocumentKind> = new Set(['deposit-receipt', 'licence', 'invoices'])

/** What would be deleted, and whether it may be. */
export interface Planned {
  data: RedactResult
  shop: ShopFacts
}

/** A dead run's half-made files are no damage; anything else would be made worse. */
export async function refuseUnsound(
  root: string,
  deps: Deps,
  findings: FindingCollector,
): Promise<void> {
  const { data, findings: found } = await verify({ root, deep: false, filesOnly: true }, deps)
  const damage = data.damaged.find(({ problem }) => problem !== 'unfinished-run')
  if (damage) throw new DyshopError('not-redactable', { path: damage.path })
  for (const { code, where } of found) {
    if (code !== 'unlisted-file') continue
    // In originals/ only dyshop knows what stands there, and this one does not.
    const isInOriginals = where.file?.startsWith(`${NAMES.originals}/`)
    if (isInOriginals) throw new DyshopError('unknown-original', { path: where.file ?? '' })
    findings.add('unlisted-kept', where)
  }
}

/** Reads everything as the deletion would, and changes nothing. */
export async function makePlan(
  input: RedactInput,
  deps: Deps,
  findings: FindingCollector,
): Promise<Planned> {
  const { root, at, withDocuments } = input
  const shop = await readShopFile(root)
  const { dueOn, due } = await periods(root, at)
  const originals = await Originals.open(root, deps.files)
  const store = await Store.openForReading(join(root, NAMES.database))
  try {
    if (!store.isIntact()) throw new DyshopError('not-redactable', { path: NAMES.database })
    const counts = new FieldCounts()
    const openScratch = () => openScratchFile(root)
    const { ignoredFiles } = shop
    const context = {
      store,
      deps,
      findings,
      counts,
      target: null,
      openScratch,
      ignoredFiles,
    }
    const { planned } = await rewriteOriginals(originals, context)
    await rewritePages(root, null, { deps, counts })
    const attached = await readDocuments(root)
    const documents = await Promise.all(
      attached.map((document) => fateOfDocument(root, document, withDocuments)),
    )
    tellDocuments(documents, findings)
    await tellShopFile(root, shop, findings)
    const notesOnDocuments = attached.filter(({ note }) => note !== '').length
    return {
      shop,
      data: {
        archive: root,
        dryRun: input.dryRun,
        dueOn,
        due,
        fields: counts.all(),
        files: planned.filter(({ isRedacted }) => !isRedacted).map(fileOf),
        unread: planned.filter(({ isUnread }) => isUnread).map(unreadOf),
        notes: countTicks(store, `note <> ''`) + notesOnDocuments,
        // An item that waits to be done was written down by the program.
        tickedBy: countTicks(store, `by <> '' AND status <> 'todo'`),
        addresses: store.count('addresses'),
        documents,
        record: null,
      },
    }
  } finally {
    store.close()
  }
}

async function fateOfDocument(
  root: string,
  document: ArchivedDocument,
  withDocuments: boolean,
): Promise<RedactedDocument> {
  const { path, kind } = document
  if (withDocuments && !BOOKS.has(kind)) return { path, kind, fate: 'removed', renamedTo: null }
  return { path, kind, fate: 'kept', renamedTo: await namelessPath(root, document) }
}

/** The latest of the holds that buyers' data is still needed for. */
async function periods(root: string, at: string): Promise<{ dueOn: string | null; due: boolean }> {
  const { data } = await plan({ root, at })
  const wanted: readonly string[] = HOLDS_DELETION
  const days = data.plan.holds.filter(({ id }) => wanted.includes(id)).map(({ until }) => until)
  const dueOn = days.sort().at(-1) ?? null
  const hasOrders = data.plan.earliestFiling !== null
  return { dueOn, due: hasOrders && (dueOn === null || dueOn <= beijingDay(at)) }
}

function tellDocuments(documents: RedactResult['documents'], findings: FindingCollector): void {
  const doubtful = documents.filter(({ kind, fate }) => fate === 'kept' && !BOOKS.has(kind))
  if (doubtful.length > 0) findings.add('documents-kept', {}, { count: doubtful.length })
}

/** `shop.toml` is the merchant's to edit; only a number that shows a person can be told for certain. */
async function tellShopFile(
  root: string,
  { ignoredFiles }: ShopFacts,
  findings: FindingCollector,
): Promise<void> {
  const text = await readFile(join(root, NAMES.shopFile), 'utf8').catch(() => '')
  // What a file is called, somebody has typed, unless the platform has.
  const typed = ignoredFiles.filter((name) => !PLATFORM_NAME.test(name))
  text.split('\n').forEach((line, index) => {
    if (maskNumbers(line) === line && !typed.some((name) => line.includes(name))) return
    findings.add('shop-file-kept', { file: NAMES.shopFile, row: index + 1 })
  })
}

export function fileOf({ original, reports }: PlannedOriginal): RedactResult['files'][number] {
  const { file, sha256 } = original.facts
  return { file, sha256, reports }
}

function unreadOf({ original }: PlannedOriginal): RedactResult['unread'][number] {
  const { file, sha256, size } = original.facts
  return { file, sha256, size }
}

function countTicks(store: Store, condition: string): number {
  const row = store.db.prepare(`SELECT count(*) AS n FROM ticks WHERE ${condition}`).get()
  return (row as { n: number }).n
}
