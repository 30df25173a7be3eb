import { createHash, createHmac } from 'node:crypto'
import type { Clock } from '../../../src/app/ports.ts'
import { parseLossless } from '../../../src/sources/open-api/client/lossless-json.ts'
import { afterSaleDetail, afterSaleList } from './after-sale-methods.ts'
import { type Business, type Handler, type PageScript, Refusal, seconds } from './answers.ts'
import { type Fault, type FaultScript, noFaults } from './faults.ts'
import {
  addressList,
  fundList,
  productDetail,
  productList,
  settlementList,
} from './list-methods.ts'
import { orderDetail, searchList } from './order-methods.ts'
import type { FakeShop } from './shop-data.ts'
import { FakeThrottle } from './throttle.ts'
import { FakeTokens } from './token-methods.ts'
import { type Wire, wireText } from './wire-json.ts'

export interface GatewayOptions {
  shop: FakeShop
  clock: Clock
  appKey?: string
  secret?: string
  faults?: FaultScript
  pages?: PageScript
  /** Before each request, for rows that change while someone pages through them. */
  meanwhile?: (count: number, now: number) => void
  isEndInclusive?: boolean
  /** Rows of bills come a day later, as the real ones do; else at once, so that truth is simple. */
  areBillsLate?: boolean
  /** Requests a second for each method; more are refused. */
  limit?: number
  /** Changes what a method answers before it goes out. */
  bend?: (method: string, data: Wire) => Wire
  /** The old form of the envelope: err_no and message, no code. */
  isOld?: boolean
}

export interface FakeRequest {
  path: string
  query: URLSearchParams
  headers: Readonly<Record<string, string | undefined>>
  /** The raw bytes as text: the signature covers exactly these. */
  body: string
}

export interface FakeAnswer {
  status: number
  body: string
  fault: Fault | null
}

/** One line of the request log. */
export interface Asked {
  method: string
  params: Business
  /** Milliseconds. */
  at: number
  /** Sub code of a refusal, a fault, or '' when it was answered. */
  outcome: string
}

const CLOCK_WINDOW_S = 600

/**
 * The Open API's gateway over a made-up shop (API notes 1, 2, 5). Checks come in the platform's
 * order: signature, clock, token, address, permission, rate, parameters.
 */
export class FakeGateway {
  readonly appKey: string
  readonly secret: string
  readonly tokens: FakeTokens
  readonly log: Asked[] = []
  readonly denied = new Set<string>()
  isIpListed = true
  /** Refuses single methods, as code and sub code. */
  refuse: (method: string) => readonly [code: number, subCode: string] | null = () => null
  readonly #options: GatewayOptions
  readonly #handlers: Readonly<Record<string, Handler>>
  readonly #throttle: FakeThrottle
  #pages = 0

  constructor(options: GatewayOptions) {
    const { shop, limit = Number.POSITIVE_INFINITY } = options
    this.appKey = options.appKey ?? '3409409348479354011'
    this.secret = options.secret ?? 'canary-app-secret-0001'
    this.#options = options
    this.#throttle = new FakeThrottle(limit)
    this.tokens = new FakeTokens(shop)
    const list = {
      isEndInclusive: options.isEndInclusive ?? true,
      pages: options.pages ?? (() => undefined),
      pageCount: () => this.#pages++,
    }
    this.#handlers = {
      'token.create': this.tokens.create,
      'token.refresh': this.tokens.refresh,
      'order.searchList': searchList(shop, list),
      'order.orderDetail': orderDetail(shop),
      'afterSale.List': afterSaleList(shop, list),
      'afterSale.Detail': afterSaleDetail(shop),
      'product.listV2': productList(shop),
      'product.detail': productDetail(shop),
      'address.list': addressList(shop),
      'order.getSettleBillDetailV3': settlementList(shop, options),
      'order.getShopAccountItem': fundList(shop, options),
      // A bare array, with an int64 in it.
      'shop.brandList': () => [{ id: 1_790_000_000_000_000_001n, brand_chinese_name: '无' }],
    }
  }

  handle(request: FakeRequest): FakeAnswer {
    const method = request.query.get('method') ?? ''
    const at = this.#options.clock.now()
    const asked: Asked = { method, params: {}, at, outcome: '' }
    const count = this.log.push(asked) - 1
    this.#options.meanwhile?.(count, Math.floor(at / 1000))
    const fault = (this.#options.faults ?? noFaults)(count, method)
    if (fault) asked.outcome = fault
    try {
      if (fault) refuseByFault(fault)
      const data = this.#answer(request, asked)
      return faulty(this.#envelope(10000, '', 'success', data, request), fault)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      asked.outcome ||= `${error.code} ${error.subCode}`
      return faulty(this.#envelope(error.code, error.subCode, error.message, null, request), fault)
    }
  }

  #answer(request: FakeRequest, asked: Asked): Wire {
    const { query, body, path } = request
    const { method } = asked
    const now = Math.floor(asked.at / 1000)
    const handler = this.#handlers[method]
    if (!handler || path !== `/${method.replaceAll('.', '/')}`) {
      throw new Refusal(70000, 'isp.api-service-off')
    }
    if (query.get('app_key') !== this.appKey) throw new Refusal(40003, 'isv.app-id-invalid')
    this.#checkSignature(query, body)
    const skew = Math.abs(timestampSeconds(query.get('timestamp') ?? '') - now)
    if (!(skew <= CLOCK_WINDOW_S)) throw new Refusal(40003, 'isv.timestamp-invalid')
    if (!method.startsWith('token.')) this.tokens.check(query.get('access_token'), now)
    if (!this.isIpListed) throw new Refusal(30002, 'isv.invalid_ip')
    const refused = this.refuse(method)
    if (refused) throw new Refusal(...refused)
    if (this.denied.has(method)) throw new Refusal(30001, 'isv.app-permissions-insufficient')
    this.#throttle.check(method, asked.at)
    asked.params = parseLossless(body) as Business
    const data = handler({ params: asked.params, now })
    return this.#options.bend?.(method, data) ?? data
  }

  #checkSignature(query: URLSearchParams, body: string): void {
    const sign = query.get('sign')
    if (!sign) throw new Refusal(40001, 'isv.signature-missing')
    const fields = ['app_key', 'method', 'param_json', 'timestamp', 'v']
    const text = fields
      .map((name) => name + (name === 'param_json' ? body : (query.get(name) ?? '')))
      .join('')
    const signed = `${this.secret}${text}${this.secret}`
    // Without sign_method the gateway checks MD5 (1.2).
    const expected =
      query.get('sign_method') === 'hmac-sha256'
        ? createHmac('sha256', this.secret).update(signed).digest('hex')
        : createHash('md5').update(signed).digest('hex')
    if (sign !== expected) throw new Refusal(40003, 'isv.signature-invalid', 'sign canary-words')
  }

  #envelope(
    code: number,
    subCode: string,
    words: string,
    data: Wire,
    request: FakeRequest,
  ): string {
    const log_id = `2026112312000001019405909825${String(this.log.length).padStart(6, '0')}`
    const old = { err_no: code === 10000 ? 0 : code, message: words }
    if (this.#options.isOld) return wireText({ ...old, log_id, data })
    const answer = { code, msg: words, sub_code: subCode, sub_msg: words, log_id, data }
    const isNewOnly = request.headers['x-open-no-old-err-code'] === '1'
    return wireText(isNewOnly ? answer : { ...answer, ...old })
  }
}

/** Seconds, as we send them; the text form in Beijing time and Java's milliseconds are taken too (1.2). */
function timestampSeconds(text: string): number {
  if (/^\d{10}$/.test(text)) return Number(text)
  if (/^\d{13}$/.test(text)) return Number(text) / 1000
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return seconds(text)
  throw new Refusal(40003, 'isv.timestamp-format-error')
}

function refuseByFault(fault: Fault): void {
  if (fault === 'throttled') throw new Refusal(60000, 'isv.traffic-limited')
  if (fault === 'busy-20004') throw new Refusal(50002, 'isv.business-failed:20004')
  if (fault === 'busy-20005') throw new Refusal(50002, 'isv.business-failed: 20005')
  if (fault === 'service-error') throw new Refusal(20000, 'isp.service-error:1')
  if (fault === 'token-expired') throw new Refusal(40003, 'isv.access-token-expired')
}

function faulty(body: string, fault: Fault | null): FakeAnswer {
  if (fault === 'html') return { status: 200, body: '<html>请登录</html>', fault }
  if (fault === 'http-503') return { status: 503, body: 'busy', fault }
  if (fault === 'http-429') return { status: 429, body: '{}', fault }
  if (fault === 'truncated-json') {
    return { status: 200, body: body.slice(0, Math.floor(body.length * 0.7)), fault }
  }
  return { status: 200, body, fault }
}
