import { createReadStream } from 'node:fs'

const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n)/gy

/** The rows of a clean CSV file, cells as text, in bounded memory. */
export async function* csvRows(path) {
  let text = ''
  let row = []
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    text += text === '' ? chunk.replace(/^\ufeff/, '') : chunk
    // A cell that the chunk cut is read again with the next one: only whole records are taken.
    const end = endOfRecords(text)
    CELL.lastIndex = 0
    while (CELL.lastIndex < end) {
      const [, quoted, bare, after] = CELL.exec(text)
      row.push((quoted?.replaceAll('""', '"') ?? bare).replace(/^\t/, ''))
      if (after === ',') continue
      yield row
      row = []
    }
    text = text.slice(end)
  }
}

/** Behind the last line end outside quotes. */
function endOfRecords(text) {
  let isQuoted = false
  let end = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 0x22) isQuoted = !isQuoted
    else if (code === 0x0a && !isQuoted) end = index + 1
  }
  return end
}

const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/

/** A cell as the library is to have it: a number, a Date of the wall time, text, or nothing. */
export function cellValue(text, type) {
  if (text === '') return null
  if ((type === 'a' || type === 'i') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (type === 'd' && TIME.test(text)) return new Date(`${text.replace(' ', 'T')}Z`)
  return text
}
