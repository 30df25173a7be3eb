import { join } from 'node:path'
import { readDocuments } from '../archive/documents.ts'
import { NAMES, requireArchive } from '../archive/folder.ts'
import { lastLedgerRow } from '../archive/queries/closing-queries.ts'
import {
  heldReports,
  moneyFlow,
  moneyToCome,
  type OrderMonths,
  orderMonths,
} from '../archive/queries/money-queries.ts'
import { newestAsOf, totals } from '../archive/queries/queries.ts'
import { readShopFile } from '../archive/shop-file.ts'
import { Store } from '../archive/store.ts'
import type { DocumentKind } from '../domain/document-kind.ts'
import type { Finding } from '../domain/finding.ts'
import type { MonthFlow } from '../domain/report-facts.ts'
import { conditionsOf } from '../rules/conditions.ts'
import { check } from './check.ts'
import { plan } from './plan.ts'
import type { Deps } from './ports.ts'
import type { HeldArchive, Outcome, ReportFacts, ReportMoney } from './results.ts'
import { gapsOf, missingReports } from './session/archive-facts.ts'

/**
 * Everything that the page for people tells: whether the shop can be closed and what comes first, the
 * time table, what is to be shipped and answered, the money, and what the archive holds and lacks.
 * @param input.at ISO 8601 with +08:00
 * @throws {DyshopError} `no-archive`, `bad-shop-file`
 */
export async function collectReport(
  { root, at }: { root: string; at: string },
  deps: Deps,
): Promise<Outcome<ReportFacts>> {
  await requireArchive(root)
  const shop = await readShopFile(root)
  // Naming the conditions makes check tell the rows behind each of them.
  const only = conditionsOf(shop.kind).map(({ id }) => id)
  const checked = await check({ paths: [], root, at, only }, deps)
  const planned = await plan({ root, at })
  const documents = await readDocuments(root)
  const store = await Store.openForReading(join(root, NAMES.database))
  try {
    const orders = orderMonths(store)
    const data: ReportFacts = {
      at,
      shop,
      check: checked.data,
      plan: planned.data.plan,
      months: orders.statuses,
      money: moneyOf(store, orders),
      archive: heldArchive(
        store,
        documents.map(({ kind }) => kind),
      ),
    }
    return {
      complete: checked.complete && planned.complete,
      findings: eachOnce([...checked.findings, ...planned.findings]),
      data,
    }
  } finally {
    store.close()
  }
}

/** `check` and `plan` both look at what the merchant set. */
function eachOnce(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((each) => [JSON.stringify(each), each])).values()]
}

function moneyOf(store: Store, { paidFen }: OrderMonths): ReportMoney {
  const months = moneyFlow(store, paidFen)
  const sum = (name: Exclude<keyof MonthFlow, 'month'>) =>
    months.reduce((total, flow) => total + flow[name], 0)
  const hasBills = newestAsOf(store, 'settlements') !== null
  const expected = hasBills ? moneyToCome(store) : null
  const last = lastLedgerRow(store)
  return {
    months,
    paidFen: sum('paidFen'),
    refundedFen: newestAsOf(store, 'after-sales') === null ? null : sum('refundedFen'),
    settledFen: hasBills ? sum('settledFen') : null,
    feesFen: hasBills ? sum('feesFen') : null,
    toCome: expected?.finished ?? null,
    onTheWay: expected?.underWay ?? null,
    wallet:
      last === null || last.time === null
        ? null
        : { balanceFen: last.amountFen ?? 0, at: last.time },
  }
}

function heldArchive(store: Store, documents: readonly DocumentKind[]): HeldArchive {
  const counts = totals(store)
  const kinds = [...new Set(documents)]
  return {
    totals: counts,
    reports: heldReports(store),
    gaps: gapsOf(store),
    missing: missingReports(store, counts.addresses > 0),
    documents: kinds.map((kind) => ({
      kind,
      count: documents.filter((each) => each === kind).length,
    })),
  }
}
