import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { backup } from '../src/app/backup.ts'
import { fetchHttp } from '../src/platform/http.ts'
import { systemTime } from '../src/platform/system-time.ts'
import { fakeSource } from '../tests/fakes/open-api/fake-source.ts'
import { startServer } from '../tests/fakes/open-api/server.ts'
import { realDeps } from '../tests/support/deps.ts'

const USAGE = `npm run bench:api -- [--orders N] [--rate N] [--real] [--folder DIR]

Backs a made-up shop up through the Open API, at a server that allows --rate requests a second for each
method and refuses more. Time is virtual, so that 83 minutes pass in two; with --real it is not, and a
real server on this machine answers (5,000 orders take some minutes). The platform's side lives in this
process too: its shop is made before the memory is measured, and its log is thrown away.`

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

async function main(orders: number, rate: number): Promise<void> {
  const folder = await mkdtemp(join(values.folder, 'dyshop-bench-api-'))
  const watch = new Watch()
  const realTime = systemTime()
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
      for (const asked of world.gateway.log.splice(0, world.gateway.log.length - 1))
        watch.see(asked)
    },
    ...(values.real ? { clock: realTime, nowMs: Date.now() } : {}),
  })
  const server = values.real ? await startServer(world.gateway) : null
  if (server) {
    Object.assign(world.config, { baseUrl: server.url })
    Object.assign(world.deps, { http: fetchHttp(), time: realTime })
  }
  const clock = server ? realTime : world.time
  const before = process.memoryUsage().rss
  const start = performance.now()
  const shop = { source: world.open(), since: null, rate }
  const input = { paths: [], root: join(folder, 'archive'), toolVersion: 'bench', shop }
  const { complete, data } = await backup(input, realDeps({ clock }))
  const seconds = (performance.now() - start) / 1000
  for (const asked of world.gateway.log.splice(0)) watch.see(asked)
  await server?.close()
  await rm(folder, { recursive: true, force: true })

  const mib = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`
  const early = watch.memory[0] ?? before
  console.log(
    [
      `${orders} orders, ${data.totals.lines} lines, ${watch.requests} requests in ${seconds.toFixed(0)} s (${values.real ? 'real' : 'virtual'} time); complete: ${complete}`,
      `order.orderDetail: ${watch.answered} at ${watch.rate.toFixed(2)} a second, ${((watch.rate / rate) * 100).toFixed(1)} % of ${rate}; refused: ${watch.refused}`,
      `memory: ${mib(before)} with the platform's shop in it, ${mib(early)} after the first details, ${mib(Math.max(early, ...watch.memory))} at the most while they came`,
      `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`,
    ].join('\n'),
  )
}

if (values.help) console.log(USAGE)
else await main(Number(values.orders), Number(values.rate))
