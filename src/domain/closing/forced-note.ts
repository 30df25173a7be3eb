/** Marks in a tick's note that the step was ticked against the gate. */
const FORCED = /^(.*?) ?\[--force: ([^\]]*)\]$/s

/**
 * The note of a tick that was forced.
 * @param missing ids of what was missing at that moment, separated by blanks
 */
export function forcedNote(note: string, missing: string): string {
  return `${note} [--force: ${missing}]`.trim()
}

/** What a note says, and what was missing when the step was forced; null for one that was not. */
export function readNote(note: string): { note: string; missing: string | null } {
  const [, own, missing] = FORCED.exec(note) ?? []
  return missing === undefined ? { note, missing: null } : { note: own ?? '', missing }
}
