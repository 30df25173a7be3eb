import { knownNames } from './header.ts'

/** Fewer known names on one line happen in prose, too. */
const LEAST_KNOWN_NAMES = 3
const DELIMITERS = [',', '\t', ';'] as const

/** The delimiter of the first line that has several known column names; null when there is none. */
export function delimiterOfHeader(text: string): string | null {
  for (const line of text.split(/[\r\n]+/)) {
    const counted = DELIMITERS.map((delimiter) => ({
      delimiter,
      known: knownNames(line.split(delimiter)),
    }))
    const best = counted.reduce((most, each) => (each.known > most.known ? each : most))
    if (best.known >= LEAST_KNOWN_NAMES) return best.delimiter
  }
  return null
}
