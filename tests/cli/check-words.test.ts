import { readFile, writeFile } from 'node:fs/promises'
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
  const out = folder.at('report.html')
  await dyshop(['report', '--at', EXAMPLE_NOW, '--out', out], { env: env() })
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

test('the report tells as many things to do, in the same words', async () => {
  const page = await readFile(folder.at('report.html'), 'utf8')
  const [, list = ''] = /<ol class="next">(.*?)<\/ol>/s.exec(page) ?? []
  const told = [...list.matchAll(/<li>(?:<a[^>]*>)?([^<]*)/g)].map(([, text]) => text)
  const actions = actionsIn((await check()).stdout)
  expect(told.length).toBeGreaterThan(4)
  expect(actions).toEqual(
    told.map((text, index) => expect.stringContaining(`${index + 1}. ${text}`)),
  )
})

test('orders that cannot be split are told of wherever lines are counted', async () => {
  const again = await dyshop(['backup', EXAMPLE_SHOP], { env: env() })
  expect(again.stdout).toMatch(/orders.xlsx 比订单商品多 1 行/)
  expect((await check()).stdout).toContain('订单商品（含 1 个未拆分的订单，各按 1 行计）')
  expect(await readFile(folder.at('report.html'), 'utf8')).toContain('其中 1 个订单只在')
})

test('conditions that are met are no clear answer while something was not read', async () => {
  const file = folder.at('1795000000_odd.csv')
  await writeFile(
    file,
    [
      '主订单编号,子订单编号,订单状态',
      '6991139306150002082,6991139306150002082,已完成',
      '1,2',
      '',
    ].join('\n'),
  )
  const { stdout, exitCode } = await dyshop(['check', file, '--only', 'orders-finished'], {
    env: env(),
  })
  expect(exitCode).toBe(3)
  expect(stdout).toContain('✘ 读到的条件都满足，但有内容没有读懂')
})
