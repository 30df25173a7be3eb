import { chmod, readFile, stat } from 'node:fs/promises'
import type { AtomicFiles, Log, StoredToken } from '../app/ports.ts'
import { LIVE_HOST } from '../domain/api-host.ts'
import { DyshopError } from '../errors.ts'
import type { Keychain } from './keychain.ts'
import { findKey, type KeptKey, makeKey, type Sealed, seal, unseal } from './sealed-json.ts'

/** Of the file's form. */
const VERSION = 1

interface AppJson {
  appKey: string
  appSecret: string
  shopId: string | null
}

export type TokenJson = Omit<StoredToken, 'accessToken' | 'refreshToken'> & {
  accessToken: string
  refreshToken: string
}

/** What the file holds. */
export interface StoredJson {
  version: 1
  /** By host. */
  apps: Record<string, AppJson>
  /** By `<host> <app key>/<shop id>`. */
  tokens: Record<string, TokenJson>
}

/** The file as it is: all of the above in the open, or nothing of it. */
type OuterJson = StoredJson | { version: 1; sealed: Sealed }

interface CredentialFileDeps {
  files: AtomicFiles
  log: Pick<Log, 'note'>
  keychain: Keychain | null
}

/** The file, open or sealed; the keychain is asked for the key once. */
export class CredentialFile {
  readonly #path: string
  readonly #deps: CredentialFileDeps
  #key: KeptKey | null = null

  constructor(path: string, deps: CredentialFileDeps) {
    this.#path = path
    this.#deps = deps
  }

  async read(): Promise<StoredJson> {
    return this.#open(await this.#outer())
  }

  async change(edit: (json: StoredJson) => void): Promise<void> {
    const outer = await this.#outer()
    const json = await this.#open(outer)
    edit(json)
    if (!('sealed' in outer)) return this.#write(json)
    await this.#writeSealed(json, await this.#keyOf(outer.sealed), outer.sealed.keychain)
  }

  /** Into the keychain or out of it, with all that can be read; what cannot is given up. */
  async move(isInKeychain: boolean): Promise<void> {
    const { keychain } = this.#deps
    const outer = await this.#outer().catch(nullIfDamaged)
    const json = (outer && (await this.#open(outer).catch(() => null))) ?? empty()
    const sealed = outer && 'sealed' in outer ? outer.sealed : null
    if (!isInKeychain) {
      if (outer && !sealed) return
      await this.#write(json)
      if (sealed) await keychain?.forget().catch(() => undefined)
      return
    }
    // A key that is there is kept: a new one would replace it before the file knows of it.
    const known = sealed && (await this.#keyOf(sealed).catch(() => null))
    const key = known ?? (await makeKey(keychain))
    this.#key = key
    await this.#writeSealed(json, key, keychain?.name ?? '')
  }

  async keychainName(): Promise<string | null> {
    const outer = await this.#outer()
    return 'sealed' in outer ? outer.sealed.keychain : null
  }

  /** What nobody can open any more is something too. */
  async holdsAnything(): Promise<boolean> {
    const json = await this.read().catch(() => null)
    return json === null || Object.keys({ ...json.apps, ...json.tokens }).length > 0
  }

  /** A file that is not there counts as empty. */
  async #outer(): Promise<OuterJson> {
    try {
      await this.#keepPrivate()
      const json = parsed(await readFile(this.#path, 'utf8'))
      this.#refuseNewer(json)
      if (isSealed(json)) return json
      return storedJson(json) ?? this.#damaged()
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOENT') return empty()
      if (code === 'EISDIR') return this.#damaged()
      throw error
    }
  }

  async #open(outer: OuterJson): Promise<StoredJson> {
    if (!('sealed' in outer)) return outer
    const text = unseal(outer.sealed, await this.#keyOf(outer.sealed))
    return storedJson(parsed(text)) ?? this.#damaged()
  }

  /** Someone may have copied the file with wider rights. */
  async #keepPrivate(): Promise<void> {
    if (process.platform === 'win32') return
    const { mode } = await stat(this.#path)
    if ((mode & 0o077) === 0) return
    await chmod(this.#path, 0o600)
    this.#deps.log.note('credentials-were-open', { path: this.#path })
  }

  /** What a newer dyshop wrote is neither understood nor written over. */
  #refuseNewer(json: unknown): void {
    const version = isRecord(json) ? json.version : undefined
    if (typeof version !== 'number' || version <= VERSION) return
    throw new DyshopError('credentials-too-new', { path: this.#path, version, known: VERSION })
  }

  #damaged(): never {
    throw new DyshopError('credentials-damaged', { path: this.#path })
  }

  async #keyOf(sealed: Sealed): Promise<KeptKey> {
    if (this.#key?.kept !== sealed.kept) this.#key = await findKey(this.#deps.keychain, sealed)
    return this.#key as KeptKey
  }

  #writeSealed(json: StoredJson, key: KeptKey, keychain: string): Promise<void> {
    return this.#write({ version: 1, sealed: seal(JSON.stringify(json), key, keychain) })
  }

  async #write(outer: OuterJson): Promise<void> {
    await this.#deps.files.write(this.#path, `${JSON.stringify(outer, null, 2)}\n`)
  }
}

function empty(): StoredJson {
  return { version: 1, apps: {}, tokens: {} }
}

function nullIfDamaged(error: unknown): null {
  if (error instanceof DyshopError && error.code === 'credentials-damaged') return null
  throw error
}

/** @returns undefined for what is no JSON: its text may be a secret, so no message may quote it */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isSealed(json: unknown): json is { version: 1; sealed: Sealed } {
  if (!isRecord(json) || !isRecord(json.sealed)) return false
  const { keychain, kept, iv, tag, data } = json.sealed
  return [keychain, kept, iv, tag, data].every(isText)
}

/**
 * Files of before hosts were kept apart have one app, and tokens whose keys name no host: whoever logged
 * in then meant the live platform.
 * @returns null when it is not what we write
 */
function storedJson(json: unknown): StoredJson | null {
  if (!isRecord(json) || 'sealed' in json) return null
  const { app = null, apps = {}, tokens = {} } = json
  if (!isRecord(apps) || !isRecord(tokens) || !(app === null || isRecord(app))) return null
  const all = { ...(app === null ? {} : { [LIVE_HOST]: app }), ...apps }
  if (!Object.values(all).every(isApp) || !Object.values(tokens).every(isToken)) return null
  const keyed = Object.entries(tokens).map(([key, token]) => [
    key.includes(' ') ? key : `${LIVE_HOST} ${key}`,
    token,
  ])
  return { version: 1, apps: all, tokens: Object.fromEntries(keyed) } as StoredJson
}

function isApp(json: unknown): boolean {
  if (!isRecord(json)) return false
  const { appKey, appSecret, shopId } = json
  return isText(appKey) && isText(appSecret) && (shopId === null || isText(shopId))
}

function isToken(json: unknown): boolean {
  if (!isRecord(json)) return false
  const { accessToken, refreshToken, expiresAtMs, refreshExpiresAtMs, shopId, shopName } = json
  const areTimes = [expiresAtMs, refreshExpiresAtMs].every(Number.isFinite)
  return areTimes && [accessToken, refreshToken, shopId, shopName].every(isText)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
