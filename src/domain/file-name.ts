/** With any extension, and with several. */
const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?=\s*(?:\.|$))/i
const MAX_BYTES = 120

/**
 * A name for a file that is safe on every system and cannot lead out of its folder: no separators,
 * control or direction characters, no reserved word, no dot or blank at either end.
 */
export function safeFileName(name: string, fallback = 'file'): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .replace(/[\\/:*?"<>|]+/g, '-')
    .replace(/^[\s.-]+|[\s.]+$/g, '')
  const dot = plain.lastIndexOf('.')
  const hasExtension = dot > 0 && plain.length - dot <= 11
  const extension = hasExtension ? plain.slice(dot) : ''
  const stem = cutToBytes(hasExtension ? plain.slice(0, dot) : plain, MAX_BYTES - extension.length)
  const base = stem.trim() || fallback
  return `${base}${extension}`.replace(RESERVED_ON_WINDOWS, '$1_')
}

/**
 * Whether Windows can have a file or folder of this name, one part of a path.
 * https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
export function fitsWindows(name: string): boolean {
  return !RESERVED_ON_WINDOWS.test(name) && !/[<>:"|?*\\/\p{Cc}]|[. ]$/u.test(name)
}

/**
 * Paths that Linux keeps apart while Windows and macOS do not: in case only, or in how an accent is written.
 * @returns each such path with the first one that is the same there
 */
export function namesakes(paths: Iterable<string>): Map<string, string> {
  const firsts = new Map<string, string>()
  const found = new Map<string, string>()
  for (const path of paths) {
    const plain = path.normalize('NFC').toLowerCase()
    const first = firsts.get(plain)
    if (first === undefined) firsts.set(plain, path)
    else found.set(path, first)
  }
  return found
}

function cutToBytes(text: string, maxBytes: number): string {
  const encoder = new TextEncoder()
  let kept = ''
  let bytes = 0
  for (const character of text) {
    bytes += encoder.encode(character).length
    if (bytes > maxBytes) break
    kept += character
  }
  return kept
}
