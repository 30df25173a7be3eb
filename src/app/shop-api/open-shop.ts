import { readFile } from 'node:fs/promises'
import { readShopFile } from '../../archive/shop-file.ts'
import { type Environment, openApiConfig, readRate } from '../../sources/open-api/config.ts'
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
 * @throws {DyshopError} `api-no-credentials`, `bad-value`, `api-url-empty`, `bad-shop-file`
 */
export async function openShop(
  { root, env, rate, apiUrl, toolVersion }: OpenShopInput,
  { http, time, credentials, random }: ApiDeps,
  { log }: Pick<Deps, 'log'>,
): Promise<{ source: OpenApiSource; rate: number | null }> {
  const stored = await credentials.app()
  const config = await openApiConfig(env, stored, (path) => readFile(path, 'utf8'), apiUrl)
  const fromFile = root === null ? undefined : (await readShopFile(root)).apiRate
  const chosen = readRate(rate ?? null, '--rate') ?? config.rate ?? fromFile ?? null
  const source = openApiSource(
    { ...config, rate: chosen },
    { http, store: credentials, time, random, userAgent: `dyshop/${toolVersion}`, log },
  )
  return { source, rate: chosen }
}
