import { Secret } from '../../../src/domain/privacy/secret.ts'
import type { OpenApiConfig } from '../../../src/sources/open-api/config.ts'
import { type OpenApiDeps, openApiSource } from '../../../src/sources/open-api/source.ts'
import { FakeGateway, type GatewayOptions } from './gateway.ts'
import { inProcessHttp } from './in-process.ts'
import { memoryStore } from './memory-store.ts'
import { seededRandom } from './random.ts'
import { type FakeShop, makeShop, type ShopSize } from './shop-data.ts'
import { VirtualTime } from './virtual-time.ts'

export type FakeShopOptions = Partial<ShopSize> &
  Omit<Partial<GatewayOptions>, 'shop'> & {
    latencyMs?: () => number
    /** In place of one that the seed makes. */
    shop?: FakeShop
    nowMs?: number
    config?: Partial<OpenApiConfig>
    deps?: Partial<OpenApiDeps>
  }

/** A made-up shop, a gateway in front of it and a source that reads it, all in virtual time. */
export function fakeSource(options: FakeShopOptions = {}) {
  const time = new VirtualTime(options.nowMs)
  const now = Math.floor(time.now() / 1000)
  const { seed = 1, orders = 50, latencyMs, config, deps, ...gatewayOptions } = options
  const shop = options.shop ?? makeShop({ ...options, seed, orders, now })
  const gateway = new FakeGateway({ clock: time, ...gatewayOptions, shop })
  const store = memoryStore()
  const openConfig: OpenApiConfig = {
    appKey: gateway.appKey,
    appSecret: new Secret(gateway.secret),
    shopId: String(shop.shopId),
    authCode: null,
    host: 'https://openapi.example',
    rate: null,
    ...config,
  }
  const logged: string[] = []
  const openDeps: OpenApiDeps = {
    http: inProcessHttp(gateway, time, latencyMs),
    store,
    time,
    random: seededRandom(seed),
    userAgent: 'dyshop/test',
    log: {
      debug: (message, facts) => logged.push(`${message} ${JSON.stringify(facts)}`),
      note() {},
    },
    ...deps,
  }
  const open = () => openApiSource(openConfig, openDeps)
  return {
    time,
    now,
    shop,
    gateway,
    store,
    config: openConfig,
    deps: openDeps,
    open,
    source: open(),
    logged,
  }
}
