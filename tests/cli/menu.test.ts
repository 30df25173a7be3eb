import { access, appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { writeLongFiles } from '../../examples/generator/long-files.ts'
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
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import {
  type Answer,
  hasTerminal,
  KEYS,
  onTerminal,
  reply,
  type Screen,
  type,
} from '../support/pseudo-terminal.ts'
import { screenText } from '../support/screen-text.ts'
import { serveShop } from '../support/served-shop.ts'

const folder = useFolder()
const MENU = '要做什么'
/** The places of the pages in the menu. */
const PAGE = {
  files: '1',
  shop: '2',
  missing: '3',
  check: '4',
  checklist: '5',
  plan: '6',
  report: '7',
  notice: '8',
  conditions: '9',
  documents: '10',
  steps: '11',
  verify: '12',
  seal: '13',
  more: '14',
  quit: '15',
} as const
const LINE = `line:${CLEAR_ROWS.orders.子订单编号}`

const go = (page: keyof typeof PAGE) => type(MENU, PAGE[page])
/** What is no step of winding down. */
const MORE = { api: '2', find: '3', guide: '4' } as const
const goMore = (page: keyof typeof MORE) => [...go('more'), ...type('做哪一件', MORE[page])]

describe('without a terminal', () => {
  test('dyshop alone shows the help', async () => {
    const ended = await dyshop([])
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' })
    expect(ended.stdout).toContain('dyshop')
  })

  test('the menu is refused, since nobody can answer', async () => {
    const ended = await dyshop(['menu', '--archive', folder.free('none')])
    expect(ended.exitCode).toBe(2)
    expect(ended.stderr).not.toContain('    at ')
  })
})

describe.skipIf(!hasTerminal)('the menu (needs the script command)', () => {
  let home: string
  let archive: string

  beforeEach(async () => {
    home = folder.free('home')
    archive = join(home, 'archive')
    await mkdir(home)
  })

  beforeAll(async () => {
    for (const [name, make] of Object.entries({ open: makeOpenShop, ready: makeReadyShop })) {
      home = folder.at(name)
      archive = join(home, 'archive')
      await mkdir(home)
      await make()
    }
  })

  /** An archive in which one order still has to be shipped. */
  const openShop = () => copyArchive(folder.at('open'), home)

  /** An archive in which everything but signing is done. */
  const readyShop = () => copyArchive(folder.at('ready'), home)

  async function makeOpenShop(): Promise<void> {
    await writeShopFile(archive)
    const orders = {
      ...CLEAR_ROWS.orders,
      订单完成时间: '-',
      订单状态: '待发货',
      承诺发货时间: '2026-11-24 10:00:00',
    }
    const exports = await writeClearExports(join(home, 'exports'), { ...CLEAR_ROWS, orders })
    await dataOf(['backup', exports, '--archive', archive])
  }

  async function makeReadyShop(): Promise<void> {
    await writeShopFile(archive)
    const exports = await writeClearExports(join(home, 'exports'))
    await dataOf(['backup', exports, '--archive', archive])
    await dataOf(['steps', 'done', ...BY_HAND, '--at', CLEAR_NOW, '--archive', archive])
    await dataOf(['steps', 'waive', 'deposit-receipt', 'reviews', 'chats', '--archive', archive])
    const before = ['verify-identity', 'apply', 'account-review']
    await dataOf(['steps', 'done', ...before, '--at', CLEAR_NOW, '--archive', archive])
  }

  const menu = (answers: readonly Answer[], ...argv: string[]): Promise<Screen> =>
    onTerminal(['--at', CLEAR_NOW, '--archive', archive, ...argv], answers, { cwd: home })
  const stepsNow = () => dataOf<StepsReport>(['steps', '--at', CLEAR_NOW, '--archive', archive])

  async function walk(...answers: Answer[][]): Promise<string> {
    const ended = await menu([...answers, go('quit')].flat())
    expect(ended).toMatchObject({ exitCode: 0, unanswered: [] })
    return screenText(ended.screen)
  }

  describe('on files', () => {
    it('reads nothing when nothing is named, and proposes it again', async () => {
      const screen = await walk(reply(MENU), type('导出的文件在哪个文件夹', ''))
      expect(screen).toContain('没有读取')
      expect(screen.lastIndexOf('读取导出的文件')).toBeGreaterThan(-1)
      await expect(access(archive)).rejects.toThrow()
    })

    it('tells of a folder that is not there, and goes on', async () => {
      const screen = await walk(
        go('files'),
        type('导出的文件在哪个文件夹', 'no such folder'),
        type('还有别的文件夹', ''),
        type('存档放在哪个文件夹', ''),
      )
      expect(screen).toContain('no such folder')
      expect(screen).toContain('错误')
    })

    it('takes paths as a terminal writes them when they are dragged in, and several of them', async () => {
      const { orders, ...others } = CLEAR_ROWS
      await writeClearExports(join(home, 'a b'), { orders })
      await writeClearExports(join(home, "it's"), others)
      await walk(
        go('files'),
        type('导出的文件在哪个文件夹', 'a\\ b'),
        type('还有别的文件夹', `"it's"`),
        type('还有别的文件夹', ''),
        type('存档放在哪个文件夹', 'other place'),
      )
      const { imports } = await dataOf<{ imports: unknown[] }>([
        ...['backup', join(home, 'a b'), '--archive', join(home, 'other place')],
      ])
      expect(imports).toHaveLength(1)
      const [checked] = [await dyshop(['check', '--json', '--archive', join(home, 'other place')])]
      expect(checked?.json<{ asOf: string }>().data.asOf).not.toBeNull()
    })

    it('keeps a folder of other files as it is', async () => {
      await mkdir(join(home, 'photos'))
      await writeFile(join(home, 'photos', 'a.jpg'), '')
      await writeClearExports(join(home, 'exports'))
      const screen = await walk(
        go('files'),
        type('导出的文件在哪个文件夹', 'exports'),
        type('还有别的文件夹', ''),
        type('存档放在哪个文件夹', 'photos'),
      )
      expect(screen).toContain('错误')
      expect(await readdir(join(home, 'photos'))).toEqual(['a.jpg'])
    })
  })

  it('fits on 80 × 24 with what it says of itself, and on less', async () => {
    await openShop()
    const argv = ['--at', CLEAR_NOW, '--archive', archive]
    const drawn = async (rows: number) => {
      const size = { cwd: home, columns: 80, rows }
      const { screen } = await onTerminal(argv, reply(MENU, KEYS.ctrlC), size)
      const lines = screenText(screen).split('\n')
      return lines.slice(0, lines.findIndex((line) => line.startsWith('↑↓')) + 1)
    }
    const whole = await drawn(24)
    expect(whole[0]).toContain('抖店关店助手')
    expect(whole.length).toBeLessThanOrEqual(23)
    const low = await drawn(12)
    expect(low.length - low.findIndex((line) => line.includes(MENU))).toBeLessThanOrEqual(11)
  })

  it('fills in the facts of the shop', async () => {
    await walk(
      go('shop'),
      reply('店铺类型', `${KEYS.down}${KEYS.enter}`),
      type('店铺名称', '海外茶铺'),
      type('店铺ID', '1'),
      type('关店公示的第一天', ''),
    )
    expect(await readFile(join(archive, 'shop.toml'), 'utf8')).toContain('海外茶铺')
  })

  it('says what is missing and where to export it, and takes addresses', async () => {
    await openShop()
    const screen = await walk(
      go('missing'),
      type('导出好了吗', '3'),
      type('联系人姓名', '仓管'),
      type('联系电话', '19900001111'),
      type('详细地址', '北俱省一号'),
      type('用途', '退货地址'),
      type('再录入一个吗', 'n'),
      go('missing'),
      type('导出好了吗', '2'),
      type('导出的文件在哪个文件夹', ''),
    )
    expect(screen).toContain('动账明细：资金 › 账单管理')
    expect(await readFile(join(archive, 'addresses.txt'), 'utf8')).toContain('仓管')
  })

  it('checks, and shows the rows of a condition', async () => {
    await openShop()
    const screen = await walk(go('check'), type('看哪一项', '2'), type('看哪一项', '1'))
    expect(screen).toContain('$ dyshop check --only orders-finished')
    expect(screen).toContain(CLEAR_ROWS.orders.子订单编号)
  })

  it('writes the checklist, reads it back, and ticks an item', async () => {
    await openShop()
    const screen = await walk(
      go('checklist'),
      type('接下来', '2'),
      type('表格写到哪里', ''),
      type('接下来', '3'),
      type('填好的表格在哪里', ''),
      type('接下来', '3'),
      type('填好的表格在哪里', 'nowhere.xlsx'),
      type('接下来', '4'),
      type('哪一项', LINE),
      type('进度怎样', '2'),
      type('备注', '买家说可以'),
      type('接下来', '4'),
      type('哪一项', ''),
      type('接下来', '1'),
    )
    await access(join(home, '待办.xlsx'))
    expect(screen).toContain('nowhere.xlsx')
    const { items } = await dataOf<{ items: { status: string; note: string }[] }>([
      ...['checklist', '--at', CLEAR_NOW, '--archive', archive],
    ])
    expect(items).toMatchObject([{ status: 'agreed', note: '买家说可以' }])
  })

  it('shows the plan and saves it as a calendar', async () => {
    await openShop()
    await walk(
      go('plan'),
      type('接下来', '2'),
      type('日历文件写到哪里', ''),
      go('plan'),
      reply('接下来'),
    )
    expect(await readFile(join(home, '关店.ics'), 'utf8')).toContain('BEGIN:VCALENDAR')
  })

  it('shows the notice, saves it, and writes its first day down', async () => {
    const screen = await walk(
      go('notice'),
      type('接下来', '2'),
      type('写到哪里', ''),
      go('notice'),
      type('接下来', '3'),
      type('第一天是哪天', 'gestern'),
      go('notice'),
      type('接下来', '3'),
      type('第一天是哪天', '2026-11-20'),
      go('notice'),
      type('接下来', '1'),
    )
    expect(await readFile(join(home, '公示.txt'), 'utf8')).toContain('停止经营公示')
    expect(screen).toContain('gestern')
    expect(await readFile(join(archive, 'shop.toml'), 'utf8')).toContain('"2026-11-20"')
  })

  it('goes through the conditions: ticks some, leaves some, stops', async () => {
    await openShop()
    await walk(
      go('conditions'),
      type('[1/9]', '2'),
      type('[2/9]', '1'),
      type('[3/9]', '3'),
      go('conditions'),
      type('[1/8]', '3'),
    )
    const { ticks } = await stepsNow()
    expect(ticks.map(({ id }) => id)).toEqual(['supply-chain'])
  })

  it('asks once more before a document is given up', async () => {
    await openShop()
    const screen = await walk(
      go('documents'),
      type('保证金电子收据', '3'),
      type('签署以后再也看不到', 'n'),
      type('评价', '2'),
      type('文件在哪里', 'not-there.png'),
      type('飞鸽聊天', '1'),
    )
    expect(screen).toContain('not-there.png')
    expect((await stepsNow()).gate.parts.slice(3).every(({ met }) => !met)).toBe(true)
  })

  it('writes the report where it is told to, and none before there is an archive', async () => {
    expect(await walk(go('report'))).toContain('还没有存档')
    await openShop()
    const screen = await walk(
      go('report'),
      type('报告写到哪里', '关店报告.html'),
      type('写好后用浏览器打开', 'n'),
      go('report'),
      type('报告写到哪里', ''),
      type('写好后用浏览器打开', ''),
    )
    expect(screen).toContain('$ dyshop report --out 关店报告.html')
    expect(await readFile(join(home, '关店报告.html'), 'utf8')).toContain('<!DOCTYPE html>')
    await access(join(home, 'report.html'))
  })

  it('seals the archive with a passphrase, or goes back', async () => {
    expect(await walk(go('seal'))).toContain('还没有存档')
    await openShop()
    const screen = await walk(
      go('seal'),
      type('怎么做', '1'),
      go('seal'),
      type('怎么做', '2'),
      type('密码', 'seven-lanterns-over-still-water'),
      type('再输入一次', 'seven-lanterns-over-still-water'),
    )
    expect(screen).toContain('$ dyshop seal')
    expect(screen).not.toContain('seven-lanterns')
    const sealed = (await readdir(home)).filter((name) => name.endsWith('.age'))
    expect(sealed).toHaveLength(1)
  })

  describe('on the Open API', () => {
    it('says that it connects, and does not while nobody has logged in and says so', async () => {
      const screen = await walk(goMore('api'), type('怎么做', '1'))
      expect(screen).toContain('只读取')
      expect(screen).not.toContain('$ dyshop backup --api')
    })

    it('logs in first, then reads', async () => {
      const shop = await serveShop(join(home, 'served'))
      try {
        const { DYSHOP_API_URL, DYSHOP_API_RATE, HOME, XDG_CONFIG_HOME } = shop.env
        const secret = (await readFile(shop.env.DYSHOP_APP_SECRET_FILE ?? '', 'utf8')).trim()
        const env = { DYSHOP_API_URL, DYSHOP_API_RATE, HOME, XDG_CONFIG_HOME } as Record<
          string,
          string
        >
        const answers = [
          goMore('api'),
          type('怎么做', '2'),
          type('App Key', shop.gateway.appKey),
          type('App Secret', secret),
          type('店铺 ID', String(shop.shop.shopId)),
          type('怎么做', '2'),
          type('存档放在哪个文件夹', ''),
          [['订单数据截至', ''] as const],
          go('quit'),
        ]
        const argv = ['--archive', archive]
        const ended = await onTerminal(argv, answers.flat(), { cwd: home, env })
        expect(ended).toMatchObject({ exitCode: 0, unanswered: [] })
        expect(ended.screen).not.toContain(secret)
        const screen = screenText(ended.screen)
        expect(screen).toContain('$ dyshop login')
        expect(screen).toContain('$ dyshop backup --api')
        const checked = await dyshop(['check', '--json', '--archive', archive])
        const { orders } = checked.json<{ orders: Record<string, number> }>().data
        expect(Object.values(orders).some((count) => count > 0)).toBe(true)
        // The second time nobody has to log in.
        const again = await onTerminal(
          argv,
          [goMore('api'), type('怎么做', '1'), go('quit')].flat(),
          {
            cwd: home,
            env,
          },
        )
        expect(again.screen).toContain('现在从平台读取')
      } finally {
        await shop.server.close()
      }
    }, 120_000)
  })

  it('finds, tells from the guide, and verifies', async () => {
    await openShop()
    const screen = await walk(
      goMore('find'),
      type('找什么', CLEAR_ROWS.orders.子订单编号 ?? ''),
      goMore('find'),
      type('找什么', ''),
      goMore('guide'),
      type('看哪个主题', '2'),
      type('看哪个主题', '1'),
      go('verify'),
    )
    expect(screen).toContain('关店总览')
    expect(screen).toContain('存档完好')
  })

  describe('on the steps', () => {
    it('leads through the app, and takes a tick back', async () => {
      await readyShop()
      await walk(
        go('steps'),
        type('在哪里关店', '2'),
        type('接下来', '2'),
        type('接下来', '3'),
        type('接下来', '1'),
      )
      const { ticks } = await stepsNow()
      expect(ticks.find(({ id }) => id === 'open-me')?.status).toBe('undone')
    })

    it('does not tick the point of no return before it was said to be done', async () => {
      await readyShop()
      const screen = await walk(
        go('steps'),
        type('在哪里关店', '1'),
        type('接下来', '2'),
        type('您已经在后台完成这一步了吗', 'n'),
        type('接下来', '1'),
      )
      expect(screen).toContain('从这里起不能回头')
      expect((await stepsNow()).ticks.some(({ id }) => id === 'sign')).toBe(false)
    })

    it('keeps signing blocked while the archive is damaged, unless the name is typed', async () => {
      await readyShop()
      const originals = await readdir(join(archive, 'originals'), { recursive: true })
      const file = originals.find((path) => path.endsWith('.csv')) ?? ''
      const path = join(archive, 'originals', file)
      const before = await readFile(path)
      await appendFile(path, ' ')
      const screen = await walk(
        go('steps'),
        type('在哪里关店', '1'),
        type('接下来', '2'),
        type('要强行打勾', '别的店'),
        type('接下来', '1'),
      )
      expect(screen).toContain('刚才核验没有通过')
      expect(screen).toContain('输入的不是这个店铺的名称')
      await writeFile(path, before)
      expect((await stepsNow()).ticks.some(({ id }) => id === 'sign')).toBe(false)
    })

    it('ticks by force once the name of the shop is typed', async () => {
      await openShop()
      await walk(
        go('steps'),
        type('在哪里关店', '1'),
        type('接下来', '2'),
        type('接下来', '2'),
        type('要强行打勾', CLEAR_SHOP_NAME),
        type('接下来', '1'),
      )
      const { ticks } = await stepsNow()
      expect(ticks.find(({ id }) => id === 'apply')?.note).toContain('orders-finished')
    })

    it('has none before there is an archive', async () => {
      expect(await walk(go('steps'))).toContain('还没有存档')
    })
  })

  describe('Ctrl-C', () => {
    const places: [string, Answer[]][] = [
      ['in the menu', reply(MENU, KEYS.ctrlC)],
      [
        'in a question of the menu',
        [...go('files'), ...reply('导出的文件在哪个文件夹', `a${KEYS.ctrlC}`)],
      ],
      ['in a question of a command', [...go('shop'), ...reply('店铺类型', KEYS.ctrlC)]],
      ['in a choice', [...go('plan'), ...reply('接下来', KEYS.ctrlC)]],
      [
        'in a yes or no',
        [...go('documents'), ...type('保证金', '3'), ...reply('签署以后', KEYS.ctrlC)],
      ],
      ['among the conditions', [...go('conditions'), ...reply('[1/9]', KEYS.ctrlC)]],
      ['among the steps', [...go('steps'), ...reply('在哪里关店', KEYS.ctrlC)]],
      ['in the guide', [...goMore('guide'), ...reply('看哪个主题', KEYS.ctrlC)]],
    ]

    it.each(places)('ends cleanly %s', async (_place, answers) => {
      await openShop()
      const { screen, exitCode, unanswered } = await menu(answers)
      expect(unanswered).toEqual([])
      expect(exitCode).toBe(130)
      expect(screen).not.toMatch(/^ {4}at /m)
      expect(screen).not.toContain('ExitPromptError')
      expect(await dataOf(['verify', '--archive', archive])).toMatchObject({ ok: true })
    })
  })

  it('ends on Ctrl-C while a command works, and the same way leads on', async () => {
    await writeLongFiles(join(home, 'long'), { lines: 30_000, files: 1, seed: 1 })
    const read = [
      ...go('files'),
      ...type('导出的文件在哪个文件夹', 'long'),
      ...type('还有别的文件夹', ''),
      ...type('存档放在哪个文件夹', ''),
    ]
    const { screen, exitCode, unanswered } = await menu([
      ...read,
      ['$ dyshop backup long', ''],
      // The progress line: it is reading.
      ['%', KEYS.ctrlC],
    ])
    expect(unanswered).toEqual([])
    expect(exitCode).toBe(130)
    expect(screen).not.toMatch(/^ {4}at /m)
    const again = await menu([...read.slice(0, -2), ['已全部读取', ''], ...go('quit')])
    expect(again).toMatchObject({ exitCode: 0, unanswered: [] })
    expect(await dataOf(['verify', '--archive', archive])).toMatchObject({ ok: true })
  }, 120_000)

  it('ends when the terminal is closed in a question', async () => {
    const { exitCode, screen } = await menu(reply(MENU, '\u0004').slice(0, 1))
    expect(exitCode).not.toBe(0)
    expect(screen).not.toMatch(/^ {4}at /m)
  })

  it('names line and column of a broken shop.toml, and stops', async () => {
    await mkdir(archive)
    await writeFile(join(archive, 'shop.toml'), 'kind = \n')
    const { exitCode, screen } = await menu([])
    expect(exitCode).toBe(2)
    expect(screen).toContain('第 1 行')
  })

  it('speaks English when asked to', async () => {
    const { screen, exitCode } = await menu(
      [
        ...type('What now', PAGE.more),
        ...type('What?', MORE.guide),
        ...type('Which topic', '1'),
        ...type('What now', PAGE.quit),
      ],
      '--lang',
      'en',
    )
    expect(exitCode).toBe(0)
    expect(screenText(screen)).not.toMatch(/要做什么|再见/)
  })
})
