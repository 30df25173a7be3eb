import { Buffer } from 'node:buffer'
import { open } from 'node:fs/promises'
import { extname } from 'node:path'
import { EncodingProbe } from './encoding.ts'
import { delimiterOfHeader } from './header-line.ts'
import { isOle, isZip } from './magic.ts'

/** Enough for a title, a header of 90 columns and some rows. */
const START_BYTES = 1 << 16

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

/**
 * Tells by a file's start whether it is worth reading as a report, whatever its name ends in: a line
 * of known column names, a workbook or ZIP, a JSON list of addresses.
 * @throws {NodeJS.ErrnoException} when the system does not let the file be read
 */
export async function looksLikeReport(path: string): Promise<boolean> {
  const start = await readStart(path)
  const extension = extname(path).toLowerCase()
  if (isZip(start) || isOle(start)) return !OTHER_CONTAINERS.has(extension)
  const probe = new EncodingProbe()
  probe.push(start)
  const { encoding, isBinary } = probe.finish()
  if (isBinary) return false
  const text = new TextDecoder(encoding).decode(start)
  if (extension === '.json' && isAddressList(text)) return true
  return delimiterOfHeader(text) !== null
}

async function readStart(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** A list of objects with the keys of an address; a program's settings have them elsewhere. */
function isAddressList(text: string): boolean {
  return (/^\s*\[/.test(text) && ADDRESS_KEY.test(text)) || ADDRESSES_LIST.test(text)
}
