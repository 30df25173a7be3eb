import { createHash } from 'node:crypto'

/**
 * What happened while a shop was read through the Open API, in the order in which it happened. The
 * files under originals/api hold one of them a line; everything the database knows of the API is
 * derived from these lines and from nothing else, so that `rebuild` can make it again.
 */
export type ShopEvent =
  /** Whose shop it is. */
  | { type: 'shop'; at: string; shopId: string; shopName: string }
  /** A list begins to be walked over a stretch of time, in Unix seconds. */
  | { type: 'begin'; at: string; stream: string; from: number; to: number }
  | PageEventLine
  /** The verdict on a window of a list. */
  | WindowEventLine
  /** The walk of a list came to its end. */
  | { type: 'end'; at: string; stream: string }
  /** The platform does not let the app read the rest of a walk. */
  | { type: 'refused'; at: string; stream: string }
  /** Details that no list named are wanted, in a version of our own. */
  | { type: 'want'; at: string; method: string; version: string; ids: readonly string[] }
  | { type: 'detail'; at: string; method: string; id: string; body: Uint8Array }
  | { type: 'no-detail'; at: string; method: string; id: string; reason: string }

/** A page as it came, and where the walk stands behind it. */
export interface PageEventLine {
  type: 'page'
  at: string
  stream: string
  method: string
  window: Stretch
  pass: number
  page: number
  cursor: CursorJson
  body: Uint8Array
}

export interface WindowEventLine {
  type: 'window'
  at: string
  stream: string
  window: Stretch
  doubt: string | null
  total: number | null
  distinct: number
  gap: Stretch | null
  cursor: CursorJson
}

/** Unix seconds. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** Plain JSON of the source's own; the archive only keeps it. */
export interface CursorJson {
  readonly windows: readonly Stretch[]
  readonly pass: number
  readonly page: number
}

const LINE_FEED = 0x0a
/** `{"sha256":"…",` and then the rest, which the hash is of. */
const HEAD = /^\{"sha256":"([0-9a-f]{64})",$/
const HEAD_LENGTH = 10 + 1 + 64 + 2

/**
 * An event as a line. A body stands in it byte for byte as JSON, so that the line can be read with any
 * tool; one that holds a line feed stands in it as base64 instead.
 */
export function encodeLine(event: ShopEvent): Buffer {
  const { body, ...facts } = event as ShopEvent & { body?: Uint8Array }
  const parts = [Buffer.from(`"event":${JSON.stringify(facts)}`)]
  if (body) {
    const isOneLine = !body.includes(LINE_FEED) && body[0] === 0x7b
    parts.push(Buffer.from(isOneLine ? ',"body":' : ',"base64":"'))
    parts.push(isOneLine ? Buffer.from(body) : Buffer.from(Buffer.from(body).toString('base64')))
    if (!isOneLine) parts.push(Buffer.from('"'))
  }
  parts.push(Buffer.from('}'))
  const rest = Buffer.concat(parts)
  const sha256 = createHash('sha256').update(rest).digest('hex')
  return Buffer.concat([Buffer.from(`{"sha256":"${sha256}",`), rest, Buffer.from('\n')])
}

/** @param line without its line feed. @returns null for a line that is damaged */
export function decodeLine(line: Buffer): ShopEvent | null {
  const [, sha256] = HEAD.exec(line.toString('latin1', 0, HEAD_LENGTH)) ?? []
  const rest = line.subarray(HEAD_LENGTH)
  if (createHash('sha256').update(rest).digest('hex') !== sha256) return null
  const end = endOfObject(rest, EVENT.length)
  const event = JSON.parse(rest.toString('utf8', EVENT.length, end)) as ShopEvent
  const tail = rest.subarray(end, -1)
  if (tail.length === 0) return event
  const body = tail.subarray(BODY.length)
  const isText = tail.toString('latin1', 0, BODY.length) === BODY
  const bytes = isText
    ? body
    : Buffer.from(tail.toString('latin1', BASE64.length, tail.length - 1), 'base64')
  return { ...event, body: bytes } as ShopEvent
}

const EVENT = '"event":'
const BODY = ',"body":'
const BASE64 = ',"base64":"'

/** Where the JSON object that starts at `start` ends. */
function endOfObject(bytes: Buffer, start: number): number {
  let depth = 0
  let isText = false
  for (let index = start; index < bytes.length; index++) {
    const byte = bytes[index]
    if (isText) {
      if (byte === 0x5c) index++
      else if (byte === 0x22) isText = false
    } else if (byte === 0x22) isText = true
    else if (byte === 0x7b) depth++
    else if (byte === 0x7d && --depth === 0) return index + 1
  }
  return bytes.length
}
