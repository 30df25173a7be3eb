import { beforeAll, expect, test } from 'vitest'
import { CLEAR_NOW, writeClearExports } from '../support/clear-shop.ts'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { archiveInState, SHOP_STATES, STATE_NOW } from '../support/shop-states.ts'
import { EXAMPLE_NOW, EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
let archive: string

beforeAll(async () => {
  archive = folder.at('example')
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', archive])
})

const list = async (...argv: string[]) =>
  (await dyshop(['checklist', '--archive', archive, ...argv])).stdout

test('a checklist of old data says how old they are, last, where it stays on the screen', async () => {
  const late = ['--at', '2026-11-28T09:30:00+08:00']
  expect((await list(...late)).trimEnd()).toMatch(/数据只到 2026-11-23 09:30，已超过一天[^\n]*$/)
  expect(await list(...late, '--lang', 'en')).toMatch(
    /only up to 2026-11-23 09:30, more than a day/,
  )
  expect(await list('--at', EXAMPLE_NOW)).not.toContain('已超过一天')
})

test('a checklist that was just written as a workbook is not told how to be written', async () => {
  const out = folder.at('todo.xlsx')
  const written = await list('--at', EXAMPLE_NOW, '--out', out)
  expect(written).not.toContain('写成表格')
  expect(written).toContain('checklist sync')
  expect(await list('--at', EXAMPLE_NOW)).toContain('写成表格')
})

test('a checklist with nothing on it ends with the next command', async () => {
  await writeClearExports(folder.at('clear'))
  const clear = folder.at('clear-archive')
  await dataOf(['backup', folder.at('clear'), '--archive', clear])
  const ended = await dyshop(['checklist', '--at', CLEAR_NOW, '--archive', clear])
  expect(ended.stdout).toMatch(/没有要处理的订单和售后\n {2}下一步：dyshop check/)
})

test.each(SHOP_STATES)('the example shop %s is an archive that can go on', async (state) => {
  const root = folder.at(`state-${state}`)
  await archiveInState(state, root, folder.at(`exports-${state}`))
  expect((await dyshop(['verify', '--archive', root])).exitCode).toBe(0)
  const checked = await dyshop(['check', '--archive', root, '--at', STATE_NOW[state]])
  expect(checked.exitCode).toBe(state === 'ready' ? 0 : 1)
})
