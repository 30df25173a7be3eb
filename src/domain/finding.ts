import { maskFileName, maskHeader } from './privacy/masking-columns.ts'

/**
 * A problem in the data, as typed data. The words for it are made in `reports/`, per language; the
 * codes are published, so a code is never renamed and never changes its meaning.
 */

/** Where something was found: file as given, sheet, the row a spreadsheet shows, the header text. */
export interface Place {
  file?: string
  sheet?: string
  row?: number
  column?: string
}

export type Severity = 'error' | 'warning' | 'info'

/** An `error` means: something was not read or not understood, so the result is incomplete. */
const SEVERITIES = {
  // A whole file (or a member of a ZIP, or a sheet) was not read.
  'unknown-report': 'error',
  'empty-file': 'error',
  'nul-padded': 'error',

  'unreadable-file': 'error',
  'cut-file': 'error',
  'cut-row': 'error',
  'old-xls': 'error',
  'unsupported-sheet': 'error',
  'encrypted-workbook': 'error',
  'encrypted-zip': 'error',
  'unsupported-archive': 'error',
  'damaged-zip': 'error',
  'damaged-xlsx': 'error',
  'zip-bomb': 'error',
  'nested-too-deep': 'error',
  'member-too-large': 'error',
  'web-page': 'error',
  'masked-export': 'error',

  'bad-json': 'error',
  // A row was not read.
  'ragged-row': 'error',
  'broken-quote': 'error',
  'row-too-long': 'error',
  'damaged-id': 'error',
  'missing-id': 'error',
  'unreadable-id': 'error',
  'slash-date': 'error',
  'unreadable-time': 'error',
  'unreadable-amount': 'error',
  'unreadable-quantity': 'error',
  'footer-row': 'error',
  // A row was read, but something in it was not understood.
  'unknown-status': 'error',
  'undecodable-text': 'error',
  'uncomputed-formula': 'error',
  'nul-character': 'warning',
  'value-as-text': 'warning',
  'duplicate-row': 'error',
  'same-moment': 'warning',
  // About a file as a whole that was read.
  'unknown-header': 'warning',
  'duplicate-header': 'warning',
  'unsafe-name': 'warning',
  'unlisted-sheet': 'warning',
  'future-as-of': 'warning',
  'odd-name-time': 'warning',
  'early-name-time': 'info',

  'not-splittable': 'info',
  'records-apart': 'info',
  'repeated-header': 'warning',
  'explanation-row': 'info',
  'unfinished-download': 'error',
  'linked-folder': 'error',
  'own-output': 'info',
  'skipped-file': 'info',
  'left-behind': 'info',
  // About what the Open API gave.
  'api-window-doubtful': 'error',
  'api-no-detail': 'error',
  'api-detail-denied': 'error',
  'api-item-gone': 'warning',
  'api-bad-row': 'error',
  'api-stream-refused': 'error',
  'api-unfinished': 'error',
  'api-days-owed': 'error',
  'api-details-owed': 'error',
  'api-unknown-value': 'warning',
  'api-unreadable-value': 'error',
  'api-unlisted-orders': 'warning',
  'api-unknown-orders': 'warning',
  'api-many-details': 'info',
  'source-conflict': 'warning',
  'credentials-were-open': 'warning',
  'shop-file-read-only': 'info',
  // What the merchant ticked or set by hand.
  'checklist-no-header': 'error',
  'checklist-unknown-item': 'error',
  'checklist-duplicate-item': 'error',
  'checklist-unknown-status': 'error',
  'checklist-moved-cells': 'error',
  'checklist-conflict': 'warning',
  'checklist-missing-items': 'info',
  'notice-in-future': 'warning',
  'notice-start-unset': 'warning',
  'notice-before-shop': 'warning',
  'unknown-shop-key': 'warning',
  'misplaced-shop-key': 'warning',
  'moment-before-shop': 'warning',
  // About the archive as a whole.
  gap: 'warning',
  'partial-export': 'warning',
  'stale-export': 'warning',
  'missing-report': 'info',
  'rejected-rows': 'warning',
  'redacted-archive': 'info',
  'earlier-unread': 'warning',
  'cut-off-archive': 'error',
  'rows-not-read': 'error',
  'redacted-rows': 'error',
  'file-not-read': 'error',
  'cleaned-text': 'warning',
  'taken-over-lock': 'info',
  'removed-leftovers': 'info',
  'unfinished-run': 'warning',
  'ticks-lost': 'warning',
  'contents-unproven': 'warning',
  'documents-unproven': 'warning',
  'shop-file-kept': 'warning',
  'ticks-unproven': 'warning',
  'already-attached': 'info',
  'nothing-exported': 'warning',
  'unlisted-file': 'warning',
  'damaged-original': 'error',
  'lost-original': 'error',
  'lost-facts': 'error',
  'not-opened': 'warning',
  'weak-passphrase': 'warning',
  'changed-while-sealed': 'error',
  'windows-name': 'warning',
  namesake: 'warning',
  'documents-kept': 'warning',
  'unlisted-kept': 'warning',
  more: 'warning',
} as const satisfies Record<string, Severity>

export type FindingCode = keyof typeof SEVERITIES

export const FINDING_CODES = Object.keys(SEVERITIES) as FindingCode[]

/** Values that the words of a finding need; only short, harmless text and numbers. */
export type FindingArgs = Readonly<Record<string, string | number>>

export interface Finding {
  code: FindingCode
  severity: Severity
  where: Place
  args: FindingArgs
}

/**
 * Makes a finding with the severity its code is published with. What the merchant named, files, sheets
 * and columns, is shown without people.
 */
export function finding(code: FindingCode, where: Place = {}, args: FindingArgs = {}): Finding {
  return { code, severity: SEVERITIES[code], where: shownPlace(where), args }
}

function shownPlace({ file, sheet, row, column }: Place): Place {
  return {
    ...(file === undefined ? {} : { file: maskFileName(file) }),
    ...(sheet === undefined ? {} : { sheet: maskHeader(sheet) }),
    ...(row === undefined ? {} : { row }),
    ...(column === undefined ? {} : { column: maskHeader(column) }),
  }
}
