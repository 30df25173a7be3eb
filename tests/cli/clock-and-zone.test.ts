import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { DoctorResult } from '../../src/app/results.ts'
import { databaseContent, fileHashes } from '../support/archive-content.ts'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_NOW, EXAMPLE_SHOP } from '../support/shops.ts'
import { IS_THOROUGH } from '../support/thorough.ts'

const folder = useFolder()
const DAY_MS = 86_400_000
const YEARS_MS = 3653 * DAY_MS

const CLOCK = new URL('../support/wrong-clock.mjs', import.meta.url).href

/** The machine's clock as the program sees it: where it begins, and by how much it leaps to and fro. */
function clock(start: string, jumpMs = 0): Record<string, string> {
  return {
    NODE_OPTIONS: `--import=${CLOCK}`,
    CLOCK_START: start,
    CLOCK_JUMP_MS: String(jumpMs),
    CLOCK_JUMP_AFTER: '1',
  }
}

/** The others go the same ways as one of these. */
const TELLING = ['Beijing', 'New York', 'fast', 'back and ahead']

const MACHINES: readonly (readonly [string, Record<string, string>])[] = [
  ['in Beijing', { TZ: 'Asia/Shanghai', ...clock(EXAMPLE_NOW) }],
  // An hour that there is twice in New York.
  [
    'in New York, when summer time ends',
    { TZ: 'America/New_York', ...clock('2026-11-01T06:30:00Z') },
  ],
  [
    'whose clock is ten years slow',
    { TZ: 'America/New_York', ...clock('2016-11-23T09:30:00+08:00') },
  ],
  ['whose clock is ten years fast', { TZ: 'Asia/Shanghai', ...clock('2036-11-23T09:30:00+08:00') }],
  ['whose clock leaps ahead and back', { TZ: 'UTC', ...clock(EXAMPLE_NOW, YEARS_MS) }],
  [
    'whose clock leaps back and ahead',
    { TZ: 'America/New_York', ...clock(EXAMPLE_NOW, -YEARS_MS) },
  ],
]

/** Everything that is said or written of a shop on one machine, as far as a moment does not stand in it. */
async function seenOn(env: Record<string, string>): Promise<Record<string, unknown>> {
  const root = folder.free('archive')
  const backup = await dataOf<{ imports: unknown; outputs: unknown }>(
    ['backup', EXAMPLE_SHOP, '--archive', root],
    { env },
  )
  const seen: Record<string, unknown> = {
    content: await databaseContent(root),
    backup: { ...backup, archive: '' },
    originals: Object.keys(await fileHashes(join(root, 'originals'))).sort(),
  }
  const at = ['--at', EXAMPLE_NOW, '--archive', root]
  for (const command of ['check', 'plan', 'checklist', 'steps']) {
    const { stdout, exitCode } = await dyshop([command, ...at, '--json'], { env })
    seen[command] = { exitCode, stdout: stdout.replaceAll(root, '') }
  }
  for (const format of ['csv', 'xlsx']) {
    const out = folder.free(`orders.${format}`)
    const days = ['--from', '2026-10-01', '--to', '2026-11-20']
    await dataOf(['export', 'orders', ...days, '--out', out, '--archive', root], { env })
    seen[format] = (await readFile(out)).toString('base64')
  }
  const verified = await dyshop(['verify', '--deep', '--json', '--archive', root], { env })
  seen.verify = {
    exitCode: verified.exitCode,
    damaged: verified.json<{ damaged: [] }>().data.damaged,
  }
  return seen
}

describe('the archive, the answers for a moment and the exports are the same', () => {
  let here: Record<string, unknown>

  beforeAll(async () => {
    here = await seenOn({ TZ: 'UTC', ...clock(EXAMPLE_NOW) })
  })

  test('on a machine in Greenwich, where all is well', () => {
    expect(here.verify).toEqual({ exitCode: 0, damaged: [] })
    expect(here.check).toMatchObject({ exitCode: 1 })
    expect(here.plan).toMatchObject({ exitCode: 0 })
  })

  const machines = MACHINES.filter(
    ([name]) => IS_THOROUGH || TELLING.some((part) => name.includes(part)),
  )

  test.each(machines)('on a machine %s', async (_, env) => {
    const there = await seenOn(env)
    for (const [what, value] of Object.entries(here)) expect(there[what], what).toEqual(value)
  })
})

describe('that the clock is wrong is said where anything tells', () => {
  const clockOf = async (root: string, now: string) => {
    const env = { ...clock(now), TZ: 'America/New_York' }
    const ended = await dyshop(['doctor', '--json', '--archive', root], { env })
    const { checks } = ended.json<DoctorResult>().data
    const { stdout: words } = await dyshop(['doctor', '--archive', root], { env })
    const seen = checks.find(({ id }) => id === 'clock')
    return { status: seen?.status, facts: seen?.facts, line: /.*电脑时间.*/.exec(words)?.[0] ?? '' }
  }

  test('it lies before the exports, before the rules, or before the archive was written', async () => {
    const root = folder.free('archive')
    await dataOf(['backup', EXAMPLE_SHOP, '--archive', root], { env: clock(EXAMPLE_NOW) })
    const right = await clockOf(root, EXAMPLE_NOW)
    expect(right).toMatchObject({ status: 'ok', facts: { against: '' } })
    expect(right.line).toContain('2026-11-23 09:30')
    const slow = await clockOf(root, '2026-11-01T09:30:00+08:00')
    expect(slow).toMatchObject({ status: 'warn', facts: { against: 'data' } })
    expect(slow.line).toMatch(/数据截至 2026-11-2.*请校准电脑时间/)
    const none = await clockOf(folder.free('none'), '2016-11-23T09:30:00+08:00')
    expect(none).toMatchObject({ status: 'warn', facts: { against: 'rules' } })
    expect(none.line).toContain('电脑时间却更早，请校准电脑时间')
  })

  test('an archive was written while it was years ahead', async () => {
    const root = folder.free('archive')
    await dataOf(['backup', EXAMPLE_SHOP, '--archive', root], {
      env: clock('2036-11-23T09:30:00+08:00'),
    })
    const after = await clockOf(root, EXAMPLE_NOW)
    expect(after).toMatchObject({ status: 'warn', facts: { against: 'archive' } })
    expect(after.line).toMatch(/存档写于 2036-11-23 .*请校准电脑时间/)
  })
})
