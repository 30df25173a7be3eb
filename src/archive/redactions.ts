import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AtomicFiles } from '../app/ports.ts'
import type { RedactionRecord } from '../domain/privacy/redaction-record.ts'
import { DyshopError } from '../errors.ts'
import { NAMES } from './folder.ts'

/** Names of what a deletion works with; all begin like a run's own files, so `verify` passes over them. */
export const REDACTING = {
  /** The originals as they will be; until the decision stands they are thrown away and made again. */
  originals: '.dyshop.redacted',
  /** The originals as they were, on their way out. */
  replaced: '.dyshop.replaced',
  replacedDatabase: '.dyshop.replaced.db',
  /** The decision: from here on a deletion is finished, whatever happens. */
  decision: '.dyshop.redact.json',
} as const

/** The paths of the records, oldest first, relative to the archive. */
export async function redactionRecords(root: string): Promise<string[]> {
  const names = await readdir(join(root, NAMES.redactions)).catch(
    (error: NodeJS.ErrnoException) => {
      // A file where the archive should be is refused by whoever opens it.
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [] as string[]
      throw error
    },
  )
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => `${NAMES.redactions}/${name}`)
}

/** Whether people's data was deleted, and the originals are not what was given any more. */
export async function isRedacted(root: string): Promise<boolean> {
  return (await redactionRecords(root)).length > 0
}

/** What has been decided and is not finished. */
export interface Decision {
  /** Where the record will stand, without its ending. */
  recordPath: string
  record: RedactionRecord
  recordText: string
  /** Documents that go, relative to the archive. */
  documents: readonly string[]
  /** Documents that stay, under names that nobody typed; absent in decisions of older versions. */
  renamed?: readonly Renaming[]
}

/** From one path to another, both relative to the archive. */
export interface Renaming {
  from: string
  to: string
}

/** @returns null when nothing is decided, or all of it is done */
export async function readDecision(root: string): Promise<Decision | null> {
  let text: string
  try {
    text = await readFile(join(root, REDACTING.decision), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  // Written over when all was done, and not removed yet.
  if (text.startsWith('\0')) return null
  try {
    return JSON.parse(text) as Decision
  } catch (error) {
    throw new DyshopError('archive-damaged', { path: REDACTING.decision }, { cause: error })
  }
}

export async function writeDecision(
  root: string,
  files: AtomicFiles,
  decision: Decision,
): Promise<void> {
  await files.write(join(root, REDACTING.decision), `${JSON.stringify(decision, null, 2)}\n`)
}
