import { type Handler, Refusal } from './answers.ts'
import type { FakeShop } from './shop-data.ts'
import type { Wire } from './wire-json.ts'

const LIFE_S = 7 * 86_400
const LAST_HOUR_S = 3600
const REFRESH_LIFE_S = 14 * 86_400

interface Pair {
  access: string
  refresh: string
  endsAt: number
  refreshEndsAt: number
}

const failed = (number: number) => new Refusal(50002, `isv.business-failed:${number}`)

/** The platform's token rules (API notes 2.2 to 2.4). */
export class FakeTokens {
  readonly #shop: FakeShop
  #count = 0
  #current: Pair | null = null
  /** Replaced in its last hour, a token lives on for up to an hour. */
  #former: { access: string; endsAt: number } | null = null
  /** Access tokens of other apps. */
  readonly foreign = new Set<string>()
  readonly codes = new Set<string>(['code-1'])
  /** How many refreshes are still answered as if another one were running (31012). */
  busyRefreshes = 0
  isAuthorised = true
  /** Seconds that a new access token lives. */
  life = LIFE_S
  created = 0
  refreshed = 0

  constructor(shop: FakeShop) {
    this.#shop = shop
  }

  create: Handler = ({ params, now }) => {
    if (!this.isAuthorised) throw failed(31005)
    if (params.grant_type === 'authorization_self') {
      if (params.code !== '') throw failed(31003)
      if (params.shop_id !== String(this.#shop.shopId)) throw failed(31020)
    } else if (params.grant_type === 'authorization_code') {
      if (typeof params.code !== 'string' || params.code === '') throw failed(4)
      if (!this.codes.delete(params.code)) {
        throw new Refusal(50001, 'dop.token-generate-failed: code-expired')
      }
    } else throw failed(31003)
    this.created++
    return this.#answer(this.#newPair(now), now)
  }

  refresh: Handler = ({ params, now }) => {
    if (!this.isAuthorised) throw failed(31006)
    if (params.grant_type !== 'refresh_token') throw failed(31003)
    if (this.busyRefreshes > 0) {
      this.busyRefreshes--
      throw failed(31012)
    }
    const pair = this.#current
    if (!pair || params.refresh_token !== pair.refresh || now >= pair.refreshEndsAt)
      throw failed(31009)
    this.refreshed++
    if (now < pair.endsAt - LAST_HOUR_S) return this.#answer(pair, now)
    if (now < pair.endsAt) this.#former = { access: pair.access, endsAt: now + LAST_HOUR_S }
    return this.#answer(this.#newPair(now), now)
  }

  /** @throws {Refusal} as the gateway refuses a token */
  check(access: string | null, now: number): void {
    if (!access) throw new Refusal(40001, 'isv.access-token-missing')
    if (!this.isAuthorised) throw new Refusal(30001, 'dop.authorization-closed')
    const { endsAt } = this.#find(access)
    if (now >= endsAt) throw new Refusal(40003, 'isv.access-token-expired')
  }

  /** All tokens become unknown, as after an authorisation elsewhere. */
  forget(): void {
    this.#current = null
    this.#former = null
  }

  /** Brings the token into its last hour, in which a refresh gives a new pair. */
  age(now: number): void {
    if (this.#current) this.#current.endsAt = now + LAST_HOUR_S / 3
  }

  #find(access: string): { endsAt: number } {
    if (this.#current?.access === access) return this.#current
    if (this.#former?.access === access) return this.#former
    if (this.foreign.has(access)) throw new Refusal(40003, 'isv.access-token-invalid')
    throw new Refusal(40003, 'isv.access-token-no-existed')
  }

  #newPair(now: number): Pair {
    this.#count++
    this.#current = {
      access: `canary-access-${this.#count}-${'x'.repeat(20)}`,
      refresh: `canary-refresh-${this.#count}-${'y'.repeat(20)}`,
      endsAt: now + this.life,
      refreshEndsAt: now + REFRESH_LIFE_S,
    }
    return this.#current
  }

  #answer({ access, refresh, endsAt }: Pair, now: number): Wire {
    return {
      access_token: access,
      refresh_token: refresh,
      expires_in: endsAt - now,
      scope: 'SCOPE',
      // A number here and a text there, as in the platform's own samples.
      shop_id: this.#count % 2 === 0 ? String(this.#shop.shopId) : this.#shop.shopId,
      shop_name: this.#shop.shopName,
      token_type: 0,
    }
  }
}
