import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writtenShop } from '../support/shops.ts'
import { runCampaign } from './campaign.ts'
import { makeSources, SCENARIOS } from './scenarios.ts'
import { ERRNOS, type FaultKind, FaultyDisk, shimMissing } from './shim.ts'

/** The long form of the fault campaign: `npm run faults -- --points 60 --seed 1`. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    points: { type: 'string', default: '60' },
    kinds: { type: 'string', default: ['kill', ...Object.keys(ERRNOS)].join(',') },
    /** Every call from one to another, such as 1-200, instead of some here and there. */
    calls: { type: 'string', default: '' },
    only: { type: 'string', default: '' },
    /** Looks at the disturbed runs alone, in a fraction of the time. */
    'without-mending': { type: 'boolean', default: false },
  },
})
if (shimMissing) throw new Error(shimMissing)

const rangeOf = (text: string) => {
  const [from = 1, to = from] = text.split('-').map(Number)
  return { from, to }
}

const folder = await mkdtemp(join(tmpdir(), 'dyshop-campaign-'))
const disk = await FaultyDisk.make()
let violations = 0
try {
  const sources = await makeSources(await writtenShop('tiny', 3, join(folder, 'shop')), folder)
  for (const scenario of SCENARIOS.filter(({ name }) => name.includes(values.only))) {
    const result = await runCampaign(scenario, {
      disk,
      sources,
      folder: join(folder, scenario.name.replaceAll(' ', '-')),
      seed: Number(values.seed),
      points: Number(values.points),
      ...(values.calls ? { calls: rangeOf(values.calls) } : {}),
      kinds: values.kinds.split(',') as FaultKind[],
      twice: true,
      mends: values['without-mending'] ? [] : ['again', 'repair first'],
      onHit: ({ at, kind }, { calls, violations: found }) => {
        console.error(`${scenario.name}: ${kind} at ${at} of ${calls}, ${found.length} violations`)
      },
    })
    const counts = Object.entries(result.runs).map(([kind, count]) => `${kind} ${count}`)
    console.log(`${scenario.name}: ${result.calls} calls; hit: ${counts.join(', ')}`)
    for (const { faults, what } of result.violations) console.log(JSON.stringify(faults), what)
    violations += result.violations.length
  }
} finally {
  await disk.remove()
  await rm(folder, { recursive: true, force: true })
}
console.log(`${violations} violations, seed ${values.seed}`)
process.exitCode = violations === 0 ? 0 : 1
