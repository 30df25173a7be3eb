import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CheckResult, StepMarkResult } from '../../src/app/results.ts'
import type { Plan } from '../../src/domain/closing/plan.ts'
import type { StepsReport } from '../../src/reports/steps-report.ts'
import { copyArchive } from '../support/archive-content.ts'
import {
  BY_HAND,
  CLEAR_NOW,
  CLEAR_ROWS,
  CLEAR_SHOP_NAME,
  writeClearExports,
  writeShopFile,
} from '../support/clear-shop.ts'
import { dataOf, dyshop, type Ended } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'

const folder = useFolder()
let archive: string

beforeAll(async () => {
  archive = folder.at('made')
  await writeShopFile(archive)
  const exports = await writeClearExports(folder.free('exports'))
  await dataOf(['backup', exports, '--archive', archive])
})

beforeEach(async () => {
  archive = folder.free('archive')
  await copyArchive(folder.at('made'), archive)
})

const at = ['--at', CLEAR_NOW]
const run = (...argv: string[]): Promise<Ended> => dyshop([...argv, '--archive', archive])
const steps = (...argv: string[]) =>
  dataOf<StepsReport>(['steps', ...argv, ...at, '--archive', archive])
const done = (...ids: string[]) =>
  dataOf<StepMarkResult>(['steps', 'done', ...ids, ...at, '--archive', archive])
const waive = (...ids: string[]) => dataOf(['steps', 'waive', ...ids, '--archive', archive])
const partsOf = ({ gate }: StepsReport) =>
  Object.fromEntries(gate.parts.map(({ id, met }) => [id, met]))

describe('conditions that no export proves', () => {
  test('are met once they are ticked, so that check becomes ready and exits 0', async () => {
    expect((await run('check', ...at)).exitCode).toBe(1)
    const { changed } = await done(...BY_HAND)
    expect(changed.map(({ id }) => id)).toEqual([...BY_HAND])
    for (const { at: when, by } of changed) {
      expect(when).toMatch(/^\d{4}-\d{2}-\d{2}T.*\+08:00$/)
      expect(by).not.toBe('')
    }
    const ended = await run('check', ...at, '--json')
    expect(ended.exitCode).toBe(0)
    const { ready, conditions } = ended.json<CheckResult>().data
    expect(ready).toBe(true)
    expect(conditions.find(({ id }) => id === 'deposit')?.ticked).toBe(changed[0]?.at)
    expect((await run('check', ...at)).stdout).toContain('下一步：dyshop steps --archive')
  })

  test('are open again when the tick is taken back, which stays on record', async () => {
    await done('deposit')
    const undone = await dataOf<StepMarkResult>(['steps', 'undo', 'deposit', '--archive', archive])
    expect(undone.changed).toMatchObject([{ id: 'deposit', status: 'undone' }])
    const { conditions } = (await run('check', ...at, '--json')).json<CheckResult>().data
    expect(conditions.find(({ id }) => id === 'deposit')?.status).toBe('manual')
    expect((await steps()).ticks).toMatchObject([{ id: 'deposit', status: 'undone' }])
  })

  test('keep their ticks through a rebuild', async () => {
    await done('deposit')
    await dataOf(['rebuild', '--archive', archive])
    expect((await steps()).ticks).toMatchObject([{ id: 'deposit', status: 'done' }])
  })
})

describe('that the notice has been on for 30 days', () => {
  const without = async () => {
    const text = await readFile(join(archive, 'shop.toml'), 'utf8')
    await writeFile(join(archive, 'shop.toml'), text.replace(/^notice_start.*\n/, ''))
  }
  const toml = () => readFile(join(archive, 'shop.toml'), 'utf8')

  test('is not believed without its first day, which a script gives with --date', async () => {
    await without()
    const ended = await run('steps', 'done', 'notice', ...at)
    expect(ended.exitCode).toBe(2)
    expect(ended.stderr).toContain('--date')
    expect((await steps()).ticks).toEqual([])
  })

  test('follows from the day, which is kept in shop.toml, so that plan counts from it', async () => {
    await without()
    await done('notice', '--date', '2026-10-18')
    expect(await toml()).toContain('notice_start = "2026-10-18"')
    const { milestones } = await dataOf<Plan>(['plan', ...at, '--archive', archive])
    expect(milestones).toContainEqual({ date: '2026-10-18', id: 'notice-start' })
  })

  test('is refused while the days are not over, though the day is kept', async () => {
    await without()
    const ended = await run('steps', 'done', 'notice', '--date', '2026-11-20', ...at)
    expect(ended.exitCode).toBe(1)
    expect(ended.stderr).toContain('2026-12-20')
    expect(ended.stderr).toContain('第一天已经记下')
    expect(await toml()).toContain('notice_start = "2026-11-20"')
  })

  test('is refused for what is no day, and for another day than is set', async () => {
    expect((await run('steps', 'done', 'notice', '--date', 'soon', ...at)).exitCode).toBe(2)
    const other = await run('steps', 'done', 'notice', '--date', '2026-10-01', ...at, '--json')
    expect(other.error().error.code).toBe('shop-file-set')
    expect(await toml()).toContain('notice_start = "2026-10-20"')
  })
})

describe('what must not be ticked', () => {
  test('a condition that the exports disprove', async () => {
    const owing = {
      ledger: {
        ...CLEAR_ROWS.ledger,
        动账流水号: '2',
        动账时间: '2026-08-21 10:00:00',
        '账户余额(元)': '8.00',
      },
    }
    const more = await writeClearExports(folder.free('more'), owing, 60)
    await dataOf(['backup', more, '--archive', archive])
    const ended = await run('steps', 'done', 'deposit', 'wallet', ...at, '--json')
    expect(ended).toMatchObject({ exitCode: 1, stdout: '' })
    expect(ended.error().error).toMatchObject({ code: 'condition-disproved' })
    expect((await steps()).ticks).toEqual([])
  })

  test('a step that is blocked, which names what is missing', async () => {
    const ended = await run('steps', 'done', 'apply', ...at)
    expect(ended.exitCode).toBe(1)
    expect(ended.stderr).toContain('没有欠缴的保证金')
    expect((await steps()).ticks).toEqual([])
  })

  test('an id that there is not', async () => {
    for (const argv of [
      ['done', 'fly'],
      ['undo', 'fly'],
      ['waive', 'orders'],
    ]) {
      const ended = await run('steps', ...argv)
      expect(ended, argv.join(' ')).toMatchObject({ exitCode: 2 })
      expect(ended.stderr).toContain(argv[1])
      // The ids that there are.
      const isDocument = argv[0] === 'waive'
      expect(ended.stderr).toContain(isDocument ? 'deposit-receipt, reviews' : 'verify-identity')
      if (!isDocument) expect(ended.stderr).toContain('orders-finished, ')
    }
  })
})

describe('the last gate', () => {
  test('opens when everything is met, and signing is then ticked in its order', async () => {
    await done(...BY_HAND)
    await waive('deposit-receipt', 'reviews', 'chats')
    const { gate } = await steps()
    expect(gate.parts.filter(({ met }) => !met)).toEqual([])
    const early = await run('steps', 'done', 'sign', ...at, '--json')
    expect(early.error().error).toMatchObject({ code: 'step-too-early', exitCode: 1 })
    await done('verify-identity', 'apply', 'account-review')
    expect((await steps()).steps.find(({ id }) => id === 'sign')?.state).toBe('next')
    await done('sign')
    const made = (await steps()).steps
    expect(made.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done', 'done', 'next'])
    expect(made[0]?.verifiedBy).toBe('data')
    expect(made[4]).toMatchObject({ verifiedBy: 'tick', irreversible: true })
  })

  test('takes an attached document as well as one that was given up by name', async () => {
    const receipt = folder.free('receipt.pdf')
    await writeFile(receipt, '%PDF')
    await dataOf(['attach', receipt, '--kind', 'deposit-receipt', '--archive', archive])
    await waive('reviews')
    const parts = (await steps()).gate.parts
    expect(parts.map(({ id, by }) => [id, by]).slice(3)).toEqual([
      ['deposit-receipt', 'attached'],
      ['reviews', 'waived'],
      ['chats', null],
    ])
    await dataOf(['steps', 'undo', 'reviews', '--archive', archive])
    expect(partsOf(await steps())).toMatchObject({ reviews: false })
  })

  test('is shut the day after the exports', async () => {
    await done(...BY_HAND)
    const argv = ['steps', '--at', '2026-11-24T00:00:00+08:00', '--archive', archive]
    const { gate } = await dataOf<StepsReport>(argv)
    const part = gate.parts.find(({ id }) => id === 'exports-to-today')
    expect(part).toMatchObject({ met: false, command: expect.stringContaining('dyshop backup') })
    expect(part?.todo).toContain('订单')
  })

  test('is shut as soon as one byte of an original has changed', async () => {
    await done(...BY_HAND)
    await waive('deposit-receipt', 'reviews', 'chats')
    await done('verify-identity', 'apply', 'account-review')
    expect((await steps()).gate.open).toBe(true)
    const [file = ''] = (await readdir(join(archive, 'originals'), { recursive: true })).filter(
      (path) => path.endsWith('.csv'),
    )
    await appendFile(join(archive, 'originals', file), ' ')
    const after = await steps()
    expect(partsOf(after)).toMatchObject({ 'archive-verified': false })
    expect(after.steps.find(({ id }) => id === 'sign')?.state).toBe('blocked')
  })
})

describe('--force', () => {
  const force = (...argv: string[]) => run('steps', 'done', 'sign', '--force', ...argv, ...at)

  test('needs the name of the shop, and says so where nobody can type it', async () => {
    const ended = await force('--json')
    expect(ended.error().error).toMatchObject({ code: 'needs-terminal', exitCode: 2 })
    expect(ended.error().error.hint).toContain('--confirm')
    expect((await steps()).ticks).toEqual([])
  })

  test('is refused with another name', async () => {
    const ended = await force('--confirm', '别的店', '--json')
    expect(ended.error().error).toMatchObject({ code: 'not-confirmed', exitCode: 2 })
    expect((await steps()).ticks).toEqual([])
  })

  test('ticks with the right name, and keeps what was missing with the tick', async () => {
    expect((await force('--confirm', CLEAR_SHOP_NAME)).exitCode).toBe(0)
    const { ticks } = await steps()
    expect(ticks).toMatchObject([{ id: 'sign', status: 'done' }])
    expect(ticks[0]?.note).toContain('check-clear')
    const { stdout } = await run('steps', ...at)
    expect(stdout).toContain('强行打勾，当时还缺：')
    expect(stdout).not.toContain('check-clear')
  })

  test('cannot be confirmed while the shop has no name', async () => {
    const toml = join(archive, 'shop.toml')
    await writeFile(toml, (await readFile(toml, 'utf8')).replace(CLEAR_SHOP_NAME, ''))
    const ended = await force('--confirm', '', '--json')
    expect(ended.error().error).toMatchObject({ code: 'shop-name-unknown', exitCode: 2 })
  })
})

test('the text marks the point of no return, on both routes and in both languages', async () => {
  for (const route of ['pc', 'app']) {
    expect((await run('steps', '--route', route, ...at)).stdout).toContain('从这里起不能回头')
    const english = await run('steps', '--route', route, ...at, '--lang', 'en')
    expect(english.stdout).toContain('POINT OF NO RETURN')
  }
})

test('without an archive there are no steps to take', async () => {
  const ended = await dyshop(['steps', '--archive', folder.free('nothing'), '--json'])
  expect(ended.error().error).toMatchObject({ code: 'no-archive', exitCode: 2 })
})
