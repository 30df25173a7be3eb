import { addDays } from '../domain/time.ts'

/**
 * Calendars as RFC 5545 has them: whole-day events, a reminder on the day before. The few lines that
 * ten events need are written here; libraries for it want a newer Node or bring a validator along.
 * @see https://www.rfc-editor.org/rfc/rfc5545
 */

export interface CalendarEvent {
  /** Stays the same when the event moves, so that a second import updates the first. */
  uid: string
  /** YYYY-MM-DD, a whole day */
  day: string
  title: string
  detail: string
}

export interface CalendarOptions {
  name: string
  /** When it was made, ISO 8601 with +08:00. A later one replaces the events of an earlier one. */
  madeAt: string
}

const LINE_END = '\r\n'
/** RFC 5545, 3.1: lines longer than 75 octets, line end apart, should be folded. */
const MAX_LINE_OCTETS = 75
/** 9 in the morning of the day before. */
const REMINDER = '-PT15H'

/** The text of an .ics file, to be written as UTF-8. */
export function calendar(
  events: readonly CalendarEvent[],
  { name, madeAt }: CalendarOptions,
): string {
  const madeAtMs = Date.parse(madeAt)
  const stamp = utcStamp(madeAtMs)
  const sequence = Math.floor(madeAtMs / 60_000)
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//dyshop//dyshop//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    ...events.flatMap((event) => eventLines(event, stamp, sequence)),
    'END:VCALENDAR',
  ]
    .map((line) => foldLine(line) + LINE_END)
    .join('')
}

function eventLines(
  { uid, day, title, detail }: CalendarEvent,
  stamp: string,
  sequence: number,
): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${stamp}`,
    `SEQUENCE:${sequence}`,
    `DTSTART;VALUE=DATE:${compactDay(day)}`,
    `DTEND;VALUE=DATE:${compactDay(addDays(day, 1))}`,
    `SUMMARY:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(detail)}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(title)}`,
    `TRIGGER:${REMINDER}`,
    'END:VALARM',
    'END:VEVENT',
  ]
}

/** RFC 5545, 3.3.11; other control characters are not allowed in a text at all. */
function escapeText(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/\r\n?/g, '\n')
    .replace(/[\0-\x08\x0b-\x1f\x7f]/g, '')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n')
}

/** Folds between characters, never inside the octets of one. */
export function foldLine(line: string): string {
  const folded: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > MAX_LINE_OCTETS) {
      folded.push(part)
      // The blank that marks a continued line counts as well.
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  folded.push(part)
  return folded.join(LINE_END)
}

function utcStamp(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

function compactDay(day: string): string {
  return day.replaceAll('-', '')
}
