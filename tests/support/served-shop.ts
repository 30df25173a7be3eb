import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { FakeGateway, type GatewayOptions } from '../fakes/open-api/gateway.ts'
import { type FakeServer, startServer } from '../fakes/open-api/server.ts'
import { type FakeShop, makeShop, type ShopSize } from '../fakes/open-api/shop-data.ts'
import { dyshop, type Ended, startDyshop } from './dyshop.ts'
import type { TestFolder } from './folder.ts'

/** A made-up shop behind a real server, and the credentials of someone who may read it. */
export interface ServedShop {
  shop: FakeShop
  gateway: FakeGateway
  server: FakeServer
  archive: string
  env: Record<string, string>
  /** Runs dyshop with these credentials. */
  run(argv: readonly string[], env?: Record<string, string>): Promise<Ended>
  start(argv: readonly string[]): ReturnType<typeof startDyshop>
}

export type ServedOptions = Partial<ShopSize> & Partial<GatewayOptions>

/** Serves shops to the tests of one file, each until the end of its test. */
export function useServedShops(
  folder: TestFolder,
  common: ServedOptions = {},
): (options?: ServedOptions) => Promise<ServedShop> {
  const served: ServedShop[] = []
  afterEach(async () => {
    for (const { server } of served.splice(0)) await server.close()
  })
  return async (options = {}) => {
    const shop = await serveShop(folder.free('shop'), { ...common, ...options })
    served.push(shop)
    return shop
  }
}

export async function serveShop(folder: string, options: ServedOptions = {}): Promise<ServedShop> {
  const now = Math.floor(Date.now() / 1000)
  const shop = makeShop({ seed: 3, orders: 40, now, ...options })
  const gateway = new FakeGateway({ clock: { now: Date.now }, ...options, shop })
  const server = await startServer(gateway)
  await mkdir(folder, { recursive: true })
  const secretFile = join(folder, 'secret.txt')
  await writeFile(secretFile, `${gateway.secret}\n`)
  const archive = join(folder, 'archive')
  const env = {
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, 'config'),
    DYSHOP_API_URL: server.url,
    DYSHOP_API_RATE: '1000',
    DYSHOP_APP_KEY: gateway.appKey,
    DYSHOP_APP_SECRET_FILE: secretFile,
    DYSHOP_SHOP_ID: String(shop.shopId),
    DYSHOP_ARCHIVE: archive,
  }
  return {
    ...{ shop, gateway, server, archive, env },
    run: (argv, changed = {}) => dyshop(argv, { env: { ...env, ...changed } }),
    start: (argv) => startDyshop(argv, { env }),
  }
}
