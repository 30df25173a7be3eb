import type { Secret } from '../domain/privacy/secret.ts'
import { DyshopError, EXIT, type ExitCode } from '../errors.ts'
import { apiHost, type Environment, environmentRate } from '../sources/open-api/config.ts'
import { openApiSource } from '../sources/open-api/source.ts'
import type { CredentialStore, Deps, HostCredentials, StoredToken } from './ports.ts'
import type { LoginResult, LogoutResult, Outcome } from './results.ts'
import type { ApiDeps } from './shop-api/open-shop.ts'

export interface LoginInput {
  appKey: string
  appSecret: Secret
  /** Of a merchant's own app; a tool app is told by its code. */
  shopId: string | null
  authCode: Secret | null
  /** Where DYSHOP_API_RATE may stand. */
  env: Environment
  /** Where to log in: see `loginHost`. */
  host: string
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
  { appKey, appSecret, shopId, authCode, env, host, isInKeychain, toolVersion }: LoginInput,
  { http, time, random, credentials }: ApiDeps,
  { log }: Pick<Deps, 'log'>,
): Promise<Outcome<LoginResult>> {
  if (shopId === null && authCode === null) {
    throw new DyshopError('api-no-credentials', { what: 'DYSHOP_SHOP_ID' })
  }
  const app = { appKey, appSecret, shopId }
  const store = credentials.of(host)
  const fresh = new FreshTokens(store)
  const source = openApiSource(
    { host, ...app, authCode, rate: environmentRate(env) },
    { http, store: fresh, time, random, userAgent: `dyshop/${toolVersion}`, log },
  )
  const shop = await source.shop()
  // A token alone proves little: the gateway checks address and permission with the first real call.
  const permissions = await source.permissions()
  await store.locked(async () => {
    await store.saveApp({ ...app, shopId: shop.shopId }, isInKeychain === true)
    await fresh.handOver()
  })
  return {
    complete: true,
    findings: [],
    data: {
      ...{ host, appKey, ...shop, permissions },
      ...{ storedIn: credentials.place, keychain: await credentials.keychain() },
    },
  }
}

/** Where to log in: known, or refused, before anybody is asked for a secret. */
export function loginHost(env: Environment, apiUrl: string | undefined): string {
  return apiHost(env, apiUrl)
}

/** Whether an app is named in the environment, or was logged in with for the host that is set there. */
export async function isLoggedIn(env: Environment, credentials: CredentialStore): Promise<boolean> {
  if (env.DYSHOP_APP_KEY?.trim()) return true
  try {
    return (await credentials.of(apiHost(env)).app()) !== null
  } catch (error) {
    // What is wrong is told by the login that follows.
    if (error instanceof DyshopError && TOLD_AT_LOGIN.has(error.exitCode)) return false
    throw error
  }
}

const TOLD_AT_LOGIN: ReadonlySet<ExitCode> = new Set([EXIT.usage, EXIT.credentials])

/** Forgets every app and token that is stored. What was archived stays. */
export async function logout({
  credentials,
  dryRun = false,
}: Pick<ApiDeps, 'credentials'> & { dryRun?: boolean }): Promise<Outcome<LogoutResult>> {
  const wasStored = await (dryRun ? credentials.hasAny() : credentials.forgetAll())
  return { complete: true, findings: [], data: { wasStored, storedIn: credentials.place, dryRun } }
}

/**
 * Knows no token at first, since a stored one would prove nothing about a secret, and hands the one
 * that was granted over to the real store at the end.
 */
class FreshTokens implements HostCredentials {
  readonly #store: HostCredentials
  #granted: { appKey: string; token: StoredToken } | null = null
  #isHandedOver = false

  constructor(store: HostCredentials) {
    this.#store = store
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

  app: HostCredentials['app'] = () => this.#store.app()
  saveApp: HostCredentials['saveApp'] = (...args) => this.#store.saveApp(...args)
  locked: HostCredentials['locked'] = (work) => this.#store.locked(work)
}
