import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { InitResult } from '../../src/app/results.ts'
import { CLEAR_NOW, writeClearExports } from '../support/clear-shop.ts'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { hasTerminal, KEYS, onTerminal } from '../support/pseudo-terminal.ts'

const folder = useFolder()
const toml = (root: string) => readFile(join(root, 'shop.toml'), 'utf8')

async function shopWith(text: string): Promise<string> {
  const root = folder.free('shop')
  await mkdir(root)
  await writeFile(join(root, 'shop.toml'), text)
  return root
}

const OWN = `# 我的备注
kind = "domestic"
notice_start = "2026-10-21" # 已开启

[shop]
name = "北俱茶铺"
contact = "店主" # 自己加的

[after_sale_days]
default = 90
"食品饮料" = 30

[later]
x = 1
`

describe('what has no effect in shop.toml', () => {
  const tellingOf = async (text: string) => {
    const root = await shopWith(text)
    const ended = await dyshop(['notice', '--at', CLEAR_NOW, '--archive', root, '--json'])
    const { findings } = ended.json<unknown>()
    return findings.filter(({ code }) => /shop-key$/.test(code))
  }

  test.each([
    ['notice-start = "2026-10-21"\n[shop]\n', 1, 'notice-start', 'notice_start'],
    ['# 备注\n\n[shpo]\nname = "x"\n', 3, 'shpo', 'shop'],
    ['[shop]\n[api]\nrates = 5\n', 3, 'rates', 'rate'],
  ])('is told with its line and what was meant: %j', async (text, row, key, meant) => {
    const [told] = await tellingOf(text)
    expect(told).toMatchObject({ code: 'unknown-shop-key', where: { file: 'shop.toml', row } })
    expect(told?.message).toContain(`“${key}”`)
    expect(told?.message).toMatch(new RegExp(`改成 ${meant}，`))
  })

  test('is told of a day that stands under [shop], where TOML counts it to the shop', async () => {
    const [told] = await tellingOf('[shop]\nname = "茶铺"\nnotice_start = "2026-10-21"\n')
    expect(told).toMatchObject({ code: 'misplaced-shop-key', where: { row: 3 } })
  })

  test('is nothing of what the template has, nor what the merchant adds about the shop', async () => {
    const root = folder.free('made')
    await dataOf(['init', '--name', '茶铺', '--archive', root])
    expect(await tellingOf(await toml(root))).toEqual([])
    expect(
      await tellingOf(
        '[shop]\ncontact = "店主"\n[after_sale_days]\n食品饮料 = 30\n'.replace(
          '食品饮料',
          '"食品饮料"',
        ),
      ),
    ).toEqual([])
  })
})

describe('init by flags', () => {
  test('makes shop.toml with the answers, and leaves the explanations in it', async () => {
    const root = folder.free('new')
    const { changed } = await dataOf<InitResult>([
      ...['init', '--name', '北俱"茶"铺', '--id', '10000001', '--notice-start', '2026-10-21'],
      ...['--after-sale-days', '60', '食品饮料=30', '--settlement-days', '10', '--archive', root],
    ])
    expect(changed.map(({ key, after }) => [key, after])).toEqual([
      ['notice_start', '2026-10-21'],
      ['settlement_days', 10],
      ['shop.name', '北俱"茶"铺'],
      ['shop.id', '10000001'],
      ['after_sale_days.default', 60],
      ['after_sale_days.食品饮料', 30],
    ])
    const text = await toml(root)
    expect(text).toContain('settlement_days = 10')
    expect(text).toContain('# 店铺名称 / name of the shop')
    const { shop } = await dataOf<InitResult>(['init', '--kind', 'domestic', '--archive', root])
    expect(shop).toMatchObject({
      name: '北俱"茶"铺',
      noticeStart: '2026-10-21',
      afterSaleDays: { default: 60, 食品饮料: 30 },
      settlementDays: 10,
    })
  })

  test('never changes what is filled in without being told to, and then nothing else', async () => {
    const root = await shopWith(OWN)
    const argv = ['init', '--notice-start', '2026-11-01', '--archive', root]
    const { error } = (await dyshop([...argv, '--json'])).error()
    expect(error).toMatchObject({ code: 'shop-file-set', exitCode: 2 })
    expect(error.message).toContain('notice_start')
    expect(await toml(root)).toBe(OWN)
    await dataOf([...argv, '--replace'])
    expect(await toml(root)).toBe(OWN.replace('2026-10-21', '2026-11-01'))
  })

  test('adds what is not filled in, and says the same twice without a change', async () => {
    const root = await shopWith(OWN)
    const argv = ['init', '--id', '10000001', '--after-sale-days', '图书=7', '--archive', root]
    await dataOf(argv)
    const text = await toml(root)
    expect(text).toContain('contact = "店主" # 自己加的\nid = "10000001"\n')
    expect(text).toContain('"食品饮料" = 30\n"图书" = 7\n')
    expect((await dataOf<InitResult>(argv)).changed).toEqual([])
    expect(await toml(root)).toBe(text)
  })

  test('makes tables that are not there, with the line ends of the file', async () => {
    const root = await shopWith('kind = "domestic"\r\n')
    await dataOf(['init', '--name', '茶铺', '--after-sale-days', '45', '--archive', root])
    const text = await toml(root)
    expect(text).toContain('[shop]\r\nname = "茶铺"')
    expect(text).toContain('[after_sale_days]\r\ndefault = 45')
  })

  test.each([
    ['--notice-start', '2026-02-30'],
    ['--notice-start', '明天'],
    ['--reserve-released-on', '2026/12/01'],
    ['--after-sale-days', '食品饮料=很久'],
    ['--after-sale-days', '=30'],
    ['--settlement-days', '9999'],
    ['--kind', 'galactic'],
  ])('refuses %s %s and makes nothing', async (flag, value) => {
    const root = folder.free('never')
    const ended = await dyshop(['init', flag, value, '--archive', root])
    expect(ended.exitCode).toBe(2)
    await expect(toml(root)).rejects.toThrow()
  })

  test('asks nobody where nobody can answer', async () => {
    const ended = await dyshop(['init', '--archive', folder.free('asked'), '--json'])
    expect(ended.error().error).toMatchObject({ code: 'needs-terminal', exitCode: 2 })
  })

  test('leaves a folder of other files alone', async () => {
    const root = folder.free('photos')
    await mkdir(root)
    await writeFile(join(root, 'holiday.jpg'), '')
    const ended = await dyshop(['init', '--name', '茶铺', '--archive', root, '--json'])
    expect(ended.error().error.code).toBe('not-an-archive')
  })

  test('counts with the figures of the merchant', async () => {
    const root = folder.free('archive')
    await dataOf(['init', '--notice-start', '2026-11-20', '--archive', root])
    await dataOf(['backup', await writeClearExports(folder.free('exports')), '--archive', root])
    const plan = ['plan', '--at', CLEAR_NOW, '--archive', root]
    // Thirty days from 2026-11-20; the order of 2026-08-01 is long past its ninety days.
    expect(await dataOf(plan)).toMatchObject({ earliestFiling: '2026-12-20' })
    await dataOf(['init', '--after-sale-days', '200', '--archive', root])
    // The order ended in the middle of 2026-08-01, so two hundred days run from 08-02.
    expect(await dataOf(plan)).toMatchObject({ earliestFiling: '2027-02-18' })
    await dataOf(['init', '--reserve-released-on', '2027-05-05', '--archive', root])
    expect(await dataOf(plan)).toMatchObject({ earliestFiling: '2027-05-05' })
    await dataOf(['init', '--settlement-days', '300', '--archive', root])
    expect(await dataOf(plan)).toMatchObject({ earliestFiling: '2027-05-29' })
  })
})

describe('a broken shop.toml is refused with line and column, and left as it is', () => {
  test.each([
    ['kind = "domestic"\n[shop]\nname = "茶铺\n', 3, '11'],
    ['kind = "domestic"\n\nnotice_start = "gestern"\n', 3, '1'],
    ['[shop]\nname = "a"\n[after_sale_days]\n  "食品" = -3\n', 4, '3'],
    ['kind = "domestic"\nkind = "domestic"\n', 2, ''],
  ])('%j', async (text, line, column) => {
    const root = await shopWith(text)
    for (const argv of [['init', '--id', '1'], ['notice'], ['backup', folder.at('.')]]) {
      const { error } = (await dyshop([...argv, '--archive', root, '--json'])).error()
      expect(error, argv[0]).toMatchObject({ code: 'bad-shop-file', exitCode: 2 })
      expect(error.message).toContain(`第 ${line} 行第 ${column}`)
    }
    expect(await toml(root)).toBe(text)
  })
})

describe.skipIf(!hasTerminal)('init on a terminal (needs the script command)', () => {
  test('asks for one fact after another and writes them down', async () => {
    const root = folder.free('asked')
    const { exitCode, unanswered } = await onTerminal(
      ['init', '--archive', root],
      [
        ['店铺类型', KEYS.enter],
        ['店铺名称', `北俱茶铺${KEYS.enter}`],
        ['店铺ID', `10000001${KEYS.enter}`],
        ['公示的第一天', `2026-13-01${KEYS.enter}`],
        ['请写成 2026-11-23', `${'\u007f'.repeat(10)}2026-10-21${KEYS.enter}`],
        ['售后期多少天', KEYS.enter],
        ['售后期不同的类目', `食品饮料${KEYS.enter}`],
        ['这个类目的售后期', `30${KEYS.enter}`],
        ['售后期不同的类目', KEYS.enter],
        ['多少天结算', KEYS.enter],
        ['解冻的日期', KEYS.enter],
      ],
    )
    expect(unanswered).toEqual([])
    expect(exitCode).toBe(0)
    const text = await toml(root)
    expect(text).toContain('notice_start = "2026-10-21"')
    expect(text).toContain('name = "北俱茶铺"')
    expect(text).toContain('"食品饮料" = 30')
    expect(text).toContain('# settlement_days')
  })

  test('asks a cross-border shop less', async () => {
    const root = folder.free('abroad')
    const { exitCode } = await onTerminal(
      ['init', '--archive', root],
      [
        ['店铺类型', `${KEYS.down}${KEYS.enter}`],
        ['店铺名称', `海外茶铺${KEYS.enter}`],
        ['店铺ID', KEYS.enter],
        ['公示的第一天', KEYS.enter],
      ],
    )
    expect(exitCode).toBe(0)
    expect(await toml(root)).toContain('kind = "cross-border"')
  })

  test('offers what is known, and changes nothing that is set unless told to', async () => {
    const root = await shopWith(OWN)
    const answers = (replace: string) =>
      [
        ['店铺类型', KEYS.enter],
        ['店铺名称', `新茶铺${KEYS.enter}`],
        ['店铺ID', KEYS.enter],
        ['公示的第一天', KEYS.enter],
        ['售后期多少天', KEYS.enter],
        ['售后期不同的类目', KEYS.enter],
        ['多少天结算', KEYS.enter],
        ['解冻的日期', KEYS.enter],
        ['要改吗', replace],
      ] as const
    expect((await onTerminal(['init', '--archive', root], answers('n\r'))).exitCode).toBe(2)
    expect(await toml(root)).toBe(OWN)
    expect((await onTerminal(['init', '--archive', root], answers('y\r'))).exitCode).toBe(0)
    expect(await toml(root)).toBe(OWN.replace('北俱茶铺', '新茶铺'))
  })

  test('leaves on Ctrl-C without a trace', async () => {
    const root = folder.free('left')
    const { exitCode, screen } = await onTerminal(
      ['init', '--archive', root],
      [
        ['店铺类型', KEYS.enter],
        ['店铺名称', `北俱茶铺${KEYS.ctrlC}`],
      ],
    )
    expect(exitCode).toBe(130)
    expect(screen).not.toContain('    at ')
    await expect(toml(root)).rejects.toThrow()
  })
})
