import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LIVE_HOST } from '../../src/domain/api-host.ts'
import { Secret } from '../../src/domain/privacy/secret.ts'
import { atomicFiles } from '../../src/platform/atomic-file.ts'
import { configFolder } from '../../src/platform/config-folder.ts'
import { CREDENTIALS_FILE, fileCredentialStore } from '../../src/platform/credential-store.ts'
import { LOCK_FILE, lockTaker } from '../../src/platform/lock.ts'
import { apiHost, openApiConfig } from '../../src/sources/open-api/config.ts'
import { openApiSource } from '../../src/sources/open-api/source.ts'
import { fakeSource } from '../fakes/open-api/fake-source.ts'
import { VirtualTime } from '../fakes/open-api/virtual-time.ts'

let folder: string
let time: VirtualTime

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'dyshop-credentials-')), 'dyshop')
  time = new VirtualTime()
  noted = []
})

afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }))

const quiet = { debug() {}, note() {} }
const HOST = 'https://openapi.example'
let noted: string[]

function open() {
  const takeLock = lockTaker(time, quiet)
  const log = { note: (code: string) => noted.push(code) }
  return fileCredentialStore({ folder, files: atomicFiles(), takeLock, time, log })
}

const path = () => join(folder, CREDENTIALS_FILE)

const APP = { appKey: '3409409348479354011', appSecret: new Secret('canary-secret'), shopId: '42' }

const tokenOf = (shopId: string) => ({
  accessToken: new Secret(`canary-access-${shopId}`),
  refreshToken: new Secret(`canary-refresh-${shopId}`),
  expiresAtMs: 1_800_000_000_000,
  refreshExpiresAtMs: 1_800_000_500_000,
  shopId,
  shopName: '测试小店',
})

describe('the credential store', () => {
  test('gives back after a restart what was put in', async () => {
    await open().of(HOST).saveApp(APP, false)
    await open().of(HOST).saveToken(APP.appKey, tokenOf('42'))
    expect(await open().of(HOST).app()).toEqual(APP)
    const token = await open().of(HOST).token(APP.appKey, '42')
    expect(token?.accessToken.reveal()).toBe('canary-access-42')
    expect(token?.refreshToken.reveal()).toBe('canary-refresh-42')
    expect(token).toMatchObject({ expiresAtMs: 1_800_000_000_000, shopName: '测试小店' })
  })

  test('keeps the tokens of apps and shops apart', async () => {
    const store = open()
    await store.of(HOST).saveToken('1', tokenOf('42'))
    expect((await store.of(HOST).token('1', null))?.shopId).toBe('42')
    await store.of(HOST).saveToken('1', tokenOf('43'))
    expect(await store.of(HOST).token('1', null)).toBeNull()
    expect(await store.of(HOST).token('2', '42')).toBeNull()
    await store.of(HOST).saveToken('2', tokenOf('42'))
    expect((await store.of(HOST).token('2', '42'))?.shopId).toBe('42')
  })

  test('gives nothing that is kept for one host to another', async () => {
    const [live, other] = [open().of(LIVE_HOST), open().of(HOST)]
    await live.saveApp(APP, false)
    await live.saveToken(APP.appKey, tokenOf('42'))
    expect(await other.app()).toBeNull()
    expect(await other.token(APP.appKey, '42')).toBeNull()
    expect(await other.token(APP.appKey, null)).toBeNull()
    await other.saveApp({ ...APP, shopId: '43' }, false)
    await other.saveToken(APP.appKey, tokenOf('43'))
    expect((await live.app())?.shopId).toBe('42')
    expect((await live.token(APP.appKey, null))?.shopId).toBe('42')
    expect((await open().hosts()).sort()).toEqual([LIVE_HOST, HOST].sort())
  })

  test('takes what was kept before hosts were kept apart for the live one', async () => {
    const { accessToken, refreshToken, ...token } = tokenOf('42')
    const [access, refresh] = [accessToken.reveal(), refreshToken.reveal()]
    const tokens = {
      [`${APP.appKey}/42`]: { ...token, accessToken: access, refreshToken: refresh },
    }
    const app = { ...APP, appSecret: 'canary-secret' }
    await mkdir(folder, { recursive: true })
    await writeFile(path(), JSON.stringify({ version: 1, app, tokens }), { mode: 0o600 })
    expect(await open().of(LIVE_HOST).app()).toEqual(APP)
    expect((await open().of(LIVE_HOST).token(APP.appKey, '42'))?.accessToken.reveal()).toBe(access)
    expect(await open().of(HOST).app()).toBeNull()
    expect(await open().of(HOST).token(APP.appKey, '42')).toBeNull()
    await open().of(HOST).saveToken('2', tokenOf('42'))
    expect((await open().of(LIVE_HOST).token(APP.appKey, '42'))?.shopId).toBe('42')
    expect(await open().hosts()).toEqual([LIVE_HOST])
  })

  test('forgets everything', async () => {
    await open().of(HOST).saveApp(APP, false)
    expect(await open().forgetAll()).toBe(true)
    expect(await open().of(HOST).app()).toBeNull()
    await expect(stat(path())).rejects.toThrow()
    expect(await open().forgetAll()).toBe(false)
  })

  test.skipIf(process.platform === 'win32')(
    'is for its owner only, also when it was not',
    async () => {
      await open().of(HOST).saveApp(APP, false)
      const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)
      expect(await modeOf(path())).toBe('600')
      expect(await modeOf(folder)).toBe('700')
      expect(noted).toEqual([])
      await chmod(path(), 0o644)
      const store = open()
      await store.of(HOST).app()
      await store.of(HOST).app()
      expect(await modeOf(path())).toBe('600')
      expect(noted).toEqual(['credentials-were-open'])
    },
  )

  test('is empty when the file is not there', async () => {
    expect(await open().of(HOST).app()).toBeNull()
    expect(await open().of(HOST).token('1', null)).toBeNull()
    expect(await open().hosts()).toEqual([])
  })

  test.each([
    '',
    'not json',
    '{"version":1,"apps":{',
    '[]',
    'null',
    '{"tokens":[]}',
    '{"app":"x"}',
    '{"apps":{"https://openapi.example":{"appKey":1}}}',
    '{"tokens":{"1/2":{}}}',
    '{"sealed":1}',
  ])('says that %j was not written by it, until someone logs in again', async (text) => {
    await mkdir(folder, { recursive: true })
    await writeFile(path(), text, { mode: 0o600 })
    const damaged = { code: 'credentials-damaged', exitCode: 4, args: { path: path() } }
    await expect(open().of(HOST).app()).rejects.toMatchObject(damaged)
    await expect(open().of(HOST).token('1', '2')).rejects.toMatchObject(damaged)
    await expect(open().of(HOST).saveToken('1', tokenOf('2'))).rejects.toMatchObject(damaged)
    expect(await readFile(path(), 'utf8')).toBe(text)
    expect(await open().hasAny()).toBe(true)
    await open().of(HOST).saveApp(APP, false)
    expect(await open().of(HOST).app()).toEqual(APP)
  })

  test('shows nothing of what it holds when printed', async () => {
    const store = open()
    await store.of(HOST).saveApp(APP, false)
    await store.of(HOST).saveToken(APP.appKey, tokenOf('42'))
    const printed = inspect(
      [store, await store.of(HOST).app(), await store.of(HOST).token(APP.appKey, '42')],
      {
        depth: 10,
      },
    )
    expect(printed).not.toContain('canary')
  })

  test('lets one renewal happen at a time', async () => {
    const order: string[] = []
    const renew = (name: string) =>
      open()
        .of(HOST)
        .locked(async () => {
          order.push(`${name} in`)
          await time.sleep(1000)
          order.push(`${name} out`)
        })
    await Promise.all([renew('a'), renew('b'), renew('c')])
    expect(order).toHaveLength(6)
    for (let index = 0; index < 6; index += 2) {
      expect(order[index + 1]).toBe(order[index]?.replace('in', 'out'))
    }
  })

  test('frees the lock when a renewal fails', async () => {
    await expect(
      open()
        .of(HOST)
        .locked(async () => Promise.reject(new Error('no'))),
    ).rejects.toThrow('no')
    expect(
      await open()
        .of(HOST)
        .locked(async () => 'free'),
    ).toBe('free')
  })

  test('says who holds it up after a minute', async () => {
    await mkdir(folder, { recursive: true })
    const holder = { pid: 1, host: 'another-machine', since: '', command: 'token', started: null }
    await writeFile(join(folder, LOCK_FILE), JSON.stringify(holder))
    await expect(
      open()
        .of(HOST)
        .locked(async () => 'never'),
    ).rejects.toMatchObject({
      code: 'credentials-locked',
      exitCode: 8,
    })
  })

  test('lets three runs that find an old token refresh it once', async () => {
    const world = fakeSource()
    time = world.time
    const source = () => openApiSource(world.config, { ...world.deps, store: open().of(HOST) })
    await source().shop()
    world.time.advance(8 * 86_400_000)
    const shops = await Promise.all([source().shop(), source().shop(), source().shop()])
    expect(new Set(shops.map(({ shopId }) => shopId)).size).toBe(1)
    expect(world.gateway.log.map(({ method }) => method)).toEqual(['token.create', 'token.refresh'])
  })
})

describe('the folder of the settings', () => {
  test.each<[NodeJS.Platform, Record<string, string>, string]>([
    ['linux', {}, '/home/me/.config/dyshop'],
    ['linux', { XDG_CONFIG_HOME: '/etc/me' }, '/etc/me/dyshop'],
    ['darwin', {}, '/home/me/Library/Application Support/dyshop'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/dyshop'],
    ['win32', {}, '/home/me/AppData/Roaming/dyshop'],
  ])('on %s with %j is %s', (platform, env, expected) => {
    expect(configFolder(env, platform, '/home/me').replaceAll('\\', '/')).toBe(expected)
  })
})

describe('the host that everything is sent to', () => {
  test.each([
    [{}, undefined, LIVE_HOST],
    [{ DYSHOP_API_URL: 'https://a.b/' }, undefined, 'https://a.b'],
    [{ DYSHOP_API_URL: 'https://A.b:443' }, undefined, 'https://a.b'],
    [{ DYSHOP_API_URL: 'https://a.b' }, 'http://127.0.0.1:81', 'http://127.0.0.1:81'],
  ])('is, with %j and %j, %s', (env, apiUrl, host) => {
    expect(apiHost(env, apiUrl)).toBe(host)
  })

  test.each([
    ['nowhere', 'bad-value'],
    ['https://a.b/path', 'bad-value'],
    ['https://a.b/?token=canary', 'bad-value'],
    ['https://user:canary-pass@a.b', 'bad-value'],
    ['http://a.b', 'api-url-insecure'],
    ['file:///etc', 'api-url-insecure'],
    [' ', 'api-url-empty'],
  ])('is not %s', (url, code) => {
    for (const [name, env, flag] of [
      ['DYSHOP_API_URL', { DYSHOP_API_URL: url }, undefined],
      ['--api-url', {}, url],
    ] as const) {
      const error = thrownBy(() => apiHost(env, flag))
      expect(error).toMatchObject({ code, exitCode: 2, args: { name } })
      expect(inspect(error)).not.toContain('canary')
    }
  })
})

function thrownBy(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}

describe('the configuration', () => {
  const ENV = { DYSHOP_APP_KEY: '1', DYSHOP_APP_SECRET_FILE: '/secret', DYSHOP_SHOP_ID: '42' }
  const config = (env: Record<string, string>) =>
    openApiConfig(env, {
      host: HOST,
      credentials: open(),
      readSecretFile: async (file) => (file === '/secret' ? 'canary-secret' : ''),
    })

  test('comes from the environment, the secret from a file', async () => {
    const made = await config({ ...ENV, DYSHOP_AUTH_CODE: 'c', DYSHOP_API_RATE: '2.5' })
    expect(made).toMatchObject({ appKey: '1', shopId: '42', host: HOST, rate: 2.5 })
    expect(made.appSecret.reveal()).toBe('canary-secret')
    expect(made.authCode?.reveal()).toBe('c')
    expect((await config({ ...ENV, DYSHOP_API_RATE: ' ' })).rate).toBeNull()
  })

  test('comes from the store where the environment says nothing', async () => {
    await open().of(HOST).saveApp(APP, false)
    const made = await config({})
    expect(made).toMatchObject({ appKey: APP.appKey, shopId: '42', authCode: null, rate: null })
    expect(made.appSecret.reveal()).toBe('canary-secret')
  })

  test('never joins the key of one app with the secret of another', async () => {
    await open().of(HOST).saveApp(APP, false)
    await expect(config({ DYSHOP_APP_KEY: '2' })).rejects.toMatchObject({
      code: 'api-no-credentials',
    })
  })

  test.each<Record<string, string>>([{}, { DYSHOP_APP_KEY: APP.appKey }])(
    'takes nothing that is stored for another host, with %j',
    async (env) => {
      await open().of(LIVE_HOST).saveApp(APP, false)
      await expect(config(env)).rejects.toMatchObject({
        code: 'api-other-host',
        exitCode: 4,
        args: { host: HOST, other: LIVE_HOST },
      })
    },
  )

  test.each([
    [{}, 'api-no-credentials'],
    [{ DYSHOP_APP_KEY: '1' }, 'api-no-credentials'],
    [{ ...ENV, DYSHOP_SHOP_ID: 'x' }, 'bad-value'],
    [{ ...ENV, DYSHOP_API_RATE: '0' }, 'bad-value'],
    [{ ...ENV, DYSHOP_API_RATE: 'fast' }, 'bad-value'],
  ])('%j is refused with %s', async (env, code) => {
    const error = await config(env).catch((refused: unknown) => refused)
    expect(error).toMatchObject({ code })
    expect(inspect(error)).not.toContain('canary')
  })
})
