import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pendingFilesOf, sideFilesOf } from '../archive/database/side-files.ts'
import { folderState, isUnfinished, listFiles, NAMES } from '../archive/folder.ts'
import { readIfThere } from '../archive/is-there.ts'
import { originalsWithoutFile } from '../archive/lost-originals.ts'
import {
  changedOf,
  digestFile,
  listedIn,
  type Manifest,
  type ManifestFile,
  parseManifest,
  readChecksums,
} from '../archive/manifest.ts'
import { missedFiles } from '../archive/missed-files.ts'
import { isPageFile } from '../archive/page-files.ts'
import { tableRows } from '../archive/queries/queries.ts'
import { readDecision } from '../archive/redactions.ts'
import { Store } from '../archive/store.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import { asDyshopError, DyshopError, EXIT } from '../errors.ts'
import { isPartFile } from '../platform/atomic-file.ts'
import { tablesThatDiffer } from './import/compare-originals.ts'
import type { Deps, Lock } from './ports.ts'
import type { Damage, DamageProblem, Outcome, Repair, VerifyResult } from './results.ts'
import { tellRedacted } from './session/redacted-archive.ts'
import { tellRejected } from './session/unread-inputs.ts'

export interface VerifyInput {
  root: string
  deep: boolean
  /** Leaves the database closed: its bytes are what the manifest lists, and the folder is about to move. */
  filesOnly?: boolean
}

/**
 * Compares every file with the manifest, the manifest with the checksums, and the database with the
 * counts it is listed with; `deep` also derives everything anew from the originals and compares.
 * A copy that may not be written to is compared as well.
 * @throws {DyshopError} `no-archive`; `archive-locked` for `deep` beside another run
 */
export async function verify(
  { root, deep, filesOnly = false }: VerifyInput,
  deps: Deps,
): Promise<Outcome<VerifyResult>> {
  const state = await folderState(root)
  if (state !== 'archive') throw new DyshopError('no-archive', { path: root })
  const findings = new FindingCollector()
  const verification = new Verification(root, deps, findings)
  const lock = deep ? await lockWhereWritable(root, deps) : null
  let damaged: Damage[]
  try {
    damaged = await verification.run({ deep, filesOnly, isWritable: lock !== null })
  } finally {
    await lock?.release()
  }
  const redacted = await tellRedacted(root, findings)
  const data = { ok: damaged.length === 0, checked: verification.checked, damaged }
  return { complete: true, findings: findings.all(), data: redacted ? { ...data, redacted } : data }
}

const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS'])

/**
 * What is derived for the comparison stands in the archive for a while, where a run would clear it.
 * @returns null for a folder in which nobody here can change anything
 */
async function lockWhereWritable(root: string, { takeLock }: Deps): Promise<Lock | null> {
  return takeLock(root, 'verify').catch((error: NodeJS.ErrnoException) => {
    if (NOT_WRITABLE.has(error.code ?? '')) return null
    throw error
  })
}

const PROBLEM_OF_ERRNO: Readonly<Record<string, DamageProblem>> = {
  ENOENT: 'missing',
  EISDIR: 'folder-in-way',
}

const UNFINISHED = { problem: 'unfinished-run', repair: 'backup' } as const

class Verification {
  checked = 0
  readonly #root: string
  readonly #deps: Deps
  readonly #findings: FindingCollector
  readonly #damaged: Damage[] = []

  constructor(root: string, deps: Deps, findings: FindingCollector) {
    this.#root = root
    this.#deps = deps
    this.#findings = findings
  }

  async run({
    deep,
    filesOnly,
    isWritable,
  }: Omit<VerifyInput, 'root'> & { isWritable: boolean }): Promise<Damage[]> {
    const manifest = await this.#manifest()
    if (manifest) {
      await this.#checkFiles(manifest)
      await this.#tellUnlisted(manifest)
    } else await this.#missFiles()
    await this.#tellPendingWrites()
    const isDatabaseSound = !filesOnly && (await this.#checkDatabase(manifest))
    await this.#excuseUnfinishedRun()
    if (deep && isDatabaseSound) await this.#compareWithOriginals(isWritable)
    return this.#damaged
  }

  /** The manifest, if it is there and is the one that the checksums were written for. */
  async #manifest(): Promise<Manifest | null> {
    const text = await readIfThere(join(this.#root, NAMES.manifest))
    const manifest = text === null ? null : parseManifest(text)
    if (!manifest) {
      this.#damage(NAMES.manifest, text === null ? 'missing' : 'altered', 'rebuild')
      return null
    }
    const sums = await readChecksums(this.#root)
    this.checked += 2
    if (sums === null) {
      this.#damage(NAMES.checksums, 'missing', 'rebuild')
      return manifest
    }
    const sha256 = createHash('sha256')
      .update(text ?? '')
      .digest('hex')
    const changed = changedOf(sums, { manifest, sha256 })
    if (changed) this.#damage(changed, 'altered', 'rebuild')
    // A manifest that was changed must not make files that are whole look damaged.
    return changed === NAMES.manifest ? { ...manifest, files: listedIn(sums) } : manifest
  }

  async #checkFiles({ files }: Manifest): Promise<void> {
    const { progress, interruption } = this.#deps
    progress.start(
      'checking',
      files.reduce((sum, file) => sum + file.size, 0),
    )
    for (const file of files) {
      interruption.check()
      const problem = await this.#compare(file, (bytes) => progress.advance(bytes, 0))
      if (problem) this.#damage(file.path, problem, repairOf(file.path))
    }
    progress.done()
  }

  async #compare(
    { path, sha256 }: ManifestFile,
    onChunk: (bytes: number) => void,
  ): Promise<DamageProblem | null> {
    this.checked++
    try {
      const actual = await digestFile(join(this.#root, path), onChunk)
      return actual.sha256 === sha256 ? null : 'altered'
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException
      return PROBLEM_OF_ERRNO[code] ?? 'unreadable'
    }
  }

  async #tellUnlisted({ files }: Manifest): Promise<void> {
    const listed = new Set(files.map(({ path }) => path))
    const known = new Set<string>([...Object.values(NAMES), ...sideFilesOf(NAMES.database)])
    for (const path of await listFiles(this.#root)) {
      const isOfRuns = path.startsWith('.dyshop') || isPartFile(path)
      const isOurs = listed.has(path) || known.has(path) || isOfRuns
      if (!isOurs) this.#findings.add('unlisted-file', { file: path })
    }
  }

  /**
   * A finished run leaves nothing in the write-ahead log. What another program left there would be read
   * as if it stood in the database, whose own hash still fits.
   */
  async #tellPendingWrites(): Promise<void> {
    for (const path of pendingFilesOf(NAMES.database)) {
      const size = await stat(join(this.#root, path)).then(
        (stats) => stats.size,
        () => 0,
      )
      if (size > 0) this.#damage(path, 'altered', 'rebuild')
    }
  }

  async #checkDatabase(manifest: Manifest | null): Promise<boolean> {
    const isAltered = this.#damaged.find(({ path }) => path === NAMES.database)
    if (isAltered?.problem === 'missing') return false
    try {
      const store = await Store.openForReading(join(this.#root, NAMES.database))
      try {
        return await this.#checkStore(store, manifest, isAltered)
      } finally {
        store.close()
      }
    } catch (error) {
      const stop = asDyshopError(error)
      if (stop instanceof DyshopError && stop.code === 'archive-too-new') throw stop
      // Its bytes were read and are the listed ones: the disk or the system is what fails.
      const isWhole = manifest !== null && !isAltered
      if (isWhole && stop instanceof DyshopError && stop.exitCode === EXIT.disk) throw stop
      const isFolder = stop instanceof DyshopError && stop.code === 'folder-in-way'
      const problem = isFolder ? 'folder-in-way' : 'unreadable'
      if (!isAltered) this.#damage(NAMES.database, problem, 'rebuild')
      return false
    }
  }

  async #checkStore(
    store: Store,
    manifest: Manifest | null,
    altered: Damage | undefined,
  ): Promise<boolean> {
    if (!store.isIntact()) {
      if (!altered) this.#damage(NAMES.database, 'altered', 'rebuild')
      return false
    }
    if (manifest && !altered && !sameCounts(tableRows(store), manifest.tables)) {
      this.#damage(NAMES.database, 'row-count', 'rebuild')
      return false
    }
    await this.#missOriginals(store)
    tellRejected(store, this.#findings)
    return true
  }

  /**
   * After a run that was cut off, what it was writing need not agree with the manifest: going on mends
   * it. Originals and documents themselves are never changed by a run, so damage to them stays damage.
   */
  async #excuseUnfinishedRun(): Promise<void> {
    if (!(await isUnfinished(this.#root))) return
    const isOfRedact = (await readDecision(this.#root).catch(() => null)) !== null
    const unfinished = isOfRedact ? { ...UNFINISHED, repair: 'redact' as const } : UNFINISHED
    for (const damage of this.#damaged) {
      const isOfRuns = damage.repair === 'rebuild' || damage.path === NAMES.documentsIndex
      if (isOfRuns || isOfRedact) Object.assign(damage, unfinished)
    }
    if (!this.#damaged.some(({ problem }) => problem === 'unfinished-run')) {
      this.#damaged.push({ path: NAMES.unfinished, ...unfinished })
    }
  }

  /** Every original that the database was filled from must be there, listed or not. */
  async #missOriginals(store: Store): Promise<void> {
    const folder = join(this.#root, NAMES.originals)
    const paths = await listFiles(folder).catch(() => [] as string[])
    const files = paths.filter((path) => !path.endsWith('.facts'))
    const present = new Set(files.map((path) => /[0-9a-f]{64}/.exec(path)?.[0]))
    const told = new Set(this.#damaged.map(({ path }) => /[0-9a-f]{64}/.exec(path)?.[0]))
    const wanted = [...new Set(store.imports.all().map(({ original }) => original))]
    for (const file of wanted.filter(isPageFile)) {
      const path = `${NAMES.originals}/${file}`
      const isTold = this.#damaged.some((damage) => damage.path === path)
      if (!isTold && !paths.includes(file)) this.#damage(path, 'missing', 'restore-copy')
    }
    for (const sha256 of wanted.filter((original) => !isPageFile(original))) {
      if (present.has(sha256) || told.has(sha256)) continue
      this.#damage(`${NAMES.originals}/${sha256.slice(0, 2)}/${sha256}`, 'missing', 'export-again')
    }
  }

  /**
   * Without a manifest, the checksums and the index of documents tell what there was, and what stands
   * beside the place of an original.
   */
  async #missFiles(): Promise<void> {
    const told = new Set<string | undefined>()
    for (const { path } of await missedFiles(this.#root)) {
      const there = await stat(join(this.#root, path)).catch(() => null)
      const problem = there?.isDirectory() ? 'folder-in-way' : there ? 'altered' : 'missing'
      this.#damage(path, problem, repairOf(path))
      told.add(path)
    }
    // A run that was cut off may not have come to the file itself, which is no loss.
    if (await isUnfinished(this.#root)) return
    for (const { path } of await originalsWithoutFile(this.#root)) {
      if (!told.has(path)) this.#damage(path, 'missing', 'export-again')
    }
  }

  async #compareWithOriginals(isWritable: boolean): Promise<void> {
    for (const table of await tablesThatDiffer(this.#root, isWritable, this.#deps)) {
      this.#damage(`${NAMES.database}#${table}`, 'content-differs', 'rebuild')
    }
  }

  #damage(path: string, problem: DamageProblem, repair: Repair): void {
    this.#damaged.push({ path, problem, repair })
  }
}

function repairOf(path: string): Repair {
  const isKept = [NAMES.documents, NAMES.redactions].some((name) => path.startsWith(`${name}/`))
  if (isKept) return 'restore-copy'
  if (!path.startsWith(`${NAMES.originals}/`)) return 'rebuild'
  if (isPageFile(path.slice(NAMES.originals.length + 1))) return 'restore-copy'
  return path.endsWith('.facts') ? 'restore-copy' : 'export-again'
}

function sameCounts(
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): boolean {
  return Object.keys(one).every((table) => one[table] === other[table])
}
