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
import { LOCK_FILE } from './lock.ts'

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

/** Credentials in a file that only its owner can read; written whole or not at all. */
export function fileCredentialStore({
  folder,
  files,
  takeLock,
  time,
}: CredentialStoreDeps): CredentialStore {
  const path = join(folder, CREDENTIALS_FILE)
  const change = async (edit: (json: FileJson) => void) => {
    const json = await readFileJson(path)
    edit(json)
    await files.write(path, `${JSON.stringify(json, null, 2)}\n`)
  }
  return {
    async app() {
      const { app } = await readFileJson(path)
      return app && { ...app, appSecret: new Secret(app.appSecret) }
    },
    saveApp: (app) => change((json) => setApp(json, app)),
    async token(appKey, shopId) {
      return findToken((await readFileJson(path)).tokens, appKey, shopId)
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
    hasAny: () => holdsAny(path),
    async forgetAll() {
      const hadAny = await holdsAny(path)
      await files.remove(path)
      return hadAny
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

async function holdsAny(path: string): Promise<boolean> {
  const { app, tokens } = await readFileJson(path)
  return app !== null || Object.keys(tokens).length > 0
}

/** A file that is not there, or that is no longer ours to read as JSON, counts as empty. */
async function readFileJson(path: string): Promise<FileJson> {
  const empty: FileJson = { version: 1, app: null, tokens: {} }
  try {
    await keepPrivate(path)
    return { ...empty, ...(JSON.parse(await readFile(path, 'utf8')) as Partial<FileJson>) }
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
