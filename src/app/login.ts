import type { Secret } from '../domain/privacy/secret.ts'
import { DyshopError } from '../errors.ts'
import { type Environment, openApiConfig } from '../sources/open-api/config.ts'
import { openApiSource } from '../sources/open-api/source.ts'
import type { CredentialStore, Deps, StoredToken } from './ports.ts'
import type { LoginResult, LogoutResult, Outcome } from './results.ts'
import type { ApiDeps } from './shop-api/open-shop.ts'

export interface LoginInput {
  appKey: string
  appSecret: Secret
  /** Of a merchant's own app; a tool app is told by its code. */
  shopId: string | null
  authCode: Secret | null
  /** Where DYSHOP_API_URL may stand. */
  env: Environment
  apiUrl?: string
  /** Encrypts what is stored with a key in the system's keychain. */
  isInKeychain?: boolean
  toolVersion: string
}

/**
 * Proves credentials: gets a token with them, and calls with it. Only then stores both; those that
 * prove nothing leave what was stored before as it was, to the byte. Tells whose shop it is and what the
 * app may read of it.
 * @throws {DyshopError} exit code 4 for what the merchant must put right, 5 for the network's trouble
 */
export async function login(
  { appKey, appSecret, shopId, authCode, env, apiUrl, isInKeychain, toolVersion }: LoginInput,
  { http, time, random, credentials }: ApiDeps,
  { log }: Pick<Deps, 'log'>,
): Promise<Outcome<LoginResult>> {
  if (shopId === null && authCode === null) {
    throw new DyshopError('api-no-credentials', { what: 'DYSHOP_SHOP_ID' })
  }
  const app = { appKey, appSecret, shopId }
  const config = await openApiConfig(
    {
      DYSHOP_APP_KEY: appKey,
      DYSHOP_API_URL: env.DYSHOP_API_URL,
      DYSHOP_API_RATE: env.DYSHOP_API_RATE,
    },
    app,
    () => Promise.reject(new Error('no file is named')),
    apiUrl,
  )
  const fresh = new FreshTokens(credentials)
  const source = openApiSource(
    { ...config, shopId, authCode },
    { http, store: fresh, time, random, userAgent: `dyshop/${toolVersion}`, log },
  )
  const shop = await source.shop()
  // A token alone proves little: the gateway checks address and permission with the first real call.
  const permissions = await source.permissions()
  await credentials.locked(async () => {
    await credentials.saveApp({ ...app, shopId: shop.shopId }, isInKeychain === true)
    await fresh.handOver()
  })
  return {
    complete: true,
    findings: [],
    data: {
      ...{ appKey, ...shop, permissions },
      ...{ storedIn: credentials.place, keychain: await credentials.keychain() },
    },
  }
}

/** Forgets every app and token that is stored. What was archived stays. */
export async function logout({
  credentials,
}: Pick<ApiDeps, 'credentials'>): Promise<Outcome<LogoutResult>> {
  const wasStored = await credentials.forgetAll()
  return { complete: true, findings: [], data: { wasStored, storedIn: credentials.place } }
}

/**
 * Knows no token at first, since a stored one would prove nothing about a secret, and hands the one
 * that was granted over to the real store at the end.
 */
class FreshTokens implements CredentialStore {
  readonly place: string
  readonly #store: CredentialStore
  #granted: { appKey: string; token: StoredToken } | null = null
  #isHandedOver = false

  constructor(store: CredentialStore) {
    this.#store = store
    this.place = store.place
  }

  async handOver(): Promise<void> {
    this.#isHandedOver = true
    if (this.#granted) await this.#store.saveToken(this.#granted.appKey, this.#granted.token)
  }

  async token(): Promise<StoredToken | null> {
    return this.#granted?.token ?? null
  }

  async saveToken(appKey: string, token: StoredToken): Promise<void> {
    this.#granted = { appKey, token }
    if (this.#isHandedOver) await this.handOver()
  }

  app: CredentialStore['app'] = () => this.#store.app()
  saveApp: CredentialStore['saveApp'] = (app) => this.#store.saveApp(app)
  keychain: CredentialStore['keychain'] = () => this.#store.keychain()
  forgetTokens: CredentialStore['forgetTokens'] = (appKey) => this.#store.forgetTokens(appKey)
  forgetAll: CredentialStore['forgetAll'] = () => this.#store.forgetAll()
  locked: CredentialStore['locked'] = (work) => this.#store.locked(work)
}
