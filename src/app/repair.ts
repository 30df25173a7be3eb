import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readDocuments } from '../archive/documents.ts'
import { listFiles, NAMES } from '../archive/folder.ts'
import { parseManifest } from '../archive/manifest.ts'
import { Store } from '../archive/store.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import { maskFileName } from '../domain/privacy/masking-columns.ts'
import { DyshopError, EXIT } from '../errors.ts'
import { isPartFile } from '../platform/atomic-file.ts'
import type { Deps } from './ports.ts'
import { rebuild } from './rebuild.ts'
import type { Damage, LostFile, Outcome, RepairResult } from './results.ts'
import { changeArchive } from './session/archive-session.ts'
import { verify } from './verify.ts'

export interface RepairInput {
  root: string
  /** Also compares everything with the originals, before and after. */
  deep: boolean
  toolVersion: string
}

/**
 * Mends what can be mended: leftovers and a run that was cut off, lost or altered outputs, a database,
 * manifest or checksums that are lost or damaged. Originals and documents exist once: those that are gone
 * are named, with what has to be exported again.
 * @throws {DyshopError} as `verify` and `changeArchive` do; damage that stays is no error but a result
 */
export async function repair(
  { root, deep, toolVersion }: RepairInput,
  deps: Deps,
): Promise<Outcome<RepairResult>> {
  const before = await verify({ root, deep }, deps)
  const lost = await lostFiles(root, before.data.damaged)
  const findings = new FindingCollector()
  const isMended = await mend({ root, toolVersion }, before.data.damaged, { deps, findings })
  const after = isMended ? await verify({ root, deep }, deps) : before
  for (const each of after.findings) findings.push(each)
  // A manifest that was made anew may list an original no more that the old one missed.
  const damaged = union(after.data.damaged, before.data.damaged.filter(isLost))
  const left = new Set(damaged.map(({ path }) => path))
  const mended = before.data.damaged.filter(({ path }) => !left.has(path))
  const { checked, redacted } = after.data
  return {
    complete: true,
    findings: findings.all(),
    data: {
      ...{ ok: damaged.length === 0, checked, damaged, mended, lost },
      ...(redacted ? { redacted } : {}),
    },
  }
}

interface Mending {
  deps: Deps
  findings: FindingCollector
}

/** Whether anything may have been changed. The least that helps is done first. */
async function mend(
  archive: { root: string; toolVersion: string },
  damaged: readonly Damage[],
  { deps, findings }: Mending,
): Promise<boolean> {
  // A deletion that was decided comes before everything else, and only `redact` finishes it.
  if (damaged.some(({ repair: how }) => how === 'redact')) return false
  const mendable = damaged.filter((each) => !isLost(each))
  const hasLeftovers = (await listFiles(archive.root)).some(isPartFile)
  if (mendable.length === 0 && !hasLeftovers) return false
  if (mendable.every(isOfOutputs)) {
    const isDone = await orDamaged(() => renewOutputs(archive, mendable, { deps, findings }))
    if (isDone) return true
  }
  await orDamaged(async () => {
    for (const each of (await rebuild(archive, deps)).findings) {
      // What is lost is told by name; what was in the files was told when they were read.
      if (OF_REBUILDING.has(each.code)) findings.push(each)
    }
  })
  return true
}

const OF_REBUILDING: ReadonlySet<string> = new Set([
  'removed-leftovers',
  'unfinished-run',
  'taken-over-lock',
  'ticks-lost',
  'ticks-unproven',
  'contents-unproven',
  'documents-unproven',
])

/** What a run writes last, from a database that is whole. */
function isOfOutputs({ path, repair: how }: Damage): boolean {
  if (how === 'backup') return true
  const isOutput = !path.includes('/') && !path.startsWith(NAMES.database)
  return how === 'rebuild' && isOutput && path !== NAMES.manifest
}

/** An original or a document: there is no second one to make it from. */
function isLost({ repair: how }: Damage): boolean {
  return how === 'export-again' || how === 'restore-copy' || how === 'redact'
}

/** Lets a change of the archive write the outputs, the manifest and the checksums that are not there. */
async function renewOutputs(
  { root, toolVersion }: { root: string; toolVersion: string },
  damaged: readonly Damage[],
  { deps, findings }: Mending,
): Promise<void> {
  await changeArchive({ root, command: 'verify', toolVersion }, deps, findings, async () => {
    for (const { path, problem, repair: how } of damaged) {
      // What a run that was cut off left is gone on with: its database is the only one there is.
      const isInTheWay = how === 'rebuild' && problem !== 'missing'
      if (isInTheWay) await deps.files.remove(join(root, path))
    }
  })
}

/** Whether it could be done; damage that keeps it from being done is found again afterwards. */
async function orDamaged(work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (error instanceof DyshopError && error.exitCode === EXIT.damaged) return false
    throw error
  }
}

function union(some: readonly Damage[], others: readonly Damage[]): Damage[] {
  const paths = new Set(some.map(({ path }) => path))
  return [...some, ...others.filter(({ path }) => !paths.has(path))]
}

/** What is known of originals and documents that are lost: their names, what they held, which days. */
async function lostFiles(root: string, damaged: readonly Damage[]): Promise<LostFile[]> {
  const lost = damaged.filter(isLost).filter(({ path }) => !path.endsWith('.facts'))
  if (lost.length === 0) return []
  const imports = await importsOf(root)
  const names = await namesOf(root)
  return lost.map(({ path }) => {
    const original = /[0-9a-f]{64}/.exec(path)?.[0] ?? path.replace(`${NAMES.originals}/`, '')
    const reports = imports.filter((each) => each.original === original)
    const file = names.get(path) ?? reports[0]?.file.split('/')[0] ?? path
    return {
      path,
      file: maskFileName(file),
      reports: reports.map(({ kind, coversFrom, coversTo }) => ({
        kind,
        from: coversFrom,
        to: coversTo,
      })),
    }
  })
}

/** Nothing is known of a database that cannot be read. */
async function importsOf(root: string) {
  try {
    const store = await Store.openForReading(join(root, NAMES.database))
    try {
      return store.imports.all()
    } finally {
      store.close()
    }
  } catch {
    return []
  }
}

/** The names that originals came with, and those of documents, as far as they can still be told. */
async function namesOf(root: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(join(root, NAMES.manifest), 'utf8').catch(() => '')
  const documents = await readDocuments(root).catch(() => [])
  return new Map([
    ...(parseManifest(text)?.files ?? []).flatMap(({ path, file }): [string, string][] =>
      file === undefined ? [] : [[path, file]],
    ),
    ...documents.map(({ path, originalName }): [string, string] => [path, originalName]),
  ])
}
