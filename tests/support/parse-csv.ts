const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy

/** The rows of a clean CSV text, read without any help from the product. */
export function parseCsv(text: string): string[][] {
  const plain = text.replace(/^\ufeff/, '')
  const rows: string[][] = []
  let row: string[] = []
  CELL.lastIndex = 0
  while (CELL.lastIndex < plain.length) {
    const match = CELL.exec(plain)
    if (match === null) throw new Error(`not a clean CSV after ${rows.length} rows`)
    const [, quoted, bare = '', end] = match
    row.push(quoted?.replaceAll('""', '"') ?? bare)
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}
