import type { ApiDeps } from '../app/shop-api/open-shop.ts'
import { configFolder } from '../platform/config-folder.ts'
import type { CommandContext } from './context.ts'

/** The network, real time and this user's credentials; loaded only by commands that need them. */
export async function apiDeps({
  deps,
  env,
  signal,
}: Pick<CommandContext, 'deps' | 'env' | 'signal'>): Promise<ApiDeps> {
  const { fetchHttp } = await import('../platform/http.ts')
  const { systemTime } = await import('../platform/system-time.ts')
  const { fileCredentialStore } = await import('../platform/credential-store.ts')
  const { systemKeychain } = await import('../platform/keychain.ts')
  const time = systemTime(signal)
  const { files, takeLock, log } = deps
  const folder = configFolder(env)
  const keychain = systemKeychain(folder)
  const credentials = fileCredentialStore({ folder, files, takeLock, time, log, keychain })
  return { http: fetchHttp({}, signal), time, credentials, random: Math.random }
}
