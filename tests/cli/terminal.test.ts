import { beforeAll, describe, expect, test } from 'vitest'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_NOW, EXAMPLE_SHOP } from '../support/shops.ts'
import { DYSHOP, spawned } from '../support/spawned.ts'

const COLOUR = '\u001b['

const folder = useFolder()
const archive = () => folder.at('archive')

beforeAll(async () => {
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', archive()])
})

test('--quiet prints nothing when all is well', async () => {
  for (const argv of [
    ['backup', EXAMPLE_SHOP],
    ['verify'],
    ['find', '2026-11-20'],
    ['export', 'orders', '--out', folder.free('orders.csv')],
    ['rebuild'],
  ]) {
    const ended = await dyshop([...argv, '--quiet', '--archive', archive()])
    expect(ended, argv[0]).toMatchObject({ exitCode: 0, stdout: '', stderr: '' })
  }
})

test('--quiet still says why it stopped', async () => {
  const ended = await dyshop(['backup', 'not-there', '--quiet', '--archive', archive()])
  expect(ended).toMatchObject({ exitCode: 2, stdout: '' })
  expect(ended.stderr).toContain('not-there')
})

test('stdout is data: findings and progress go to stderr', async () => {
  const root = folder.free('archive')
  const ended = await dyshop(['backup', EXAMPLE_SHOP, '--json', '--verbose', '--archive', root])
  expect(() => ended.json()).not.toThrow()
})

describe('colours', () => {
  const check = ['check', '--at', EXAMPLE_NOW]
  const run = (argv: readonly string[], env: Record<string, string>) =>
    dyshop([...check, ...argv, '--archive', archive()], { env })

  test('are not for a file or a pipe', async () => {
    expect((await run([], {})).stdout).not.toContain(COLOUR)
  })

  test('come with FORCE_COLOR, also into a pipe', async () => {
    expect((await run([], { FORCE_COLOR: '1' })).stdout).toContain(COLOUR)
    expect((await run([], { FORCE_COLOR: '0' })).stdout).not.toContain(COLOUR)
  })

  test('are gone with NO_COLOR and with --no-color, whatever else is set', async () => {
    const forced = { FORCE_COLOR: '1' }
    expect((await run([], { ...forced, NO_COLOR: '1' })).stdout).not.toContain(COLOUR)
    expect((await run(['--no-color'], forced)).stdout).not.toContain(COLOUR)
  })

  test('never change the words', async () => {
    // biome-ignore lint/complexity/useRegexLiterals: an escape character in a literal is hard to see
    const codes = new RegExp('\\u001b\\[[0-9;]*m', 'g')
    const coloured = await run([], { FORCE_COLOR: '1' })
    expect(coloured.stdout.replaceAll(codes, '')).toBe((await run([], {})).stdout)
  })
})

test('a reader that stops early, such as head, ends the program quietly', async () => {
  const argv = ['find', '2026', '--limit', '5000', '--archive', archive(), '--json']
  const ended = await spawned(process.execPath, [DYSHOP, ...argv], { stdout: 'gone' })
  expect(ended).toMatchObject({ exitCode: 0, stderr: '' })
})

test('the words are Chinese, and English when asked for', async () => {
  const verify = ['verify', '--archive', archive()]
  expect((await dyshop(verify)).stdout).toContain('存档完好')
  expect((await dyshop([...verify, '--lang', 'en'])).stdout).toContain('The archive is whole')
  expect((await dyshop(verify, { env: { DYSHOP_LANG: 'en' } })).stdout).toContain(
    'archive is whole',
  )
})

test('--help begins with examples, and every command has some', async () => {
  const { stdout } = await dyshop(['--help'])
  for (const command of ['backup', 'check', 'export', 'find', 'attach', 'verify', 'rebuild']) {
    expect(stdout).toContain(command)
    const help = await dyshop([command, '--help'])
    expect(help.exitCode).toBe(0)
    expect(help.stdout.trimStart().split('\n')[1]).toContain(`dyshop ${command}`)
  }
})

test('without a command the help is shown', async () => {
  const [bare, help] = await Promise.all([dyshop([]), dyshop(['--help'])])
  expect(bare.exitCode).toBe(0)
  expect(bare.stdout).toBe(help.stdout)
})
