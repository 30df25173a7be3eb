import { createHash } from 'node:crypto'
import { FileBytes } from '../src/sources/seller-files/bytes.ts'
import { openWorkbook } from '../src/sources/seller-files/xlsx/open-workbook.ts'

/**
 * Reads a workbook with dyshop's reader and prints its filled cells, and, with `--digest COLUMNS`, a
 * hash of all cells of its first sheet that has so many columns: read-workbook.ts IN [--digest COLUMNS]
 */
const [path = '', , columns] = process.argv.slice(2)
const bytes = await FileBytes.open(path)
const workbook = await openWorkbook(bytes)
const wanted = columns === undefined ? null : Number(columns)
const hash = createHash('sha256')
let cells = 0
for (const table of workbook.tables) {
  for await (const batch of table.batches()) {
    for (const row of batch) {
      if (wanted !== null && row.cells.length !== wanted) continue
      for (const cell of row.cells) if (cell !== '') cells++
      if (wanted !== null) hash.update(JSON.stringify(row.cells.map(comparable)))
    }
  }
}
workbook.close()
await bytes.close()
console.log(cells, wanted === null ? '' : hash.digest('hex'))

/** 28.90 and 28.9 are the same number, and a mark in front of a formula-like text is no content. */
function comparable(cell: string): string {
  return /^-?\d{1,15}\.\d+$/.test(cell) ? String(Number(cell)) : cell.replace(/^'/, '')
}
