import { beforeAll, expect, test } from 'vitest'
import { CONDITIONS } from '../../src/rules/conditions.ts'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_NOW, EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
const env = () => ({ DYSHOP_ARCHIVE: folder.at('archive') })
const check = (...argv: string[]) => dyshop(['check', '--at', EXAMPLE_NOW, ...argv], { env: env() })

beforeAll(async () => {
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', folder.at('archive')])
})

/** The numbered lines of what to do next. */
const actionsIn = (text: string) => text.split('\n').filter((line) => /^ {2}\d\. /.test(line))

test.each(['zh', 'en'] as const)(
  'what to do next is said in words, ids stand in commands only: %s',
  async (lang) => {
    const actions = actionsIn((await check('--lang', lang)).stdout)
    expect(actions.length).toBeGreaterThan(3)
    expect(actions.length).toBeLessThanOrEqual(7)
    const withoutCommands = actions.join('\n').replace(/dyshop [a-z]+( done| --only)? [a-z-]+/g, '')
    for (const id of [
      'orders-finished',
      'after-sales-closed',
      'goods-money',
      'crab-cards',
      'service-orders',
    ])
      expect(withoutCommands).not.toContain(id)
    const manual = actions.at(-1) ?? ''
    expect(manual).toContain(CONDITIONS.find(({ id }) => id === 'supply-chain')?.[lang])
    expect(manual).toContain('dyshop steps done supply-chain')
  },
)

test('what exports cannot prove is asked for by its name', async () => {
  const { stdout } = await dyshop(['check', `${EXAMPLE_SHOP}/商品`], { env: env() })
  const [missing = ''] = actionsIn(stdout).filter((line) => line.includes('缺少数据'))
  expect(missing).toContain(CONDITIONS.find(({ id }) => id === 'orders-finished')?.zh)
  expect(missing).toContain('dyshop backup <')
})

test('the pages of the back office are explained in English to who reads English', async () => {
  expect((await check('--lang', 'en')).stdout).toContain('资金 › 保证金 (deposit)')
  expect((await check()).stdout).toContain('资金 › 保证金\n')
})

test('the rows of a condition stand under its name, and only when it was asked for', async () => {
  expect((await check()).stdout).not.toContain('\nwallet\n')
  const only = await check('--only', 'wallet')
  expect(only.stdout).toContain(`\n${CONDITIONS.find(({ id }) => id === 'wallet')?.zh}\n`)
})

test('a deadline that is over is told as over', async () => {
  const told = (text: string) => actionsIn(text).find((line) => line.includes('after-sales-closed'))
  expect(told((await check()).stdout)).toContain('已过截止时间')
  const { stdout } = await dyshop(['check', '--at', '2026-01-01'], { env: env() })
  expect(told(stdout)).toMatch(/最早 \S+ \S+ 截止/)
})
