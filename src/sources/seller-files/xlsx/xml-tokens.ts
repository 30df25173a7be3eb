import { Buffer } from 'node:buffer'

/** What `XmlScanner.next` has come to. */
export const Token = {
  /** The bytes end inside a token and more will follow: rewind, and try again with more. */
  Incomplete: 0,
  Start: 1,
  /** Comes after every Start, also of an element that closes itself. */
  End: 2,
  Text: 3,
  /** The document is complete. */
  Done: 4,
} as const

export type TokenKind = (typeof Token)[keyof typeof Token]

/**
 * A short name as a number, so that names are compared without making strings. Only names of up to
 * three letters are told apart for sure.
 */
export function nameCode(name: string): number {
  let code = 0
  for (const byte of Buffer.from(name)) code = (code << 8) | byte
  return code
}
