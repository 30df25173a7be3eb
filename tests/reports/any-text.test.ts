import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  harmless,
  harmlessDocument,
  harmlessJson,
  harmlessLines,
} from '../../src/reports/harmless.ts'
import { markdownCell, markdownTable, markdownText } from '../../src/reports/markdown.ts'

/** What steers a terminal, turns the writing, hides itself or fakes a line. */
const STEERS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u
const ESCAPE = '\u001b'

/** Any text, and text made of what does harm. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      ...['\u001b', '[', '31m', '8m', '2J', ']8;;http://evil', '\u0007', '\u009b', '\r', '\n'],
      ...['\t', '\b', '\u202e', '\u2066', '\u200b', '\ufeff', '\u2028', '\u00ad', 'a', '字', '0'],
    ),
  }),
)

describe('any text from outside', () => {
  test('is one line that steers no terminal', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(harmless(text)).not.toMatch(STEERS)
      }),
    )
  })

  test('stays what it is while there is nothing wrong with it', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', ' ', '字', '😀', '=', '|', '\\') })
    fc.assert(
      fc.property(plain, (text) => {
        expect(harmless(text)).toBe(text)
      }),
    )
  })

  test('that was forgotten can end a line of ours, and do nothing else', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(harmlessLines(text, false).replaceAll('\n', '')).not.toMatch(STEERS)
      }),
    )
  })

  test('can at most set a colour where there are colours, and none that hides words', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = harmlessLines(text, true)
        const rest = shown.replace(/\u001b\[(?:[0-4]|2[2-4]|3[1-79]|9[0-7])m/g, '')
        expect(rest.replaceAll('\n', '')).not.toMatch(STEERS)
      }),
    )
    expect(harmlessLines(`${ESCAPE}[8mhidden`, true)).toBe('\\u{1b}[8mhidden')
    expect(harmlessLines(`${ESCAPE}[31mred${ESCAPE}[39m\n`, true)).toBe(
      `${ESCAPE}[31mred${ESCAPE}[39m\n`,
    )
  })

  test('is the same text after JSON, whose bytes steer nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = harmlessJson(JSON.stringify({ text }))
        expect(shown).not.toMatch(STEERS)
        expect(JSON.parse(shown)).toEqual({ text })
      }),
    )
  })

  test('in a document on a terminal has lines and tabs, and nothing that steers', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(harmlessDocument(text).replace(/[\n\t]/g, '')).not.toMatch(STEERS)
      }),
    )
    expect(harmlessDocument('\ufeffa,b\r\n')).toBe('a,b\n')
  })
})

describe('any text in Markdown', () => {
  const nasty = fc.string({
    unit: fc.constantFrom(
      ...['|', '\n', '\r', '<', '>', '[', ']', '(', ')', '`', '*', '_', '#', '\\', '&', '~', '!'],
      ...['://', 'www.', '@', 'a', '字', ' ', '\u202e', '\u001b', '- [ ]', '---'],
    ),
  })

  test('is one line without mark-up', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        for (const shown of [markdownText(text), markdownCell(text)]) {
          expect(shown).not.toMatch(STEERS)
          expect(shown.replace(/\\./g, '')).not.toMatch(/[`*_[\]<>|~\\]|:\/\/|www\./i)
        }
      }),
    )
  })

  test('never makes another cell of a table', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        for (const make of [markdownText, markdownCell]) {
          const row = markdownTable([make('x')], [[make(text)]]).split('\n')
          expect(row).toHaveLength(3)
          expect(row[2]?.replace(/\\./g, '').match(/\|/g)).toHaveLength(2)
        }
      }),
    )
  })
})
