import type {
  CredentialStore,
  HostCredentials,
  StoredApp,
  StoredToken,
} from '../../../src/app/ports.ts'

/** Credentials of one host in memory, with the lock of several processes that share them. */
export function memoryStore(): HostCredentials & { tokens: Map<string, StoredToken> } {
  const tokens = new Map<string, StoredToken>()
  let app: StoredApp | null = null
  let queue: Promise<unknown> = Promise.resolve()
  return {
    tokens,
    app: async () => app,
    async saveApp(saved) {
      app = saved
    },
    async token(appKey, shopId) {
      const keys = [...tokens.keys()].filter((key) => key.startsWith(`${appKey}/`))
      const key =
        shopId === null ? (keys.length === 1 ? keys[0] : undefined) : `${appKey}/${shopId}`
      return (key !== undefined && tokens.get(key)) || null
    },
    async saveToken(appKey, token) {
      tokens.set(`${appKey}/${token.shopId}`, token)
    },
    locked(work) {
      const turn = queue.then(work)
      queue = turn.catch(() => undefined)
      return turn
    },
  }
}

/** Nobody has logged in to any host. */
export function emptyStore(): CredentialStore {
  return {
    of: () => memoryStore(),
    hosts: async () => [],
    place: 'memory',
    hasAny: async () => false,
    keychain: async () => null,
    forgetAll: async () => false,
  }
}
