import type { FindingCode } from '../../domain/finding.ts'
import { daysOf, gapEn } from './gap-words.ts'
import type { Sentence, Words } from './language.ts'
import { periodText } from './period.ts'

const EXPORT_AGAIN =
  'Export it again from the back office, do not save it with Excel, and replace this file with it'

const CORRECT = 'Correct it in the file and run dyshop backup again'

/** What the merchant wrote is corrected; what the platform exported is exported again. */
function mend({ byHand }: Words): string {
  return byHand === 1 ? CORRECT : EXPORT_AGAIN
}

/** What the system says of a link that leads nowhere, or round in a circle. */
const NOWHERE: ReadonlySet<string> = new Set(['ENOENT', 'ELOOP'])

const OWN_WORKBOOK = 'Use the workbook made by dyshop checklist --out todo.xlsx'

/** What each finding means and what to do, in English. */
export const FINDINGS_EN: Readonly<Record<FindingCode, Sentence>> = {
  'unknown-report': ({ columns, known, missing, byHand }) =>
    Number(known) > 0 && missing
      ? `The header lacks “${missing}”, so it is not known which report this is; not read, the file itself is kept. ${byHand === 1 ? 'If it is a list of addresses, add this column' : 'Export it again with these columns chosen'}`
      : columns === 0
        ? 'No table but binary data or other text, so it was not read; the file itself is kept. Give a CSV, XLSX or ZIP exported by the Doudian back office; move what is no report out of the folder'
        : `Not recognised as any report (${columns} columns), so not read; the file itself is kept. Give a file exported by the Doudian back office, with its header in the first 10 rows; move what is no report out of the folder`,
  'nul-padded': () =>
    'The file is damaged: it has no text, or ends in nothing but NUL bytes, as a broken download does. It was not read. Download it again, or export it again',
  'empty-file': () =>
    'There is nothing in it. Put a file with content in its place; if there is no such data, delete it',
  'unreadable-file': ({ reason }) =>
    NOWHERE.has(String(reason))
      ? 'A broken link: the file it leads to is gone, so it was not read. Bring the file back, or delete the link'
      : `The system cannot open it (${reason}), so it was not read. See that it is still there, not in use by another program and yours to read, and run again`,
  'cut-file': () =>
    'The file ends in its header; what follows was not downloaded. Download it again and replace this file',
  'old-xls': () => `An old .xls file, which cannot be read. ${EXPORT_AGAIN}`,
  'unsupported-sheet': () =>
    `A sheet in the form of .ods, .numbers or .xlsb, which cannot be read, and may be an export. ${EXPORT_AGAIN}`,
  'encrypted-workbook': () =>
    'The workbook has a password, so it was not read. Export it again, or remove the password',
  'encrypted-zip': () =>
    'The ZIP has a password, so it was not read. Unpack it and give the files inside',
  'unsupported-archive': () =>
    'This kind of archive cannot be read, and reports may be inside. Unpack it and give the files inside',
  'damaged-zip': () =>
    'The ZIP or XLSX is damaged or was not downloaded whole, so not read. Download it again and replace the file',
  'damaged-xlsx': () =>
    'The workbook is damaged or was not downloaded whole; no row of this sheet was read. Export it again and replace the file',
  'zip-bomb': () =>
    'Unpacked, this archive would be abnormally large, so it was not. Check where it is from',
  'nested-too-deep': () =>
    'ZIPs inside ZIPs inside ZIPs are not read. Unpack it and give the files inside',
  'member-too-large': () =>
    'The workbook inside the ZIP is too large and was not read. Unpack it and give the .xlsx itself',
  'web-page': () =>
    'This is a web page, not a table; the login may have lapsed. Log in and export again',
  'masked-export': () =>
    'An export of dyshop with buyers masked is no original. Give the file the platform exported',
  'bad-json': () =>
    'This JSON is no list of addresses, so it was not read. Each item of a list has contact, phone and address; move what is none out of the folder',
  'ragged-row': ({ expected, found, ...args }) =>
    `The row has ${found} cells and the header ${expected}, so it was not read. ${mend(args)}`,
  'broken-quote': (args) => `A quote in this row is not closed, so it was not read. ${mend(args)}`,
  'row-too-long': (args) => `The row is abnormally long and was not read. ${mend(args)}`,
  'damaged-id': ({ value, rows }) =>
    typeof rows === 'number'
      ? `All ids in this column are rounded: Excel or another program kept them as numbers, and their last digits are not true, so none of the ${rows} rows was read. ${EXPORT_AGAIN}`
      : `The id ${value} was rounded by Excel, so the row was not read. ${EXPORT_AGAIN}`,
  'missing-id': (args) =>
    `The row lacks an id or a value it must have, and was not read, so the result is incomplete. Delete it if it is a note of your own and run again; else: ${mend(args)}`,
  'unreadable-id': ({ value, isHeader }) =>
    isHeader === 1
      ? 'The row is a header again, with other columns than the first, as if several reports had been joined; it was not read, and rows behind it may be misread. Give the files as they were before they were joined'
      : `The id “${value}” holds what no id does (a blank, full-width digits, #N/A), so the row was not read. ${EXPORT_AGAIN}`,
  'slash-date': ({ value }) =>
    `The time ${value} shows that Excel has saved the file; seconds and ids may be lost, so the row was not read. ${EXPORT_AGAIN}`,
  'unreadable-time': ({ value = '(empty)' }) =>
    `The time ${value} cannot be read, so the row was not. ${EXPORT_AGAIN}`,
  'unreadable-amount': ({ value = '(empty)' }) =>
    `The amount ${value} cannot be read, so the row was not. ${EXPORT_AGAIN}`,
  'unreadable-quantity': ({ value = '(empty)' }) =>
    `The quantity ${value} cannot be read, so the row was not. ${EXPORT_AGAIN}`,
  'footer-row': ({ value }) =>
    `The row looks like a total (${value}), not data, and was not read. See that it is no order; the file as the back office exported it has no such row`,
  'unknown-status': ({ value }) =>
    value
      ? `The status “${value}” is not known; kept as it is and counted as unfinished. Look the order up in the back office`
      : 'The row has no status and counts as unfinished. Look the order up in the back office',
  'undecodable-text': ({ isDropped, ...args }) =>
    isDropped === 1
      ? `The row was not read: this cell should be an id, an amount or a time, and has characters that cannot be decoded; the file itself is kept. ${mend(args)}`
      : `Characters in this cell cannot be decoded; it was kept with them, and the rest of the row was read. ${mend(args)}`,
  'uncomputed-formula': ({ isDropped }) =>
    isDropped === 1
      ? 'The row was not read: this cell should be an id, an amount, a quantity or a time, and is a formula without a result. Use the file as the back office exported it, or open and save this one in Excel first'
      : 'The cell is a formula without a result, so its value is not known; the rest of the row was read. Use the file as the back office exported it, or open and save this one in Excel first',
  'nul-character': () => 'A NUL character was removed; the rest was read',
  'value-as-text': () => 'Not a number or a time; kept as text. Check this cell',
  'same-moment': ({ id, columns, count }) =>
    `${id} differs from another export of the very same moment in ${columns}${Number(count) > 3 ? ` and others, ${count} in all` : ''}; which of the two is true cannot be told, both files are kept. Export these days again: the newer export decides`,
  'duplicate-row': () =>
    'The same id stands twice in this file with different content; the later row was kept. Look the id up in the back office',
  'unknown-header': () => 'A column nobody has described; kept as text',
  'duplicate-header': () => 'Two columns have the same name; both were kept',
  'unlisted-sheet': ({ part, count }) =>
    `The file holds ${count === 1 ? 'a worksheet' : `${count} worksheets`} that its list of sheets does not name (${part}); Excel does not show it, and it was not read. ${EXPORT_AGAIN}`,
  'unsafe-name': () =>
    'The name inside the ZIP is a path; it was used as a label only, and the content read',
  'future-as-of': ({ asOf }) =>
    `The data's time ${asOf} lies in the future. Check the clock and the file's name`,
  'early-name-time': ({ named, newest }) =>
    `The time of export in the file's name (${named}) is before the newest time in its rows (${newest}); the name still counts. If the name was changed, give the file the name it was downloaded under and import it again`,
  'odd-name-time': ({ named }) =>
    `The number at the start of the file's name is no time of export (${named}), so the newest time in the rows counts instead. Keep the name that the back office gave the file and import it again`,
  'not-splittable': ({ count }) =>
    `${count} rows are whole orders of several products that cannot be split; they are kept apart. Export by product (商品维度) as well`,
  'repeated-header': () =>
    'The header stands here once more, as if several files had been joined. This row was skipped and all others were read',
  'records-apart': ({ count }) =>
    `${count} orders are known by 订单维度 records, several products in a row, and are not in this file. Export them with dyshop export order-records --out <file>`,
  'explanation-row': () => 'The row explains the columns and is no data; skipped',
  'cut-row': () =>
    'The file ends in this row, without the end of a line: its last cell may have been cut short, and rows may be missing behind it. Export it again; if nothing is missing, write the name of the file into ignore in shop.toml',
  'unfinished-download': () => 'This file is still being downloaded. Run again when it is complete',
  'linked-folder': () =>
    'A link to a folder somewhere else, which was not followed. Give that folder itself',
  'own-output': () => 'An archive of dyshop; not read again',
  'skipped-file': () => 'No report; not read. If it is an export, give it by itself',
  'left-behind': ({ count, first }) =>
    `Passed over ${count} files that systems and office programs leave behind (such as ${first}); they are no reports`,
  'api-window-doubtful': ({ what, from, to, total, came }) =>
    `The list of ${what}${from ? ` from ${from} to ${to}` : ''} could not be proven whole (the platform says ${total} rows, ${came} came). Run dyshop backup --api again`,
  'api-no-detail': ({ method, id, reason }) =>
    `The method ${method} gave no details of ${id} (${reason}). Look it up in the back office, then run dyshop backup --api again`,
  'api-item-gone': ({ id }) =>
    `The product ${id} is no longer in the platform's list (most likely deleted): its details never came and are not asked for any more; what the list said of it stays in the archive. Look it up in the back office`,
  'api-detail-denied': ({ method, id }) =>
    `The details of ${id} are missing: the app may not call ${method}. Apply for it in the console under API permissions, then run dyshop backup --api again`,
  'credentials-were-open': ({ path }) =>
    `Others could read ${path}, which keeps the login; now only you can. If anybody else uses this computer, reset the App Secret in the console under App details and run dyshop login`,
  'shop-file-read-only': ({ path }) =>
    `${path} is read-only, so name and id of the shop were not filled in; the archive has them from the platform. To have them filled in, make it writable and run dyshop backup --api again`,
  'api-bad-row': ({ id, field, isUnreadable }) =>
    `This row of the API${id ? `, ${id},` : ''} ${isUnreadable === 1 ? `has ${field} in a form that cannot be read` : `lacks ${field}`} and is not in the database; the answer itself is kept in originals/api. Look it up in the back office, export the report of that time and run dyshop backup; you are reminded until the platform or an export gives the whole row, or, once you have written it down, the file's name stands under ignore in shop.toml`,
  'api-stream-refused': ({ method, platformCode, logId }) =>
    `Nothing of ${method}: the platform refused it (${platformCode}, log_id ${logId}). If a permission is missing, apply for it in the console under API permissions, then run again`,
  'api-unfinished': ({ count }) =>
    `The API was not read to the end: ${count} details are not here yet (what was refunded, SKUs and so on). Run dyshop backup --api again`,
  'api-days-owed': (args) =>
    `The API has not given all ${args.what} yet (${daysOf(args, 'en')}), so what is said of these days is incomplete. Run dyshop backup --api again, or export these days and run dyshop backup`,
  'api-details-owed': ({ count }) =>
    `The platform did not give ${count} details (what was refunded, SKUs and so on), so the archive lacks them. Run dyshop backup --api again; where a permission is missing, apply for it in the console first`,
  'api-unknown-value': ({ id, value }) =>
    `${id} has ${value} here, which the platform never published; kept as it is and counted as unfinished. Look it up in the back office`,
  'api-unreadable-value': ({ id }) =>
    `This value of ${id} cannot be read and is not in the database (the rest of the row is); the answer itself is kept in originals/api. Look it up in the back office and write it down; you are reminded until the platform or a newer export tells it, or the file's name stands under ignore in shop.toml`,
  'api-unlisted-orders': ({ count, id }) =>
    `Files have ${count} orders, such as ${id}, that the API does not list, although its list of the time they were placed was proven whole. A file of another shop may be among them, the platform may have deleted or hidden these orders, or its list lacks them. Look up ${id} in the back office: if it is there, export the orders of that time again and run dyshop backup; if not, see whether the file is of this shop, and if it is of another, back up into a new archive without it`,
  'api-unknown-orders': ({ count, id }) =>
    `After-sales or bills of the API name ${count} orders, such as ${id}, that neither files nor the list have, and the platform gave no details of them: they may be older than 90 days, or no orders of this shop. Look up ${id} in the back office; if it is there, export the orders of that time and run dyshop backup`,
  'api-many-details': ({ count, minutes, rate }) =>
    `Next, ${count} details are fetched one by one, ${rate} a second: about ${minutes} minutes. A run that is cut off goes on where it was; with the quota from the console, --rate makes it faster`,
  'source-conflict': ({ id }) =>
    `Files and the API disagree about this value of ${id}; the newer one is kept. Look it up in the back office`,
  'checklist-no-header': ({ unreadable }) =>
    unreadable
      ? `This file cannot be read: it is no .xlsx workbook, has a password or is damaged. ${OWN_WORKBOOK}`
      : `This is no refund checklist: it lacks the columns “status” and “id”, so it was not read. ${OWN_WORKBOOK}`,
  'checklist-unknown-item': ({ value }) =>
    value
      ? `The id “${value}” is not on the checklist, so the row was not read. If it was retyped, make the checklist again`
      : 'The row has no id and was not read. Make the checklist again',
  'checklist-duplicate-item': ({ value }) =>
    `The id “${value}” stands more than once with different content; none was read, the record stays. Leave one row`,
  'checklist-unknown-status': ({ value }) =>
    `The status “${value}” is none of the choices, so the row was not read. Choose from the list`,
  'checklist-moved-cells': ({ value }) =>
    `The id “${value}” and the order in this row do not belong together; some columns may have been moved, so the row was not read. Make the checklist again`,
  'checklist-conflict': ({ value }) =>
    `“${value}” was changed after this checklist had been made; the newer record stays. Use dyshop checklist mark to change it`,
  'checklist-missing-items': ({ count }) =>
    `${count} items are missing (their rows were deleted); their records stay as they are`,
  'notice-in-future': ({ day }) =>
    `The closing notice starts on ${day}, which has not come yet. Check again once it is on`,
  'notice-start-unset': ({ day }) =>
    `No start of the notice is set, so ${day} was taken. Write notice_start into shop.toml once it is on`,
  'moment-before-shop': ({ day, first }) =>
    `The day asked about, ${day}, lies before the first order of the shop (${first}). Check --at and the date of this machine`,
  'notice-before-shop': ({ day, first }) =>
    `The closing notice starts on ${day}, before the first order of the shop (${first}); check notice_start in shop.toml`,
  'unknown-shop-key': ({ key, nearest }) =>
    `There is no setting “${key}”, so it has no effect. Did you mean ${nearest}? Change it, or take the line away`,
  'misplaced-shop-key': ({ key, table }) =>
    `“${key}” stands under [${table}], where it has no effect. Move it above the first [ ] of the file`,
  gap: gapEn,
  'partial-export': ({ id, day }) =>
    `This export lacks ${id} of ${day}, which the API has: it was probably made with a filter, so its days do not count as exported. Export them again without one and run dyshop backup`,
  'stale-export': ({ what, asOf }) =>
    `The ${what} reach only to ${asOf}, more than a day ago. Export them again and run dyshop backup`,
  'missing-report': ({ what }) =>
    `The archive has no ${what} yet. Export them and run dyshop backup again`,
  'rejected-rows': ({ count, byHand, isPage }) =>
    isPage === 1
      ? `${count} rows that the API gave were not read; the answers themselves are kept in originals/api. Run dyshop check to see which, look them up in the back office, export the reports of that time and run dyshop backup`
      : `${count} rows were not read at import. ${byHand === 1 ? CORRECT : 'Export this file again and run dyshop backup'}`,
  'earlier-unread': ({ count }) =>
    `An earlier dyshop backup could not read ${count === 0 ? 'this file' : `${count} rows of this file`}, and nothing has made up for it: the archive lacks it. Export this report again and run dyshop backup; if it is not needed, put the file’s name under ignore in shop.toml`,
  'rows-not-read': ({ count, from, to, byHand }) =>
    byHand === 1
      ? `At import ${count} rows were not read, and nothing has made up for them. ${CORRECT}; if it is not needed, add the file's name to "ignore" in shop.toml`
      : `At import ${count} rows were not read, and no newer export has made up for them, so the result may be incomplete. Export this report${from ? ` for ${periodText(from, to, 'en')}` : ''} again and run dyshop backup; if it is not needed, add the file's name to "ignore" in shop.toml`,
  'redacted-rows': ({ count }) =>
    `At import ${count} rows had not been read, and they went when people's data was deleted: this archive will never have them. To have them, export the report again and make another archive with dyshop backup --archive <new folder>`,
  'file-not-read': () =>
    'This file could not be read at import and may hold orders: the result may be incomplete. Export it again and run dyshop backup; if it is no report, or made up for, add its name to "ignore" in shop.toml',
  'cleaned-text': ({ cleaned, cut }) =>
    `${cleaned} cells had characters and ${cut} a length that Excel cannot hold; they are cleaned in Excel and whole in originals and archive.db`,
  'taken-over-lock': ({ pid, since }) =>
    `The last run (process ${pid}, since ${since}) did not end properly; its lock was taken over`,
  'removed-leftovers': ({ count }) =>
    `Removed ${count} temporary files that an interrupted run had left`,
  'redacted-archive': ({ record }) =>
    `The buyers' personal data was deleted from this archive: what is in originals was rewritten, and the old hashes stand in ${record}. To read new exports, make another archive with --archive`,
  'cut-off-archive': ({ command }) =>
    `The last run${command ? ` (${command})` : ''} did not finish, or is still going on: the archive may lack things, and what is shown here is not complete. Run the same command again, with the same files`,
  'unfinished-run': ({ command }) =>
    `The last run${command ? ` (${command})` : ''} was cut off. What it had stored is in order now; what it had not come to is there only if this run was given it too`,
  'ticks-lost': () =>
    'The old database cannot be read, so what was ticked by hand is lost. Tick it again',
  'documents-unproven': () =>
    'Manifest, checksums and the index of documents were all lost, so nothing tells any more which documents (receipts, screenshots) the archive held: what is here was taken for all of it. Compare it with a copy, and add what is missing with dyshop attach',
  'ticks-unproven': () =>
    'The database did not fit its checksum: it may be an older copy, or was edited. What was ticked by hand was taken from it and may not be how it stood last. Go through it with dyshop steps and dyshop checklist',
  'contents-unproven': () =>
    'Manifest, checksums and database were all lost, so nothing tells any more which exports the archive held: what is here was taken for all of it. Compare it with what you exported, export again what is missing, and run dyshop backup',
  'unlisted-file': () => 'The manifest does not list this file, so it was not checked',
  'lost-facts': ({ path }) =>
    `The file ${path} is lost or damaged, so the name and time of this original are not known, and a newer export may lose to it. Put the file back from a copy and run dyshop rebuild, or export the report again and run dyshop backup`,
  'damaged-original': ({ path }) =>
    `The original ${path} is damaged and was not read. Export it again and run dyshop backup`,
  'lost-original': ({ isPage }) =>
    isPage === 1
      ? 'This file held what the API had answered, and is gone: what the archive says of it can no longer be proven. Restore the folder originals from a copy; without one, fetch the shop anew with dyshop backup --api --archive <new folder>'
      : 'This file was imported before, and its original under originals is gone: what the archive says of it can no longer be proven. Restore the folder originals from a copy, or give the file to dyshop backup once more',
  'documents-kept': ({ count }) =>
    `${count} attached chats, reviews or other documents were left alone and may show buyers. Look at them; --with-documents deletes them too`,
  'shop-file-kept': () =>
    'This line holds what looks like a phone, an identity number or an e-mail address; shop.toml is yours to edit and was left as it is. If it is a buyer’s, delete it yourself',
  'unlisted-kept': () =>
    'Dyshop did not put this file into the archive; it was neither looked at nor deleted. If it holds buyers’ data, delete it yourself',
  'weak-passphrase': () =>
    'This passphrase is not hard to guess, and a sealed file can be attacked for years. Better: four or five unrelated words, or 16 and more random letters and digits; then seal again',
  'changed-while-sealed': () =>
    'It came, changed or went while the archive was being sealed, so the sealed file does not hold it as it is now, and the plain archive was not removed. Close whatever changes the archive, seal again, and delete this sealed file',
  'windows-name': () =>
    'Windows has no such names (reserved words such as CON and NUL, a dot or blank at the end, < > : " | ? *), so it cannot be unpacked there. Rename it, then seal again',
  namesake: ({ other }) =>
    `The name differs from ${other} only in case or in how its letters are written; Windows and macOS take both for one file, and unpack only one of them. Rename it, then seal again`,
  'nothing-exported': ({ hasAny }) =>
    hasAny
      ? 'No record matches, so the file holds no data. Check --status, --from and --to'
      : 'The archive has no such records, so the file is empty. Export them in the back office and run dyshop backup',
  'not-opened': ({ path }) => `The browser could not be opened. Open this file yourself: ${path}`,
  'already-attached': () => 'This document is in the archive already',
  more: ({ code, count }) => `${count} more of the same kind (${code}) are not listed one by one`,
}
