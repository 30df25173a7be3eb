import { Buffer } from 'node:buffer'
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, sep } from 'node:path'
import { type Finding, finding } from '../../domain/finding.ts'
import { maskFileName } from '../../domain/privacy/masking-columns.ts'
import { beijingToEpochMs, epochSecondsToBeijing } from '../../domain/time.ts'
import { DyshopError } from '../../errors.ts'
import { isExportName, isOtherArchive, looksLikeReport, START_BYTES } from './looks-like-report.ts'

/** A file to read. */
export interface SellerFile {
  path: string
  /** Relative to the path that was given, with `/`; the base name of a file that was given itself. */
  file: string
  size: number
  /** ISO 8601 with +08:00 */
  modifiedAt: string
}

export interface Discovery {
  files: SellerFile[]
  findings: Finding[]
}

interface Found extends Discovery {
  /** What systems and programs leave lying about, by the paths it was found at. */
  leftBehind: string[]
}

const UNFINISHED = new Set(['.crdownload', '.part', '.download', '.tmp'])
/** Safari keeps what it is downloading in a folder of this ending. */
const UNFINISHED_FOLDER = '.download'

/**
 * Finds the files to read: those given, and those in the folders given, however deep. What is left
 * out of a folder is told: archives, other kinds of files, unfinished downloads.
 * @param isArchive tells a folder that holds a dyshop archive
 * @throws {DyshopError} `path-not-found` for a path that is not there, `broken-link` for a link to nowhere,
 * `not-a-file` for a pipe or device, `nothing-to-read` when no file is worth reading
 */
export async function discover(
  paths: readonly string[],
  isArchive: (folder: string) => Promise<boolean>,
): Promise<Discovery> {
  const discovery: Found = { files: [], findings: [], leftBehind: [] }
  for (const path of paths) {
    const stats = await stat(path).catch((error: unknown) => refusePath(path, error))
    if (stats.isDirectory()) await walk({ root: path, inside: '', isArchive, discovery })
    // A pipe or a device would be read for ever.
    else if (!stats.isFile()) throw new DyshopError('not-a-file', { path })
    else discovery.files.push(sellerFile(path, basename(path), stats))
  }
  const { findings, leftBehind } = discovery
  const [first = ''] = leftBehind
  if (first !== '')
    findings.push(
      finding('left-behind', {}, { count: leftBehind.length, first: maskFileName(first) }),
    )
  const files = withoutRepeats(discovery.files)
  if (files.length === 0) throw nothingToRead(paths, findings, leftBehind)
  return { files, findings }
}

/** Where there are files, it must not be said that there are none. */
function nothingToRead(
  paths: readonly string[],
  findings: readonly Finding[],
  leftBehind: readonly string[],
): DyshopError {
  const others = [...findings.flatMap(({ where }) => where.file ?? []), ...leftBehind]
  const [first = ''] = others
  const found = first === '' ? {} : { count: others.length, first: maskFileName(first) }
  return new DyshopError('nothing-to-read', { path: paths.join(' '), ...found })
}

async function refusePath(path: string, error: unknown): Promise<never> {
  const { code } = error as NodeJS.ErrnoException
  const isLink = await lstat(path)
    .then((stats) => stats.isSymbolicLink())
    .catch(() => false)
  if (isLink && (code === 'ENOENT' || code === 'ELOOP'))
    throw new DyshopError('broken-link', { path })
  if (code === 'ENOENT') throw new DyshopError('path-not-found', { path })
  throw error
}

interface Walk {
  root: string
  /** Where we are, relative to the root, with `/`. */
  inside: string
  isArchive: (folder: string) => Promise<boolean>
  discovery: Found
}

async function walk(at: Walk): Promise<void> {
  const { root, inside, isArchive, discovery } = at
  const folder = join(root, inside)
  if (await isArchive(folder)) {
    discovery.findings.push(finding('own-output', { file: inside || basename(root) }))
    return
  }
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    // The folder that was given itself must be readable; one inside it is told and left out.
    if (inside === '') throw error
    // Systems keep hidden folders of their own on every disk, which nobody else may list.
    const skipped = finding('skipped-file', { file: `${inside}/` })
    discovery.findings.push(isHidden(inside) ? skipped : unreadable(inside, error))
    return []
  })
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const file = inside === '' ? entry.name : `${inside}/${entry.name}`
    if (isJunk(entry.name)) discovery.leftBehind.push(file)
    else if (entry.isDirectory() && entry.name.toLowerCase().endsWith(UNFINISHED_FOLDER)) {
      discovery.findings.push(finding('unfinished-download', { file: `${file}/` }))
    } else if (entry.isDirectory()) await walk({ ...at, inside: file })
    else await take({ path: join(folder, entry.name), file, root }, discovery)
  }
}

/** Takes a file of a folder, or tells why it is left out. A link to a file is taken like the file. */
async function take(
  { path, file, root }: { path: string; file: string; root: string },
  { files, findings }: Discovery,
): Promise<void> {
  const extension = extname(file).toLowerCase()
  // Programs keep such files of their own in hidden folders.
  if (UNFINISHED.has(extension) && isHidden(dirname(file))) return
  if (UNFINISHED.has(extension)) {
    findings.push(finding('unfinished-download', { file }))
    return
  }
  try {
    const stats = await stat(path)
    if (stats.isDirectory() && !(await isInside(path, root))) {
      findings.push(finding('linked-folder', { file }))
      return
    }
    // Never opened: a pipe would wait for ever, and a linked folder may lead round in a circle.
    if (stats.isFile() && (await isWanted(path, file))) files.push(sellerFile(path, file, stats))
    else if (!stats.isFile() || !isHidden(file))
      findings.push(
        finding(isOtherArchive(file) ? 'unsupported-archive' : 'skipped-file', { file }),
      )
  } catch (error) {
    findings.push(unreadable(file, error))
  }
}

/**
 * What is hidden, or in a hidden folder, is mostly what programs leave beside the real files, whatever
 * its name ends in: only its content tells.
 */
async function isWanted(path: string, file: string): Promise<boolean> {
  if (isExportName(file) && !isHidden(file)) return true
  return looksLikeReport(await readStart(path), file)
}

/** A link to a folder that is read anyway, through its own name. */
async function isInside(link: string, root: string): Promise<boolean> {
  const [target, folder] = [await realpath(link), await realpath(root)]
  return target === folder || target.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

async function readStart(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** A link to nowhere, a link to itself, a file that nobody may read: it may have been a report. */
function unreadable(file: string, error: unknown): Finding {
  const { code } = error as NodeJS.ErrnoException
  if (code === undefined) throw error
  return finding('unreadable-file', { file }, { reason: code })
}

/** What systems, office programs and runs that were cut off leave lying about: never a report. */
function isJunk(name: string): boolean {
  return (
    name.startsWith('~$') ||
    name === '__MACOSX' ||
    name.endsWith('.dyshop-part') ||
    /^(Thumbs\.db|desktop\.ini)$/i.test(name)
  )
}

/** @param file relative to the folder that was given, with `/`; `.` is that folder itself */
function isHidden(file: string): boolean {
  return /(^|\/)\../.test(file)
}

function sellerFile(
  path: string,
  file: string,
  stats: { size: number; mtimeMs: number },
): SellerFile {
  return {
    path,
    file,
    size: stats.size,
    modifiedAt: epochSecondsToBeijing(Math.floor(stats.mtimeMs / 1000)),
  }
}

/** The same path given twice, or a file and the folder it is in, is read once. */
function withoutRepeats(files: readonly SellerFile[]): SellerFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  return [...byPath.values()]
}

/** The Unix second that the platform puts before an export's name: `1768222209_<32 hex>….csv`. */
const EPOCH_NAME = /^(1[4-9]\d{8}|[2-3]\d{9})(?=\D|$)/

/**
 * Whether a name tells a later export than another does.
 * @param now a name that tells a later moment is not believed; ISO 8601 with +08:00
 */
export function isLaterExport(file: string, than: string, now: string): boolean {
  const [asOf, other] = [file, than].map((name) => {
    const told = asOfFromName(name)
    return told !== null && isBelievable(told, now) ? told : ''
  }) as [string, string]
  return asOf > other
}

/**
 * Digits at the start of a name can be a date as well: `2026112009.csv` would be an export of the year
 * 2034. No date looks like a second before 2033, so those are believed whatever the clock says.
 * @param now when the file was given
 */
export function isBelievable(asOf: string, now: string): boolean {
  if (asOf < FIRST_LIKE_A_DATE) return true
  return beijingToEpochMs(asOf) <= beijingToEpochMs(now) + CLOCK_ERROR_MS
}

/** The second 2,000,000,000. */
const FIRST_LIKE_A_DATE = '2033-05-18T11:33:20+08:00'

/** Clocks of shops' computers are wrong by zones, not by more. */
const CLOCK_ERROR_MS = 24 * 3_600_000

/** The moment of export that a name tells, as ISO 8601 with +08:00; null when it tells none. */
export function asOfFromName(file: string): string | null {
  const [, epoch] = EPOCH_NAME.exec(file.split('/').at(-1) ?? '') ?? []
  return epoch ? epochSecondsToBeijing(Number(epoch)) : null
}
