import { isObject, readInteger, readText } from './json-fields.ts'
import type { Json, JsonObject } from './lossless-json.ts'

/** The gateway's answer (API notes 5.1), in one form for the new and the old envelope. */
export interface Envelope {
  /** 10000 is success; the old form's `err_no` 0 counts as that. */
  code: number
  subCode: string
  /** The method's own error number, after the last colon of `sub_code`; '' without one. */
  number: string
  /** The platform's words about it, shortened and without anything that may be a secret. */
  detail: string
  logId: string
  data: Json
}

export const SUCCESS = 10000

/** @returns null when the JSON is no envelope of the gateway at all */
export function readEnvelope(json: Json): Envelope | null {
  if (!isObject(json)) return null
  const code = readCode(json)
  if (code === undefined) return null
  const subCode = safeCode(readText(json.sub_code) ?? '')
  return {
    code,
    subCode,
    number: subCode.includes(':') ? subCode.slice(subCode.lastIndexOf(':') + 1) : '',
    detail: safeWords(readText(json.sub_msg) || readText(json.msg) || readText(json.message) || ''),
    logId: safeCode(readText(json.log_id) ?? ''),
    data: json.data ?? null,
  }
}

/** `40003 isv.signature-invalid`, for people and for JSON. */
export function platformCode({ code, subCode }: Envelope): string {
  return subCode === '' ? String(code) : `${code} ${subCode}`
}

function readCode(json: JsonObject): number | undefined {
  const code = readInteger(json.code)
  if (code !== undefined) return code
  const old = readInteger(json.err_no)
  return old === 0 ? SUCCESS : old
}

/** Some tables of the documentation show a blank after the colon. */
function safeCode(text: string): string {
  return text.replace(/[^\w.:-]/g, '').slice(0, 80)
}

/** A message may quote what was sent: runs that could be a token, a phone or an id are taken out. */
function safeWords(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\w+/=$#-]*\d{7,}[\w+/=$#-]*|[\w+/=$#-]{20,}/g, '…')
    .slice(0, 200)
}
