import { rm } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DyshopError, EXIT } from '../../../src/errors.ts'
import type { fakeSource } from '../../fakes/open-api/fake-source.ts'
import { backupWorld, comparable, contentOf, truthOf } from '../../support/archived-shop.ts'
import { useFolder } from '../../support/folder.ts'
import { schedules, worldOf } from '../../support/shop-schedules.ts'
import { times } from '../../support/thorough.ts'

const folder = useFolder()

/** `SCHEDULES=1000 npx vitest run tests/app/shop-api/shop-faults.test.ts` is the whole proof. */
const RUNS = Number(process.env.SCHEDULES || times({ usual: 20, thorough: 30 }))

/** Runs a backup whose rows may change under way. @returns the exit code that the command would have */
async function exitCodeOf(world: ReturnType<typeof fakeSource>, root: string): Promise<number> {
  try {
    const { complete, stop } = await backupWorld(world, root)
    return stop ? stop.exitCode : complete ? EXIT.clear : EXIT.incomplete
  } catch (error) {
    if (!(error instanceof DyshopError)) throw error
    return error.exitCode
  }
}

describe('whatever goes wrong between the platform and the archive', () => {
  const codes = new Map<number, number>()

  test(`the archive is the truth, or the exit code is not 0 (${RUNS} schedules)`, async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async (schedule) => {
        const root = folder.free()
        const world = worldOf(schedule)
        const code = await exitCodeOf(world, root)
        codes.set(code, (codes.get(code) ?? 0) + 1)
        if (code === EXIT.clear) await expectTruth(root, world)
        else expect([EXIT.incomplete, EXIT.credentials, EXIT.network]).toContain(code)
        await rm(root, { recursive: true, force: true })
      }),
      { numRuns: RUNS },
    )
  })

  test('and enough runs get through for that to mean something', () => {
    expect(codes.get(EXIT.clear) ?? 0).toBeGreaterThan(RUNS / 10)
    expect([...codes.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(RUNS)
    if (process.env.SCHEDULES) console.log(Object.fromEntries(codes))
  })

  test(`after faults have passed, the same command makes it whole (${Math.ceil(RUNS / 4)} schedules)`, async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async (schedule) => {
        const root = folder.free()
        const world = worldOf(schedule)
        await exitCodeOf(world, root)
        world.calm()
        world.time.advance(3_600_000)
        expect(await exitCodeOf(world, root)).toBe(EXIT.clear)
        await expectTruth(root, world)
        await rm(root, { recursive: true, force: true })
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    )
  })
})

/** Orders that change after a run has begun are the next run's; all else must be there as it is. */
async function expectTruth(
  root: string,
  { shop, changedIds }: ReturnType<typeof worldOf>,
): Promise<void> {
  const stayed = (id: unknown) => !changedIds.has(String(id))
  const [found, expected] = comparable(await contentOf(root), truthOf(shop))
  for (const content of [found, expected]) {
    content.lines = (content.lines ?? []).filter(({ orderId }) => stayed(orderId))
  }
  expect(found).toEqual(expected)
}
