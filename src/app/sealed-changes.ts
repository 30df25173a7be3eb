import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pendingFilesOf } from '../archive/database/side-files.ts'
import { NAMES } from '../archive/folder.ts'
import { digestFile } from '../archive/manifest.ts'
import { DyshopError } from '../errors.ts'
import { type Content, contentOf } from './sealed-content.ts'

/**
 * What is in an archive otherwise than it was sealed: our lock keeps no editor and no file manager out.
 * @returns paths of what came, went or changed, in their order
 */
export async function changedSince(sealed: readonly Content[], root: string): Promise<string[]> {
  const before = new Map(sealed.map((each) => [each.path, each]))
  const changed = await pendingWrites(root)
  try {
    for (const now of await contentOf(root, { files: [] })) {
      const then = before.get(now.path)
      before.delete(now.path)
      if (!then || !(await isAsSealed(then, now, root))) changed.push(now.path)
    }
  } catch (error) {
    // A link or the like that has come meanwhile.
    if (error instanceof DyshopError) return [String(error.args.path)]
    throw error
  }
  return [...changed, ...before.keys()].sort()
}

async function isAsSealed(then: Content, now: Content, root: string): Promise<boolean> {
  if (then.isFolder || now.isFolder) return then.isFolder && now.isFolder
  if (then.size !== now.size) return false
  const isUntouched =
    then.modifiedAt.getTime() === now.modifiedAt.getTime() && then.changedAtMs === now.changedAtMs
  if (isUntouched) return true
  // Programs that look after a disk touch what they do not change.
  return then.sha256 !== null && (await digestFile(join(root, now.path))).sha256 === then.sha256
}

/** What another program wrote to the database since: its file does not show it yet. */
async function pendingWrites(root: string): Promise<string[]> {
  const found: string[] = []
  for (const path of pendingFilesOf(NAMES.database)) {
    const size = await stat(join(root, path)).then(
      (stats) => stats.size,
      () => 0,
    )
    if (size > 0) found.push(path)
  }
  return found
}
