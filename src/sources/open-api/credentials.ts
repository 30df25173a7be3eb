import type { Secret } from './secret.ts'

/** The merchant's app, as `dyshop login` keeps it. */
export interface StoredApp {
  appKey: string
  appSecret: Secret
  shopId: string | null
}

/** A pair of tokens and the shop they open. */
export interface StoredToken {
  accessToken: Secret
  refreshToken: Secret
  /** Milliseconds since 1970. */
  expiresAtMs: number
  refreshExpiresAtMs: number
  shopId: string
  shopName: string
}

/** Where credentials rest between runs; shared by all dyshop processes of this user. */
export interface CredentialStore {
  app(): Promise<StoredApp | null>
  /** @param app null forgets it */
  saveApp(app: StoredApp | null): Promise<void>
  /** @param shopId null finds the only shop of the app; null is also the answer when there are more */
  token(appKey: string, shopId: string | null): Promise<StoredToken | null>
  saveToken(appKey: string, token: StoredToken): Promise<void>
  forgetTokens(appKey: string): Promise<void>
  /**
   * Runs `work` while no other process renews a token.
   * @throws {DyshopError} `credentials-locked` after a minute of waiting
   */
  locked<T>(work: () => Promise<T>): Promise<T>
}
