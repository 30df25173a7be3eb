import { join } from 'node:path'
import { NAMES, requireArchive } from '../archive/folder.ts'
import { searchRecords } from '../archive/queries/search.ts'
import { Store } from '../archive/store.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import { DyshopError } from '../errors.ts'
import type { FindResult, Outcome } from './results.ts'
import { tellCutOff } from './session/cut-off-run.ts'
import { screened } from './session/screened.ts'

/**
 * Finds an order, line, product, tracking number, after-sale or day in the archive.
 * @throws {DyshopError} `no-archive`, `bad-value` for an empty text
 */
export async function find({
  query,
  root,
  limit,
}: {
  query: string
  root: string
  limit: number
}): Promise<Outcome<FindResult>> {
  const text = query.trim()
  if (text === '') throw new DyshopError('bad-value', { name: '<text>', value: query })
  await requireArchive(root)
  const store = await Store.openForReading(join(root, NAMES.database))
  try {
    const matches = searchRecords(store, text, limit + 1).map(screened)
    const data = { query: text, matches: matches.slice(0, limit), more: matches.length > limit }
    const findings = new FindingCollector()
    await tellCutOff(root, findings)
    return { complete: findings.isComplete, findings: findings.all(), data }
  } finally {
    store.close()
  }
}
