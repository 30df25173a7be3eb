/**
 * The business parameters as the one text that is both signed and sent (API notes 1.5). The official
 * SDKs disagree about some values (1.6); those are refused here instead of being sent one way or the
 * other, because a signature that only some gateways accept is worse than an error at once.
 */

export type Param =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly Param[]
  | { readonly [key: string]: Param | undefined }

/** The parameters of a call; a key whose value is undefined is left out. */
export type Params = { readonly [key: string]: Param | undefined }

const INT64_MIN = -(2n ** 63n)
const INT64_MAX = 2n ** 63n - 1n
const CONTROL = /[\u0000-\u001f]/
const LINE_SEPARATORS = /[\u2028\u2029]/g
/** JavaScript moves such keys before all others, whatever order they were put in. */
const INTEGER_KEY = /^(?:0|[1-9]\d*)$/
/** Above the basic plane, order by code unit and order by code point or UTF-8 byte differ. */
const SURROGATE = /[\ud800-\udfff]/
/** With the `u` flag a pair is one character, so only a half without its other half matches. */
const LONE_SURROGATE = /\p{Surrogate}/u

/**
 * The canonical text: keys sorted at every level, no blanks, nothing escaped but `"` and `\`.
 * @throws {TypeError} for a value whose canonical form is not agreed on (1.6)
 */
export function canonicalJson(params: Params): string {
  return objectText(params) ?? '{}'
}

function valueText(value: Param): string {
  switch (typeof value) {
    case 'string':
      return stringText(value)
    case 'number':
      return numberText(value)
    case 'bigint':
      return bigintText(value)
    case 'boolean':
      return String(value)
    default:
      break
  }
  if (value === null) return 'null'
  if (Array.isArray(value)) return `[${value.map(valueText).join(',')}]`
  const text = objectText(value as Params)
  // PHP's SDK writes `[]` for it, the others `{}`.
  if (text === null) throw new TypeError('an empty object cannot be signed')
  return text
}

/** @returns null for an object without keys */
function objectText(object: Params): string | null {
  const parts: string[] = []
  for (const key of Object.keys(object).sort()) {
    const value = object[key]
    if (value === undefined) continue
    if (INTEGER_KEY.test(key)) throw new TypeError('a key that is an integer cannot be signed')
    if (SURROGATE.test(key)) throw new TypeError('a key beyond the basic plane cannot be signed')
    parts.push(`${stringText(key)}:${valueText(value)}`)
  }
  return parts.length === 0 ? null : `{${parts.join(',')}}`
}

function stringText(text: string): string {
  const kept = text.replace(LINE_SEPARATORS, '')
  if (CONTROL.test(kept)) throw new TypeError('a control character cannot be signed')
  if (LONE_SURROGATE.test(kept)) throw new TypeError('a lone surrogate cannot be signed')
  return `"${kept.replace(/["\\]/g, '\\$&')}"`
}

function numberText(value: number): string {
  if (!Number.isSafeInteger(value)) {
    throw new TypeError('only whole numbers that are safe can be signed; int64 goes as a bigint')
  }
  return String(value)
}

function bigintText(value: bigint): string {
  if (value < INT64_MIN || value > INT64_MAX) throw new TypeError('not an int64')
  return String(value)
}
