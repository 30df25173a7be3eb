import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { backup, type ShopToRead } from '../src/app/backup.ts'
import type { Clock } from '../src/app/ports.ts'
import { Secret } from '../src/domain/privacy/secret.ts'
import { fetchHttp } from '../src/platform/http.ts'
import { systemTime } from '../src/platform/system-time.ts'
import { openApiSource } from '../src/sources/open-api/source.ts'
import { fakeSource } from '../tests/fakes/open-api/fake-source.ts'
import { memoryStore } from '../tests/fakes/open-api/memory-store.ts'
import { realDeps } from '../tests/support/deps.ts'

const USAGE = `npm run bench:api -- [--orders N] [--rate N] [--real] [--folder DIR]

Backs a made-up shop up through the Open API, at a server that allows --rate requests a second for each
method and refuses more. Time is virtual, so that 83 minutes pass in two, and the platform's side lives
in this process too, with a shop of that size in memory. With --real a real server in a process of its
own answers, and 2,500 orders take three minutes.`

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '100000' },
    rate: { type: 'string', default: '20' },
    real: { type: 'boolean', default: false },
    folder: { type: 'string', default: tmpdir() },
    help: { type: 'boolean', default: false },
  },
})
/** What the server saw of its busiest method. */
class Watch {
  #first = Number.NaN
  #last = Number.NaN
  answered = 0
  refused = 0
  requests = 0
  readonly memory: number[] = []

  see({ method, at, outcome }: { method: string; at: number; outcome: string }): void {
    this.requests++
    if (outcome !== '') this.refused++
    if (method !== 'order.orderDetail') return
    if (this.answered++ === 0) this.#first = at
    this.#last = at
    if (this.answered % 5000 === 0) this.memory.push(process.memoryUsage().rss)
  }

  /** Requests a second, from the first to the last. */
  get rate(): number {
    return (this.answered - 1) / ((this.#last - this.#first) / 1000)
  }
}

/** The two sides of a bench. */
interface Sides {
  shop: ShopToRead
  clock: Clock
  /** Hands over what the platform has seen, and ends it. */
  end(): Promise<void>
}

/** Both sides in this process, in virtual time. */
function virtualSides(orders: number, rate: number, watch: Watch): Sides {
  let count = 0
  const world: ReturnType<typeof fakeSource> = fakeSource({
    orders,
    products: 200,
    limit: rate,
    config: { rate },
    // A network that is sometimes slow.
    latencyMs: () => 40 + ((count++ * 37) % 60),
    meanwhile: () => {
      // The request before this one has its outcome by now.
      const { log } = world.gateway
      for (const asked of log.splice(0, log.length - 1)) watch.see(asked)
    },
  })
  return {
    shop: { source: world.open(), since: null, rate },
    clock: world.time,
    async end() {
      for (const asked of world.gateway.log.splice(0)) watch.see(asked)
    },
  }
}

/** A real server in a process of its own. */
async function realSides(orders: number, rate: number, watch: Watch): Promise<Sides> {
  const path = join(import.meta.dirname, 'api-server.ts')
  const child = fork(path, [String(orders), String(rate)], { execArgv: ['--import', 'tsx'] })
  const message = <T>() => new Promise<T>((come) => child.once('message', (it) => come(it as T)))
  const { url, appKey, secret, shopId } = await message<Record<string, string>>()
  const time = systemTime()
  const config = {
    appKey: appKey ?? '',
    appSecret: new Secret(secret ?? ''),
    shopId: shopId ?? null,
  }
  const source = openApiSource(
    { ...config, authCode: null, host: url ?? '', rate },
    {
      ...{ http: fetchHttp(), store: memoryStore(), time, random: Math.random },
      ...{ userAgent: 'dyshop/bench', log: { debug() {}, note() {} } },
    },
  )
  return {
    shop: { source, since: null, rate },
    clock: time,
    async end() {
      const log = message<Parameters<Watch['see']>[0][]>()
      child.send('end')
      for (const asked of await log) watch.see(asked)
    },
  }
}

async function main(orders: number, rate: number): Promise<void> {
  const folder = await mkdtemp(join(values.folder, 'dyshop-bench-api-'))
  const watch = new Watch()
  const open = values.real ? realSides : virtualSides
  const { shop, clock, end } = await open(orders, rate, watch)
  const before = process.memoryUsage().rss
  const start = performance.now()
  let peak = before
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 1000)
  const input = { paths: [], root: join(folder, 'archive'), toolVersion: 'bench', shop }
  const { complete, data } = await backup(input, realDeps({ clock }))
  const seconds = (performance.now() - start) / 1000
  clearInterval(sampler)
  await end()
  await rm(folder, { recursive: true, force: true })

  const mib = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`
  const [early = peak] = watch.memory
  const kind = values.real ? 'real' : 'virtual'
  const share = ((watch.rate / rate) * 100).toFixed(1)
  console.log(
    [
      `${orders} orders, ${data.totals.lines} lines, ${watch.requests} requests in ${seconds.toFixed(0)} s of ${kind} time; complete: ${complete}`,
      `order.orderDetail: ${watch.answered} at ${watch.rate.toFixed(2)} a second, ${share} % of ${rate}; refused, of all: ${watch.refused}`,
      `memory: ${mib(before)} at the start, ${mib(early)} after 5,000 details, ${mib(Math.max(early, ...watch.memory))} at the most while they came, ${mib(peak)} at the peak`,
      `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`,
    ].join('\n'),
  )
}

if (values.help) console.log(USAGE)
else await main(Number(values.orders), Number(values.rate))
