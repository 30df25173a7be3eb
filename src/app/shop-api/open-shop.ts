import { readShopFile } from '../../archive/shop-file.ts'
import { readSecretFile } from '../../platform/secret-file.ts'
import {
  apiHost,
  type Environment,
  openApiConfig,
  readRate,
} from '../../sources/open-api/config.ts'
import { type OpenApiSource, openApiSource } from '../../sources/open-api/source.ts'
import type { CredentialStore, Deps, Http, Time } from '../ports.ts'

/** What reaching a shop through the Open API needs from outside. */
export interface ApiDeps {
  http: Http
  time: Time
  credentials: CredentialStore
  /** From 0 to 1. */
  random: () => number
}

export interface OpenShopInput {
  /** Where `[api] rate` may stand; null for no archive. */
  root: string | null
  env: Environment
  /** As given with `--rate` and `--api-url`, which go before the environment. */
  rate?: string
  apiUrl?: string
  toolVersion: string
}

/**
 * Opens the shop that the environment, or else what `dyshop login` stored, names. Nothing is sent yet.
 * @throws {DyshopError} `bad-shop-file`, and as `apiHost`, `openApiConfig` and `readRate` do
 */
export async function openShop(
  { root, env, rate, apiUrl, toolVersion }: OpenShopInput,
  { http, time, credentials, random }: ApiDeps,
  { log }: Pick<Deps, 'log'>,
): Promise<{ source: OpenApiSource; rate: number | null }> {
  const host = apiHost(env, apiUrl)
  const config = await openApiConfig(env, { host, credentials, readSecretFile })
  const fromFile = root === null ? undefined : (await readShopFile(root)).apiRate
  const chosen = readRate(rate ?? null, '--rate') ?? config.rate ?? fromFile ?? null
  const source = openApiSource(
    { ...config, rate: chosen },
    { http, store: credentials.of(host), time, random, userAgent: `dyshop/${toolVersion}`, log },
  )
  return { source, rate: chosen }
}
