import fc from 'fast-check'
import type { PageScript } from '../fakes/open-api/answers.ts'
import { fakeSource } from '../fakes/open-api/fake-source.ts'
import { type Fault, PASSING_FAULTS } from '../fakes/open-api/faults.ts'

type Bend = 'twice' | 'missing' | 'one-more' | 'one-less' | 'empty' | null

/** Bends the n-th page, so that it contradicts the others. */
function bendPages(bendOf: (count: number) => Bend): PageScript {
  return (page, count) => {
    const bend = bendOf(count)
    if (bend === 'twice' && page.rows.length > 1) page.rows[0] = page.rows[1]
    if (bend === 'missing') page.rows = page.rows.slice(1)
    if (bend === 'one-more') page.total++
    if (bend === 'one-less') page.total--
    if (bend === 'empty') page.rows = []
  }
}

/** Faults, bent pages and changing rows, at any request of a whole backup. */
export const schedules = fc.record({
  seed: fc.integer({ min: 1, max: 1000 }),
  orders: fc.integer({ min: 0, max: 130 }),
  products: fc.integer({ min: 1, max: 5 }),
  /** What happens at which request, of those that a backup of such a shop takes. */
  faults: fc.array(fc.tuple(fc.nat(260), fc.constantFrom<Fault>(...PASSING_FAULTS)), {
    maxLength: 25,
  }),
  /** Requests at which the token is refused. */
  expiries: fc.array(fc.nat(200), { maxLength: 2 }),
  bends: fc.array(
    fc.constantFrom<Bend>(null, null, null, 'twice', 'missing', 'one-more', 'one-less', 'empty'),
    { maxLength: 12 },
  ),
  /** Which order changes before which request. */
  changes: fc.array(fc.tuple(fc.nat(150), fc.nat(130)), { maxLength: 10 }),
  isEndInclusive: fc.boolean(),
  isOld: fc.boolean(),
})

type Schedule = typeof schedules extends fc.Arbitrary<infer T> ? T : never

/** A shop to which a schedule happens, until `calm()`. */
export function worldOf(schedule: Schedule) {
  const { faults, expiries, bends, changes, ...rest } = schedule
  const script = new Map<number, Fault>(faults)
  for (const count of expiries) script.set(count, 'token-expired')
  const changedIds = new Set<string>()
  let isCalm = false
  const world: ReturnType<typeof fakeSource> = fakeSource({
    ...rest,
    config: { rate: 50 },
    faults: (count, method) => {
      const fault = isCalm ? null : (script.get(count) ?? null)
      return fault === 'token-expired' && method.startsWith('token.') ? null : fault
    },
    pages: bendPages((count) => (isCalm ? null : (bends[count] ?? null))),
    meanwhile(count, now) {
      if (isCalm) return
      for (const [at, index] of changes) {
        const order = world.shop.orders[index]
        if (at !== count || !order) continue
        order.updatedAt = now + 1
        order.status = 5
        for (const line of order.lines) line.status = 5
        changedIds.add(order.orderId)
      }
    },
  })
  const calm = () => {
    isCalm = true
    changedIds.clear()
  }
  return { ...world, changedIds, calm }
}
