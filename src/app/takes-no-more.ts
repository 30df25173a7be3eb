import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { NAMES } from '../archive/folder.ts'

/** Whether people's data was deleted from an archive; asked while words are made, which wait for nothing. */
export function takesNoMore(root: string): boolean {
  try {
    return readdirSync(join(root, NAMES.redactions)).some((name) => name.endsWith('.json'))
  } catch {
    // There is no archive, or none that can be looked into: whoever opens it says so.
    return false
  }
}
