// Reads a workbook with exceljs' streaming reader and counts its cells: exceljs-read.mjs IN
import exceljs from 'exceljs'

const reader = new exceljs.stream.xlsx.WorkbookReader(process.argv[2], {
  sharedStrings: 'cache',
  styles: 'cache',
  hyperlinks: 'ignore',
  worksheets: 'emit',
})
let cells = 0
for await (const sheet of reader) {
  for await (const row of sheet) {
    row.eachCell(({ text }) => {
      if (text !== '') cells++
    })
  }
}
console.log(cells)
