import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Secret } from '../../src/domain/privacy/secret.ts'
import { atomicFiles } from '../../src/platform/atomic-file.ts'
import {
  CREDENTIALS_FILE,
  configFolder,
  fileCredentialStore,
} from '../../src/platform/credential-store.ts'
import { LOCK_FILE, lockTaker } from '../../src/platform/lock.ts'
import { openApiConfig } from '../../src/sources/open-api/config.ts'
import { openApiSource } from '../../src/sources/open-api/source.ts'
import { fakeSource } from '../fakes/open-api/fake-source.ts'
import { VirtualTime } from '../fakes/open-api/virtual-time.ts'

let folder: string
let time: VirtualTime

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'dyshop-credentials-')), 'dyshop')
  time = new VirtualTime()
})

afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }))

const quiet = { debug() {}, note() {} }

function open() {
  const takeLock = lockTaker(time, quiet)
  return fileCredentialStore({ folder, files: atomicFiles(), takeLock, time })
}

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
    await open().saveApp(APP)
    await open().saveToken(APP.appKey, tokenOf('42'))
    expect(await open().app()).toEqual(APP)
    const token = await open().token(APP.appKey, '42')
    expect(token?.accessToken.reveal()).toBe('canary-access-42')
    expect(token?.refreshToken.reveal()).toBe('canary-refresh-42')
    expect(token).toMatchObject({ expiresAtMs: 1_800_000_000_000, shopName: '测试小店' })
  })

  test('keeps the tokens of apps and shops apart', async () => {
    const store = open()
    await store.saveToken('1', tokenOf('42'))
    expect((await store.token('1', null))?.shopId).toBe('42')
    await store.saveToken('1', tokenOf('43'))
    expect(await store.token('1', null)).toBeNull()
    expect(await store.token('2', '42')).toBeNull()
    await store.saveToken('2', tokenOf('42'))
    await store.forgetTokens('1')
    expect(await store.token('1', '42')).toBeNull()
    expect((await store.token('2', '42'))?.shopId).toBe('42')
  })

  test('forgets the app', async () => {
    await open().saveApp(APP)
    await open().saveApp(null)
    expect(await open().app()).toBeNull()
    expect(await readFile(join(folder, CREDENTIALS_FILE), 'utf8')).not.toContain('canary')
  })

  test.skipIf(process.platform === 'win32')(
    'is for its owner only, also when it was not',
    async () => {
      await open().saveApp(APP)
      const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)
      expect(await modeOf(join(folder, CREDENTIALS_FILE))).toBe('600')
      expect(await modeOf(folder)).toBe('700')
      await writeFile(join(folder, CREDENTIALS_FILE), '{"version":1}', { mode: 0o644 })
      await rm(join(folder, CREDENTIALS_FILE))
      await writeFile(join(folder, CREDENTIALS_FILE), '{"version":1}', { mode: 0o644 })
      await open().app()
      expect(await modeOf(join(folder, CREDENTIALS_FILE))).toBe('600')
    },
  )

  test('is empty when the file is not there or is no JSON', async () => {
    expect(await open().app()).toBeNull()
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, CREDENTIALS_FILE), 'not json')
    expect(await open().app()).toBeNull()
    expect(await open().token('1', null)).toBeNull()
  })

  test('shows nothing of what it holds when printed', async () => {
    const store = open()
    await store.saveApp(APP)
    await store.saveToken(APP.appKey, tokenOf('42'))
    const printed = inspect([store, await store.app(), await store.token(APP.appKey, '42')], {
      depth: 10,
    })
    expect(printed).not.toContain('canary')
  })

  test('lets one renewal happen at a time', async () => {
    const order: string[] = []
    const renew = (name: string) =>
      open().locked(async () => {
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
    await expect(open().locked(async () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await open().locked(async () => 'free')).toBe('free')
  })

  test('says who holds it up after a minute', async () => {
    await mkdir(folder, { recursive: true })
    const holder = { pid: 1, host: 'another-machine', since: '', command: 'token', started: null }
    await writeFile(join(folder, LOCK_FILE), JSON.stringify(holder))
    await expect(open().locked(async () => 'never')).rejects.toMatchObject({
      code: 'credentials-locked',
      exitCode: 8,
    })
  })

  test('lets three runs that find an old token refresh it once', async () => {
    const world = fakeSource()
    time = world.time
    const source = () => openApiSource(world.config, { ...world.deps, store: open() })
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

describe('the configuration', () => {
  const files: Record<string, string> = { '/secret': ' canary-secret\n', '/empty': '\n' }
  const read = async (path: string) => files[path] ?? ''
  const ENV = { DYSHOP_APP_KEY: '1', DYSHOP_APP_SECRET_FILE: '/secret', DYSHOP_SHOP_ID: '42' }

  test('comes from the environment, the secret from a file', async () => {
    const env = {
      ...ENV,
      DYSHOP_AUTH_CODE: 'c',
      DYSHOP_API_URL: 'https://a.b/',
      DYSHOP_API_RATE: '2.5',
    }
    const config = await openApiConfig(env, null, read)
    expect(config).toMatchObject({ appKey: '1', shopId: '42', baseUrl: 'https://a.b', rate: 2.5 })
    expect(config.appSecret.reveal()).toBe('canary-secret')
    expect(config.authCode?.reveal()).toBe('c')
  })

  test('comes from the store where the environment says nothing', async () => {
    const config = await openApiConfig({}, APP, read)
    expect(config).toMatchObject({ appKey: APP.appKey, shopId: '42', authCode: null, rate: null })
    expect(config.appSecret.reveal()).toBe('canary-secret')
  })

  test('never joins the key of one app with the secret of another', async () => {
    await expect(openApiConfig({ DYSHOP_APP_KEY: '2' }, APP, read)).rejects.toMatchObject({
      code: 'api-no-credentials',
    })
  })

  test.each([
    [{}, 'api-no-credentials'],
    [{ DYSHOP_APP_KEY: '1' }, 'api-no-credentials'],
    [{ ...ENV, DYSHOP_APP_SECRET_FILE: '/empty' }, 'api-no-credentials'],
    [{ ...ENV, DYSHOP_SHOP_ID: 'x' }, 'bad-value'],
    [{ ...ENV, DYSHOP_API_RATE: '0' }, 'bad-value'],
    [{ ...ENV, DYSHOP_API_RATE: 'fast' }, 'bad-value'],
    [{ ...ENV, DYSHOP_API_URL: 'nowhere' }, 'bad-value'],
    [{ ...ENV, DYSHOP_API_URL: 'https://user:canary-pass@a.b' }, 'bad-value'],
  ])('%j is refused with %s', async (env, code) => {
    const error = await openApiConfig(env, null, read).catch((refused: unknown) => refused)
    expect(error).toMatchObject({ code })
    expect(inspect(error)).not.toContain('canary')
  })
})
