import { join } from 'node:path'
import type {
  AtomicFiles,
  CredentialStore,
  HostCredentials,
  Lock,
  Log,
  StoredToken,
  TakeLock,
  Time,
} from '../app/ports.ts'
import { Secret } from '../domain/privacy/secret.ts'
import { DyshopError } from '../errors.ts'
import { CredentialFile, type StoredJson, type TokenJson } from './credential-file.ts'
import type { Keychain } from './keychain.ts'
import { LOCK_FILE } from './lock.ts'

export const CREDENTIALS_FILE = 'credentials.json'

const LOCK_POLL_MS = 100
const LONGEST_WAIT_MS = 60_000

export interface CredentialStoreDeps {
  folder: string
  files: AtomicFiles
  takeLock: TakeLock
  time: Time
  log: Pick<Log, 'note'>
  /** The system's; null where there is none. */
  keychain?: Keychain | null
}

/**
 * Credentials in a file that only its owner can read, written whole or not at all; encrypted, if the
 * user asked for it at login, with a key that the system's keychain keeps.
 */
export function fileCredentialStore(deps: CredentialStoreDeps): CredentialStore {
  const { folder, files, log, keychain = null } = deps
  const path = join(folder, CREDENTIALS_FILE)
  const file = new CredentialFile(path, { files, log, keychain })
  return {
    of: (host) => hostCredentials(host, file, deps),
    hosts: async () => Object.keys((await file.read()).apps),
    place: path,
    hasAny: () => file.holdsAnything(),
    keychain: () => file.keychainName(),
    async forgetAll() {
      const wasStored = await file.holdsAnything()
      const isSealed = (await file.keychainName().catch(() => null)) !== null
      if (isSealed) await keychain?.forget().catch(() => undefined)
      await files.remove(path)
      return wasStored
    },
  }
}

function hostCredentials(
  host: string,
  file: CredentialFile,
  { folder, files, takeLock, time }: CredentialStoreDeps,
): HostCredentials {
  return {
    async app() {
      const app = (await file.read()).apps[host]
      return app ? { ...app, appSecret: new Secret(app.appSecret) } : null
    },
    async saveApp(app, isInKeychain) {
      await file.move(isInKeychain)
      await file.change(({ apps }) => {
        apps[host] = { ...app, appSecret: app.appSecret.reveal() }
      })
    },
    async token(appKey, shopId) {
      return findToken((await file.read()).tokens, `${host} ${appKey}/`, shopId)
    },
    saveToken: (appKey, token) =>
      file.change(({ tokens }) => {
        tokens[`${host} ${appKey}/${token.shopId}`] = tokenJson(token)
      }),
    async locked(work) {
      await files.makeFolder(folder)
      const lock = await waitForLock(folder, takeLock, time)
      try {
        return await work()
      } finally {
        await lock.release()
      }
    },
  }
}

async function waitForLock(folder: string, takeLock: TakeLock, time: Time): Promise<Lock> {
  const end = time.monotonicMs() + LONGEST_WAIT_MS
  for (;;) {
    try {
      return await takeLock(folder, 'token')
    } catch (error) {
      if (!(error instanceof DyshopError) || error.code !== 'archive-locked') throw error
      if (time.monotonicMs() >= end) {
        throw new DyshopError('credentials-locked', { path: join(folder, LOCK_FILE) })
      }
    }
    await time.sleep(LOCK_POLL_MS)
  }
}

/** @param prefix of the keys of an app's tokens; the shop's id follows it */
function findToken(
  tokens: StoredJson['tokens'],
  prefix: string,
  shopId: string | null,
): StoredToken | null {
  const keys = Object.keys(tokens).filter((key) => key.startsWith(prefix))
  const key = shopId === null ? keys[0] : `${prefix}${shopId}`
  if (shopId === null && keys.length !== 1) return null
  const found = key === undefined ? undefined : tokens[key]
  if (!found) return null
  return {
    ...found,
    accessToken: new Secret(found.accessToken),
    refreshToken: new Secret(found.refreshToken),
  }
}

function tokenJson({ accessToken, refreshToken, ...token }: StoredToken): TokenJson {
  return { ...token, accessToken: accessToken.reveal(), refreshToken: refreshToken.reveal() }
}
