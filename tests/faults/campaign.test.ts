import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useFolder } from '../support/folder.ts'
import { writtenShop } from '../support/shops.ts'
import { IS_THOROUGH, times } from '../support/thorough.ts'
import { runCampaign } from './campaign.ts'
import { makeSources, SCENARIOS, type Sources } from './scenarios.ts'
import { type FaultKind, FaultyDisk, shimMissing } from './shim.ts'

/**
 * The short form of the fault campaign; `npm run faults` is the long one. Counts of calls differ a
 * little from run to run, so the points are not the very same ones each time, and need not be.
 */
/** A disk that is full and one that is broken are seen to in the same places. */
const KINDS: readonly FaultKind[] = IS_THOROUGH ? ['kill', 'ENOSPC', 'EIO'] : ['kill', 'ENOSPC']
const POINTS = times({ usual: 2, thorough: 3 })

const folder = useFolder()
let disk: FaultyDisk
let sources: Sources

beforeAll(async () => {
  if (shimMissing) return
  disk = await FaultyDisk.make()
  sources = await makeSources(await writtenShop('tiny', 3, folder.at('shop')), folder.at())
})

afterAll(async () => {
  await disk?.remove()
})

test.skipIf(shimMissing).each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
  `%s: cut off or without a disk, nothing is torn, nothing lost, nothing falsely called done${shimMissing ? ` (left out: ${shimMissing})` : ''}`,
  async (name, scenario) => {
    const { violations, runs } = await runCampaign(scenario, {
      disk,
      sources,
      folder: join(folder.at(), name.replaceAll(' ', '-')),
      seed: 20261124,
      points: POINTS,
      kinds: KINDS,
      twice: false,
      mends: ['again', 'repair first'],
      byTurns: true,
    })
    expect(violations).toEqual([])
    expect(runs).toEqual(Object.fromEntries(KINDS.map((kind) => [kind, POINTS])))
  },
)
