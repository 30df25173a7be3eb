import type { CredentialStore } from '../app/ports.ts'
import type { ApiDeps } from '../app/shop-api/open-shop.ts'
import type { CommandContext } from './context.ts'

/** The network, real time and this user's credentials; loaded only by commands that need them. */
export async function apiDeps({
  deps,
  env,
  signal,
}: Pick<CommandContext, 'deps' | 'env' | 'signal'>): Promise<ApiDeps> {
  const { fetchHttp } = await import('../platform/http.ts')
  const { systemTime } = await import('../platform/system-time.ts')
  const { configFolder, fileCredentialStore } = await import('../platform/credential-store.ts')
  const { systemKeychain } = await import('../platform/keychain.ts')
  const time = systemTime(signal)
  const { files, takeLock } = deps
  const folder = configFolder(env)
  const keychain = systemKeychain(folder)
  const credentials = fileCredentialStore({ folder, files, takeLock, time, keychain })
  return { http: fetchHttp({}, signal), time, credentials, random: Math.random }
}

/** Whether an app is named in the environment or was logged in with. */
export async function hasCredentials(
  env: Readonly<Record<string, string | undefined>>,
  credentials: CredentialStore,
): Promise<boolean> {
  return Boolean(env.DYSHOP_APP_KEY?.trim()) || (await credentials.app()) !== null
}
