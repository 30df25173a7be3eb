import type { HostCredentials, Http, Log, Time } from '../../app/ports.ts'
import { DyshopError } from '../../errors.ts'
import { ApiError } from './client/api-error.ts'
import { type Call, stackCall, withLimits } from './client/call.ts'
import { withEarlyAnswers } from './client/early-answers.ts'
import { withLog } from './client/log-calls.ts'
import { Tokens } from './client/tokens.ts'
import { signedTransport } from './client/transport.ts'
import type { OpenApiConfig } from './config.ts'
import {
  ADDRESS_LIST,
  AFTER_SALE_LIST,
  DEFAULT_RATE,
  FUND_LIST,
  METHODS,
  type Method,
  ORDER_LIST,
  PRODUCT_LIST,
  SETTLEMENT_LIST,
  TOKEN_CREATE,
  TOKEN_REFRESH,
} from './methods.ts'
import { ADDRESSES } from './streams/addresses.ts'
import {
  AFTER_SALE_DETAILS,
  APPLIED_AFTER_SALES,
  CHANGED_AFTER_SALES,
} from './streams/after-sales.ts'
import { billWindows, FUNDS, SETTLEMENTS } from './streams/bills.ts'
import { CHANGED_ORDERS, createdOrders, ORDER_DETAILS, orderWall } from './streams/orders.ts'
import { PRODUCT_DETAILS, PRODUCTS } from './streams/products.ts'
import { type DetailEvent, type DetailRequest, fetchDetails } from './walks/details.ts'
import { type PagedStream, walkPages } from './walks/paged-walk.ts'
import { type SequentialStream, walkSequence } from './walks/sequential-walk.ts'
import type { Resume, StreamEvent } from './walks/stream-events.ts'
import type { Window } from './walks/windows.ts'

export interface OpenApiDeps {
  http: Http
  /** Of the host that the configuration names. */
  store: HostCredentials
  time: Time
  /** From 0 to 1. */
  random: () => number
  userAgent: string
  log: Log
}

type Events = AsyncGenerator<StreamEvent, void, void>
type DetailEvents = AsyncGenerator<DetailEvent, void, void>
type Ids = Iterable<string> | AsyncIterable<string>

/** A shop, read through the Open API. Every stream asks, none of them changes anything. */
export interface OpenApiSource {
  /** Proves the credentials with the one call that says whose shop it is. */
  shop(): Promise<{ shopId: string; shopName: string }>
  /**
   * Proves that the platform lets the app read anything at all, with the calls that a backup begins with.
   * @throws {DyshopError} what refuses all of them, or the network's trouble
   */
  prove(): Promise<void>
  /** Which of the methods the app may call; the platform checks that before all parameters (3.13). */
  permissions(): Promise<{ method: string; isGranted: boolean }[]>
  /** The oldest moment of creation that `orders` can reach now, in Unix seconds. */
  orderWall(): number
  /** By time of creation. What lies behind the wall comes back as a `gap`. */
  orders(range: Window, resume?: Resume): Events
  /** By time of update; the caller begins somewhat before the last run's start. */
  changedOrders(range: Window, resume?: Resume): Events
  orderDetails(orderIds: Ids): DetailEvents
  /** By time of application. */
  afterSales(range: Window, resume?: Resume): Events
  changedAfterSales(range: Window, resume?: Resume): Events
  afterSaleDetails(afterSaleIds: Ids): DetailEvents
  products(resume?: Resume): Events
  productDetails(productIds: Ids): DetailEvents
  addresses(resume?: Resume): Events
  settlements(range: Window, resume?: Resume): Events
  funds(range: Window, resume?: Resume): Events
}

/** A list that is not cut by time is one window without a width. */
const WHOLE: Window = { from: 0, to: 0 }
const ALL: readonly Window[] = [WHOLE]
const MOST_AHEAD = 40

/**
 * Opens the source. Nothing is sent before the first stream is asked for something.
 * @throws {DyshopError} from the streams: exit code 4 for what the merchant must put right, 5 for
 *   what another run may get over
 */
export function openApiSource(config: OpenApiConfig, deps: OpenApiDeps): OpenApiSource {
  const { call: send, tokens } = openCall(config, deps)
  const { call, ask } = withEarlyAnswers(send, deps.time)
  // A second's worth under way keeps the pace up to a latency of one second.
  const ahead = Math.min(MOST_AHEAD, Math.max(2, Math.ceil(config.rate ?? DEFAULT_RATE)))
  const paged = (stream: PagedStream, windows: readonly Window[], resume?: Resume) =>
    walkPages(stream, windows, { call, ahead: Math.min(ahead, 8) }, resume)
  const sequence = (stream: SequentialStream, windows: readonly Window[], resume?: Resume) =>
    walkSequence(stream, windows, call, resume)
  const details = (request: DetailRequest, ids: Ids) => fetchDetails(request, ids, { call, ahead })
  const nowMs = () => deps.time.now()
  return {
    shop: () => tokens.shop(),
    prove: () => proveAccess(ask),
    permissions: () => probePermissions(call),
    orderWall: () => orderWall(nowMs()),
    orders: (range, resume) => paged(createdOrders(nowMs), [range], resume),
    changedOrders: (range, resume) => paged(CHANGED_ORDERS, [range], resume),
    orderDetails: (ids) => details(ORDER_DETAILS, ids),
    afterSales: (range, resume) => paged(APPLIED_AFTER_SALES, [range], resume),
    changedAfterSales: (range, resume) => paged(CHANGED_AFTER_SALES, [range], resume),
    afterSaleDetails: (ids) => details(AFTER_SALE_DETAILS, ids),
    products: (resume) => sequence(PRODUCTS, ALL, resume),
    productDetails: (ids) => details(PRODUCT_DETAILS, ids),
    addresses: (resume) => paged(ADDRESSES, ALL, resume),
    settlements: (range, resume) =>
      sequence(SETTLEMENTS, billWindows(range, SETTLEMENT_LIST), resume),
    funds: (range, resume) => sequence(FUNDS, billWindows(range, FUND_LIST), resume),
  }
}

function openCall(
  config: OpenApiConfig,
  { http, store, time, random, userAgent, log }: OpenApiDeps,
): { call: Call; tokens: Tokens } {
  const { appKey, appSecret, host, rate } = config
  const transport = signedTransport({ http, clock: time, host, appKey, appSecret, userAgent })
  const pace = { time, random, rate }
  const limited = withLimits(withLog(transport, log, time), pace)
  const tokens = new Tokens({ send: limited, store, config, time })
  return { call: stackCall(limited, tokens, pace), tokens }
}

type FirstCall = Parameters<Call>

/** The first pages of the lists that come first; beyond them only whether the app may ask. */
const FIRST_CALLS: readonly FirstCall[] = [
  [
    ADDRESS_LIST,
    ADDRESSES.params(WHOLE, ADDRESS_LIST.paging.firstPage, ADDRESS_LIST.paging.maxSize),
  ],
  [PRODUCT_LIST, PRODUCTS.params(WHOLE, null, PRODUCTS.size)],
  ...[ORDER_LIST, AFTER_SALE_LIST, SETTLEMENT_LIST, FUND_LIST].map(
    (method): FirstCall => [method, {}],
  ),
]

async function proveAccess(ask: Call): Promise<void> {
  let denial: ApiError | null = null
  const denied: string[] = []
  for (const [method, params] of FIRST_CALLS) {
    try {
      await ask(method, params)
      return
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'api-refused') return
      if (error.code !== 'api-permission-missing') throw error
      denial ??= error
      denied.push(method.name)
    }
  }
  if (denial) throw new DyshopError(denial.code, { ...denial.args, method: denied.join(', ') })
}

/** Without parameters: granted methods answer that one is missing, others that they are not. */
async function probePermissions(call: Call): Promise<{ method: string; isGranted: boolean }[]> {
  const isGranted = async (method: Method) => {
    try {
      await call(method, {})
      return true
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'api-refused') return true
      if (error.code === 'api-permission-missing') return false
      throw error
    }
  }
  const granted: { method: string; isGranted: boolean }[] = []
  for (const method of METHODS) {
    if (method === TOKEN_CREATE || method === TOKEN_REFRESH) continue
    granted.push({ method: method.name, isGranted: await isGranted(method) })
  }
  return granted
}
