import type { RefusedItem } from '../../archive/shop-state/items.ts'
import type { ShopState } from '../../archive/shop-state/shop-state.ts'
import type { WindowState } from '../../archive/shop-state/walks.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import { epochSecondsToBeijing } from '../../domain/time.ts'
import { DyshopError, EXIT } from '../../errors.ts'
import { isStreamName } from '../../sources/open-api/read-answer.ts'
import type { Window } from '../../sources/open-api/walks/windows.ts'
import type { ApiResult, ImportedReport } from '../results.ts'
import type { ArchiveSession } from '../session/archive-session.ts'
import { REPORT_OF } from './derive-pages.ts'
import { wantedIds } from './fetch-details.ts'
import { fetchShop, type ShopRequest } from './fetch-shop.ts'
import type { Fetched } from './fetched.ts'
import { fillShopFile } from './fill-shop-file.ts'
import { PageArchive } from './import-pages.ts'
import { partialExports } from './partial-exports.ts'

/** What reading a shop through the Open API came to. */
export interface ShopBackup {
  imported: ImportedReport[]
  api: ApiResult
  /** What ended it early, or kept it from being all; null when nothing did. */
  stop: DyshopError | null
}

/**
 * Reads a shop into an archive whose lock is held, and tells what of it is not proven.
 * @throws {DyshopError} `api-other-shop` before anything is kept, and as `fetchShop` does
 */
export async function backupShop(
  request: ShopRequest,
  { root, store, shop, deps, findings }: ArchiveSession,
): Promise<ShopBackup> {
  const archive = new PageArchive({ root, store, deps, findings })
  for (const known of [archive.state.shop()?.shopId, shop.id]) {
    if (known && known !== request.shopId) {
      const args = { expected: known, found: request.shopId, isArchive: 1 }
      throw new DyshopError('api-other-shop', args)
    }
  }
  await fillShopFile({ root, deps, shop, findings }, request)
  const owedBefore = archive.state.items.refusedItems()
  const fetched = await fetchShop(request, { store, archive, deps })
  const doubtful = archive.state.walks.windows().filter(({ doubt }) => doubt !== null)
  tellDoubtful(doubtful, findings)
  for (const { report, id, at } of partialExports(store, store.imports.all())) {
    findings.add('partial-export', { file: report.file }, { id, day: at.slice(0, 10) })
  }
  tellDetails(archive.state, { owedBefore, fetched }, findings)
  const imported = archive.imported()
  return {
    imported,
    api: apiResult(request, fetched, doubtful),
    stop: stopOf(fetched, imported.length > 0),
  }
}

function tellDoubtful(windows: readonly WindowState[], findings: FindingCollector): void {
  for (const { stream: list, from, to, total, came } of windows) {
    const what = isStreamName(list) ? REPORT_OF[list] : 'orders'
    const [start, end] = [momentOf(from) ?? '', momentOf(to) ?? '']
    const args = { what, from: start, to: end, total: total ?? '?', came }
    findings.add('api-window-doubtful', {}, args)
  }
}

/** Tells of the details that did not come, one by one. */
function tellDetails(
  { items }: ShopState,
  { owedBefore, fetched }: { owedBefore: readonly RefusedItem[]; fetched: Fetched },
  findings: FindingCollector,
): void {
  for (const item of items.refusedItems()) findings.add('api-no-detail', {}, { ...item })
  for (const { method, id } of owedBefore) {
    if (!items.isListed(method, id)) findings.add('api-item-gone', {}, { id })
  }
  for (const { method, error } of fetched.refusals) {
    const { platformCode = '', logId = '' } = error.args
    findings.add('api-stream-refused', {}, { method, platformCode, logId })
    // None are wanted of a list.
    for (const id of wantedIds(items, method)) {
      findings.add('api-detail-denied', {}, { method, id })
    }
  }
}

function apiResult(
  { shopId, shopName }: ShopRequest,
  { lists, details }: Fetched,
  doubtful: readonly WindowState[],
): ApiResult {
  const times = ({ from, to }: Window) => ({ from: momentOf(from), to: momentOf(to) })
  return {
    ...{ shopId, shopName, details },
    lists: lists.map((each) => ({ ...each, ...times(each) })),
    doubtful: doubtful.map(({ stream: list, ...window }) => ({ list, ...times(window) })),
  }
}

/** What the merchant has to put right goes before what another run may get over. */
function stopOf({ stop, refusals }: Fetched, isBegun: boolean): DyshopError | null {
  const all = [...(stop ? [stop] : []), ...refusals.map(({ error }) => error)]
  const first = all.find(({ exitCode }) => exitCode === EXIT.credentials) ?? all[0]
  if (!first) return null
  const { code, args, cause } = first
  const denied = refusals.filter(({ error }) => error.code === code).map(({ method }) => method)
  // One of several is named by nobody who reads the end alone.
  const method = denied.length > 1 ? { method: denied.join(', ') } : {}
  return new DyshopError(
    code,
    { ...args, ...method, ...(isBegun ? { isBegun: 1 } : {}) },
    { cause },
  )
}

/** A list that is not cut by time has no times. */
function momentOf(epochSeconds: number): string | null {
  return epochSeconds === 0 ? null : epochSecondsToBeijing(epochSeconds)
}
