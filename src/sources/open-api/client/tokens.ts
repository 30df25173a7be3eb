import type { HostCredentials, StoredToken, Time } from '../../../app/ports.ts'
import type { Secret } from '../../../domain/privacy/secret.ts'
import { DyshopError } from '../../../errors.ts'
import type { OpenApiConfig } from '../config.ts'
import { type Method, TOKEN_CREATE, TOKEN_REFRESH } from '../methods.ts'
import { recoveryOf } from './api-error.ts'
import type { TokenSource } from './call.ts'
import type { Params } from './canonical-json.ts'
import { readTokenAnswer } from './token-answer.ts'
import type { Send } from './transport.ts'

/** Inside the platform's last hour, in which a refresh gives a new pair (API notes 2.3). */
const RENEW_BEFORE_MS = 30 * 60_000
/**
 * A renewal that failed for the network's sake, or that gave a token which ends as soon, is not asked
 * for again at once.
 */
const PATIENCE_MS = 60_000
/** How long another process may need for the renewal that refused ours (31012). */
const OTHERS_RENEWAL_MS = 2000

export interface TokensDeps {
  /** Paced and signed, not retried: a token call is no read. */
  send: Send
  store: HostCredentials
  config: OpenApiConfig
  time: Time
}

/**
 * The access token of the shop. It is renewed once per need: by one call of this process, under a
 * lock that all processes share, and not at all when another process has done it meanwhile.
 */
export class Tokens implements TokenSource {
  readonly #deps: TokensDeps
  #token: StoredToken | null = null
  #renewal: Promise<StoredToken> | null = null
  #notBeforeMs = 0

  constructor(deps: TokensDeps) {
    this.#deps = deps
  }

  async current(): Promise<Secret> {
    return (await this.#currentToken()).accessToken
  }

  async replace(refused: Secret): Promise<Secret> {
    if (this.#token && !this.#token.accessToken.isSame(refused)) return this.#token.accessToken
    return (await this.#renewOnce(refused)).accessToken
  }

  /** Whose shop the token opens; there is no other method that says so (API notes 3.9). */
  async shop(): Promise<{ shopId: string; shopName: string }> {
    const { shopId, shopName } = await this.#currentToken()
    return { shopId, shopName }
  }

  async #currentToken(): Promise<StoredToken> {
    const { time } = this.#deps
    const token = this.#token
    if (token && (isFresh(token, time.now()) || time.now() < this.#notBeforeMs)) return token
    return this.#renewOnce(null)
  }

  #renewOnce(refused: Secret | null): Promise<StoredToken> {
    this.#renewal ??= this.#renew(refused).finally(() => {
      this.#renewal = null
    })
    return this.#renewal
  }

  async #renew(refused: Secret | null): Promise<StoredToken> {
    const { store, config, time } = this.#deps
    this.#token = await store.locked(async () => {
      const stored = await store.token(config.appKey, config.shopId)
      const isStoredGood = stored && isFresh(stored, time.now())
      if (isStoredGood && !(refused && stored.accessToken.isSame(refused))) return stored
      const token = await this.#obtain(stored, refused)
      this.#refuseOtherShop(token)
      await store.saveToken(config.appKey, token)
      // Whoever gives tokens of a few minutes would else be asked before every call.
      if (!isFresh(token, time.now())) this.#notBeforeMs = time.now() + PATIENCE_MS
      return token
    })
    return this.#token
  }

  async #obtain(stored: StoredToken | null, refused: Secret | null): Promise<StoredToken> {
    const refreshed = stored && (await this.#refresh(stored, refused))
    return refreshed ?? this.#create(stored, refused)
  }

  /** @returns null when only a new grant can help */
  async #refresh(stored: StoredToken, refused: Secret | null): Promise<StoredToken | null> {
    const { time } = this.#deps
    if (stored.refreshExpiresAtMs <= time.now() || stored.refreshToken.reveal() === '') return null
    const params = {
      grant_type: 'refresh_token',
      refresh_token: stored.refreshToken.reveal(),
    }
    try {
      const token = await this.#ask(TOKEN_REFRESH, params, stored)
      // Long before its end the platform gives the same token again: no help if that was refused.
      return refused && token.accessToken.isSame(refused) ? null : token
    } catch (error) {
      if (recoveryOf(error) === 'grant-again') return null
      const isStillGood = !refused && stored.expiresAtMs > time.now()
      if (!isStillGood || !isTransient(error)) throw error
      this.#notBeforeMs = time.now() + PATIENCE_MS
      return stored
    }
  }

  #create(stored: StoredToken | null, refused: Secret | null): Promise<StoredToken> {
    const { authCode, shopId } = this.#deps.config
    if (authCode) {
      // A code serves once. It is tried only when no stored token lives, so a used one does no harm.
      const params = { code: authCode.reveal(), grant_type: 'authorization_code' }
      return this.#ask(TOKEN_CREATE, params, null)
    }
    const selfShopId = shopId ?? stored?.shopId
    if (!selfShopId) throw new DyshopError('api-no-credentials', { what: 'DYSHOP_SHOP_ID' })
    const params = { code: '', grant_type: 'authorization_self', shop_id: selfShopId }
    return this.#ask(TOKEN_CREATE, params, null).then((token) => {
      if (!refused || !token.accessToken.isSame(refused)) return token
      throw new DyshopError('api-token-refused', { method: TOKEN_CREATE.name })
    })
  }

  /** Asked again only where the platform has surely not acted on the first time. */
  async #ask(method: Method, params: Params, before: StoredToken | null): Promise<StoredToken> {
    const { send, time } = this.#deps
    for (let tries = 1; ; tries++) {
      try {
        const { data } = await send({ method, params })
        return readTokenAnswer(data, method.name, time.now(), before)
      } catch (error) {
        const recovery = recoveryOf(error)
        const mayAskAgain =
          (recovery === 'throttle' && tries < 4) || (recovery === 'wait-for-token' && tries < 2)
        if (!mayAskAgain) throw error
        if (recovery === 'wait-for-token') await time.sleep(OTHERS_RENEWAL_MS)
      }
    }
  }

  #refuseOtherShop({ shopId }: StoredToken): void {
    const expected = this.#deps.config.shopId
    if (expected !== null && expected !== shopId) {
      throw new DyshopError('api-other-shop', { expected, found: shopId })
    }
  }
}

function isFresh({ expiresAtMs }: StoredToken, nowMs: number): boolean {
  return expiresAtMs - RENEW_BEFORE_MS > nowMs
}

function isTransient(error: unknown): boolean {
  const recovery = recoveryOf(error)
  return recovery === 'retry' || recovery === 'throttle' || recovery === 'wait-for-token'
}
