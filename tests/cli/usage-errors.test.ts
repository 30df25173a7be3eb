import { beforeAll, describe, expect, test } from 'vitest'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_NOW, EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
const archive = () => folder.at('archive')

beforeAll(async () => {
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', archive()])
})

describe('a line that cannot be understood', () => {
  test('is told in English with blanks where English has them', async () => {
    const { stderr } = await dyshop(['check', '--lang', 'en', '--archive', folder.at('none')])
    expect(stderr).toMatch(/^Error: There is no archive/)
    expect(stderr).toMatch(/^Try: /m)
  })

  test('for a value that is none of the choices, names the value and the choices', async () => {
    const en = await dyshop(['guide', 'nix', '--lang', 'en'])
    expect(en.stderr).toContain('"nix" is no value for topic (choices: closing, ')
    const zh = await dyshop(['steps', '--route', 'sea'])
    expect(zh.stderr).toContain('--route <route> 的值“sea”不对（可选：pc, app）')
  })

  test('for a condition that there is not, names those that there are', async () => {
    for (const id of ['no-such-thing', 'payouts']) {
      const ended = await dyshop(['check', '--only', id, '--archive', archive()])
      expect(ended.exitCode).toBe(2)
      expect(ended.stderr).toContain(`--only 的值“${id}”不对`)
      expect(ended.stderr).toContain('关店条件 notice, orders-finished, after-sale-period')
    }
  })

  test('for a slip of the pen, names what was meant', async () => {
    const command = await dyshop(['chekc'])
    expect(command.exitCode).toBe(2)
    expect(command.stderr).toContain('没有 chekc 这个命令（是不是想用 check？）')
    const option = await dyshop(['check', '--onyl', 'wallet', '--lang', 'en'])
    expect(option.stderr).toContain('(did you mean --only?)')
    expect((await dyshop(['xyzxyz'])).stderr).not.toContain('是不是')
  })

  test('for want of an option, names the option', async () => {
    const mark = await dyshop(['checklist', 'mark', 'line:1'])
    expect(mark.stderr).toContain('缺少必填选项 --status')
    const lines = await dyshop(['export', 'orders', '--lang', 'en'])
    expect(lines.stderr).toContain('The option --out <')
    expect(lines.stderr).toContain('is required')
  })
})

describe('the options that every command has', () => {
  test('may stand before it', async () => {
    const wrong = await dyshop(['--lang', 'en', 'check', '--at', 'yesterday'])
    expect(wrong.exitCode).toBe(2)
    expect(wrong.stderr).toContain('The time "yesterday" of --at cannot be read')
    const line = ['--archive', archive(), '--no-input', '--json', 'check', '--at', EXAMPLE_NOW]
    const ended = await dyshop(line)
    expect(ended.exitCode).toBe(1)
    expect(ended.json().command).toBe('check')
    const notice = await dyshop(['--archive', archive(), 'checklist', '--json', 'mark', 'line:1'])
    expect(notice.error().command).toBe('checklist mark')
  })

  test('count as they stand behind it, where they are given twice', async () => {
    const line = ['--archive', folder.at('none'), 'plan', '--archive', archive()]
    expect(await dyshop(line)).toMatchObject({ exitCode: 0 })
  })

  test('are in the help of the program', async () => {
    const { stdout } = await dyshop(['--help'])
    for (const option of ['--archive <dir>', '--lang <zh|en>', '--json', '--no-color']) {
      expect(stdout).toContain(option)
    }
  })
})
