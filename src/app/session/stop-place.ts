import { statfs } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { NAMES } from '../../archive/folder.ts'
import { asDyshopError, DyshopError, type ErrorCode } from '../../errors.ts'

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
 */
export async function asPlacedStop(error: unknown, root: string): Promise<unknown> {
  const meaning = asDyshopError(error, join(root, NAMES.database))
  if (!(meaning instanceof DyshopError) || !OF_THE_DISK.has(meaning.code)) return meaning
  const path = String(meaning.args.path ?? '')
  const { syscall = '' } = (meaning.cause ?? {}) as NodeJS.ErrnoException
  const place = isBelow(path, root) ? 'archive' : LOOKING.has(syscall) ? 'input' : 'output'
  const free = meaning.code === 'disk-full' ? await freeMiB(path) : null
  const args = { ...meaning.args, place, ...(free === null ? {} : { freeMiB: free }) }
  return new DyshopError(meaning.code, args, { cause: meaning.cause })
}

function isBelow(path: string, root: string): boolean {
  const [full, folder] = [resolve(path), resolve(root)]
  return path !== '' && (full === folder || full.startsWith(folder + sep))
}

/** @returns null where the system does not say, or where there is no such place */
async function freeMiB(path: string): Promise<number | null> {
  if (!path.includes(sep)) return null
  return statfs(dirname(resolve(path))).then(
    ({ bavail, bsize }) => Math.floor((bavail * bsize) / 2 ** 20),
    () => null,
  )
}
