import { join } from 'node:path'
import { folderState, NAMES } from '../archive/folder.ts'
import { readShopFile } from '../archive/shop-file.ts'
import { Store } from '../archive/store.ts'
import type { Gap, ShopFacts } from '../domain/archive-facts.ts'
import { type DyingDocument, gateOf } from '../domain/closing/gate.ts'
import { isShopClosed } from '../domain/closing/steps.ts'
import type { ReportKind } from '../domain/report-kind.ts'
import type { Deps } from './ports.ts'
import type { CheckResult } from './results.ts'
import { gapsOf, missingReports } from './session/archive-facts.ts'
import { knownFacts } from './steps.ts'

/** How far the winding down of a shop has come. */
export interface WindDown {
  shop: ShopFacts
  /** null while there is no archive. */
  archive: ArchiveState | null
}

export interface ArchiveState {
  checked: CheckResult
  /** Reports that the archive has none of. */
  missing: readonly ReportKind[]
  /** Reports that the last gate wants and that do not reach to the day. */
  stale: readonly ReportKind[]
  gaps: readonly Gap[]
  /** Documents that die with the shop, neither attached nor given up. */
  documents: readonly DyingDocument[]
  /** The step that cannot be taken back was ticked. */
  isClosed: boolean
}

/**
 * Looks at an archive for what to do next, without verifying it.
 * @param at ISO 8601 with +08:00
 * @throws {DyshopError} `bad-shop-file`, `archive-damaged`
 */
export async function windDown(
  { root, at }: { root: string; at: string },
  deps: Deps,
): Promise<WindDown> {
  const shop = await readShopFile(root)
  if ((await folderState(root)) !== 'archive') return { shop, archive: null }
  const { facts, checked } = await knownFacts({ root, at }, deps)
  const gate = gateOf({ ...facts, damagedFiles: [] })
  const missingOf = (id: string) => gate.parts.find((part) => part.id === id)?.missing ?? []
  return {
    shop,
    archive: {
      checked,
      ...(await lacks(root)),
      stale: missingOf('exports-to-today') as ReportKind[],
      documents: (['deposit-receipt', 'reviews', 'chats'] as const).filter(
        (id) => missingOf(id).length > 0,
      ),
      isClosed: isShopClosed(facts.ticks),
    },
  }
}

async function lacks(root: string): Promise<{ missing: ReportKind[]; gaps: Gap[] }> {
  const store = await Store.openForReading(join(root, NAMES.database))
  try {
    return { missing: missingReports(store, !store.isEmpty('addresses')), gaps: gapsOf(store) }
  } finally {
    store.close()
  }
}
