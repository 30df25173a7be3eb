import { access, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CheckResult } from '../../src/app/results.ts'
import type { ChecklistReport } from '../../src/reports/checklist/checklist-report.ts'
import type { StepsReport } from '../../src/reports/steps-report.ts'
import { CLEAR_NOW } from '../support/clear-shop.ts'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'

const folder = useFolder()

/** Every command that needs an archive. */
const COMMANDS: readonly (readonly string[])[] = [
  ['check'],
  ['plan'],
  ['plan', '--ics', 'a.ics'],
  ['checklist'],
  ['checklist', '--out', 'a.xlsx'],
  ['checklist', 'mark', 'line:1', '--status', 'done'],
  ['checklist', 'sync', 'a.xlsx'],
  ['steps'],
  ['steps', '--route', 'app'],
  ['steps', 'done', 'deposit'],
  ['steps', 'undo', 'deposit'],
  ['steps', 'waive', 'reviews'],
  ['find', '茶'],
  ['export', 'orders', '--out', 'a.csv'],
  ['addresses'],
  ['verify'],
  ['rebuild'],
]

describe('without an archive', () => {
  test.each(COMMANDS.map((argv) => [argv.join(' '), argv] as const))(
    '%s says what to do first, exit 2, and makes nothing',
    async (_name, argv) => {
      const cwd = folder.free('place')
      await mkdir(cwd)
      const ended = await dyshop([...argv, '--json'], { cwd })
      expect(ended).toMatchObject({ exitCode: 2, stdout: '' })
      const { error } = ended.error()
      expect(error.code).toBe('no-archive')
      expect(error.hint).toContain('dyshop backup')
      expect(await readdir(cwd)).toEqual([])
    },
  )

  test('attach too, whose file is there', async () => {
    const file = folder.free('a.pdf')
    await writeFile(file, '%PDF')
    const archive = folder.free('none')
    const ended = await dyshop(['attach', file, '--archive', archive, '--json'])
    expect(ended.error().error).toMatchObject({ code: 'no-archive', exitCode: 2 })
    await expect(access(archive)).rejects.toThrow()
  })

  test('an empty folder is none, and one of other files is left alone', async () => {
    const empty = folder.free('empty')
    await mkdir(empty)
    expect((await dyshop(['check', '--archive', empty, '--json'])).error().error.code).toBe(
      'no-archive',
    )
    const other = folder.free('other')
    await mkdir(other)
    await writeFile(join(other, 'a.txt'), 'x')
    for (const command of ['check', 'plan', 'checklist', 'steps', 'verify', 'rebuild']) {
      const ended = await dyshop([command, '--archive', other, '--json'])
      expect(ended.error().error, command).toMatchObject({ code: 'no-archive', exitCode: 2 })
    }
    expect(await readdir(other)).toEqual(['a.txt'])
  })
})

describe('with an archive that holds no order', () => {
  const archive = () => folder.at('empty-archive')
  const at = () => ['--at', CLEAR_NOW, '--archive', archive()]

  beforeAll(async () => {
    const address = ['--contact', '仓管', '--phone', '19900001111', '--address', '北俱省一号']
    await dataOf(['addresses', 'add', ...address, '--archive', archive()])
  })

  test('check proves nothing, and is never ready', async () => {
    const ended = await dyshop(['check', ...at(), '--json'])
    expect(ended.exitCode).toBe(1)
    const { data } = ended.json<CheckResult>()
    expect(data).toMatchObject({ ready: false, asOf: null, unshipped: [], openAfterSales: [] })
    const states = new Set(data.conditions.map(({ status }) => status))
    expect([...states].sort()).toEqual(['manual', 'unknown'])
  })

  test('plan knows no day and says why', async () => {
    expect(await dataOf(['plan', ...at()])).toMatchObject({
      earliestFiling: null,
      moneyBackBy: null,
      assumptions: [{ id: 'no-data' }],
    })
    expect((await dyshop(['plan', ...at()])).stdout).toContain('dyshop backup')
  })

  test('plan writes a calendar without an event, which is still a calendar', async () => {
    const file = folder.free('a.ics')
    expect((await dyshop(['plan', '--ics', file, ...at()])).exitCode).toBe(0)
    await access(file)
  })

  test('checklist has nothing on it, in every format', async () => {
    expect(await dataOf<ChecklistReport>(['checklist', ...at()])).toMatchObject({
      items: [],
      done: [],
    })
    for (const format of ['xlsx', 'md', 'html', 'csv', 'json']) {
      const out = folder.free(`list.${format}`)
      expect((await dyshop(['checklist', '--out', out, ...at()])).exitCode, format).toBe(0)
      if (format === 'xlsx') {
        expect(await dataOf(['checklist', 'sync', out, '--archive', archive()])).toEqual({
          changed: [],
          unchanged: 0,
        })
      }
    }
  })

  test('steps keep applying and signing blocked', async () => {
    for (const [route, id] of [
      ['pc', 'sign'],
      ['app', 'close-shop'],
    ] as const) {
      const { steps, gate } = await dataOf<StepsReport>(['steps', '--route', route, ...at()])
      expect(gate.open).toBe(false)
      expect(steps.find((step) => step.id === id)?.state).toBe('blocked')
    }
  })
})
