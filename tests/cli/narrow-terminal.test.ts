import stringWidth from 'string-width'
import { beforeAll, describe, expect, test } from 'vitest'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { hasTerminal, onTerminal } from '../support/pseudo-terminal.ts'
import { screenText } from '../support/screen-text.ts'
import { EXAMPLE_NOW, EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
const env = () => ({ DYSHOP_ARCHIVE: folder.at('archive') })
/** The exports are older than a day then. */
const DAYS_LATER = '2026-11-28T09:30:00+08:00'
const ESCAPE = '\u001b'

beforeAll(async () => {
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', folder.at('archive')])
})

/** Lines of tables: those with two or more columns, which a wrap would tear apart. */
const tableLines = (screen: string) =>
  screen
    .split(/\r?\n/)
    .filter((line) =>
      / \d+\.\d\d {2}| {2}(line:|after-sale:)?\d{17,}|^ {2}\S+ {2}.*20\d\d-\d\d-\d\d/.test(line),
    )

describe.skipIf(!hasTerminal)('on a terminal (needs the script command)', () => {
  test.each([
    ['find', '2026-11-20'],
    ['find', '绿茶'],
    ['checklist', '--at', EXAMPLE_NOW],
    ['check', '--at', EXAMPLE_NOW],
    ['check', '--at', EXAMPLE_NOW, '--only', 'orders-finished'],
  ])('of 80 columns no line of a table wraps: %s %s', async (...argv) => {
    const { screen } = await onTerminal(argv, [], { columns: 80, env: env() })
    const lines = tableLines(screen)
    expect(lines.length).toBeGreaterThan(3)
    for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(80)
  })

  test.each([
    ['check', '--at', EXAMPLE_NOW, '✘ 还不能关店'],
    ['check', '--at', DAYS_LATER, '✘ 还不能关店'],
    ['plan', '--at', DAYS_LATER, '时间表'],
  ])(
    'of 24 lines the answer, how old it is and the next command stay: %s %s %s',
    async (...argv) => {
      const first = argv.pop() ?? ''
      const { screen } = await onTerminal(argv, [], { columns: 80, rows: 24, env: env() })
      const lines = screenText(screen).trimEnd().split('\n')
      const seen = lines.slice(-23)
      expect(seen.some((line) => line.startsWith(first))).toBe(true)
      expect(seen.at(-1)).toMatch(/^ {2}下一步：dyshop checklist/)
      expect(seen.join('').includes('已超过一天')).toBe(argv.includes(DAYS_LATER))
    },
  )

  test.each([
    ['check', '--at', EXAMPLE_NOW],
    ['plan', '--at', EXAMPLE_NOW],
    ['checklist', '--at', EXAMPLE_NOW],
    ['steps', '--at', EXAMPLE_NOW],
    ['report', '--at', EXAMPLE_NOW],
    ['guide', 'unshipped'],
    ['doctor'],
    ['find', 'no such thing'],
  ])('of 80 columns every word stays whole: %s', async (...argv) => {
    for (const lang of ['zh', 'en']) {
      const out = argv[0] === 'report' ? ['--out', folder.at(`${lang}.html`)] : []
      const line = [...argv, ...out, '--lang', lang]
      const { screen } = await onTerminal(line, [], { columns: 80, env: env() })
      // What is to be copied is never torn apart, and may be longer than any line.
      const lines = screenText(screen)
        .split('\n')
        .filter((each) => !/^\s*(dyshop |https:)\S/.test(each) && !each.includes(folder.at()))
      for (const each of lines) expect(stringWidth(each), each).toBeLessThanOrEqual(80)
    }
  })

  test('of 80 columns every item and every condition has a line to itself in English, too', async () => {
    const shown = async (command: string) => {
      const argv = [command, '--at', EXAMPLE_NOW, '--lang', 'en']
      const { screen } = await onTerminal(argv, [], { columns: 80, env: env() })
      return screenText(screen).split('\n')
    }
    const items = (await shown('checklist')).filter((line) => / (line|after-sale):\d/.test(line))
    expect(items.length).toBeGreaterThan(3)
    for (const line of items) expect(line).toMatch(/ to do$/)

    const conditions = (await shown('check')).filter((line) => /^ {2}[✘?] /u.test(line))
    expect(conditions).toHaveLength(17)
    for (const line of conditions) {
      expect(line).toMatch(/^ {2}(✘ blocked|\? look) {2,}\S.*\S {2,}\S/u)
    }
  })

  test('that is dumb nothing is drawn over', async () => {
    const dumb = { ...env(), TERM: 'dumb' }
    for (const argv of [['verify'], ['rebuild'], ['check', '--at', EXAMPLE_NOW]]) {
      const { screen } = await onTerminal(argv, [], { env: dumb })
      expect(screen, argv[0]).not.toContain(ESCAPE)
    }
  })
})

test('a file or a pipe gets everything, whatever the width of anything', async () => {
  const { stdout } = await dyshop(['checklist', '--at', EXAMPLE_NOW], { env: env() })
  expect(stdout).toContain('3539.53')
  expect(stdout).not.toContain('…')
})

test('commands to paste stand at the end of their lines', async () => {
  const { stdout } = await dyshop(['checklist', '--at', EXAMPLE_NOW], { env: env() })
  expect(stdout).toMatch(/dyshop checklist --out 待办\.xlsx$/m)
  expect(stdout).toMatch(/dyshop checklist sync 待办\.xlsx$/m)
})

test('attaching what is there already says so', async () => {
  const file = ['attach', `${EXAMPLE_SHOP}/商品/商品导出.xlsx`]
  await dyshop(file, { env: env() })
  expect((await dyshop(file, { env: env() })).stdout).toContain('没有新的文件')
})
