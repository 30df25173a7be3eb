import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { numberText } from '../../../src/sources/seller-files/xlsx/number-text.ts'

describe('the number of a cell', () => {
  test.each([
    ['28.90', '28.9'],
    ['28.00', '28'],
    ['100', '100'],
    ['0', '0'],
    ['0.00', '0'],
    ['0.50', '0.5'],
    ['0.05', '0.05'],
    ['-3.50', '-3.5'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['-0.50', '-0.5'],
    ['1E3', '1000'],
    ['1.5e-7', '0.00000015'],
    ['7.', '7'],
    ['.5', '0.5'],
    ['007', '7'],
    ['-007.10', '-7.1'],
    ['+1', '1'],
    [' 5 ', '5'],
    ['0.30000000000000004', '0.30000000000000004'],
    ['123456789012345', '123456789012345'],
    ['123456789012345.6', '123456789012345.6'],
    ['000123456789012345', '123456789012345'],
    ['1.23456789012345E14', '123456789012345'],
    ['-1.5e-7', '-0.00000015'],
    ['1e-7', '0.0000001'],
    ['1.25e-10', '0.000000000125'],
    ['0.000001', '0.000001'],
  ])('%s is %s', (value, text) => {
    expect(numberText(value)).toEqual({ text, isImprecise: false })
  })

  test.each([
    ['6919283746501928', '6919283746501928'],
    ['6.919283746501928E15', '6919283746501928'],
    ['-6919283746501928374', '-6919283746501928374'],
    ['1234567890123456', '1234567890123456'],
    ['+6919283746501928', '6919283746501928'],
    ['123456789012345678901', '123456789012345678901'],
    ['1234567890123456789012', '1.2345678901234568e+21'],
    ['1e25', '1e+25'],
  ])('%s has lost digits, and stays findable as %s', (value, text) => {
    expect(numberText(value)).toEqual({ text, isImprecise: true })
  })

  test.each(['', '  ', '-', '.', '-.', '1.2.3', '1,5', '12a', '--1', '1e', 'Infinity', 'NaN'])(
    'what is none stays as it is: %s',
    (value) => {
      expect(numberText(value)).toEqual({ text: value, isImprecise: false })
    },
  )

  test('is the shortest decimal that is the same number, however it is written', () => {
    const digits = (maxLength: number) =>
      fc.string({ unit: fc.constantFrom(...'0012345789'), maxLength })
    const decimal = fc
      .tuple(fc.constantFrom('', '-', '+'), digits(9), fc.constantFrom('', '.'), digits(6))
      .filter(([, integer, point, fraction]) => integer !== '' || (point !== '' && fraction !== ''))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(decimal, (value) => {
        const { text, isImprecise } = numberText(value)
        expect(isImprecise).toBe(false)
        expect(Number(text)).toBe(Number(value) + 0)
        expect(text).toMatch(/^(?!-0$)-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/)
      }),
      { numRuns: 2000 },
    )
  })
})
