import { access, constants, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { folderState, listFiles, NAMES } from '../archive/folder.ts'
import { readManifest } from '../archive/manifest.ts'
import { newestAsOf } from '../archive/queries/queries.ts'
import { readShopFile } from '../archive/shop-file.ts'
import { shopFileFindings } from '../archive/shop-file-keys.ts'
import { Store } from '../archive/store.ts'
import { beijingToEpochMs, epochSecondsToBeijing } from '../domain/time.ts'
import { asDyshopError, DyshopError, type ErrorCode } from '../errors.ts'
import { isPartFile } from '../platform/atomic-file.ts'
import { lockState } from '../platform/lock.ts'
import { newestRuleDate, RULES_OLD_AFTER_DAYS } from '../rules/rule-age.ts'
import { apiHost, type Environment } from '../sources/open-api/config.ts'
import type { CredentialStore, Deps } from './ports.ts'
import type { DoctorCheck, DoctorResult, Outcome } from './results.ts'
import { freeBytes } from './session/room.ts'

const DAY_MS = 86_400_000
/** Room for a backup of a large shop; less is worth a warning before it starts. */
/**
 * Of the 260 characters that Windows allows without its long form, what is left for the names inside an
 * archive. Node itself writes longer paths; SQLite, Excel and Explorer may not open them.
 */
const LONGEST_WINDOWS_ROOT = 150

const FREE_BYTES_WANTED = 2 * 2 ** 30

/** Looks at everything a run needs: the program, the folder, what earlier runs left, the rules. */
export async function doctor(
  {
    root,
    nodeVersion,
    env,
    platform = process.platform,
  }: { root: string; nodeVersion: string; env: Environment; platform?: NodeJS.Platform },
  deps: Pick<Deps, 'clock'> & { credentials: CredentialStore },
): Promise<Outcome<DoctorResult>> {
  const now = deps.clock.now()
  const checks: DoctorCheck[] = [
    checkNode(nodeVersion),
    await checkFolder(root, platform),
    await checkSpace(root),
    await checkLock(root),
    await checkLeftovers(root),
    await checkShopFile(root),
    ...(await checkFiles(root)),
    ...(await checkDatabase(root, now)),
    await checkCredentials(deps.credentials, env, now),
    checkRules(now),
  ]
  const isHealthy = checks.every(({ status }) => status !== 'fail')
  return { complete: true, findings: [], data: { healthy: isHealthy, checks } }
}

function checkNode(version: string): DoctorCheck {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isEnough = major > 20 || (major === 20 && minor >= 19)
  return { id: 'node', status: isEnough ? 'ok' : 'fail', facts: { version } }
}

/** The archive folder, or where there is none yet, the folder it would be made in. */
async function checkFolder(root: string, platform: NodeJS.Platform): Promise<DoctorCheck> {
  const state = await folderState(root).catch((error: unknown) =>
    error instanceof DyshopError ? 'file' : 'unreadable',
  )
  if (state === 'other' || state === 'file')
    return { id: 'folder', status: 'fail', facts: { path: root, state } }
  const folder = state === 'absent' ? dirname(resolve(root)) : root
  const isWritable = await access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
  if (!isWritable)
    return { id: 'folder', status: 'fail', facts: { path: folder, state: 'read-only' } }
  const isWindows = platform === 'win32'
  if (isWindows && resolve(root).length > LONGEST_WINDOWS_ROOT)
    return { id: 'folder', status: 'warn', facts: { path: root, state: 'long-path' } }
  const isPrivate = state === 'absent' || ((await stat(root)).mode & 0o077) === 0
  const isOpen = !isPrivate && !isWindows
  return { id: 'folder', status: isOpen ? 'warn' : 'ok', facts: { path: root, state } }
}

async function checkSpace(root: string): Promise<DoctorCheck> {
  const free = await freeBytes(root)
  if (free === null) return { id: 'space', status: 'warn', facts: { freeMiB: '?' } }
  const status = free < FREE_BYTES_WANTED ? 'warn' : 'ok'
  return { id: 'space', status, facts: { freeMiB: Math.floor(free / 2 ** 20) } }
}

async function checkLock(root: string): Promise<DoctorCheck> {
  const lock = await lockState(root)
  if (lock.state === 'free') return { id: 'lock', status: 'ok', facts: {} }
  const { state, pid, host, since } = lock
  return { id: 'lock', status: 'warn', facts: { state, pid, host, since } }
}

async function checkLeftovers(root: string): Promise<DoctorCheck> {
  // Anything but an archive may be a large folder that is none of our business.
  const isOurs = (await folderState(root).catch(() => 'other')) === 'archive'
  const files: string[] = isOurs ? await listFiles(root) : []
  const isUnfinished = files.includes(NAMES.unfinished)
  const count = files.filter(isPartFile).length
  const status = isUnfinished || count > 0 ? 'warn' : 'ok'
  return { id: 'leftovers', status, facts: { count, unfinished: isUnfinished ? 1 : 0 } }
}

async function checkShopFile(root: string): Promise<DoctorCheck> {
  try {
    const { name, id } = await readShopFile(root)
    const [odd] = await shopFileFindings(root)
    if (odd) {
      const facts = { name, shopId: id, oddKey: odd.args.key ?? '', oddLine: odd.where.row ?? 1 }
      return { id: 'shop-file', status: 'warn', facts }
    }
    const isFilled = name !== '' && id !== ''
    return { id: 'shop-file', status: isFilled ? 'ok' : 'warn', facts: { name, shopId: id } }
  } catch (error) {
    if (!(error instanceof DyshopError)) throw error
    return { id: 'shop-file', status: 'fail', facts: error.args }
  }
}

/** Whether every file that is listed is there at its length; `verify` compares what is in them. */
async function checkFiles(root: string): Promise<DoctorCheck[]> {
  const id = 'files'
  if ((await folderState(root).catch(() => 'other')) !== 'archive') return []
  const manifest = await readManifest(root).then(
    (sealed) => sealed?.manifest ?? null,
    () => null,
  )
  if (manifest === null) return [{ id, status: 'fail', facts: { state: 'no-manifest' } }]
  const gone: string[] = []
  for (const { path, size } of manifest.files) {
    const isThere = await stat(join(root, path)).then(
      (stats) => stats.size === size,
      () => false,
    )
    // The database has a check of its own.
    if (!isThere && path !== NAMES.database) gone.push(path)
  }
  const { length: files } = manifest.files
  const [first = ''] = gone
  if (first === '') return [{ id, status: 'ok', facts: { state: 'there', files } }]
  const lost = gone.filter((path) => path.includes('/')).length
  return [{ id, status: 'fail', facts: { state: 'gone', files, count: gone.length, lost, first } }]
}

/**
 * An export or an archive from the future, or a rule that is not in force yet, means that the clock is
 * wrong, or was when the archive was written. A clock that is ahead has nothing here to be compared with.
 */
function checkClock(now: number, asOf: string | null, writtenAt: string | null): DoctorCheck {
  const isAhead = (time: string | null) => time !== null && beijingToEpochMs(time) > now + DAY_MS
  const isBehindRules = Date.parse(`${newestRuleDate()}T00:00:00+08:00`) > now
  const against = isAhead(asOf)
    ? 'data'
    : isBehindRules
      ? 'rules'
      : isAhead(writtenAt)
        ? 'archive'
        : ''
  const behind = { data: asOf, rules: newestRuleDate(), archive: writtenAt, '': '' }[against] ?? ''
  const status = against === '' ? 'ok' : 'warn'
  const localTime = epochSecondsToBeijing(Math.floor(now / 1000))
  return { id: 'clock', status, facts: { now: localTime, asOf: asOf ?? '', behind, against } }
}

/** When the archive was written last; null where nothing tells. */
async function writtenMoment(root: string): Promise<string | null> {
  const sealed = await readManifest(root).catch(() => null)
  return sealed?.manifest.createdAt ?? null
}

const STATE_OF_STOP: Readonly<Partial<Record<ErrorCode, string>>> = {
  'archive-damaged': 'damaged',
  'folder-in-way': 'folder',
}

async function checkDatabase(root: string, now: number): Promise<DoctorCheck[]> {
  const writtenAt = await writtenMoment(root)
  const clock = checkClock(now, null, writtenAt)
  if ((await folderState(root).catch(() => 'absent')) !== 'archive') {
    return [{ id: 'database', status: 'warn', facts: { state: 'absent' } }, clock]
  }
  const path = join(root, NAMES.database)
  const isThere = await stat(path).then(
    () => true,
    () => false,
  )
  if (!isThere) return [{ id: 'database', status: 'fail', facts: { state: 'missing' } }, clock]
  try {
    const store = await Store.openForReading(path)
    try {
      const isIntact = store.isIntact()
      return [
        {
          id: 'database',
          status: isIntact ? 'ok' : 'fail',
          facts: { state: isIntact ? 'whole' : 'damaged' },
        },
        checkClock(now, newestAsOf(store, 'orders'), writtenAt),
      ]
    } finally {
      store.close()
    }
  } catch (error) {
    const stop = asDyshopError(error)
    if (!(stop instanceof DyshopError)) throw error
    const state = STATE_OF_STOP[stop.code] ?? 'unreadable'
    return [{ id: 'database', status: 'fail', facts: { state, reason: stop.code } }, clock]
  }
}

/** Which credentials `backup --api` would use. Nothing is asked of the platform. */
async function checkCredentials(
  credentials: CredentialStore,
  env: Environment,
  now: number,
): Promise<DoctorCheck> {
  const id = 'credentials'
  const place = credentials.place
  const keychain = (await credentials.keychain().catch(() => null)) ?? ''
  const host = hostOf(env)
  if (typeof host !== 'string') return { id, status: 'fail', facts: { ...host, place } }
  const known = await credentials
    .of(host)
    .app()
    .then((app) => ({ app }), stateOrNone)
  if (typeof known === 'string') {
    return { id, status: 'fail', facts: { state: known, place, keychain } }
  }
  const stored = known.app
  const appKey = env.DYSHOP_APP_KEY?.trim() || stored?.appKey
  if (!appKey) {
    const [other] = await credentials.hosts().catch(() => [])
    if (other === undefined) return { id, status: 'ok', facts: { state: 'none', place } }
    return { id, status: 'warn', facts: { state: 'other-host', place, host, other } }
  }
  const from = appKey === stored?.appKey ? 'stored' : 'environment'
  const shopId = env.DYSHOP_SHOP_ID?.trim() || stored?.shopId || null
  const token = await credentials
    .of(host)
    .token(appKey, shopId)
    .catch(() => null)
  // The whole key is nobody's business on a screen that is shown to others.
  const facts = { from, place, host, keychain, appKey: `…${appKey.slice(-4)}` }
  if (!token) return { id, status: 'warn', facts: { ...facts, state: 'unproven' } }
  const until = epochSecondsToBeijing(Math.floor(token.refreshExpiresAtMs / 1000))
  const state = token.refreshExpiresAtMs > now ? 'proven' : 'lapsed'
  const { shopId: ofShop, shopName } = token
  const isGood = state === 'proven'
  return {
    id,
    status: isGood ? 'ok' : 'warn',
    facts: { ...facts, state, shopId: ofShop, shopName, until },
  }
}

/** @returns why nothing is sent, where nothing is */
function hostOf(env: Environment): string | { state: 'bad-host' | 'tls-unchecked' } {
  try {
    return apiHost(env)
  } catch (error) {
    if (!(error instanceof DyshopError)) throw error
    return { state: error.code === 'api-tls-unchecked' ? 'tls-unchecked' : 'bad-host' }
  }
}

/** A file that the system does not let us read says as little as none. */
function stateOrNone(error: unknown): 'locked' | 'too-new' | 'damaged' | { app: null } {
  const { code } = error as { code?: unknown }
  if (code === 'keychain-locked') return 'locked'
  if (code === 'credentials-too-new') return 'too-new'
  return code === 'credentials-damaged' ? 'damaged' : { app: null }
}

function checkRules(now: number): DoctorCheck {
  const newest = newestRuleDate()
  const ageDays = Math.floor((now - Date.parse(`${newest}T00:00:00+08:00`)) / DAY_MS)
  const status = ageDays > RULES_OLD_AFTER_DAYS ? 'warn' : 'ok'
  return { id: 'rules', status, facts: { newest, ageDays } }
}
