import { expect, test } from 'vitest'
import { textElement } from '../../../src/reports/xlsx/cell-text.ts'

// The libraries that the other tests read with keep white space anyway; Excel does not.
test.each([' x', 'x ', '\nx', 'x\t'])(
  'white space at the edge of %j is marked as meant',
  (text) => {
    expect(textElement(text)).toBe(`<t xml:space="preserve">${text}</t>`)
  },
)

test.each([
  ['a b', 'a b'],
  ['<&>', '&lt;&amp;&gt;'],
  ['_x000D_', '_x005F_x000D_'],
  ['_x000d_x0041_', '_x005F_x000d_x005F_x0041_'],
  ['_x00_', '_x00_'],
])('%j is written as %s', (text, xml) => {
  expect(textElement(text)).toBe(`<t>${xml}</t>`)
})
