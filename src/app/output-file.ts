import { lstat, realpath } from 'node:fs/promises'
import { dirname, resolve, sep } from 'node:path'
import { DyshopError } from '../errors.ts'

/**
 * Refuses a place for a file, or a new folder, that the user asked for: inside the archive it would look like damage to
 * `verify` and could overwrite an original; a folder or a link cannot be replaced by a file.
 * @throws {DyshopError} `out-in-archive`, `not-a-file` or `folder-exists`, `symlink-in-way`
 */
export async function refuseBadOutput(
  out: string,
  root: string,
  { isFolder = false } = {},
): Promise<void> {
  const folder = dirname(resolve(out))
  const target = await realpath(folder).catch(() => folder)
  const archive = await realpath(root).catch(() => resolve(root))
  if (target === archive || target.startsWith(archive + sep)) {
    throw new DyshopError('out-in-archive', { path: out })
  }
  const stats = await lstat(out).catch(() => null)
  if (stats?.isDirectory()) {
    throw new DyshopError(isFolder ? 'folder-exists' : 'not-a-file', { path: out })
  }
  if (stats?.isSymbolicLink()) throw new DyshopError('symlink-in-way', { path: out })
}
