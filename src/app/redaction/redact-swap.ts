import { link, lstat, open, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readDocuments, writeDocuments } from '../../archive/documents.ts'
import { listFiles, NAMES } from '../../archive/folder.ts'
import { isThere } from '../../archive/is-there.ts'
import { type Decision, REDACTING } from '../../archive/redactions.ts'
import type { Deps } from '../ports.ts'
import { putInPlace } from '../rebuild.ts'

/**
 * Puts what was made without people's data in the place of what had it, and overwrites and removes the
 * old. Every step is passed over where it was done already, so that it can be run again from anywhere.
 */
export async function carryOut(
  root: string,
  decision: Decision,
  { files }: Pick<Deps, 'files'>,
): Promise<void> {
  const at = (name: string) => join(root, name)
  const made = join(at(REDACTING.originals), NAMES.originals)
  if (await isThere(made)) {
    const isOldInPlace = await isThere(at(NAMES.originals))
    if (isOldInPlace) await files.move(at(NAMES.originals), at(REDACTING.replaced))
    await files.move(made, at(NAMES.originals))
  }
  const derived = join(at(REDACTING.originals), NAMES.database)
  if (await isThere(derived)) {
    // A second name for the old file, so that it can be overwritten once the new one has taken its place.
    // A file system that has no such names leaves the old bytes on the disk, outside of every file.
    await files.remove(at(REDACTING.replacedDatabase))
    await link(at(NAMES.database), at(REDACTING.replacedDatabase)).catch(() => undefined)
    await putInPlace(derived, at(NAMES.database), files)
  }
  await overwrite(at(REDACTING.replacedDatabase))
  await files.remove(at(REDACTING.replacedDatabase))
  await removeOverwritten(at(REDACTING.replaced))
  await removeOverwritten(at(REDACTING.originals))
  await removeDocuments(root, decision.documents, files)
  await changeDocuments(root, decision, files)
  const { recordPath, record, recordText } = decision
  await files.write(at(`${recordPath}.txt`), recordText)
  await files.write(at(`${recordPath}.json`), `${JSON.stringify(record, null, 2)}\n`)
}

async function removeDocuments(
  root: string,
  paths: readonly string[],
  files: Deps['files'],
): Promise<void> {
  for (const path of paths) {
    await overwrite(join(root, path))
    await files.remove(join(root, path))
  }
}

/** What somebody wrote beside a document is free text, as notes on ticks are, and so is its name. */
async function changeDocuments(
  root: string,
  { documents: removed, renamed = [] }: Decision,
  files: Deps['files'],
): Promise<void> {
  for (const { from, to } of renamed) {
    if (await isThere(join(root, from))) await files.move(join(root, from), join(root, to))
  }
  const newPaths = new Map(renamed.map(({ from, to }) => [from, to]))
  const before = await readDocuments(root)
  const after = before
    .filter(({ path }) => !removed.includes(path))
    .map((document) => {
      const path = newPaths.get(document.path)
      const names = path === undefined ? {} : { path, originalName: basename(path) }
      return { ...document, ...names, note: '' }
    })
  if (JSON.stringify(after) !== JSON.stringify(before)) await writeDocuments(root, files, after)
}

/** The last step: what was decided is done. It names documents as somebody called them. */
export async function forgetDecision(root: string, { files }: Pick<Deps, 'files'>): Promise<void> {
  await overwrite(join(root, REDACTING.decision))
  await files.remove(join(root, REDACTING.decision))
}

/** Removes a folder whose files had people's data in them. */
export async function removeOverwritten(folder: string): Promise<void> {
  if (!(await isThere(folder))) return
  for (const path of await listFiles(folder)) await overwrite(join(folder, path))
  await rm(folder, { recursive: true, force: true })
}

const ZEROS = Buffer.alloc(1 << 20)

/** Writes over a file what nobody can read anything from; how much that helps is up to the disk. */
async function overwrite(path: string): Promise<void> {
  const stats = await lstat(path).catch(() => null)
  if (!stats?.isFile()) return
  const handle = await open(path, 'r+')
  try {
    for (let at = 0; at < stats.size; at += ZEROS.length) {
      await handle.write(ZEROS, 0, Math.min(ZEROS.length, stats.size - at), at)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
}
