import { createHmac } from 'node:crypto'
import type { Secret } from '../../../domain/privacy/secret.ts'

/** What a signature covers (API notes 1.4). */
export interface Signable {
  appKey: string
  /** Dotted, such as `order.searchList`. */
  method: string
  /** The canonical JSON, exactly as it is sent. */
  paramJson: string
  /** Exactly as it is sent: Unix seconds. */
  timestamp: string
}

export const SIGN_METHOD = 'hmac-sha256'
export const API_VERSION = '2'

/** The lower-case hex HMAC-SHA256 that goes with `sign_method=hmac-sha256`. */
export function sign(signable: Signable, secret: Secret): string {
  const key = secret.reveal()
  const { appKey, method, paramJson, timestamp } = signable
  const fields = `app_key${appKey}method${method}param_json${paramJson}timestamp${timestamp}v${API_VERSION}`
  return createHmac('sha256', key).update(`${key}${fields}${key}`, 'utf8').digest('hex')
}
