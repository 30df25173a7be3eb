import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { StepsReport } from '../../src/reports/steps-report.ts'
import { CLEAR_NOW } from '../support/clear-shop.ts'
import { dataOf } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { hasTerminal, type Screen } from '../support/pseudo-terminal.ts'
import { recordOf, walkPage, walkToTheEnd } from '../support/whole-walk.ts'

const folder = useFolder()

describe.skipIf(!hasTerminal)('a walk from nothing to the end (needs the script command)', () => {
  let walk: Screen
  const archive = () => folder.at('shop', '我的存档')

  beforeAll(async () => {
    walk = await walkToTheEnd(folder.at('shop'))
  })

  it('needs no knowledge of any command, and no question is left', () => {
    expect(walk).toMatchObject({ exitCode: 0, unanswered: [] })
  })

  it('ends with a signed-off archive that is whole', async () => {
    const argv = ['--at', CLEAR_NOW, '--archive', archive()]
    const { steps, gate } = await dataOf<StepsReport>(['steps', ...argv])
    expect(steps.map(({ state }) => state)).toEqual(Array(6).fill('done'))
    expect(gate.open).toBe(true)
    expect(await dataOf(['verify', '--deep', '--archive', archive()])).toMatchObject({ ok: true })
  })

  it('shows every command before it runs', () => {
    const ran = [...recordOf(walk).matchAll(/^\$ dyshop (\w+)/gm)].map(([, name]) => name)
    for (const name of [
      'backup',
      'init',
      'check',
      'checklist',
      'plan',
      'report',
      'steps',
      'attach',
      'verify',
    ])
      expect(ran).toContain(name)
  })

  it('says what cannot be taken back before it is ticked', () => {
    const record = recordOf(walk)
    const warned = record.lastIndexOf(
      '从这里起不能回头',
      record.indexOf('dyshop steps done sign --at'),
    )
    expect(record.slice(warned, record.indexOf('dyshop steps done sign --at'))).toContain(
      '您已经在后台完成这一步了吗',
    )
  })

  it('has no word of inquirer in it that is not Chinese', () => {
    expect(walk.screen).not.toMatch(/navigate|select\b|submit|\bYes\b|\bNo\b|\(y\/N\)/)
  })

  it('is the one that the documentation shows', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/walk.md'), 'utf8')
    expect(page === walkPage(walk), 'docs/walk.md is stale: npm run walk').toBe(true)
  })
})
