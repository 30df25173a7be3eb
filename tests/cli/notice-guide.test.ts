import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/domain/closing/plan.ts'
import type { GuideReport } from '../../src/reports/guide-report.ts'
import type { NoticeReport } from '../../src/reports/notice-report.ts'
import { guideWords } from '../../src/rules/guide/guide.ts'
import { GUIDE_TOPICS } from '../../src/rules/guide/topic-ids.ts'
import { CLEAR_NOW, writeClearExports, writeShopFile } from '../support/clear-shop.ts'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'

const folder = useFolder()

async function archiveWith(noticeStart: string): Promise<string> {
  const archive = folder.free('archive')
  await writeShopFile(archive, noticeStart)
  const exports = await writeClearExports(folder.free('exports'))
  await dataOf(['backup', exports, '--archive', archive])
  return archive
}

describe('notice', () => {
  test('is shown for thirty days from the start in shop.toml', async () => {
    const root = folder.free('shop')
    await writeShopFile(root, '2026-12-20')
    const report = await dataOf<NoticeReport>(['notice', '--archive', root])
    expect(report).toMatchObject({ from: '2026-12-20', to: '2027-01-18' })
    expect(report.notice).toContain('北俱茶铺')
    expect(report.notice).toContain('2026年12月20日')
    expect(report.messages.map(({ id }) => id)).toEqual([
      'unshipped-ship',
      'unshipped-refund',
      'in-transit',
      'after-sale',
    ])
  })

  test('starts on the day asked about while none is set, and says so', async () => {
    const root = folder.free('none')
    const argv = ['notice', '--at', CLEAR_NOW, '--archive', root]
    const { findings, data } = (await dyshop([...argv, '--json'])).json<NoticeReport>()
    expect(data.from).toBe('2026-11-23')
    expect(findings).toMatchObject([{ code: 'notice-start-unset', severity: 'warning' }])
    expect((await dyshop(argv)).stderr).toContain('notice_start')
  })

  test('goes into a file, but not into the archive', async () => {
    const archive = await archiveWith('2026-10-20')
    const out = folder.free('公示.txt')
    const ended = await dyshop(['notice', '--out', out, '--archive', archive])
    expect(ended.exitCode).toBe(0)
    expect(await readFile(out, 'utf8')).toContain('停止经营公示')
    const inside = join(archive, '公示.txt')
    const refused = await dyshop(['notice', '--out', inside, '--archive', archive, '--json'])
    expect(refused.error().error.code).toBe('out-in-archive')
  })
})

describe('odd dates are findings, and nothing is lost', () => {
  const commands = [['check'], ['plan'], ['steps'], ['notice']]

  test.each(commands)('a notice start in the future (%s)', async (command) => {
    const archive = await archiveWith('2026-12-24')
    const argv = [command, '--at', CLEAR_NOW, '--archive', archive]
    const ended = await dyshop([...argv, '--json'])
    expect([0, 1]).toContain(ended.exitCode)
    const odd = ended.json().findings.filter(({ code }) => code === 'notice-in-future')
    expect(odd).toMatchObject([{ where: { file: 'shop.toml' } }])
    expect((await dyshop(argv)).stderr).toContain('2026-12-24')
    if (command === 'plan') expect(ended.json<Plan>().data.noticeStart).toBe('2026-12-24')
  })

  test.each(commands)('a notice start before the shop existed (%s)', async (command) => {
    const archive = await archiveWith('2019-01-01')
    const argv = [command, '--at', CLEAR_NOW, '--archive', archive]
    expect((await dyshop([...argv, '--json'])).json().findings).toContainEqual(
      expect.objectContaining({ code: 'notice-before-shop' }),
    )
    expect((await dyshop(argv)).stderr).toContain('2026-07-20')
  })

  test.each(commands)('a moment before the shop existed (%s)', async (command) => {
    const archive = await archiveWith('2026-10-20')
    const argv = [command, '--at', '2015-05-05', '--archive', archive]
    const ended = await dyshop([...argv, '--json'])
    expect([0, 1]).toContain(ended.exitCode)
    expect(ended.json().findings.map(({ code }) => code)).toContain('moment-before-shop')
  })

  test('a day that is none is refused, with the key that is wrong', async () => {
    const archive = await archiveWith('2026-10-20')
    await writeFile(join(archive, 'shop.toml'), 'notice_start = "2026-02-30"\n')
    for (const [command = ''] of commands) {
      const { error } = (await dyshop([command, '--archive', archive, '--json'])).error()
      expect(error, command).toMatchObject({ code: 'bad-shop-file', exitCode: 2 })
      expect(error.message, command).toContain('notice_start')
    }
  })
})

describe('guide', () => {
  test('lists its topics, and tells each of them in both languages', async () => {
    const { topics } = await dataOf<{ topics: { topic: string }[] }>(['guide'])
    expect(topics.map(({ topic }) => topic)).toEqual([...GUIDE_TOPICS])
    for (const language of ['zh', 'en']) {
      const reports = await Promise.all(
        ['closing', 'app', 'duties'].map((topic) =>
          dataOf<GuideReport>(['guide', topic, '--lang', language]),
        ),
      )
      for (const { sections, next } of reports) {
        expect(sections.length).toBeGreaterThan(0)
        expect(next).toMatch(/^dyshop /)
      }
    }
  })

  test('sends nobody to a command that there is not', async () => {
    const help = (await dyshop(['--help'])).stdout
    for (const language of ['zh', 'en'] as const) {
      for (const { next } of Object.values(guideWords(language).topics)) {
        const [, command = ''] = next.split(' ')
        expect(help, next).toMatch(new RegExp(`^ +${command}\\b`, 'm'))
      }
    }
  })

  test('refuses a topic that there is not, and names those there are', async () => {
    const ended = await dyshop(['guide', 'flying'])
    expect(ended.exitCode).toBe(2)
    expect(ended.stderr).toContain('closing')
  })
})
