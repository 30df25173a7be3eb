/** Unix seconds. The exports show Beijing wall time without a zone; Beijing has no summer time. */
export type Seconds = number

export const MINUTE = 60
export const HOUR = 3600
export const DAY = 86_400
const BEIJING_OFFSET = 8 * HOUR

/** `2026-01-02` or `2026-01-02 03:04:05`, Beijing wall time, to Unix seconds. */
export function beijing(text: string): Seconds {
  const [date = '', time = '00:00:00'] = text.split(' ')
  const milliseconds = Date.parse(`${date}T${time}+08:00`)
  if (Number.isNaN(milliseconds)) throw new RangeError(`not a time: ${text}`)
  return milliseconds / 1000
}

/** `2026-01-02 03:04:05`, the form of every export. */
export function wallTime(seconds: Seconds): string {
  const local = seconds + BEIJING_OFFSET
  const second = local % DAY
  return `${dateOfDay(Math.floor(local / DAY))} ${two(Math.floor(second / HOUR))}:${two(
    Math.floor(second / MINUTE) % 60,
  )}:${two(second % 60)}`
}

/** `2026-01-02`, the Beijing day. */
export function wallDate(seconds: Seconds): string {
  return dateOfDay(Math.floor((seconds + BEIJING_OFFSET) / DAY))
}

/** `2026-01-02T03:04:05+08:00`, the form of the truth. */
export function isoTime(seconds: Seconds): string {
  return `${wallTime(seconds).replace(' ', 'T')}+08:00`
}

/** Midnight in Beijing of the day that `seconds` is in. */
export function startOfDay(seconds: Seconds): Seconds {
  return seconds - ((seconds + BEIJING_OFFSET) % DAY)
}

const dates = new Map<number, string>()

/** The date of a day number; remembered, because a big file prints a few hundred days a million times. */
function dateOfDay(day: number): string {
  let date = dates.get(day)
  if (date === undefined) {
    date = new Date(day * DAY * 1000).toISOString().slice(0, 10)
    dates.set(day, date)
  }
  return date
}

const TWO_DIGITS = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'))

function two(value: number): string {
  return TWO_DIGITS[value] ?? String(value)
}
