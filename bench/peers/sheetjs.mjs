// SheetJS, which keeps whole workbooks in memory: sheetjs.mjs LIBRARY write IN OUT TYPES | read IN
import { readFile, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { cellValue, csvRows } from './csv-rows.mjs'

const [library, job, input, out, types] = process.argv.slice(2)
const { default: xlsx } = await import(pathToFileURL(library).href)

if (job === 'write') {
  const rows = []
  for await (const row of csvRows(input)) {
    rows.push(rows.length === 0 ? row : row.map((text, i) => cellValue(text, types[i])))
  }
  const sheet = xlsx.utils.aoa_to_sheet(rows, {
    dense: true,
    cellDates: true,
    UTC: true,
    dateNF: 'yyyy-mm-dd hh:mm:ss',
  })
  const book = xlsx.utils.book_new()
  xlsx.utils.book_append_sheet(book, sheet, '订单')
  await writeFile(out, xlsx.write(book, { type: 'buffer', compression: true }))
} else {
  const book = xlsx.read(await readFile(input), { dense: true })
  let cells = 0
  for (const name of book.SheetNames) {
    for (const row of book.Sheets[name]['!data'] ?? book.Sheets[name]) {
      for (const cell of row ?? []) if (cell?.v !== undefined && cell.v !== '') cells++
    }
  }
  console.log(cells)
}
