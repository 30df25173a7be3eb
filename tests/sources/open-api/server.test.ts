import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect, promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isSafeAddress } from '../../../src/domain/api-host.ts'
import { Secret } from '../../../src/domain/privacy/secret.ts'
import { DyshopError } from '../../../src/errors.ts'
import { fetchHttp } from '../../../src/platform/http.ts'
import { canonicalJson } from '../../../src/sources/open-api/client/canonical-json.ts'
import { sign } from '../../../src/sources/open-api/client/sign.ts'
import { openApiSource } from '../../../src/sources/open-api/source.ts'
import { dateText } from '../../fakes/open-api/answers.ts'
import { fakeSource } from '../../fakes/open-api/fake-source.ts'
import type { Fault } from '../../fakes/open-api/faults.ts'
import { type FakeServer, startServer } from '../../fakes/open-api/server.ts'
import { collect, ids, orderIdOf } from './collect.ts'

/** Over a real socket: the bytes, the connection and Node's own client. */
let server: FakeServer
let script: (count: number, method: string) => Fault | null
let world: ReturnType<typeof fakeSource>

beforeEach(async () => {
  script = () => null
  world = fakeSource({ orders: 250, faults: (count, method) => script(count, method) })
  server = await startServer(world.gateway)
})

afterEach(() => server.close())

function realSource(timeoutMs = 2000) {
  const config = { ...world.config, host: server.url, rate: 1000 }
  return openApiSource(config, { ...world.deps, http: fetchHttp({ timeoutMs }) })
}

describe('over a real connection', () => {
  test('the signed bytes arrive as they were signed, and orders come whole', async () => {
    const { items, isWhole } = await collect(
      realSource().orders({ from: world.now - 90 * 86_400, to: world.now + 1 }),
    )
    expect(isWhole).toBe(true)
    expect(ids(items, orderIdOf)).toHaveLength(250)
  })

  test.each<Fault>(['reset-before-headers', 'reset-after-headers', 'cut-body', 'html', 'http-429'])(
    'a %s in the middle is got over',
    async (fault) => {
      script = (count) => (count === 2 ? fault : null)
      const range = { from: world.now - 90 * 86_400, to: world.now + 1 }
      const { items, isWhole } = await collect(realSource().orders(range))
      expect(isWhole).toBe(true)
      expect(ids(items, orderIdOf)).toHaveLength(250)
    },
  )

  test('an answer that drips for ever ends at the overall time limit', async () => {
    script = (_, method) => (method === 'address.list' ? 'slow-drip' : null)
    const stop = collect(realSource(200).addresses())
    await expect(stop).rejects.toMatchObject({
      code: 'api-unreachable',
      args: { method: 'address.list', reason: 'no answer in 0.2 s' },
    })
  })

  test('nobody there is told as such', async () => {
    await server.close()
    await expect(realSource().shop()).rejects.toMatchObject({
      code: 'api-unreachable',
      args: { method: 'token.create', reason: 'ECONNREFUSED' },
    })
    server = await startServer(world.gateway)
  })

  test('curl and openssl, which share no code with us, are let in by the same server', async () => {
    const text = (params: string) =>
      `${world.gateway.secret}app_key${world.gateway.appKey}methodtoken.createparam_json${params}timestamp${world.now}v2${world.gateway.secret}`
    const params = `{"code":"","grant_type":"authorization_self","shop_id":"${world.shop.shopId}"}`
    const run = promisify(execFile)
    for (const method of ['sha256', 'md5'] as const) {
      const args =
        method === 'md5' ? ['dgst', '-md5'] : ['dgst', '-sha256', '-hmac', world.gateway.secret]
      const sign = run('openssl', args)
      sign.child.stdin?.end(text(params))
      const digest = await sign.then(
        ({ stdout }) => stdout.trim().split(' ').at(-1) ?? '',
        () => null,
      )
      if (digest === null) return
      const query = new URLSearchParams({
        method: 'token.create',
        app_key: world.gateway.appKey,
        timestamp: String(world.now),
        v: '2',
        sign: digest,
        ...(method === 'sha256' ? { sign_method: 'hmac-sha256' } : {}),
      })
      const answer = await fetch(`${server.url}/token/create?${query}`, {
        method: 'POST',
        body: params,
      })
      expect(await answer.json()).toMatchObject({ code: 10000, err_no: 0 })
    }
  })
})

describe('the made-up gateway takes a timestamp', () => {
  const beijing = (ms: number) => dateText(Math.floor(ms / 1000))
  test.each<[string, (ms: number) => string, string]>([
    ['in seconds', (ms) => String(Math.floor(ms / 1000)), ''],
    ['in milliseconds', (ms) => String(ms), ''],
    ['as a text in Beijing time', beijing, ''],
    ['eleven minutes old', (ms) => beijing(ms - 660_000), 'isv.timestamp-invalid'],
    ['in no form of its own', () => 'now', 'isv.timestamp-format-error'],
  ])('%s', async (_, timestampOf, refused) => {
    const { gateway, time, shop } = fakeSource()
    const [appKey, method, timestamp] = [gateway.appKey, 'token.create', timestampOf(time.now())]
    const body = canonicalJson({
      ...{ code: '', grant_type: 'authorization_self', shop_id: String(shop.shopId) },
    })
    const signable = { appKey, method, paramJson: body, timestamp }
    const query = new URLSearchParams({
      ...{ method, app_key: appKey, timestamp, v: '2', sign_method: 'hmac-sha256' },
      sign: sign(signable, new Secret(gateway.secret)),
    })
    const answer = gateway.handle({ path: '/token/create', query, headers: {}, body })
    expect(JSON.parse(answer.body)).toMatchObject({ sub_code: refused })
  })
})

describe('the way out', () => {
  test.each([
    'http://example.com/x',
    'http://10.0.0.1/',
    'http://localhost.example.com/',
    'ftp://127.0.0.1/',
  ])('%s is refused before anything is sent', async (url) => {
    const sent = fetchHttp()({ url, headers: {}, body: '{}' })
    await expect(sent).rejects.toMatchObject({ code: 'api-url-insecure' })
  })

  test.each([
    'https://example.com/',
    'http://127.0.0.1:8080/',
    'http://localhost/',
    'http://[::1]:1/',
  ])('%s may be used', (url) => {
    expect(isSafeAddress(new URL(url))).toBe(true)
  })

  test('follows no redirect, so that a token never goes to another host', async () => {
    const seen: string[] = []
    const elsewhere = createServer((request, response) => {
      seen.push(request.url ?? '')
      response.end('{}')
    })
    const redirecting = createServer((_, response) => {
      const { port } = elsewhere.address() as AddressInfo
      response.writeHead(307, { location: `http://127.0.0.1:${port}/stolen` }).end()
    })
    for (const each of [elsewhere, redirecting]) {
      await new Promise<void>((listening) => each.listen(0, '127.0.0.1', listening))
    }
    const { port } = redirecting.address() as AddressInfo
    const answer = await fetchHttp()({ url: `http://127.0.0.1:${port}/`, headers: {}, body: '{}' })
    expect(answer.status).toBe(307)
    expect(seen).toEqual([])
    elsewhere.close()
    redirecting.close()
  })

  test('takes no more of an answer than the cap', async () => {
    const flood = createServer((_, response) => {
      const chunk = Buffer.alloc(1 << 16, 0x20)
      const timer = setInterval(() => response.write(chunk), 1)
      response.on('close', () => clearInterval(timer))
    })
    await new Promise<void>((listening) => flood.listen(0, '127.0.0.1', listening))
    const { port } = flood.address() as AddressInfo
    const http = fetchHttp({ maxBytes: 1 << 18 })
    const request = { url: `http://127.0.0.1:${port}/`, headers: {}, body: '{}' }
    await expect(http(request)).rejects.toMatchObject({ code: 'api-bad-answer' })
    flood.closeAllConnections()
    flood.close()
  })

  test('ends at once when the user asks to stop', async () => {
    script = () => 'slow-drip'
    const stop = new AbortController()
    const http = fetchHttp({}, stop.signal)
    const request = http({ url: `${server.url}/?method=x`, headers: {}, body: '{}' })
    const reason = new DyshopError('interrupted')
    setTimeout(() => stop.abort(reason), 50)
    await expect(request).rejects.toBe(reason)
  })
})

describe('what an error or the log shows', () => {
  const everythingOf = (error: unknown) =>
    [
      inspect(error, { depth: 10, showHidden: true }),
      String(error),
      JSON.stringify(error),
      error instanceof Error ? error.stack : '',
      error instanceof DyshopError ? JSON.stringify(error.args) : '',
    ].join('\n')

  test('is never a secret, a token, a code or a signature', async () => {
    const faults: Fault[] = [
      'reset-before-headers',
      'reset-after-headers',
      'cut-body',
      'truncated-json',
      'html',
      'http-503',
      'http-429',
      'throttled',
      'busy-20004',
      'token-expired',
      'slow-drip',
    ]
    const shown: string[] = []
    for (const fault of faults) {
      for (const when of ['token.', 'address.']) {
        script = (_, method) => (method.startsWith(when) ? fault : null)
        world.store.tokens.clear()
        const error = await collect(realSource(100).addresses()).catch(
          (stopped: unknown) => stopped,
        )
        expect(error).toBeInstanceOf(DyshopError)
        shown.push(everythingOf(error))
      }
    }
    script = () => null
    const codes = { shopId: null, authCode: new Secret('canary-auth-code') }
    const config = { ...world.config, ...codes, host: server.url }
    const refused = openApiSource(config, { ...world.deps, http: fetchHttp() })
    world.store.tokens.clear()
    shown.push(everythingOf(await refused.shop().catch((stopped: unknown) => stopped)))
    shown.push(inspect(config, { depth: 10 }), JSON.stringify(config))
    expect(world.logged.length).toBeGreaterThan(20)
    shown.push(...world.logged)
    expect(shown.join('\n')).not.toMatch(/canary-(?:access|refresh|app-secret|auth-code)/)
    expect(shown.join('\n')).not.toMatch(/[0-9a-f]{64}/)
    expect(shown.join('\n')).not.toMatch(/access_token=|sign=/)
  })
})
