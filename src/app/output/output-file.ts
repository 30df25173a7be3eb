import { lstat, readdir, realpath } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { NAMES } from '../../archive/folder.ts'
import { digestFile } from '../../archive/manifest.ts'
import { DyshopError } from '../../errors.ts'

/** Whether a file that dyshop did not make, or that was changed since, may be written over. */
export type MayReplace = (path: string) => Promise<boolean>

export interface OutputOptions {
  /** A new folder is asked for, not a file. */
  isFolder?: boolean
  /** Asked about somebody else's file; without it the answer is no. */
  mayReplace?: MayReplace
}

/**
 * Refuses a place for a file, or a new folder, that the user asked for: inside the archive it would look
 * like damage to `verify` and could overwrite an original; a folder or a link cannot be replaced by a
 * file; and a file that somebody else made is theirs. What dyshop itself made is made again.
 * @throws {DyshopError} `out-in-archive`, `not-a-file` or `folder-exists`, `symlink-in-way`,
 *   `out-is-original`, `foreign-file`
 */
export async function refuseBadOutput(
  out: string,
  root: string,
  { isFolder = false, mayReplace = async () => false }: OutputOptions = {},
): Promise<void> {
  const folder = dirname(resolve(out))
  const target = await realpath(folder).catch(() => folder)
  const archive = await realpath(root).catch(() => resolve(root))
  if (target === archive || target.startsWith(archive + sep)) {
    throw new DyshopError('out-in-archive', { path: out })
  }
  const stats = await lstat(out).catch(() => null)
  if (!stats) return
  if (stats.isSymbolicLink()) throw new DyshopError('symlink-in-way', { path: out })
  if (isFolder) throw new DyshopError('folder-exists', { path: out })
  if (!stats.isFile()) throw new DyshopError('not-a-file', { path: out })
  if (stats.size > 0) await refuseForeign(out, root, mayReplace)
}

async function refuseForeign(out: string, root: string, mayReplace: MayReplace): Promise<void> {
  // No answer makes it right to write over what was downloaded from the platform.
  if (await isOriginal(out, root)) throw new DyshopError('out-is-original', { path: out })
  // Loaded only here: most files that are asked for are not there yet.
  const { isOwnFile } = await import('./own-file.ts')
  if ((await isOwnFile(out)) || (await mayReplace(out))) return
  throw new DyshopError('foreign-file', { path: out })
}

async function isOriginal(path: string, root: string): Promise<boolean> {
  const originals = join(root, NAMES.originals)
  const { sha256 } = await digestFile(path)
  const names = await readdir(join(originals, sha256.slice(0, 2))).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
      throw error
    },
  )
  return names.some((name) => name.startsWith(`${sha256}.`) && !name.endsWith('.facts'))
}
