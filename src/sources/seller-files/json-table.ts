import type { ByteSource } from './bytes.ts'
import type { TextEncoding } from './encoding.ts'
import { recogniseHeader } from './header.ts'
import { type Table, UnreadableFile } from './table.ts'

/** Address lists are small; anything larger is not one. */
const MAX_BYTES = 16 << 20
/** A table has a cell for each key and record: with a new key in each, 20,000 records would be 400 million. */
const MAX_KEYS = 256

/**
 * A JSON list of flat objects (or `{"addresses": [...]}`, as dyshop writes it) as a table: the keys
 * are its header.
 * @throws {UnreadableFile} `bad-json`
 */
export async function jsonTable(bytes: ByteSource, encoding: TextEncoding): Promise<Table> {
  if (bytes.size > MAX_BYTES) throw new UnreadableFile('bad-json')
  const text = new TextDecoder(encoding).decode(await bytes.read(0, bytes.size))
  const records = recordsOf(parse(text))
  const keys = keysOf(records)
  // Nothing but addresses comes as JSON, and somebody wrote it: it cannot be exported again.
  if (keys.length > 0 && !recogniseHeader(keys)) throw new UnreadableFile('bad-json')
  const rows = [keys, ...records.map((record) => keys.map((key) => cellOf(record[key])))]
  return {
    sheet: null,
    async *batches() {
      yield rows.map((cells, index) => ({ number: index + 1, cells }))
    },
  }
}

/** A text with its escapes, or an integer too long for a JavaScript number. */
const TEXT_OR_LONG_INTEGER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d{16,}(?![\d.eE])/g

/**
 * Ids may stand there as numbers; they become texts before they could be rounded. Only what is JSON
 * is searched for them: behind a quote that nobody closes, the search would start over at every other.
 */
function parse(text: string): unknown {
  return orBadJson(() => {
    JSON.parse(text)
    const quoted = text.replace(TEXT_OR_LONG_INTEGER, (match) =>
      match.startsWith('"') ? match : `"${match}"`,
    )
    return JSON.parse(quoted)
  })
}

function orBadJson<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new UnreadableFile('bad-json', {}, { cause: error })
  }
}

function keysOf(records: readonly Record<string, unknown>[]): string[] {
  const keys = new Set<string>()
  for (const record of records) {
    for (const key of Object.keys(record)) keys.add(key)
    if (keys.size > MAX_KEYS) throw new UnreadableFile('bad-json')
  }
  return [...keys]
}

function recordsOf(value: unknown): Record<string, unknown>[] {
  const list = Array.isArray(value) ? value : isRecord(value) ? value.addresses : undefined
  if (!Array.isArray(list) || !list.every(isRecord)) throw new UnreadableFile('bad-json')
  return list
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  // Lists in lists in lists are parsed at any depth, but not written.
  return typeof value === 'object' ? orBadJson(() => JSON.stringify(value)) : String(value)
}
