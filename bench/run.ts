import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Bench } from './bench.ts'
import { keepResults, tableOf } from './results.ts'
import { Workshop } from './workshop.ts'

const USAGE = `npm run bench -- [--quick] [--huge] [--turns N] [--seed N] [--folder DIR] [--keep]

Races dyshop against its peers over the same generated orders. --quick takes a tenth of the lines;
--huge lets dyshop alone go through 10,000,000 lines once, which takes 40 GB of disk;
--keep writes the table to bench/RESULTS.md.`

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    huge: { type: 'boolean', default: false },
    turns: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    folder: { type: 'string', default: join(tmpdir(), 'dyshop-bench') },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
/** Lines: to race over, to grow to, and to go through once. */
const SIZES = {
  full: [200_000, 1_000_000, 10_000_000],
  quick: [20_000, 100_000, 1_000_000],
} as const

if (values.help) console.log(USAGE)
else await main()

async function main(): Promise<void> {
  const [small, large, huge] = SIZES[values.quick ? 'quick' : 'full']
  const sizes = values.huge ? [huge] : [small, large]
  const workshop = await Workshop.open(values.folder, Number(values.seed), sizes)
  const bench = new Bench(workshop, Number(values.turns))
  const rows = values.huge
    ? await bench.alone(huge)
    : [
        ...(await bench.backups(small)),
        ...(await bench.exports(small)),
        ...(await bench.reading(small)),
        ...(await bench.growth(small, large)),
        ...(await bench.queries(large)),
        ...(await bench.startUp()),
      ]
  const [cpu] = cpus()
  const machine = `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`
  const text = tableOf(rows, { machine, turns: bench.turns, skipped: workshop.skipped })
  console.log(text)
  if (values.keep) await keepResults(text, values.huge ? 'huge' : 'races')
}
