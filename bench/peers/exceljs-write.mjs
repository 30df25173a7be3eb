// A CSV file to a sheet with exceljs' streaming writer: exceljs-write.mjs IN OUT TYPES
import exceljs from 'exceljs'
import { cellValue, csvRows } from './csv-rows.mjs'

const FORMATS = { t: '@', a: '0.00', i: '0', d: 'yyyy-mm-dd hh:mm:ss' }
const [input, filename, types] = process.argv.slice(2)

const book = new exceljs.stream.xlsx.WorkbookWriter({ filename, useStyles: true })
const sheet = book.addWorksheet('订单', { views: [{ state: 'frozen', ySplit: 1 }] })
sheet.columns = [...types].map((type) => ({ width: 18, style: { numFmt: FORMATS[type] } }))
let count = 0
for await (const row of csvRows(input)) {
  sheet.addRow(count === 0 ? row : row.map((text, i) => cellValue(text, types[i]))).commit()
  // Without a pause the stream never drains, and the whole sheet piles up in memory.
  if (++count % 10 === 0) await new Promise(setImmediate)
}
await book.commit()
