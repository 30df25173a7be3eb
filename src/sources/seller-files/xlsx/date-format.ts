/** How a number cell is shown, as far as its text depends on it. */
export type NumberKind = 'number' | 'date' | 'date-time'

/** Builtin formats with a time of day, in Chinese and other locales (ECMA-376 part 1, 18.8.30). */
const BUILTIN_TIMES = [
  [18, 22],
  [32, 35],
  [45, 47],
  [55, 56],
] as const

/** Builtin formats with a date only. */
const BUILTIN_DATES = [
  [14, 17],
  [27, 31],
  [36, 36],
  [50, 54],
  [57, 58],
] as const

/** What a builtin number format id shows; ids from 164 on are the workbook's own. */
export function builtinKind(id: number): NumberKind {
  if (BUILTIN_TIMES.some(([from, to]) => id >= from && id <= to)) return 'date-time'
  if (BUILTIN_DATES.some(([from, to]) => id >= from && id <= to)) return 'date'
  return 'number'
}

/** Quoted text, `[Red]` and `[$-804]`, an escaped letter, a letter's width, a filling letter. */
const NOT_PLACEHOLDERS = /"[^"]*"?|\[[^\]]*\]?|\\.|_.|\*./gsu

/** What a number format code shows: it is a date when a y, m, d, h or s stands for itself in it. */
export function formatKind(code: string): NumberKind {
  const placeholders = code.replace(NOT_PLACEHOLDERS, '')
  if (/^general$/i.test(placeholders) || !/[ymdhs]/i.test(placeholders)) return 'number'
  return /[hs]/i.test(placeholders) ? 'date-time' : 'date'
}
