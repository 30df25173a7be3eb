import { access, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { NAMES } from '../../archive/folder.ts'
import type { Manifest, ManifestFile } from '../../archive/manifest.ts'
import { tableRows } from '../../archive/queries/queries.ts'
import type { ArchiveFacts } from '../../domain/archive-facts.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'
import type { Output } from '../results.ts'
import { type OutputContext, writeOutputs } from './outputs.ts'

/** The files for people, and what the database holds that they were made from. */
export interface OutputSet {
  files: Output[]
  tables: Readonly<Record<string, number>>
  isOld: boolean
}

type OutputSession = Omit<OutputContext, 'facts'> & { findings: FindingCollector }

/** The outputs as they are, when neither the database nor the merchant's facts have changed. */
export async function unchangedOutputs(
  { root, store }: Pick<OutputSession, 'root' | 'store'>,
  manifest: Manifest | null,
  facts: ArchiveFacts,
): Promise<OutputSet | null> {
  if (!manifest || store.hasChanged('records')) return null
  const { name, id, kind } = facts.shop
  if (JSON.stringify(manifest.shop) !== JSON.stringify({ name, id, kind })) return null
  const outputs = manifest.files.filter(isOutput)
  for (const { path, size } of outputs) {
    const isThere = await stat(join(root, path)).then(
      (stats) => stats.size === size,
      () => false,
    )
    if (!isThere) return null
  }
  if (!outputs.some(({ path }) => path === 'orders.xlsx')) return null
  if (!(await exists(join(root, NAMES.checksums)))) return null
  const files = outputs.map(({ path, sha256, size, rows = 0 }) => ({ path, sha256, size, rows }))
  const isOld = !store.hasChanged('ticks') && !store.hasChanged('documents')
  return { files, tables: manifest.tables, isOld }
}

function isOutput({ path }: ManifestFile): boolean {
  return !path.includes('/') && path !== NAMES.database
}

/** Writes every output anew. */
export async function renewOutputs(
  session: OutputSession,
  facts: ArchiveFacts,
): Promise<OutputSet> {
  const { outputs, cleanedCells, cutCells } = await writeOutputs({ ...session, facts })
  if (cleanedCells + cutCells > 0) {
    session.findings.add('cleaned-text', {}, { cleaned: cleanedCells, cut: cutCells })
  }
  return { files: outputs, tables: tableRows(session.store), isOld: false }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
