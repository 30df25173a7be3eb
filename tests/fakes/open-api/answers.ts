import type { Wire } from './wire-json.ts'

/** A refusal as the gateway words it: code, sub code, words. */
export class Refusal extends Error {
  readonly code: number
  readonly subCode: string

  constructor(code: number, subCode: string, words = 'refused by the fake') {
    super(words)
    this.code = code
    this.subCode = subCode
  }
}

export type Business = { readonly [key: string]: unknown }

/** What a method's handler sees: the parsed parameters (int64 as text) and the server's time. */
export interface Asked {
  params: Business
  /** Unix seconds. */
  now: number
}

/** A page on its way out; scripts may bend it. */
interface FakePage<T = unknown> {
  method: string
  page: number
  rows: T[]
  total: number
}

/** Bends a page: rows twice or missing, a total that moves. `count` is how many pages went out before. */
export type PageScript = (page: FakePage, count: number) => void

export type Handler = (asked: Asked) => Wire

export const invalid = (number: number, words?: string) =>
  new Refusal(40004, `isv.parameter-invalid:${number}`, words)

/** A required whole number. */
export function integer(params: Business, name: string, number: number): number {
  const value = params[name]
  if (typeof value !== 'number' || !Number.isInteger(value)) throw invalid(number, `${name}?`)
  return value
}

export function optionalInteger(params: Business, name: string): number | null {
  const value = params[name]
  return typeof value === 'number' ? value : null
}

/** `2026-11-23 08:00:00`, Beijing, in Unix seconds. */
export function seconds(text: unknown): number {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) {
    throw invalid(100_001, 'time?')
  }
  return Date.parse(`${text.replace(' ', 'T')}+08:00`) / 1000
}

export function dateText(epochSeconds: number): string {
  return new Date((epochSeconds + 8 * 3600) * 1000).toISOString().slice(0, 19).replace('T', ' ')
}
