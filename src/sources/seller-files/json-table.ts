import type { ByteSource } from './bytes.ts'
import type { TextEncoding } from './encoding.ts'
import { type Table, UnreadableFile } from './table.ts'

/** Address lists are small; anything larger is not one. */
const MAX_BYTES = 16 << 20

/**
 * A JSON list of flat objects (or `{"addresses": [...]}`, as dyshop writes it) as a table: the keys
 * are its header.
 * @throws {UnreadableFile} `bad-json`
 */
export async function jsonTable(bytes: ByteSource, encoding: TextEncoding): Promise<Table> {
  if (bytes.size > MAX_BYTES) throw new UnreadableFile('bad-json')
  const text = new TextDecoder(encoding).decode(await bytes.read(0, bytes.size))
  const records = recordsOf(parse(text))
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))]
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

/** Ids may stand there as numbers; they become texts before they could be rounded. */
function parse(text: string): unknown {
  const quoted = text.replace(TEXT_OR_LONG_INTEGER, (match) =>
    match.startsWith('"') ? match : `"${match}"`,
  )
  try {
    return JSON.parse(quoted)
  } catch (error) {
    throw new UnreadableFile('bad-json', {}, { cause: error })
  }
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
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
