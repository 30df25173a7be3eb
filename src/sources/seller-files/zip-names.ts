import type { Buffer } from 'node:buffer'

/** Bit 11 of the general purpose flag: the name is UTF-8 (APPNOTE.TXT 4.4.4). */
const UTF8_FLAG = 0x800

/**
 * The text of a member's name. Only newer tools set the UTF-8 flag; Chinese Windows writes GBK
 * bytes without it, and some tools write UTF-8 bytes without it, so the bytes themselves decide.
 */
export function decodeMemberName(raw: Buffer, generalPurposeFlag: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw)
  } catch {
    const label = (generalPurposeFlag & UTF8_FLAG) === 0 ? 'gb18030' : 'utf-8'
    return new TextDecoder(label).decode(raw)
  }
}

/** True when a name could lead out of the folder it is unpacked into, or deceive who reads it. */
export function isNameUnsafe(name: string): boolean {
  return (
    name === '' ||
    /^[/~]|^[A-Za-z]:|[\\\u0000-\u001f\u007f-\u009f]/.test(name) ||
    name.split('/').includes('..')
  )
}

/** True for what macOS and Windows add to a ZIP on their own account, which is nobody's export. */
export function isSystemJunk(name: string): boolean {
  const segments = name.split('/')
  const last = segments.at(-1) ?? ''
  return (
    segments[0] === '__MACOSX' ||
    last.startsWith('._') ||
    /^(\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(last)
  )
}
