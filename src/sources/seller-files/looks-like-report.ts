import type { Buffer } from 'node:buffer'
import { extname } from 'node:path'
import { EncodingProbe } from './encoding.ts'
import { delimiterOfHeader } from './header-line.ts'
import { isOle, isZip, unsupported } from './magic.ts'

/** Enough for a title, a header of 90 columns and some rows. */
export const START_BYTES = 1 << 16

/** What exports are called; a file of another name is read when it looks like one. */
const EXPORTS = new Set(['.csv', '.tsv', '.xlsx', '.xlsm', '.xls', '.zip'])

/**
 * Files that are ZIPs or compound files by their bytes and nobody's exports: documents, programs,
 * books, drawings, mail. A spreadsheet program's own files are not among them, so that one which
 * cannot be read is told as such.
 */
const OTHER_CONTAINERS = new Set(
  [
    '.doc .docx .docm .dot .dotx .ppt .pptx .pptm .pps .ppsx .pot .potx .wps .dps .odt .odp .odg',
    '.vsd .vsdx .mpp .pub .one .msg .pages .key .epub .xps .oxps .pdf .ofd',
    '.apk .aab .ipa .jar .war .aar .xpi .crx .vsix .whl .nupkg .msi .msp .appx .msix .exe .dll',
    '.png .jpg .jpeg .gif .webp .bmp .heic .psd .sketch .fig .mp3 .mp4 .mov .avi .mkv .db .sqlite',
  ]
    .join(' ')
    .split(' '),
)

const ADDRESS_KEY = /"(联系人|姓名|电话|手机号?|详细地址|地址|contact|phone|mobile|address)"\s*:/
const ADDRESSES_LIST = /"addresses"\s*:\s*\[/

/** Archives that cannot be opened here: what is inside may be exports, so they are never passed over. */
const OTHER_ARCHIVES = new Set(['.rar', '.7z', '.gz', '.tgz', '.tar', '.bz2', '.xz', '.zst'])

/** Whether a file of this name may hold exports that cannot be reached. */
export function isOtherArchive(name: string): boolean {
  return OTHER_ARCHIVES.has(extname(name).toLowerCase())
}

/** Whether a file of this name is read whatever is in it. */
export function isExportName(name: string): boolean {
  return EXPORTS.has(extname(name).toLowerCase())
}

/**
 * Tells by a file's start whether it is worth reading as a report, whatever its name ends in: a line
 * of known column names, a workbook or ZIP, a JSON list of addresses.
 * @param start its first `START_BYTES`
 */
export function looksLikeReport(start: Buffer, name: string): boolean {
  const extension = extname(name).toLowerCase()
  if (unsupported(name, start) !== null) return !OTHER_CONTAINERS.has(extension)
  if (isZip(start) || isOle(start)) return !OTHER_CONTAINERS.has(extension)
  const probe = new EncodingProbe()
  probe.push(start)
  const { encoding, isBinary } = probe.finish()
  if (isBinary) return false
  const text = new TextDecoder(encoding).decode(start)
  if (extension === '.json' && isAddressList(text)) return true
  return delimiterOfHeader(text) !== null
}

/** A list of objects with the keys of an address; a program's settings have them elsewhere. */
function isAddressList(text: string): boolean {
  return (/^\s*\[/.test(text) && ADDRESS_KEY.test(text)) || ADDRESSES_LIST.test(text)
}
