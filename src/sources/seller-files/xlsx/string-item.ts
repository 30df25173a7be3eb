import type { XmlScanner } from './xml-scanner.ts'
import { nameCode, Token } from './xml-tokens.ts'

const R = nameCode('r')
const T = nameCode('t')

/*
 * These functions read one element whose Start has just been taken, up to its End. They return
 * undefined (`skipElement`: false) when the bytes end first; the caller then rewinds.
 */

/** The text of a string item, `si` or `is`: its runs joined, phonetic hints left out (18.4.8). */
export function readStringItem(xml: XmlScanner): string | undefined {
  const outside = xml.depth - 1
  let text = ''
  for (;;) {
    const token = xml.next()
    if (token === Token.Incomplete) return undefined
    if (token === Token.End && xml.depth === outside) return text
    if (token !== Token.Start || xml.name === R) continue
    if (xml.name === T) {
      const run = readText(xml)
      if (run === undefined) return undefined
      text = text === '' ? run : text + run
    } else if (!skipElement(xml)) {
      return undefined
    }
  }
}

/** The text of an element; in pieces when comments or CDATA sections are in between. */
export function readText(xml: XmlScanner): string | undefined {
  let text = ''
  for (;;) {
    const token = xml.next()
    if (token === Token.End) return text
    if (token === Token.Text) {
      const piece = xml.text()
      text = text === '' ? piece : text + piece
    } else if (token === Token.Incomplete || !skipElement(xml)) {
      return undefined
    }
  }
}

/** What `readIndex` returns for an element without text. */
export const NO_INDEX = -1

/** The whole number in an element; NaN when it holds anything else. */
export function readIndex(xml: XmlScanner): number | undefined {
  let index = NO_INDEX
  for (;;) {
    const token = xml.next()
    if (token === Token.End) return index
    if (token === Token.Text) index = xml.appendDigits(Math.max(0, index))
    else if (token === Token.Incomplete || !skipElement(xml)) return undefined
  }
}

export function skipElement(xml: XmlScanner): boolean {
  const outside = xml.depth - 1
  for (;;) {
    const token = xml.next()
    if (token === Token.Incomplete) return false
    if (token === Token.End && xml.depth === outside) return true
  }
}
