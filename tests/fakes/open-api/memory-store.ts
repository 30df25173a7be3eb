import type { CredentialStore, StoredApp, StoredToken } from '../../../src/app/ports.ts'

/** Credentials in memory, with the lock of several processes that share them. */
export function memoryStore(): CredentialStore & { tokens: Map<string, StoredToken> } {
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
    async forgetTokens(appKey) {
      for (const key of tokens.keys()) if (key.startsWith(`${appKey}/`)) tokens.delete(key)
    },
    place: 'memory',
    keychain: async () => null,
    async forgetAll() {
      const had = app !== null || tokens.size > 0
      app = null
      tokens.clear()
      return had
    },
    locked(work) {
      const turn = queue.then(work)
      queue = turn.catch(() => undefined)
      return turn
    },
  }
}
