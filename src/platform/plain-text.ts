/**
 * The text of a small file as any editor may have saved it: UTF-8, or UTF-16 with the mark that Windows'
 * own programs put at its beginning. Nothing else is guessed at: of a passphrase in another encoding
 * only the wrong characters would be left, which nobody could ever type again.
 * @returns null for bytes that are no text in any of these
 */
export function plainText(bytes: Uint8Array): string | null {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    // What UTF-16 without its mark looks like.
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}
