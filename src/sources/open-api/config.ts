import type { CredentialStore } from '../../app/ports.ts'
import { isSafeAddress, LIVE_HOST } from '../../domain/api-host.ts'
import { Secret } from '../../domain/privacy/secret.ts'
import { DyshopError } from '../../errors.ts'

/** What a run of the API source needs to know. */
export interface OpenApiConfig {
  /** Where everything is sent, as an origin. */
  host: string
  appKey: string
  appSecret: Secret
  /** The shop to back up; null takes the one that the authorisation code is for. */
  shopId: string | null
  /** Of a tool app; null for a merchant's own app. */
  authCode: Secret | null
  /** Requests a second for each method; null for the cautious defaults. */
  rate: number | null
}

export type Environment = Readonly<Record<string, string | undefined>>

/** Where an app's credentials may stand besides the environment. */
export interface CredentialPlaces {
  host: string
  credentials: CredentialStore
  readSecretFile: (path: string) => Promise<string>
}

/**
 * The configuration from the environment, completed by what `dyshop login` stored for the same host. The
 * secret is never a variable's value, which every process of the user could read: the variable names a
 * file.
 *
 * @throws {DyshopError} `api-no-credentials`; `api-other-host` where only another host's are stored;
 *   `bad-value`, and as `readSecretFile` and the store do
 */
export async function openApiConfig(
  env: Environment,
  { host, credentials, readSecretFile }: CredentialPlaces,
): Promise<OpenApiConfig> {
  const stored = await credentials.of(host).app()
  const missing = async (what: string): Promise<never> => {
    const [other] = await credentials.hosts()
    if (!stored && other !== undefined) throw new DyshopError('api-other-host', { host, other })
    throw new DyshopError('api-no-credentials', { what })
  }
  const appKey =
    settingOf(env, 'DYSHOP_APP_KEY') ?? stored?.appKey ?? (await missing('DYSHOP_APP_KEY'))
  const known = stored?.appKey === appKey ? stored : null
  const secretFile = settingOf(env, 'DYSHOP_APP_SECRET_FILE')
  const appSecret = secretFile
    ? new Secret(await readSecretFile(secretFile))
    : (known?.appSecret ?? (await missing('DYSHOP_APP_SECRET_FILE')))
  const authCode = settingOf(env, 'DYSHOP_AUTH_CODE')
  return {
    ...{ host, appKey, appSecret },
    shopId: readShopId(settingOf(env, 'DYSHOP_SHOP_ID')) ?? known?.shopId ?? null,
    authCode: authCode ? new Secret(authCode) : null,
    rate: environmentRate(env),
  }
}

/** A variable that is set but empty counts as not set: the pace is the cautious one then. */
export function environmentRate(env: Environment): number | null {
  return readRate(settingOf(env, 'DYSHOP_API_RATE'), 'DYSHOP_API_RATE')
}

const LEAST_RATE = 0.01
const MOST_RATE = 1000

/** @throws {DyshopError} `bad-value`, naming where the rate was given */
export function readRate(text: string | null, name: string): number | null {
  if (text === null) return null
  const rate = /^\d{1,4}(?:\.\d{1,3})?$/.test(text) ? Number(text) : 0
  if (rate < LEAST_RATE || rate > MOST_RATE)
    throw new DyshopError('bad-value', { name, value: text, least: LEAST_RATE, most: MOST_RATE })
  return rate
}

/**
 * The host that everything is sent to, as an origin: what is stored is kept apart by it. What is set but
 * empty is a variable that a script failed to fill: to take the live platform for it would send a test's
 * requests there.
 *
 * @param apiUrl as given with `--api-url`, which goes before the environment
 * @throws {DyshopError} `api-url-empty`, `api-url-insecure`, `api-tls-unchecked`, `bad-value`
 */
export function apiHost(env: Environment, apiUrl?: string): string {
  const name = apiUrl === undefined ? 'DYSHOP_API_URL' : '--api-url'
  const text = (apiUrl ?? env.DYSHOP_API_URL)?.trim() ?? LIVE_HOST
  if (text === '') throw new DyshopError('api-url-empty', { name })
  const url = URL.canParse(text) ? new URL(text) : null
  // Credentials in the address would be shown wherever the address is.
  if (url?.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new DyshopError('bad-value', { name, value: '…', example: LIVE_HOST })
  }
  if (!isSafeAddress(url)) {
    // Only what has no host can be such an address; a password may stand before an @ of it.
    const host = url.hostname || (text.includes('@') ? '…' : text)
    throw new DyshopError('api-url-insecure', { name, host })
  }
  refuseUnchecked(env, url)
  // The platform has no such address, and whatever answers there does not know its methods.
  if (url.pathname !== '/') {
    throw new DyshopError('bad-value', { name, value: text, example: url.origin })
  }
  return url.origin
}

/**
 * Node takes any certificate then, and with it any server between here and there.
 * @throws {DyshopError} `api-tls-unchecked`
 */
function refuseUnchecked(env: Environment, { protocol, hostname }: URL): void {
  if (protocol === 'https:' && env.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    throw new DyshopError('api-tls-unchecked', { host: hostname })
  }
}

function settingOf(env: Environment, name: string): string | null {
  return env[name]?.trim() || null
}

function readShopId(text: string | null): string | null {
  if (text !== null && !/^\d{1,20}$/.test(text)) {
    throw new DyshopError('bad-value', { name: 'DYSHOP_SHOP_ID', value: text })
  }
  return text
}
