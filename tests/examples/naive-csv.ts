import { readFile } from 'node:fs/promises'

/** One record of a clean file, by header text; the marks before ids and texts are gone. */
export type NaiveRecord = ReadonlyMap<string, string>

/** Reads a clean CSV file whole, without any help from the product. */
export async function readNaively(path: string): Promise<NaiveRecord[]> {
  const [header = [], ...rows] = parseNaively(decodeNaively(await readFile(path)))
  return rows.map((cells) => {
    if (cells.length !== header.length) throw new Error(`${path}: ${cells.length} cells`)
    return new Map(header.map((name, place) => [name, cells[place] ?? '']))
  })
}

export function decodeNaively(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes)
  }
}

const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy

function parseNaively(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  CELL.lastIndex = 0
  while (CELL.lastIndex < text.length) {
    const at = CELL.lastIndex
    const match = CELL.exec(text)
    if (match === null) throw new Error(`not a clean CSV at character ${at}`)
    const [, quoted, bare = '', end] = match
    row.push((quoted?.replaceAll('""', '"') ?? bare).replace(/^[\t'`]/, ''))
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}
