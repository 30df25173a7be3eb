/** Reads the platform's JSON without losing a digit of an int64 id (API notes 1.6, 7.8). */

export type Json = null | boolean | number | string | Json[] | JsonObject

export interface JsonObject {
  [key: string]: Json
}

/** A number as JSON writes it; matched whole, so that digits of a fraction are never taken alone. */
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
/** From sixteen digits on a whole number may not fit a JavaScript number. */
const LONG_INTEGER = /^-?[1-9]\d{15,}$/
const MAY_HOLD_LONG_INTEGER = /\d{16}/

/**
 * Like `JSON.parse`, but a whole number of sixteen digits or more becomes the text of its digits:
 * Node 20 gives a reviver no access to the source.
 * @throws {SyntaxError} when the text is not JSON; the message never quotes the text
 */
export function parseLossless(text: string): Json {
  try {
    return JSON.parse(MAY_HOLD_LONG_INTEGER.test(text) ? quoteLongIntegers(text) : text) as Json
  } catch {
    // V8's message shows the text around the fault, which may be a token or a buyer's address.
    throw new SyntaxError('not JSON')
  }
}

function quoteLongIntegers(text: string): string {
  const parts: string[] = []
  let position = 0
  while (position < text.length) {
    const quote = text.indexOf('"', position)
    const gapEnd = quote < 0 ? text.length : quote
    parts.push(quotedNumbers(text.slice(position, gapEnd)))
    if (quote < 0) break
    position = endOfString(text, quote)
    parts.push(text.slice(quote, position))
  }
  return parts.join('')
}

function quotedNumbers(gap: string): string {
  if (!MAY_HOLD_LONG_INTEGER.test(gap)) return gap
  return gap.replace(NUMBER, (number) => (LONG_INTEGER.test(number) ? `"${number}"` : number))
}

/** The position after the string that starts at `quote`. */
function endOfString(text: string, quote: number): number {
  let end = text.indexOf('"', quote + 1)
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end < 0 ? text.length : end + 1
}

function isEscaped(text: string, position: number): boolean {
  let backslashes = 0
  while (text.charCodeAt(position - 1 - backslashes) === 0x5c) backslashes++
  return backslashes % 2 === 1
}
