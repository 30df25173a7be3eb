import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitsWindows, namesakes, safeFileName } from '../../src/domain/file-name.ts'

test.each([
  ['保证金收据.pdf', '保证金收据.pdf'],
  ['../../etc/passwd', 'etc-passwd'],
  ['a:b*c?.png', 'a-b-c-.png'],
  ['C:\\Users\\me\\x.png', 'C-Users-me-x.png'],
  ['CON', 'CON_'],
  ['con.txt', 'con_.txt'],
  ['COM¹.csv', 'COM¹_.csv'],
  ['conin$', 'conin$_'],
  ['CON.tar.gz', 'CON_.tar.gz'],
  ['LPT1.csv', 'LPT1_.csv'],
  ['console.txt', 'console.txt'],
  ['trailing. . ', 'trailing'],
  ['  .hidden', 'hidden'],
  ['\u202egnp.exe', 'gnp.exe'],
  ['two\nlines.txt', 'twolines.txt'],
  ['x .txt', 'x.txt'],
  ['e\u0301.txt', '\u00e9.txt'],
  ['...', 'file'],
  ['', 'file'],
])('%j becomes %j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe)
})

test('a long name is cut between characters and keeps its extension', () => {
  const name = safeFileName(`${'长'.repeat(300)}.pdf`)
  expect(name).toMatch(/^长+\.pdf$/)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120)
})

test('any text becomes a name that is safe on every system, and stays as it is then', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: fc.constantFrom(...'./\\: con1\u202e长'), maxLength: 40 }),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const name = safeFileName(text)
      expect(name).toMatch(/^[^./\\:*?"<>| -][^/\\:*?"<>|]*$/)
      expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]|[. ]$/u)
      expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(130)
      expect(safeFileName(name)).toBe(name)
      expect(fitsWindows(name)).toBe(true)
    }),
    { seed: 8, numRuns: 1000 },
  )
})

test.each([
  'CON',
  'nul.txt',
  'Com1.tar.gz',
  'aux .png',
  'trailing.',
  'trailing ',
  'a:b',
  'why?.txt',
  'x*',
  'a|b',
  '"a"',
  '<a>',
])('Windows takes no file called %j', (name) => {
  expect(fitsWindows(name)).toBe(false)
})

test.each([
  'console.txt',
  ' leading',
  '.hidden',
  'a.b.c',
  '保证金收据.pdf',
  'nul-a.txt',
  "it's (1)",
])('Windows takes a file called %j', (name) => {
  expect(fitsWindows(name)).toBe(true)
})

test('names that differ in case or in how their letters are written are one to other systems', () => {
  const paths = ['a/Note.txt', 'a/note.txt', 'A/NOTE.txt', 'b/note.txt', 'e\u0301', '\u00e9', 'e']
  expect([...namesakes(paths)]).toEqual([
    ['a/note.txt', 'a/Note.txt'],
    ['A/NOTE.txt', 'a/Note.txt'],
    ['\u00e9', 'e\u0301'],
  ])
})
