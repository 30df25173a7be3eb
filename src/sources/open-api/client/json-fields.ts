import type { Json, JsonObject } from './lossless-json.ts'

/**
 * Tolerant reading of what the platform sent: an unknown field is ignored; a missing one, null and
 * one of another shape are all "not said"; a number may stand as text and text as a number (notes 3).
 */

export function asObject(json: Json | undefined): JsonObject {
  return isObject(json) ? json : {}
}

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

export function asList(json: Json | undefined): Json[] {
  return Array.isArray(json) ? json : []
}

/** The value at a path of keys; undefined when any of them is missing. */
export function valueAt(json: Json | undefined, path: readonly string[]): Json | undefined {
  let value = json
  for (const key of path) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined
    value = value[key]
  }
  return value
}

/** A text, or a number as text; undefined when the platform did not say it. */
export function readText(json: Json | undefined): string | undefined {
  if (typeof json === 'string') return json
  if (typeof json === 'number' || typeof json === 'boolean') return String(json)
  return undefined
}

/** An id as its digits or letters; the platform's 0 and '' mean "none". */
export function readId(json: Json | undefined): string | undefined {
  const text = readText(json)
  return text === '0' ? '' : text
}

/** A whole number that is safe; undefined for anything else. */
export function readInteger(json: Json | undefined): number | undefined {
  const value = typeof json === 'string' && /^-?\d{1,16}$/.test(json) ? Number(json) : json
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined
}
