import type { Clock, Http, HttpAnswer } from '../../../app/ports.ts'
import type { Secret } from '../../../domain/privacy/secret.ts'
import { DyshopError } from '../../../errors.ts'
import { type Method, methodPath } from '../methods.ts'
import { ApiError } from './api-error.ts'
import { canonicalJson, type Params } from './canonical-json.ts'
import { readEnvelope, SUCCESS } from './envelope.ts'
import { type Json, parseLossless } from './lossless-json.ts'
import { refusal } from './outcomes.ts'
import { API_VERSION, SIGN_METHOD, sign } from './sign.ts'

interface ApiCall {
  method: Method
  params: Params
  /** Absent for the two token methods. */
  accessToken?: Secret
}

export interface ApiAnswer {
  data: Json
  /** The body as it came, for the archive. */
  raw: Uint8Array
  logId: string
}

/** Sends a call. Wrappers around it add pace, patience and tokens, each in a file of its own. */
export type Send = (call: ApiCall) => Promise<ApiAnswer>

export interface TransportOptions {
  http: Http
  clock: Clock
  host: string
  appKey: string
  appSecret: Secret
  userAgent: string
}

/**
 * One attempt (API notes 1): signs with the time of now, sends exactly the signed bytes, reads the
 * answer and turns a refusal into an error.
 */
export function signedTransport({ http, host, userAgent, ...signing }: TransportOptions): Send {
  const headers = {
    'content-type': 'application/json;charset=UTF-8',
    accept: 'application/json',
    'user-agent': userAgent,
    // Without it the answer carries the old err_no as well (1.3).
    'x-open-no-old-err-code': '1',
  }
  return async (call) => {
    const body = canonicalJson(call.params)
    const url = `${host}${methodPath(call.method)}?${query(call, body, signing)}`
    return readAnswer(await post(http, { url, headers, body }, call.method), call.method)
  }
}

type Signing = Pick<TransportOptions, 'clock' | 'appKey' | 'appSecret'>

function query({ method, accessToken }: ApiCall, paramJson: string, signing: Signing): string {
  const { appKey, appSecret, clock } = signing
  const timestamp = String(Math.floor(clock.now() / 1000))
  const query = new URLSearchParams({
    method: method.name,
    app_key: appKey,
    timestamp,
    v: API_VERSION,
    sign_method: SIGN_METHOD,
    sign: sign({ appKey, method: method.name, paramJson, timestamp }, appSecret),
  })
  if (accessToken) query.set('access_token', accessToken.reveal())
  return String(query)
}

async function post(
  http: Http,
  request: Parameters<Http>[0],
  { name: method }: Method,
): Promise<HttpAnswer> {
  try {
    return await http(request)
  } catch (error) {
    // The port does not know the method, and the words of the error name it.
    if (!(error instanceof DyshopError) || error.args.method) throw error
    throw new DyshopError(error.code, { ...error.args, method })
  }
}

function readAnswer({ status, body, retryAfter }: HttpAnswer, method: Method): ApiAnswer {
  if (status !== 200) throw httpRefusal(status, retryAfter, method)
  let json: Json
  try {
    json = parseLossless(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    // A page of a proxy, or a body that was cut off without a sign of it.
    throw new DyshopError('api-bad-answer', { method: method.name, reason: 'not JSON' })
  }
  const envelope = readEnvelope(json)
  if (!envelope) {
    throw new DyshopError('api-bad-answer', { method: method.name, reason: 'no code' })
  }
  if (envelope.code !== SUCCESS) throw refusal(envelope, method)
  return { data: envelope.data, raw: body, logId: envelope.logId }
}

/** The gateway answers 200 to everything (1.1), so another status comes from something before it. */
function httpRefusal(status: number, retryAfter: string | null, { name: method }: Method) {
  const args = { method, platformCode: `HTTP ${status}`, logId: '' }
  if (status === 429) {
    const seconds = retryAfter !== null && /^\d{1,4}$/.test(retryAfter) ? Number(retryAfter) : 0
    const wait = seconds > 0 ? { retryAfterMs: Math.min(seconds, 60) * 1000 } : {}
    return new ApiError('api-throttled', args, { recovery: 'throttle', ...wait })
  }
  if (status >= 500) return new ApiError('api-busy', args, { recovery: 'retry' })
  const reason = `HTTP ${status}`
  return new ApiError('api-bad-answer', { method, reason }, { recovery: 'none' })
}
