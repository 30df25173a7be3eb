/** In this order when two occur equally often. */
const CANDIDATES = [',', '\t', ';'] as const

const SEPARATOR_HINT = /^"?sep=([^"\r\n])"?$/i
const HAS_TEXT = /[^\s,;]/

/** The delimiter that a first line such as `sep=;`, written for Excel, names; null for other lines. */
export function delimiterHint(line: string): string | null {
  return SEPARATOR_HINT.exec(line)?.[1] ?? null
}

/**
 * The delimiter that occurs most often outside quotes in the first record that is not blank; a comma
 * when there is none.
 */
export function findDelimiter(head: string): string {
  const lines = head.split(/\r\n|\r|\n/)
  const first = lines.findIndex((line) => HAS_TEXT.test(line))
  if (first < 0) return ','
  const record = lines.slice(first).join('\n')
  return mostFrequent(countOutsideQuotes(record) ?? countAll(lines[first] ?? ''))
}

type Counts = Map<string, number>

/** Null when a quote stays open to the end of the text, so that nothing counted is to be trusted. */
function countOutsideQuotes(record: string): Counts | null {
  const counts: Counts = new Map()
  let isQuoted = false
  let before = ''
  for (const character of record) {
    if (isQuoted) isQuoted = character !== '"'
    else if (character === '\n') return counts
    else if (character === '"') isQuoted = before === '' || before === '"' || isCandidate(before)
    else count(counts, character, before)
    before = character
  }
  return isQuoted ? null : counts
}

function countAll(line: string): Counts {
  const counts: Counts = new Map()
  let before = ''
  for (const character of line) {
    count(counts, character, before)
    before = character
  }
  return counts
}

/** A TAB at the start of a cell is the platform's mark for text, not a delimiter. */
function count(counts: Counts, character: string, before: string): void {
  if (!isCandidate(character)) return
  if (character === '\t' && (before === '' || before === ',' || before === ';')) return
  counts.set(character, (counts.get(character) ?? 0) + 1)
}

function isCandidate(character: string): boolean {
  return (CANDIDATES as readonly string[]).includes(character)
}

function mostFrequent(counts: Counts): string {
  let best: string = CANDIDATES[0]
  for (const candidate of CANDIDATES) {
    if ((counts.get(candidate) ?? 0) > (counts.get(best) ?? 0)) best = candidate
  }
  return best
}
