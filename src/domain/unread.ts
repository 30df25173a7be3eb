/** What is known of a report that was given to the archive. Days are YYYY-MM-DD. */
export interface GivenReport {
  /** As given; `x.zip/member.csv` for a member. */
  file: string
  sheet: string
  /** `unknown` when it could not be read at all. */
  kind: string
  asOf: string
  rows: number
  rejected: number
  coversFrom: string | null
  coversTo: string | null
  /** When the run that read it began. */
  importedAt: string
}

/**
 * Finds the reports of which something was not read and nothing newer makes up for it: a report of the
 * same kind, read whole, as new, over the same days and with at least as many rows; or the same file,
 * given again later and read whole.
 * @param ignored names that the merchant says hold nothing that is needed
 */
export function unreadReports<R extends GivenReport>(
  reports: readonly R[],
  ignored: readonly string[],
): R[] {
  const whole = reports.filter(({ kind, rejected }) => kind !== 'unknown' && rejected === 0)
  return reports.filter((report) => {
    if (report.kind !== 'unknown' && report.rejected === 0) return false
    if (isIgnored(report.file, ignored)) return false
    return !whole.some((other) => makesUpFor(other, report))
  })
}

/** @param ignored names of files, with or without what stands before them */
export function isIgnored(file: string, ignored: readonly string[]): boolean {
  return ignored.some((name) => file === name || baseName(file) === name)
}

function makesUpFor(whole: GivenReport, lacking: GivenReport): boolean {
  if (isGivenAgain(whole, lacking)) return true
  const isSameKind = whole.kind === lacking.kind && whole.rows >= lacking.rows
  const isAsNew = whole.asOf >= lacking.asOf
  return isSameKind && isAsNew && covers(whole, lacking)
}

function covers(whole: GivenReport, { coversFrom, coversTo }: GivenReport): boolean {
  if (coversFrom === null || coversTo === null) return false
  if (whole.coversFrom === null || whole.coversTo === null) return false
  return whole.coversFrom <= coversFrom && whole.coversTo >= coversTo
}

function isGivenAgain(whole: GivenReport, lacking: GivenReport): boolean {
  if (whole.file === lacking.file) return whole.importedAt > lacking.importedAt
  const isOneDownload = downloadName(whole.file) === downloadName(lacking.file)
  return isOneDownload && PLATFORM_NAME.test(baseName(whole.file))
}

/** Names that the platform gives once: `1768222209_<32 hex>….csv`. Others may be given to any file. */
const PLATFORM_NAME = /^\d{10}_/

/** Browsers put ` (1)` behind the name of a file that is downloaded again. */
function downloadName(file: string): string {
  return file.replace(/ ?[(（]\d+[)）](?=\.[^.]*$|$)/, '')
}

function baseName(file: string): string {
  return file.split('/').at(-1) ?? file
}
