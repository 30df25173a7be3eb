import type { StoredToken } from '../../../app/ports.ts'
import { Secret } from '../../../domain/privacy/secret.ts'
import { DyshopError } from '../../../errors.ts'
import { asObject, readInteger, readText } from './json-fields.ts'
import type { Json } from './lossless-json.ts'

const LONGEST_LIFE_S = 604_800
const REFRESH_LIFE_MS = 14 * 86_400_000
/** Larger values can only be a moment: no token lives thirty years. */
const ABSOLUTE_FROM_S = 1_000_000_000

/**
 * Reads the answer of either token method (API notes 2.2).
 * @param before the pair that was refreshed: the same refresh token keeps its own end
 * @throws {DyshopError} `api-bad-answer` when there is no token in it
 */
export function readTokenAnswer(
  data: Json,
  method: string,
  nowMs: number,
  before: StoredToken | null,
): StoredToken {
  const fields = asObject(data)
  const accessToken = readText(fields.access_token)
  const shopId = readText(fields.shop_id) ?? before?.shopId
  if (!accessToken || !shopId) {
    throw new DyshopError('api-bad-answer', { method, reason: 'no token in it' })
  }
  const refreshToken = new Secret(readText(fields.refresh_token) ?? '')
  const isSameRefresh = before?.refreshToken.isSame(refreshToken) === true
  return {
    accessToken: new Secret(accessToken),
    refreshToken,
    expiresAtMs: expiry(readInteger(fields.expires_in), nowMs),
    refreshExpiresAtMs: isSameRefresh ? before.refreshExpiresAtMs : nowMs + REFRESH_LIFE_MS,
    shopId,
    shopName: readText(fields.shop_name) ?? before?.shopName ?? '',
  }
}

/** A duration in seconds of at most seven days, whatever the field's own text calls it. */
function expiry(expiresIn: number | undefined, nowMs: number): number {
  if (expiresIn === undefined || expiresIn <= 0) return nowMs + LONGEST_LIFE_S * 1000
  if (expiresIn > ABSOLUTE_FROM_S) return expiresIn * 1000
  return nowMs + Math.min(expiresIn, LONGEST_LIFE_S) * 1000
}
