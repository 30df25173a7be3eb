import { type CsvText, csvHeader, encodeCsvRow, joinCsv } from '../csv-writer.ts'
import { CHECKLIST_COLUMNS } from '../words/checklist-words.ts'
import type { Language } from '../words/language.ts'
import { type ChecklistRow, doneRows, openRows } from './checklist-cells.ts'
import { type ChecklistReport, checklistWords } from './checklist-report.ts'

/** A file has one table: what is over comes last. The `was` columns are of the workbook alone. */
export const CHECKLIST_CSV_COLUMNS = CHECKLIST_COLUMNS.filter(
  (column) => column !== 'statusWas' && column !== 'noteWas',
)

/** The checklist as CSV that Excel opens. */
export function checklistCsv(report: ChecklistReport, language: Language): CsvText {
  const words = checklistWords(language)
  const rows = [...openRows(report, words), ...doneRows(report, words)]
  const header = csvHeader(CHECKLIST_CSV_COLUMNS.map((column) => words.columns[column]))
  return rows.map(csvRow).reduce(joinCsv, header)
}

function csvRow({ cells, steps }: ChecklistRow): CsvText {
  return encodeCsvRow(
    CHECKLIST_CSV_COLUMNS.map((column) =>
      column === 'steps'
        ? steps.map((step, index) => `${index + 1}. ${step}`).join('\n')
        : cells[column],
    ),
  )
}
