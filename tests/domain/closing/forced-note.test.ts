import { expect, test } from 'vitest'
import { forcedNote, readNote } from '../../../src/domain/closing/forced-note.ts'

test.each([
  ['talked to support', 'deposit wallet'],
  ['', 'deposit'],
  ['a\nb', 'chats'],
  ['[--force: old] again', 'chats'],
  ['', ''],
])('what was noted with %j when %j was missing is read back', (note, missing) => {
  expect(readNote(forcedNote(note, missing))).toEqual({ note, missing })
})

test('a forced note stands at the end, behind one blank', () => {
  expect(forcedNote('talked', 'deposit')).toBe('talked [--force: deposit]')
  expect(forcedNote('', 'deposit')).toBe('[--force: deposit]')
})

test.each(['', 'talked', '[--force: deposit', '[--force: deposit] and more', '--force: deposit'])(
  '%j was not forced',
  (note) => {
    expect(readNote(note)).toEqual({ note, missing: null })
  },
)
