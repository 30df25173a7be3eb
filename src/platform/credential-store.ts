import { chmod, readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type {
  AtomicFiles,
  CredentialStore,
  Lock,
  StoredApp,
  StoredToken,
  TakeLock,
  Time,
} from '../app/ports.ts'
import { Secret } from '../domain/privacy/secret.ts'
import { DyshopError } from '../errors.ts'
import type { Keychain } from './keychain.ts'
import { LOCK_FILE } from './lock.ts'
import { findKey, type KeptKey, makeKey, type Sealed, seal, unseal } from './sealed-json.ts'

export const CREDENTIALS_FILE = 'credentials.json'

const LOCK_POLL_MS = 100
const LONGEST_WAIT_MS = 60_000

/** Where this user's settings rest on this system, by the system's own custom. */
export function configFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
  home = homedir(),
): string {
  if (platform === 'win32') {
    return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'dyshop')
  }
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'dyshop')
  return join(env.XDG_CONFIG_HOME || join(home, '.config'), 'dyshop')
}

export interface CredentialStoreDeps {
  folder: string
  files: AtomicFiles
  takeLock: TakeLock
  time: Time
  /** The system's; null where there is none. */
  keychain?: Keychain | null
}

interface AppJson {
  appKey: string
  appSecret: string
  shopId: string | null
}

type TokenJson = Omit<StoredToken, 'accessToken' | 'refreshToken'> & {
  accessToken: string
  refreshToken: string
}

interface FileJson {
  version: 1
  app: AppJson | null
  /** By `<app key>/<shop id>`. */
  tokens: Record<string, TokenJson>
}

/** The file as it is: all of the above in the open, or nothing of it. */
type OuterJson = FileJson | { version: 1; sealed: Sealed }

/**
 * Credentials in a file that only its owner can read, written whole or not at all; encrypted, if the
 * user asked for it at login, with a key that the system's keychain keeps.
 */
export function fileCredentialStore({
  folder,
  files,
  takeLock,
  time,
  keychain = null,
}: CredentialStoreDeps): CredentialStore {
  const path = join(folder, CREDENTIALS_FILE)
  const file = new CredentialFile(path, files, keychain)
  const change = (edit: (json: FileJson) => void) => file.change(edit)
  return {
    async app() {
      const { app } = await file.read()
      return app && { ...app, appSecret: new Secret(app.appSecret) }
    },
    saveApp: async (app, isInKeychain) => {
      if (isInKeychain !== undefined) await file.move(isInKeychain)
      await change((json) => setApp(json, app))
    },
    keychain: () => file.keychainName(),
    async token(appKey, shopId) {
      return findToken((await file.read()).tokens, appKey, shopId)
    },
    saveToken: (appKey, token) =>
      change(({ tokens }) => {
        tokens[`${appKey}/${token.shopId}`] = tokenJson(token)
      }),
    forgetTokens: (appKey) =>
      change(({ tokens }) => {
        for (const key of keysOf(tokens, appKey)) delete tokens[key]
      }),
    place: path,
    async forgetAll() {
      const wasStored = await file.holdsAnything()
      if ((await file.keychainName()) !== null) await keychain?.forget().catch(() => undefined)
      await files.remove(path)
      return wasStored
    },
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

/** The file, open or sealed; the keychain is asked for the key once. */
class CredentialFile {
  readonly #path: string
  readonly #files: AtomicFiles
  readonly #keychain: Keychain | null
  #key: KeptKey | null = null

  constructor(path: string, files: AtomicFiles, keychain: Keychain | null) {
    this.#path = path
    this.#files = files
    this.#keychain = keychain
  }

  async read(): Promise<FileJson> {
    const outer = await readFileJson(this.#path)
    if (!('sealed' in outer)) return outer
    return JSON.parse(unseal(outer.sealed, await this.#keyOf(outer.sealed))) as FileJson
  }

  async change(edit: (json: FileJson) => void): Promise<void> {
    const outer = await readFileJson(this.#path)
    const json = await this.read()
    edit(json)
    if (!('sealed' in outer)) return this.#write(json)
    await this.#writeSealed(json, await this.#keyOf(outer.sealed), outer.sealed.keychain)
  }

  /** Into the keychain or out of it, with all that can be read. */
  async move(isInKeychain: boolean): Promise<void> {
    const outer = await readFileJson(this.#path)
    const json = await this.read().catch((): FileJson => ({ version: 1, app: null, tokens: {} }))
    if (!isInKeychain) {
      if (!('sealed' in outer)) return
      await this.#write(json)
      await this.#keychain?.forget().catch(() => undefined)
      return
    }
    // A key that is there is kept: a new one would replace it before the file knows of it.
    const known = 'sealed' in outer ? await this.#keyOf(outer.sealed).catch(() => null) : null
    const key = known ?? (await makeKey(this.#keychain))
    this.#key = key
    await this.#writeSealed(json, key, this.#keychain?.name ?? '')
  }

  async keychainName(): Promise<string | null> {
    const outer = await readFileJson(this.#path)
    return 'sealed' in outer ? outer.sealed.keychain : null
  }

  /** What nobody can open any more is something too. */
  async holdsAnything(): Promise<boolean> {
    const json = await this.read().catch(() => null)
    return json === null || json.app !== null || Object.keys(json.tokens).length > 0
  }

  async #keyOf(sealed: Sealed): Promise<KeptKey> {
    if (this.#key?.kept !== sealed.kept) this.#key = await findKey(this.#keychain, sealed)
    return this.#key as KeptKey
  }

  #writeSealed(json: FileJson, key: KeptKey, keychain: string): Promise<void> {
    return this.#write({ version: 1, sealed: seal(JSON.stringify(json), key, keychain) })
  }

  async #write(outer: OuterJson): Promise<void> {
    await this.#files.write(this.#path, `${JSON.stringify(outer, null, 2)}\n`)
  }
}

/** A file that is not there, or that is no longer ours to read as JSON, counts as empty. */
async function readFileJson(path: string): Promise<OuterJson> {
  const empty: FileJson = { version: 1, app: null, tokens: {} }
  try {
    await keepPrivate(path)
    const json = JSON.parse(await readFile(path, 'utf8')) as Partial<FileJson> | OuterJson
    return 'sealed' in json ? json : { ...empty, ...json }
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') {
      return empty
    }
    throw error
  }
}

/** Someone may have copied the file with wider rights. */
async function keepPrivate(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const { mode } = await stat(path)
  if ((mode & 0o077) !== 0) await chmod(path, 0o600)
}

function setApp(json: FileJson, app: StoredApp | null): void {
  json.app = app && { ...app, appSecret: app.appSecret.reveal() }
}

function findToken(
  tokens: FileJson['tokens'],
  appKey: string,
  shopId: string | null,
): StoredToken | null {
  const keys = keysOf(tokens, appKey)
  const key = shopId === null ? keys[0] : `${appKey}/${shopId}`
  if (shopId === null && keys.length !== 1) return null
  const found = key === undefined ? undefined : tokens[key]
  if (!found) return null
  return {
    ...found,
    accessToken: new Secret(found.accessToken),
    refreshToken: new Secret(found.refreshToken),
  }
}

function keysOf(tokens: FileJson['tokens'], appKey: string): string[] {
  return Object.keys(tokens).filter((key) => key.startsWith(`${appKey}/`))
}

function tokenJson({ accessToken, refreshToken, ...token }: StoredToken): TokenJson {
  return { ...token, accessToken: accessToken.reveal(), refreshToken: refreshToken.reveal() }
}
