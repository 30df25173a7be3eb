import { access, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { BackupResult, DoctorResult, LoginResult } from '../../src/app/results.ts'
import type { Fault } from '../fakes/open-api/faults.ts'
import { contentOf } from '../support/archived-shop.ts'
import type { Ended } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { type ServedShop, useServedShops } from '../support/served-shop.ts'

const folder = useFolder()
const serve = useServedShops(folder)

const noSuchFile = (path: string) => expect(access(path)).rejects.toThrow()

describe('backup --api', () => {
  test('archives the whole shop, and says whose it is', async () => {
    const { run, shop, archive } = await serve()
    const ended = await run(['backup', '--api', '--json'])
    expect(ended.exitCode).toBe(0)
    const { complete, data } = ended.json<BackupResult>()
    expect(complete).toBe(true)
    expect(data.totals).toMatchObject({ orders: 40, afterSales: shop.afterSales.length })
    expect(data.api).toMatchObject({ shopId: String(shop.shopId), shopName: '测试小店' })
    expect(data.gaps.map(({ what }) => what)).toContain('orders')
    const profile = JSON.parse(await readFile(join(archive, 'profile.json'), 'utf8'))
    expect(profile).toMatchObject({ name: '测试小店', id: String(shop.shopId) })
    expect((await run(['verify', '--deep'])).exitCode).toBe(0)
  })

  test('tells of what is lacking once, and check tells it with the same reasons', async () => {
    const { run } = await serve({ orders: 5 })
    const ended = await run(['backup', '--api'])
    expect(ended.exitCode).toBe(0)
    const day = /(\d{4}-\d\d-\d\d) 及更早/
    const [, first = ''] = day.exec(ended.stdout) ?? []
    expect(ended.stdout).toContain(`订单 ${first} 及更早：接口只给最近 90 天下的订单`)
    expect(ended.stderr).not.toMatch(day)
    expect((await run(['backup', '--api', '--verbose'])).stderr).toMatch(day)
    const checked = await run(['check'])
    expect(checked.stderr).toContain(`${first} 及更早的不在存档里（接口只给最近 90 天下的订单）`)
    expect(checked.stderr).not.toContain('没有导出文件')
    const { findings } = (await run(['check', '--lang', 'en', '--json'])).json()
    expect(findings.map(({ message }) => message).join()).toContain(`nothing up to ${first}`)
  })

  test('shows numbers that nobody has published as such, and counts them as unfinished', async () => {
    const { run, shop } = await serve()
    for (const line of shop.orders[0]?.lines ?? []) line.status = 777
    const ended = await run(['backup', '--api', '--json'])
    expect(ended.exitCode).toBe(0)
    const { findings } = ended.json<BackupResult>()
    const told = findings.filter(({ code }) => code === 'api-unknown-value')
    expect(told.length).toBeGreaterThan(0)
    expect(told[0]?.message).toContain('未知(777)')
    const { orders } = (await run(['check', '--json'])).json<{ orders: { unknown: number } }>().data
    expect(orders.unknown).toBe(shop.orders[0]?.lines.length)
  })

  test('says beforehand how long the details will take', async () => {
    const { start } = await serve({ orders: 600, days: 4 })
    const since = new Date(Date.now() - 6 * 86_400_000).toISOString().slice(0, 10)
    const { child, ended } = start(['backup', '--api', '--rate', '4', '--since', since])
    let stderr = ''
    child.stderr?.on('data', (text: string) => {
      stderr += text
      if (stderr.includes('条详情')) child.kill('SIGINT')
    })
    const end = await ended
    expect(end.stderr).toMatch(/727 条详情，每秒 4 次，大约需要 3 分钟/)
    expect(end.exitCode).toBe(130)
  })

  test.each([
    [['--rate', 'fast'], 'bad-value'],
    [['--rate', '0'], 'bad-value'],
    [['--since', 'gestern'], 'bad-time'],
    [['--since', '2999-01-01'], 'bad-time'],
    [['--api-url', 'http://example.com'], 'api-url-insecure'],
    [['--api-url', 'javascript:alert(1)'], 'api-url-insecure'],
    [['--api-url', 'file:///etc/hosts'], 'api-url-insecure'],
    [['--api-url', 'https://user:pass@example.com'], 'bad-value'],
    [['--api-url', 'https://example.com/gateway'], 'bad-value'],
    [['--api-url', ''], 'api-url-empty'],
    [['--api-url', '  '], 'api-url-empty'],
  ])('%j is refused before anything is sent', async (argv, code) => {
    const { run, gateway, archive } = await serve()
    const ended = await run(['backup', '--api', ...argv, '--json'])
    expect(ended.error().error).toMatchObject({ code, exitCode: 2 })
    expect(gateway.log).toEqual([])
    await noSuchFile(archive)
  })

  test('an address that is set but empty never means the live platform', async () => {
    const { run, gateway, archive, env } = await serve()
    const secret = env.DYSHOP_APP_SECRET_FILE ?? ''
    for (const argv of [
      ['backup', '--api'],
      ['login', '--app-secret-file', secret],
    ]) {
      const ended = await run([...argv, '--json'], { DYSHOP_API_URL: '' })
      expect(ended.error().error).toMatchObject({ code: 'api-url-empty', exitCode: 2 })
      expect(ended.error().error.hint).toContain('DYSHOP_API_URL')
    }
    expect(gateway.log).toEqual([])
    await noSuchFile(archive)
  })

  test.each([
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['file:///etc/hosts', 'file:///etc/hosts'],
    ['admin:hunter2@example.com', '…'],
  ])(
    'an address without a host, %s, is named as it was given, but for a password',
    async (url, shown) => {
      const { run } = await serve()
      const ended = await run(['backup', '--api', '--api-url', url])
      expect(ended.stderr).toContain(`接口地址 ${shown} 不是 https`)
      expect(ended.stderr).not.toContain('hunter2')
    },
  )

  test('while certificates are not checked nothing is sent over the network', async () => {
    const { run, gateway, archive, env } = await serve()
    const unchecked = { NODE_TLS_REJECT_UNAUTHORIZED: '0' }
    const abroad = { ...unchecked, DYSHOP_API_URL: 'https://127.0.0.1:9' }
    const login = ['login', '--app-secret-file', env.DYSHOP_APP_SECRET_FILE ?? '']
    for (const argv of [['backup', '--api'], login]) {
      const ended = await run([...argv, '--json'], abroad)
      expect(ended.error().error).toMatchObject({ code: 'api-tls-unchecked', exitCode: 2 })
    }
    const forPeople = await run(['backup', '--api', '--lang', 'en'], abroad)
    expect(forPeople.stderr).toMatch(/NODE_TLS_REJECT_UNAUTHORIZED=0.*nothing was sent.*unset/s)
    expect((await run(['doctor'], abroad)).stdout).toContain('NODE_TLS_REJECT_UNAUTHORIZED=0')
    await noSuchFile(archive)
    expect(gateway.log).toEqual([])
    expect((await run(['backup', '--api'], unchecked)).exitCode).toBe(0)
  })

  test('a folder of tokens that cannot be written to is named, with what moves it', async () => {
    const { run, env, archive } = await serve()
    const XDG_CONFIG_HOME = env.DYSHOP_APP_SECRET_FILE ?? ''
    const moved = { XDG_CONFIG_HOME, HOME: XDG_CONFIG_HOME, APPDATA: XDG_CONFIG_HOME }
    for (const [language, words] of [
      ['zh', /令牌存在那里.*(?:XDG_CONFIG_HOME|HOME|APPDATA)/],
      ['en', /tokens rest there.*set (?:XDG_CONFIG_HOME|HOME|APPDATA)/],
    ] as const) {
      const ended = await run(['backup', '--api', '--lang', language], moved)
      expect(ended.exitCode).toBe(7)
      expect(ended.stderr.replaceAll('\n', ' ')).toMatch(words)
    }
    await noSuchFile(archive)
  })

  test('the next commands name the address that was named on the command line', async () => {
    const { run, gateway, server, archive } = await serve({ orders: 3 })
    const named = ['--api-url', server.url]
    const elsewhere = { DYSHOP_API_URL: '', DYSHOP_ARCHIVE: '' }
    const backup = ['backup', '--api', '--archive', archive]
    gateway.denied.add('order.orderDetail')
    const ended = await run([...backup, ...named], elsewhere)
    expect(ended.exitCode).toBe(4)
    const again = `dyshop backup --archive ${archive} --api`
    const all = ended.stdout + ended.stderr
    expect(all).toContain(`${again} --api-url ${server.url}`)
    expect(all.replaceAll(`${again} --api-url ${server.url}`, '')).not.toContain(' --api')
    const json = await run([...backup, ...named, '--json'], elsewhere)
    const messages = json.json().findings.map(({ message }) => message)
    expect(messages.join()).toContain(`${again} --api-url ${server.url}`)

    gateway.denied.clear()
    const noApp = { ...elsewhere, DYSHOP_APP_KEY: '' }
    const refused = await run([...backup, `--api-url=${server.url}`, '--json'], noApp)
    expect(refused.error().error.hint).toContain(`dyshop login --api-url ${server.url}；`)
    const bad = await run([...backup, '--api-url', 'https://user:pass@example.com'], elsewhere)
    expect(bad.stderr).not.toContain('pass@')
  })

  test('a platform whose clock is as far ahead as it may be gives all the same', async () => {
    const { run } = await serve({ clock: { now: () => Date.now() + 590_000 } })
    const ended = await run(['backup', '--api', '--json'])
    expect(ended.exitCode).toBe(0)
    expect(ended.json().complete).toBe(true)
  })

  test('with --quiet an incomplete result is still told, in one line', async () => {
    const pages = (page: { method: string; total: number }) => {
      if (page.method === 'order.searchList') page.total++
    }
    const { run } = await serve({ orders: 3, pages })
    const ended = await run(['backup', '--api', '--quiet'])
    expect(ended).toMatchObject({ exitCode: 3, stdout: '' })
    expect(ended.stderr).toMatch(/^结果不完整[^\n]*\n$/)
  })

  test('fills in what shop.toml leaves empty, and nothing else of it', async () => {
    const { run, shop, archive } = await serve()
    expect((await run(['init', '--name', '我的店'])).exitCode).toBe(0)
    const path = join(archive, 'shop.toml')
    const before = await readFile(path, 'utf8')
    expect((await run(['backup', '--api'])).exitCode).toBe(0)
    const id = String(shop.shopId)
    expect(await readFile(path, 'utf8')).toBe(before.replace(/^id = ""/m, `id = "${id}"`))
    const profile = JSON.parse(await readFile(join(archive, 'profile.json'), 'utf8'))
    expect(profile).toMatchObject({ name: '我的店', id })
    expect((await run(['verify', '--deep'])).exitCode).toBe(0)
  })

  test.each([
    ['shop = { name = "", id = "" }\n', '测试小店'],
    ['[shop]\nname = """\n"""\n', '测试小店'],
    ['kind = "domestic"\n', '测试\ud800\u202e小店\n'],
  ])('archives the shop whatever shop.toml (%j) and its name (%j) are like', async (toml, name) => {
    const { run, shop, archive } = await serve({ orders: 3 })
    shop.shopName = name
    expect((await run(['init', '--name', '我的店'])).exitCode).toBe(0)
    await writeFile(join(archive, 'shop.toml'), toml)
    expect((await run(['backup', '--api'])).exitCode).toBe(0)
    expect((await run(['backup', '--api'])).exitCode).toBe(0)
  })

  test('options of the API are refused without --api', async () => {
    const { run } = await serve()
    const ended = await run(['backup', 'examples/shop', '--rate', '20', '--json'])
    expect(ended.error().error).toMatchObject({ code: 'needs-api', exitCode: 2 })
  })

  test('a second shop is not mixed into the archive of the first', async () => {
    const one = await serve()
    expect((await one.run(['backup', '--api'])).exitCode).toBe(0)
    const other = await serve()
    other.shop.shopId += 1n
    const env = { DYSHOP_SHOP_ID: String(other.shop.shopId), DYSHOP_ARCHIVE: one.archive }
    const ended = await other.run(['backup', '--api', '--json'], env)
    expect(ended.error().error).toMatchObject({ code: 'api-other-shop', exitCode: 4 })
    expect(ended.error().error.hint).toContain('dyshop backup --archive <另一个文件夹> --api')
  })
})

/** What is wrong, how the gateway is made to refuse, what the error is. */
type Refusal = readonly [
  what: string,
  break_: (shop: ServedShop) => Record<string, string> | Promise<Record<string, string>>,
  code: string,
  words: RegExp,
]

const REFUSALS: readonly Refusal[] = [
  [
    'a wrong key',
    () => ({ DYSHOP_APP_KEY: '1111111111111111111' }),
    'api-key-refused',
    /控制台 › 应用详情/,
  ],
  [
    'a wrong secret',
    async ({ env }) => ({ DYSHOP_APP_SECRET_FILE: join(env.HOME ?? '', '../wrong-secret.txt') }),
    'api-signature-refused',
    /重新复制 App Secret/,
  ],
  [
    'an address that is not on the list',
    ({ gateway }) => {
      gateway.isIpListed = false
      return {}
    },
    'api-ip-refused',
    /IP 白名单/,
  ],
  [
    'a lapsed authorisation',
    ({ gateway }) => {
      gateway.tokens.isAuthorised = false
      return {}
    },
    'api-authorisation-lapsed',
    /重新授权/,
  ],
]

describe('what the platform refuses ends with 4, what to do in the console, and the log id', () => {
  test.each(REFUSALS)('%s', async (_, break_, code, words) => {
    const shop = await serve()
    await writeFile(join(shop.env.HOME ?? '', '../wrong-secret.txt'), 'not-the-secret')
    const env = await break_(shop)
    const ended = await shop.run(['backup', '--api', '--json'], env)
    expect(ended.error().error).toMatchObject({ code, exitCode: 4 })
    expect(ended.error().error).toHaveProperty('logId', expect.stringMatching(/^\d{20,}/))
    expect(ended.error().error).toHaveProperty('platformCode')
    const forPeople = await shop.run(['backup', '--api'], env)
    expect(forPeople.stderr).toMatch(words)
    expect(forPeople.stderr).toMatch(/log_id/)
  })

  test('a clock that is wrong', async () => {
    const clock = { now: () => Date.now() - 3_600_000 }
    const { run } = await serve({ clock })
    const ended = await run(['backup', '--api', '--json'])
    expect(ended.error().error).toMatchObject({ code: 'api-clock-wrong', exitCode: 4 })
    expect(ended.error().error.hint).toContain('自动设置时间')
  })

  test('no credentials at all', async () => {
    const { run, archive } = await serve()
    const ended = await run(['backup', '--api', '--json'], { DYSHOP_APP_KEY: '' })
    expect(ended.error().error).toMatchObject({ code: 'api-no-credentials', exitCode: 4 })
    expect(ended.error().error.hint).toContain('dyshop login')
    await noSuchFile(archive)
  })

  test('an expired refresh token of a tool app, which only the merchant can renew', async () => {
    let ahead = 0
    const { run, gateway } = await serve({ clock: { now: () => Date.now() + ahead } })
    const tool = { DYSHOP_SHOP_ID: '', DYSHOP_AUTH_CODE: 'code-1' }
    expect((await run(['backup', '--api'], tool)).exitCode).toBe(0)
    gateway.tokens.forget()
    ahead = 0
    const ended = await run(['backup', '--api', '--json'], tool)
    expect(ended.error().error).toMatchObject({ code: 'api-code-refused', exitCode: 4 })
    expect(ended.error().error.hint).toContain('重新授权')
  })

  test('a missing permission, after all that is permitted has been archived', async () => {
    const { run, gateway, archive, shop } = await serve()
    gateway.denied.add('afterSale.List')
    const ended = await run(['backup', '--api', '--json'])
    expect(ended.exitCode).toBe(4)
    const { complete, findings, data } = ended.json<BackupResult>()
    expect(complete).toBe(false)
    expect(findings.map(({ code }) => code)).toContain('api-stream-refused')
    expect(data.totals.orders).toBe(40)
    expect(ended.error().error).toMatchObject({ code: 'api-permission-missing', exitCode: 4 })
    expect((await run(['verify', '--deep'])).exitCode).toBe(0)

    gateway.denied.clear()
    expect((await run(['backup', '--api'])).exitCode).toBe(0)
    expect((await contentOf(archive)).afterSales).toHaveLength(shop.afterSales.length)
  })
})

test('a run that is refused at once shows no table of what it read', async () => {
  const { run, archive } = await serve()
  expect((await run(['backup', '--api'])).stdout).toContain('读取的文件')
  const secretFile = `${archive}-wrong-secret.txt`
  await writeFile(secretFile, 'another-secret\n')
  const refused = await run(['backup', '--api'], { DYSHOP_APP_SECRET_FILE: secretFile })
  expect([refused.exitCode, refused.stdout]).toEqual([4, expect.not.stringContaining('读取的文件')])
})

test('all methods that are refused are named', async () => {
  const { run, gateway, archive } = await serve({ orders: 3 })
  const lists = [
    ...['address.list', 'product.listV2', 'order.searchList', 'afterSale.List'],
    ...['order.getSettleBillDetailV3', 'order.getShopAccountItem'],
  ]
  const isAllNamed = (ended: Ended) => lists.every((each) => ended.stderr.includes(each))
  for (const each of lists) gateway.denied.add(each)
  expect((await run(['backup', '--api'])).stderr).toMatch(/没有调用 [^（]*、[^（]* 的权限/)
  expect(isAllNamed(await run(['backup', '--api']))).toBe(true)
  await noSuchFile(archive)
  gateway.denied.clear()
  expect((await run(['backup', '--api'])).exitCode).toBe(0)
  for (const each of lists) gateway.denied.add(each)
  const ended = await run(['backup', '--api', '--quiet'])
  expect(ended.exitCode).toBe(4)
  expect(isAllNamed(ended)).toBe(true)
})

describe('trouble with the network ends with 5, and the same command goes on', () => {
  test('nobody there', async () => {
    const shop = await serve()
    const ended = await shop.run(['backup', '--api', '--json'], {
      DYSHOP_API_URL: 'http://127.0.0.1:9',
    })
    expect(ended.error().error).toMatchObject({ code: 'api-unreachable', exitCode: 5 })
    expect(ended.error().error.message).not.toContain('已保存')
    await noSuchFile(shop.archive)
  })

  test('a line that breaks in the middle', async () => {
    let isBroken = true
    const faults = (_: number, method: string): Fault | null =>
      isBroken && method === 'order.orderDetail' ? 'html' : null
    const { run, gateway, archive } = await serve({ orders: 12, faults })
    const ended = await run(['backup', '--api', '--json'])
    expect(ended.exitCode).toBe(5)
    expect(ended.json<BackupResult>().data.totals.orders).toBe(12)
    expect(ended.error().error).toMatchObject({ code: 'api-bad-answer', exitCode: 5 })
    expect(ended.error().error.hint).toContain('再运行同一条命令')
    expect((await run(['verify', '--deep'])).exitCode).toBe(0)
    for (const argv of [['check'], ['rebuild'], ['backup', 'examples/shop']]) {
      const { findings } = (await run([...argv, '--json'])).json()
      const told = findings.filter(({ code }) => code === 'api-unfinished')
      expect(told.map(({ message }) => message)).toEqual([expect.stringContaining('12 条详情')])
    }

    isBroken = false
    const before = gateway.log.length
    expect((await run(['backup', '--api'])).exitCode).toBe(0)
    const methods = gateway.log.slice(before).map(({ method }) => method)
    expect(methods.filter((method) => method === 'order.orderDetail')).toHaveLength(12)
    expect(methods).not.toContain('afterSale.Detail')
    expect((await contentOf(archive)).lines?.length).toBeGreaterThanOrEqual(12)
  })

  test('a process that is killed', async () => {
    const { run, start, archive, shop } = await serve({ orders: 60 })
    const { child, ended } = start(['backup', '--api', '--rate', '40'])
    const isThere = () =>
      access(join(archive, 'archive.db-wal')).then(
        () => true,
        () => false,
      )
    while (!(await isThere())) await new Promise((wait) => setTimeout(wait, 20))
    await new Promise((wait) => setTimeout(wait, 700))
    child.kill('SIGKILL')
    expect((await ended).signal).toBe('SIGKILL')
    expect((await run(['backup', '--api'])).exitCode).toBe(0)
    const lines = shop.orders.flatMap((order) => order.lines)
    expect((await contentOf(archive)).lines).toHaveLength(lines.length)
    expect((await run(['verify', '--deep'])).exitCode).toBe(0)
  })
})

describe('login', () => {
  const bare = { DYSHOP_APP_KEY: '', DYSHOP_APP_SECRET_FILE: '', DYSHOP_SHOP_ID: '' }

  function given({ gateway, shop, env }: ServedShop, ...more: string[]): string[] {
    const secret = env.DYSHOP_APP_SECRET_FILE ?? ''
    const argv = ['login', '--app-key', gateway.appKey, '--app-secret-file', secret]
    return [...argv, '--shop-id', String(shop.shopId), ...more]
  }

  test('proves itself, shows the shop and its permissions, and serves a backup', async () => {
    const shop = await serve()
    shop.gateway.denied.add('product.detail')
    const ended = await shop.run(given(shop, '--json'), bare)
    expect(ended.exitCode).toBe(0)
    const { data } = ended.json<LoginResult>()
    expect(data).toMatchObject({ shopId: String(shop.shop.shopId), shopName: '测试小店' })
    const missing = data.permissions.filter(({ isGranted }) => !isGranted)
    expect(missing).toEqual([{ method: 'product.detail', isGranted: false }])
    if (process.platform !== 'win32') expect((await stat(data.storedIn)).mode & 0o777).toBe(0o600)

    shop.gateway.denied.clear()
    const { created } = shop.gateway.tokens
    expect((await shop.run(['backup', '--api'], bare)).exitCode).toBe(0)
    expect(shop.gateway.tokens.created).toBe(created)

    const doctor = (await shop.run(['doctor', '--json'], bare)).json<DoctorResult>().data
    const seen = doctor.checks.find(({ id }) => id === 'credentials')
    expect(seen).toMatchObject({ status: 'ok', facts: { state: 'proven', shopName: '测试小店' } })

    const wouldGo = await shop.run(['logout', '--dry-run', '--json'], bare)
    expect(wouldGo.json<{ wasStored: boolean; dryRun: boolean }>().data).toMatchObject({
      wasStored: true,
      dryRun: true,
    })
    expect(
      (await shop.run(['logout', '--json'], bare)).json<{ wasStored: boolean }>().data,
    ).toEqual({ wasStored: true, storedIn: data.storedIn, dryRun: false })
    const after = await shop.run(['backup', '--api', '--json'], bare)
    expect(after.error().error).toMatchObject({ code: 'api-no-credentials', exitCode: 4 })
  })

  test('credentials that prove nothing leave what was stored before as it was', async () => {
    const shop = await serve()
    expect((await shop.run(given(shop), bare)).exitCode).toBe(0)
    const stored = join(shop.env.XDG_CONFIG_HOME ?? '', 'dyshop', 'credentials.json')
    const before = await readFile(stored, 'utf8')
    // A token is granted, and the first call with it is not let through.
    shop.gateway.refuse = (method) =>
      method.startsWith('token.') ? null : [30002, 'isv.invalid_ip']
    const elsewhere = await shop.run(given(shop, '--json'), bare)
    expect(elsewhere.error().error).toMatchObject({ code: 'api-ip-refused', exitCode: 4 })
    expect(await readFile(stored, 'utf8')).toBe(before)
    shop.gateway.refuse = () => null
    const wrong = ['login', '--app-key', '1111111111111111111', '--shop-id', '1', '--json']
    const ended = await shop.run(
      [...wrong, '--app-secret-file', shop.env.DYSHOP_APP_SECRET_FILE ?? ''],
      bare,
    )
    expect(ended.error().error).toMatchObject({ code: 'api-key-refused', exitCode: 4 })
    expect((await shop.run(['backup', '--api'], bare)).exitCode).toBe(0)
  })

  test('puts the key to what is stored into the keychain when asked to', async () => {
    if (process.platform !== 'linux') return
    const shop = await serve({ orders: 3 })
    const home = shop.env.HOME ?? ''
    const tool = join(home, 'bin', 'secret-tool')
    await mkdir(join(home, 'bin'))
    const script = `case $1 in store) cat >"$HOME/key";; lookup) cat "$HOME/key";; clear) rm "$HOME/key";; esac`
    await writeFile(tool, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    const desktop = { ...bare, PATH: `${join(home, 'bin')}:${process.env.PATH}` }
    const ended = await shop.run(given(shop, '--keychain', '--json'), desktop)
    expect(ended.exitCode).toBe(0)
    const { storedIn, keychain } = ended.json<LoginResult>().data
    expect(keychain).toBe('Secret Service')
    expect(await readFile(storedIn, 'utf8')).not.toMatch(/canary|"tokens"/)
    expect((await shop.run(['backup', '--api'], desktop)).exitCode).toBe(0)

    await rm(join(home, 'key'))
    const locked = await shop.run(['backup', '--api', '--json'], desktop)
    expect(locked.error().error).toMatchObject({ code: 'keychain-locked', exitCode: 4 })
    const { checks } = (await shop.run(['doctor', '--json'], desktop)).json<DoctorResult>().data
    expect(checks.find(({ id }) => id === 'credentials')).toMatchObject({
      status: 'fail',
      facts: { state: 'locked', keychain: 'Secret Service' },
    })
    expect((await shop.run(['doctor'], desktop)).stdout).toContain('没有给出密钥')
    expect((await shop.run(['logout'], desktop)).exitCode).toBe(0)
    await noSuchFile(storedIn)

    const none = await shop.run(given(shop, '--keychain', '--json'), { ...bare, PATH: '/nowhere' })
    expect(none.error().error).toMatchObject({ code: 'keychain-unavailable', exitCode: 2 })
  })

  test('without a terminal says what would have answered, and asks nothing', async () => {
    const { run } = await serve()
    const ended = await run(['login', '--json'], bare)
    expect(ended.error().error).toMatchObject({ code: 'needs-terminal', exitCode: 2 })
    expect(ended.error().error.hint).toContain('--app-key / DYSHOP_APP_KEY')
  })
})

test('nothing that a run shows tells a secret, a token, a signature or the receiver', async () => {
  const shown: Ended[] = []
  const shop = await serve({
    faults: (count) => (count % 40 === 17 ? 'truncated-json' : count === 30 ? 'throttled' : null),
  })
  shown.push(await shop.run(['login', '--verbose']))
  shown.push(await shop.run(['backup', '--api', '--verbose']))
  shop.gateway.denied.add('afterSale.Detail')
  for (const line of shop.shop.orders[0]?.lines ?? []) line.status = 4
  shown.push(await shop.run(['backup', '--api', '--verbose', '--json']))
  shown.push(await shop.run(['doctor', '--verbose']), await shop.run(['check', '--verbose']))
  shown.push(await shop.run(['backup', '--api', '--verbose'], { DYSHOP_SHOP_ID: '1' }))
  shown.push(await shop.run(['logout', '--verbose']))
  const { listFiles } = await import('../../src/archive/folder.ts')
  const files = (await listFiles(shop.archive)).filter(
    (path) => !path.startsWith('originals/') && !path.startsWith('archive.db'),
  )
  expect(files).toContain('manifest.json')
  const texts = await Promise.all(files.map((path) => readFile(join(shop.archive, path), 'latin1')))
  const everything = [...shown.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...texts].join(
    '\n',
  )
  expect(everything).toMatch(/order\.orderDetail/)
  expect(everything).not.toMatch(/canary|Y2FuYXJ5|access_token=|[?&]sign=|[?&]app_key=/)
})

test('runs at once whose token is in its last hour renew it once', async () => {
  const { run, gateway, archive, env } = await serve({ orders: 8 })
  const secret = env.DYSHOP_APP_SECRET_FILE ?? ''
  expect((await run(['login', '--app-secret-file', secret])).exitCode).toBe(0)
  const path = join(env.XDG_CONFIG_HOME ?? '', 'dyshop', 'credentials.json')
  const stored = JSON.parse(await readFile(path, 'utf8'))
  for (const token of Object.values<{ expiresAtMs: number }>(stored.tokens)) {
    token.expiresAtMs = Date.now() + 20 * 60_000
  }
  await writeFile(path, JSON.stringify(stored), { mode: 0o600 })
  gateway.tokens.age(Math.floor(Date.now() / 1000))
  const { created } = gateway.tokens
  const ended = await Promise.all(
    ['one', 'two', 'three'].map((name) => run(['backup', '--api', '--archive', archive + name])),
  )
  expect(ended.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0])
  expect(gateway.tokens.refreshed).toBe(1)
  expect(gateway.tokens.created).toBe(created)
})
