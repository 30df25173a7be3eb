/** The platform's side of `bench:api --real`, in a process of its own: argv is orders and rate. */
import { FakeGateway } from '../tests/fakes/open-api/gateway.ts'
import { startServer } from '../tests/fakes/open-api/server.ts'
import { makeShop } from '../tests/fakes/open-api/shop-data.ts'

const [orders = 0, rate = 0] = process.argv.slice(2).map(Number)
const now = Math.floor(Date.now() / 1000)
const shop = makeShop({ seed: 1, orders, products: 200, now })
const gateway = new FakeGateway({ shop, clock: { now: Date.now }, limit: rate })
const server = await startServer(gateway)
const { appKey, secret } = gateway
process.send?.({ url: server.url, appKey, secret, shopId: String(shop.shopId) })
process.once('message', () => {
  process.send?.(
    gateway.log.map(({ method, at, outcome }) => ({ method, at, outcome })),
    () => process.exit(),
  )
})
