/** `2026-11-23T09:30:00+08:00` → `2026-11-23 09:30`: how people are told a time; JSON keeps it as it is. */
export function moment(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ')
}

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?\+08:00$/

/** A value of a sentence: a time as people are told it, anything else as it is. */
export function momentOr<Value>(value: Value): Value | string {
  return typeof value === 'string' && ISO.test(value) ? moment(value) : value
}
