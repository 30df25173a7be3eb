import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isUnfinished, NAMES } from '../../archive/folder.ts'
import type { FindingArgs } from '../../domain/finding.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'

/** What is known of a run that left the archive in the middle of a change; null when none did. */
export async function cutOffRun(root: string): Promise<FindingArgs | null> {
  if (!(await isUnfinished(root))) return null
  const command = await readFile(join(root, NAMES.unfinished), 'utf8').catch(() => '')
  return /^[a-z -]{1,20}$/.test(command) ? { command } : {}
}

/** Tells whoever only reads an archive that a run has not brought it to its end, so that nothing looks whole. */
export async function tellCutOff(root: string, findings: FindingCollector): Promise<void> {
  const run = await cutOffRun(root)
  if (run) findings.add('cut-off-archive', {}, run)
}
