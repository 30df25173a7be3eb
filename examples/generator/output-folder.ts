import { access, readdir, rm } from 'node:fs/promises'

/** Where the truth about `folder` stands: beside it, so that nobody takes it for an export. */
export function truthPath(folder: string, suffix: '.json' | '-lines.ndjson' = '.json'): string {
  return `${folder.replace(/[/\\]+$/, '')}-truth${suffix}`
}

/**
 * Empties the folder of an earlier run.
 * @throws when it has files but no truth beside it: then they are somebody's, not ours
 */
export async function clearFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  if (names.length === 0) return
  await access(truthPath(folder)).catch(() => {
    throw new Error(`${folder} has files that this program did not make; name an empty folder`)
  })
  await rm(folder, { recursive: true })
}
