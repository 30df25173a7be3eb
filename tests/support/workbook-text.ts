import ExcelJS from 'exceljs'

/** Everything that the cells of a workbook say, one text per row. */
export async function workbookText(path: string): Promise<string> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  const rows: string[] = []
  for (const sheet of workbook.worksheets) {
    sheet.eachRow((row) => rows.push(JSON.stringify(row.values)))
  }
  return rows.join('\n')
}
