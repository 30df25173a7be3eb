import type { StoredApp } from '../../app/ports.ts'
import { Secret } from '../../domain/privacy/secret.ts'
import { DyshopError } from '../../errors.ts'

/** What a run of the API source needs to know. */
export interface OpenApiConfig {
  appKey: string
  appSecret: Secret
  /** The shop to back up; null takes the one that the authorisation code is for. */
  shopId: string | null
  /** Of a tool app; null for a merchant's own app. */
  authCode: Secret | null
  /** Without a slash at the end. */
  baseUrl: string
  /** Requests a second for each method; null for the cautious defaults. */
  rate: number | null
}

const DEFAULT_BASE_URL = 'https://openapi-fxg.jinritemai.com'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The configuration from the environment, completed by what `dyshop login` stored. The secret is
 * never a variable's value, which every process of the user could read: the variable names a file.
 *
 * @param readSecretFile the text of a file
 * @param apiUrl as given with `--api-url`, which goes before the environment
 * @throws {DyshopError} `api-no-credentials`, `bad-value`, `api-url-empty`
 */
export async function openApiConfig(
  env: Environment,
  stored: StoredApp | null,
  readSecretFile: (path: string) => Promise<string>,
  apiUrl?: string,
): Promise<OpenApiConfig> {
  const value = (name: string) => env[name]?.trim() || null
  const appKey = value('DYSHOP_APP_KEY') ?? stored?.appKey ?? missing('DYSHOP_APP_KEY')
  const known = stored?.appKey === appKey ? stored : null
  const secretFile = value('DYSHOP_APP_SECRET_FILE')
  const appSecret = secretFile
    ? new Secret((await readSecretFile(secretFile)).trim() || missing('DYSHOP_APP_SECRET_FILE'))
    : (known?.appSecret ?? missing('DYSHOP_APP_SECRET_FILE'))
  const authCode = value('DYSHOP_AUTH_CODE')
  return {
    appKey,
    appSecret,
    shopId: readShopId(value('DYSHOP_SHOP_ID')) ?? known?.shopId ?? null,
    authCode: authCode ? new Secret(authCode) : null,
    baseUrl:
      apiUrl === undefined
        ? readBaseUrl(env.DYSHOP_API_URL, 'DYSHOP_API_URL')
        : readBaseUrl(apiUrl, '--api-url'),
    rate: readRate(value('DYSHOP_API_RATE'), 'DYSHOP_API_RATE'),
  }
}

/** @throws {DyshopError} `bad-value`, naming where the rate was given */
export function readRate(text: string | null, name: string): number | null {
  if (text === null) return null
  const rate = /^\d{1,4}(?:\.\d{1,3})?$/.test(text) ? Number(text) : 0
  if (rate < 0.01 || rate > 1000) throw new DyshopError('bad-value', { name, value: text })
  return rate
}

function readShopId(text: string | null): string | null {
  if (text !== null && !/^\d{1,20}$/.test(text)) {
    throw new DyshopError('bad-value', { name: 'DYSHOP_SHOP_ID', value: text })
  }
  return text
}

/**
 * What is set but empty is a variable that a script failed to fill: to take the live platform for it
 * would send a test's requests there.
 */
function readBaseUrl(given: string | undefined, name: string): string {
  const text = given?.trim() ?? DEFAULT_BASE_URL
  if (text === '') throw new DyshopError('api-url-empty', { name })
  const url = URL.canParse(text) ? new URL(text) : null
  // Credentials in the address would be shown wherever the address is.
  if (url?.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new DyshopError('bad-value', { name, value: '…' })
  }
  return text.replace(/\/+$/, '')
}

function missing(what: string): never {
  throw new DyshopError('api-no-credentials', { what })
}
