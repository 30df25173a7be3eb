import { access, chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { BackupResult, LoginResult } from '../../src/app/results.ts'
import { useFolder } from '../support/folder.ts'
import { type ServedShop, useServedShops } from '../support/served-shop.ts'

const folder = useFolder()
const serve = useServedShops(folder, { orders: 5 })

const noSuchFile = (path: string) => expect(access(path)).rejects.toThrow()

/** No credentials of the environment, and no address either. */
const BARE = { DYSHOP_APP_KEY: '', DYSHOP_APP_SECRET_FILE: '', DYSHOP_SHOP_ID: '' }

function loginTo({ gateway, shop, env, server }: ServedShop, ...more: string[]): string[] {
  const secret = env.DYSHOP_APP_SECRET_FILE ?? ''
  const argv = ['login', '--app-key', gateway.appKey, '--app-secret-file', secret]
  return [...argv, '--shop-id', String(shop.shopId), '--api-url', server.url, ...more]
}

const stored = ({ env }: ServedShop) => join(env.XDG_CONFIG_HOME ?? '', 'dyshop/credentials.json')

describe('a login is for one host', () => {
  test('and is sent to no other', async () => {
    const [mine, other] = [await serve(), await serve()]
    const login = await mine.run(loginTo(mine, '--json'), BARE)
    expect(login.json<LoginResult>().data.host).toBe(mine.server.url)
    expect((await mine.run(loginTo(mine), BARE)).stdout).toContain(`--api-url ${mine.server.url}`)

    const there = ['backup', '--api', '--api-url', other.server.url]
    const refused = await mine.run([...there, '--json'], BARE)
    expect(refused.error().error).toMatchObject({ code: 'api-other-host', exitCode: 4 })
    expect(refused.error().error.message).toContain(mine.server.url)
    expect(refused.error().error.hint).toContain(`dyshop login --api-url ${other.server.url}`)
    const inEnglish = await mine.run([...there, '--lang', 'en'], BARE)
    expect(inEnglish.stderr).toContain(`The stored login is for ${mine.server.url}`)
    expect(other.gateway.log).toEqual([])
    await noSuchFile(mine.archive)

    expect((await mine.run(loginTo(other), BARE)).exitCode).toBe(0)
    for (const { server } of [mine, other]) {
      const argv = ['backup', '--api', '--api-url', server.url, '--archive', folder.free('of')]
      expect((await mine.run(argv, BARE)).exitCode).toBe(0)
    }
    const { outcome } = mine.gateway.log.find(({ outcome }) => outcome.startsWith('40003')) ?? {}
    expect(outcome).toBeUndefined()
  })

  test('tokens of credentials from the environment are kept for each host apart', async () => {
    const [mine, other] = [await serve(), await serve()]
    expect((await mine.run(['backup', '--api'])).exitCode).toBe(0)
    const env = { DYSHOP_API_URL: other.server.url, DYSHOP_ARCHIVE: other.archive }
    expect((await mine.run(['backup', '--api'], env)).exitCode).toBe(0)
    const methods = other.gateway.log.map(({ method }) => method)
    expect(methods[0]).toBe('token.create')
    expect(methods).not.toContain('token.refresh')
    expect(other.gateway.log.map(({ outcome }) => outcome).join('')).toBe('')
  })

  test('doctor says whose it is', async () => {
    const mine = await serve()
    await mine.run(loginTo(mine), BARE)
    const env = { ...BARE, DYSHOP_API_URL: 'https://openapi.example' }
    const seen = (await mine.run(['doctor'], env)).stdout
    expect(seen).toContain(`保存的登录是给 ${mine.server.url} 的`)
    expect(seen).toContain('dyshop login --api-url https://openapi.example')
  })
})

describe('what is stored', () => {
  test('and cannot be understood is told, and replaced by a login', async () => {
    const shop = await serve()
    await shop.run(loginTo(shop), BARE)
    await writeFile(stored(shop), '{"version":1,"apps":{')
    const ended = await shop.run(['backup', '--api', '--json'], BARE)
    expect(ended.error().error).toMatchObject({ code: 'credentials-damaged', exitCode: 4 })
    expect(ended.error().error.message).toContain(stored(shop))
    expect(ended.error().error.hint).toContain('dyshop login')
    expect((await shop.run(['doctor'], BARE)).stdout).toContain('读不懂')
    expect((await shop.run(loginTo(shop), BARE)).exitCode).toBe(0)
    expect((await shop.run(['backup', '--api'], BARE)).exitCode).toBe(0)
  })

  test('by a newer dyshop is neither used nor written over', async () => {
    const shop = await serve()
    await shop.run(loginTo(shop), BARE)
    const newer = '{"version":2,"vaults":[]}'
    await writeFile(stored(shop), newer)
    for (const argv of [['backup', '--api'], loginTo(shop)]) {
      const ended = await shop.run([...argv, '--json'], BARE)
      expect(ended.error().error).toMatchObject({ code: 'credentials-too-new', exitCode: 4 })
      expect(ended.error().error.message).toContain('版本 2')
    }
    expect((await shop.run(['doctor'], BARE)).stdout).toContain('更新的 dyshop')
    expect(await readFile(stored(shop), 'utf8')).toBe(newer)
    expect((await shop.run(['logout'], BARE)).exitCode).toBe(0)
  })

  test.skipIf(process.platform === 'win32')(
    'where others could read it is closed, and that is told',
    async () => {
      const shop = await serve()
      await shop.run(loginTo(shop), BARE)
      for (const [language, words] of [
        ['zh', /别人也能读取.*重置 App Secret.*dyshop login/],
        ['en', /Others could read .*reset the App Secret.*dyshop login/],
      ] as const) {
        await chmod(stored(shop), 0o644)
        const ended = await shop.run(['backup', '--api', '--lang', language], BARE)
        expect(ended.exitCode).toBe(0)
        expect(ended.stderr).toMatch(words)
        expect((await stat(stored(shop))).mode & 0o777).toBe(0o600)
      }
    },
  )

  test.skipIf(process.platform !== 'linux')(
    'has to have a place: where no folder can be made the login ends',
    async () => {
      const shop = await serve()
      const env = { ...BARE, XDG_CONFIG_HOME: '/proc/settings' }
      const ended = await shop.run(loginTo(shop, '--json'), env)
      expect(ended.error().error).toMatchObject({ code: 'no-permission', exitCode: 7 })
      expect(ended.error().error.message).toContain('/proc/settings')
    },
  )
})

describe('the file of the secret', () => {
  const utf16 = (text: string) =>
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16()

  test.each([
    ['with a line end', (secret: string) => Buffer.from(`${secret}\r\n`)],
    ['with a mark of UTF-8', (secret: string) => Buffer.from(`\ufeff${secret}\n`)],
    ['in UTF-16', (secret: string) => utf16(`${secret}\r\n`)],
    ['in UTF-16, the other way round', (secret: string) => swapped(utf16(secret))],
  ])('is read %s', async (_, bytesOf) => {
    const shop = await serve()
    await writeFile(shop.env.DYSHOP_APP_SECRET_FILE ?? '', bytesOf(shop.gateway.secret))
    expect((await shop.run(loginTo(shop), BARE)).exitCode).toBe(0)
    expect((await shop.run(['backup', '--api'])).exitCode).toBe(0)
  })

  const REFUSED: readonly (readonly [
    what: string,
    content: string | Buffer | null,
    code: string,
  ])[] = [
    ['is not there', null, 'path-not-found'],
    ['is empty', ' \n', 'bad-secret-file'],
    ['has two lines', 'canary-secret\ncanary-other', 'bad-secret-file'],
    ['is no text', Buffer.from([0xc3, 0x28, 0, 1]), 'bad-secret-file'],
    ['is UTF-16 without its mark', Buffer.from('canary-secret', 'utf16le'), 'bad-secret-file'],
    ['is large', 'canary-'.repeat(1000), 'bad-secret-file'],
  ]

  test.each(REFUSED)('that %s is refused with its path', async (_, content, code) => {
    const shop = await serve()
    const path = folder.free('secret.txt')
    if (content !== null) await writeFile(path, content)
    for (const language of ['zh', 'en']) {
      for (const [argv, env] of [
        [[...loginTo(shop), '--app-secret-file', path], BARE],
        [['backup', '--api'], { DYSHOP_APP_SECRET_FILE: path }],
      ] as const) {
        const ended = await shop.run([...argv, '--json', '--lang', language], env)
        expect(ended.error().error).toMatchObject({ code, exitCode: 2 })
        expect(ended.error().error.message).toContain(path)
        expect(ended.stderr).not.toContain('canary')
      }
    }
    expect(shop.gateway.log).toEqual([])
    await noSuchFile(shop.archive)
  })

  test.skipIf(process.platform === 'win32')(
    'may be neither a folder nor a device without an end',
    async () => {
      const shop = await serve()
      const dir = folder.free('dir')
      await mkdir(dir)
      for (const [path, code] of [
        [dir, 'not-a-file'],
        ['/dev/zero', 'bad-secret-file'],
      ] as const) {
        const env = { DYSHOP_APP_SECRET_FILE: path }
        const ended = await shop.run(['backup', '--api', '--json'], env)
        expect(ended.error().error).toMatchObject({ code, exitCode: 2 })
        expect(ended.error().error.message).toContain(path)
      }
    },
  )
})

describe('a shop that refuses the very first call', () => {
  const ALL = ['order.searchList', 'afterSale.List', 'product.listV2', 'address.list']
  const BILLS = ['order.getSettleBillDetailV3', 'order.getShopAccountItem']

  test.each<[string, (shop: ServedShop) => void, string]>([
    [
      'an address that is not listed',
      ({ gateway }) => (gateway.isIpListed = false),
      'api-ip-refused',
    ],
    [
      'an authorisation that was taken back',
      ({ gateway }) => (gateway.tokens.isAuthorised = false),
      'api-authorisation-lapsed',
    ],
    [
      'no permission at all',
      ({ gateway }) => {
        for (const method of [...ALL, ...BILLS]) gateway.denied.add(method)
      },
      'api-permission-missing',
    ],
  ])('leaves no archive behind: %s', async (_, refuse, code) => {
    const shop = await serve()
    await shop.run(loginTo(shop), BARE)
    refuse(shop)
    const ended = await shop.run(['backup', '--api', '--json'], BARE)
    expect(ended.error().error).toMatchObject({ code, exitCode: 4 })
    expect(ended.stdout).toBe('')
    await noSuchFile(shop.archive)
  })

  test('is found out without asking for anything twice', async () => {
    const { run, gateway } = await serve()
    gateway.denied.add('address.list')
    expect((await run(['backup', '--api'])).exitCode).toBe(4)
    const asked = gateway.log.map(({ method, params }) => `${method} ${JSON.stringify(params)}`)
    expect(asked.filter((call) => call.startsWith('address.list'))).toHaveLength(1)
    expect(new Set(asked).size).toBe(asked.length)
  })
})

test.each([
  ['order.orderDetail', 'orders'],
  ['afterSale.Detail', 'afterSales'],
  ['product.detail', 'products'],
] as const)('without %s what lacks its details is named and counted', async (method, kind) => {
  const shop = await serve({ orders: 12 })
  shop.gateway.denied.add(method)
  const ended = await shop.run(['backup', '--api', '--json'])
  expect(ended.exitCode).toBe(4)
  const { findings, data } = ended.json<BackupResult>()
  const count = shop.shop[kind].length
  expect(count).toBeGreaterThan(0)
  const named = findings.filter(({ code }) => code === 'api-detail-denied')
  expect(named).toHaveLength(count)
  const ids = shop.shop.orders.map(({ orderId }) => orderId)
  if (kind === 'orders') {
    for (const id of ids) expect(named.some(({ message }) => message.includes(id))).toBe(true)
  }
  const details = data.api?.details.find((each) => each.method === method)
  expect(details).toEqual({ method, fetched: 0, refused: count })

  shop.gateway.denied.clear()
  const after = await shop.run(['backup', '--api', '--json'])
  expect(after.exitCode).toBe(0)
  const again = after.json<BackupResult>().data.api?.details.find((each) => each.method === method)
  expect(again).toEqual({ method, fetched: count, refused: 0 })
})

test.skipIf(process.platform === 'win32')('a read-only shop.toml stays as it is', async () => {
  const { run, archive } = await serve()
  expect((await run(['init', '--notice-start', '2026-10-21'])).exitCode).toBe(0)
  const path = join(archive, 'shop.toml')
  const before = await readFile(path, 'utf8')
  await chmod(path, 0o400)
  const ended = await run(['backup', '--api', '--json'])
  expect(ended.exitCode).toBe(0)
  expect(ended.json().findings.map(({ code }) => code)).toContain('shop-file-read-only')
  expect(await readFile(path, 'utf8')).toBe(before)
  expect((await stat(path)).mode & 0o777).toBe(0o400)
  const edited = await run(['init', '--name', '我的店', '--replace', '--json'])
  expect(edited.error().error).toMatchObject({ code: 'no-permission', exitCode: 7 })
  expect((await stat(path)).mode & 0o777).toBe(0o400)
})
