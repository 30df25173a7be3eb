import { join, resolve, sep } from 'node:path'
import { NAMES } from '../../archive/folder.ts'
import { asDyshopError, DyshopError, type ErrorCode } from '../../errors.ts'
import { freeBytes } from './room.ts'

/** Stops of the disk, which are mended in a place. */
const OF_THE_DISK: ReadonlySet<ErrorCode> = new Set([
  'disk-full',
  'no-permission',
  'read-only',
  'disk-error',
  'file-in-use',
])

/** Calls that only look. */
const LOOKING = new Set(['access', 'lstat', 'read', 'readlink', 'scandir', 'stat'])

/**
 * What an error means as a stop, with what people need to mend it: where it happened, whether that is
 * the archive, a file to read or a file to write, and how much room is left there. What SQLite refuses
 * names no place; it is the database's. Errors that mean no stop are returned as they are.
 * @param root the archive that the command works on
 * @param settings where credentials rest, and the variable that moves them
 */
export async function asPlacedStop(
  error: unknown,
  root: string,
  settings: { folder: string; variable: string } | null = null,
): Promise<unknown> {
  const meaning = asDyshopError(error, join(root, NAMES.database))
  if (!(meaning instanceof DyshopError) || !OF_THE_DISK.has(meaning.code)) return meaning
  const path = String(meaning.args.path ?? '')
  const { syscall = '' } = (meaning.cause ?? {}) as NodeJS.ErrnoException
  const place = isBelow(path, root) ? 'archive' : LOOKING.has(syscall) ? 'input' : 'output'
  const isOfSettings = place !== 'archive' && settings !== null && isBelow(path, settings.folder)
  const where = isOfSettings ? { place: 'settings', variable: settings.variable } : { place }
  const room = meaning.code === 'disk-full' ? await roomAt(path, meaning) : {}
  const args = { ...meaning.args, ...where, ...room }
  return new DyshopError(meaning.code, args, { cause: meaning.cause })
}

function isBelow(path: string, root: string): boolean {
  // Where the current folder is gone, nothing is anywhere.
  if (path === '') return false
  const [full, folder] = [resolve(path), resolve(root)]
  return full === folder || full.startsWith(folder + sep)
}

/** What is left at a place, and what is needed there: more than that, whatever was estimated. */
async function roomAt(path: string, { args }: DyshopError): Promise<Record<string, number>> {
  const free = path.includes(sep) ? await freeBytes(path) : null
  if (free === null) return {}
  const freeMiB = Math.floor(free / 2 ** 20)
  const neededMiB = Math.max(Number(args.neededMiB ?? 0), freeMiB + 1)
  return { freeMiB, neededMiB }
}
