import fc from 'fast-check'

/** A number that leads to a person: its digits, and the way somebody typed it. */
export interface TypedNumber {
  digits: string
  typed: string
}

const digitsOf = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })

const twoDigits = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((number) => String(number).padStart(2, '0'))

/** Digits in groups with a mark between them, half or full width, with something in front. */
function typedIn(
  groups: readonly (readonly number[])[],
  marks: readonly string[],
  prefixes: readonly string[],
) {
  return (digits: string): fc.Arbitrary<TypedNumber> =>
    fc
      .record({
        sizes: fc.constantFrom(...groups),
        mark: fc.constantFrom(...marks),
        prefix: fc.constantFrom(...prefixes),
        isWide: fc.boolean(),
      })
      .map(({ sizes, mark, prefix, isWide }) => {
        const ends = sizes.map((_, index) => sizes.slice(0, index + 1).reduce((a, b) => a + b))
        const parts = sizes.map((size, index) =>
          digits.slice((ends[index] ?? 0) - size, ends[index]),
        )
        const text = prefix + parts.filter((part) => part !== '').join(mark)
        return { digits, typed: isWide ? wide(text) : text }
      })
}

function wide(text: string): string {
  return text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
}

const MARKS = ['', ' ', '-', '.', '·', '，', '．', '—', '_', '  ', ' - ']

export const mobiles: fc.Arbitrary<TypedNumber> = fc
  .tuple(fc.constantFrom(...'3456789'), digitsOf(9))
  .map(([second, rest]) => `1${second}${rest}`)
  .chain((digits) =>
    fc.oneof(
      typedIn([[3, 4, 4], [3, 3, 5], [3, 8], [7, 4], [11]], MARKS.slice(0, -1), [
        '',
        '+86 ',
        '86-',
        '0086',
        '0',
      ])(digits),
      typedIn([[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]], [' ', '-'], [''])(digits),
    ),
  )

export const landlines: fc.Arbitrary<TypedNumber> = fc
  .tuple(fc.constantFrom('010', '021', '0571', '0755'), fc.constantFrom(...'2345678'), digitsOf(7))
  .chain(([area, first, rest]) =>
    fc.constantFrom('', '-', ' ', '.').map((mark) => ({
      digits: `${first}${rest}`,
      typed: `${area}${mark}${first}${rest}`,
    })),
  )

/** Eight digits alone; those that are a day could be one. */
export const localLandlines: fc.Arbitrary<TypedNumber> = fc
  .tuple(fc.constantFrom(...'345678'), digitsOf(7))
  .map(([first, rest]) => ({ digits: first + rest, typed: first + rest }))

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** GB 11643: district, day of birth, sequence, check digit; the 15 digits of before 1999 too. */
export const identities: fc.Arbitrary<TypedNumber> = fc
  .record({
    district: fc.constantFrom('110101', '330106', '440305', '510104', '654321'),
    year: twoDigits(40, 99),
    month: twoDigits(1, 12),
    day: twoDigits(1, 28),
    sequence: digitsOf(3),
    isOld: fc.boolean(),
  })
  .chain(({ district, year, month, day, sequence, isOld }) => {
    if (isOld) {
      return typedIn(
        [[15], [6, 6, 3]],
        ['', ' ', '-'],
        [''],
      )(district + year + month + day + sequence)
    }
    const first = `${district}19${year}${month}${day}${sequence}`
    const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first[index]), 0)
    const digits = first + '10X98765432'[sum % 11]
    return typedIn([[18], [6, 8, 4], [6, 4, 4, 4]], ['', ' ', '-'], [''])(digits)
  })

/** What is left of a text when it is read for nothing but its digits. */
export function onlyDigits(text: string): string {
  return text.normalize('NFKC').replace(/[^\dXx*]/g, '')
}
