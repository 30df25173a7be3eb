import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CheckResult } from '../../src/app/results.ts'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { refuseLeaks } from '../support/leaks.ts'
import { EXAMPLE_NOW, EXAMPLE_SHOP } from '../support/shops.ts'
import { spawned } from '../support/spawned.ts'

const REPOSITORY = join(import.meta.dirname, '../..')
const folder = useFolder()
const archive = () => folder.at('archive')

beforeAll(async () => {
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', archive()])
})

const check = (env: Record<string, string>, ...argv: string[]) =>
  dyshop(['check', '--at', EXAMPLE_NOW, '--archive', archive(), ...argv], { env })

describe('in GitHub Actions', () => {
  test('every condition that is not met is an annotation on stderr, and stdout is still one document', async () => {
    const ended = await check({ GITHUB_ACTIONS: 'true' }, '--json', '--no-input')
    expect(ended.exitCode).toBe(1)
    const { conditions } = ended.json<CheckResult>().data
    for (const { id, status } of conditions) {
      const level = status === 'blocked' ? 'error' : 'warning'
      if (status !== 'pass')
        expect(ended.stderr).toMatch(new RegExp(`^::${level} title=${id}::`, 'm'))
    }
    expect(ended.stdout).not.toContain('::error')
  })

  test('the summary has every condition, is added to, and has no order or product in it', async () => {
    const page = folder.free('summary.md')
    await writeFile(page, 'before\n')
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: page }
    const ended = await check(env, '--json')
    await dyshop(['verify', '--archive', archive()], { env })
    const { conditions, unshipped, openAfterSales } = ended.json<CheckResult>().data
    const text = await readFile(page, 'utf8')
    expect(text.startsWith('before\n')).toBe(true)
    expect(text).toContain('### dyshop verify')
    for (const { id } of conditions) expect(text).toContain(`\`${id}\``)
    for (const { orderId, product } of unshipped) {
      expect(text + ended.stderr).not.toContain(orderId)
      if (product) expect(text + ended.stderr).not.toContain(product)
    }
    for (const { orderId } of openAfterSales) {
      if (orderId) expect(text + ended.stderr).not.toContain(orderId)
    }
  })

  test('the summary says in words what it counts, in the language that was asked for', async () => {
    const page = folder.free('words.md')
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: page }
    await check(env)
    await dataOf(['backup', EXAMPLE_SHOP, '--archive', folder.free('other')], { env })
    const text = await readFile(page, 'utf8')
    expect(text).toMatch(/待发货 \d+ · 部分发货 \d+/)
    expect(text).toContain('| 订单 | 订单商品 | 售后 |')
    const withoutCodes = text.replace(/`[^`]*`/g, '').replace(/dyshop \w+/g, '')
    expect(withoutCodes.match(/[a-z]{3,}/g) ?? []).toEqual([])
  })

  test('a stop is an annotation too, and its object still the last line', async () => {
    const argv = ['check', '--archive', folder.free('none'), '--json']
    const ended = await dyshop(argv, { env: { GITHUB_ACTIONS: 'true' } })
    expect(ended.stderr).toMatch(/^::error title=no-archive::/)
    expect(ended.error().error.code).toBe('no-archive')
  })

  test('our own sentences are whole there, and name the archive', async () => {
    const env = { GITHUB_ACTIONS: 'true' }
    const argv = ['backup', folder.at('张三 13800001234'), '--archive', archive()]
    const lost = await dyshop(argv, { env })
    const [annotation = ''] = lost.stderr.split('\n')
    expect(annotation).toContain('请检查路径；路径里有空格时要加引号')
    expect(annotation).not.toContain('13800001234')
    const none = await dyshop(['check', '--archive', 'none'], { env })
    expect(none.stderr).toMatch(/^::error title=no-archive::.*dyshop backup --archive none </)
  })

  test('a summary that cannot be written changes nothing else', async () => {
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: folder.at('no', 'such', 'folder.md'),
    }
    const ended = await check(env, '--json')
    expect(ended.exitCode).toBe(1)
    expect(ended.stderr).toContain('::warning title=step-summary::')
  })

  test('elsewhere there is none of it', async () => {
    const ended = await check({}, '--json')
    expect(ended.stderr).not.toContain('::')
  })
})

/** The scripts of a workflow's steps by name; they stand under `run: |`, ten blanks in. */
function scriptsOf(workflow: string): [name: string, script: string][] {
  const steps = workflow.matchAll(/^ {6}- name: (.+)\n {8}run: \|\n((?: {10}.*\n)+)/gm)
  return [...steps].map(([, name = '', script = '']) => [name, script.replace(/^ {10}/gm, '')])
}

test('the workflow of docs/ci.md runs as it stands: archives, verifies, and then is red', async () => {
  const page = await readFile(join(REPOSITORY, 'docs/ci.md'), 'utf8')
  const source = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  const exportsAt = /DYSHOP_EXPORTS: (.+)/.exec(source)?.[1] ?? ''
  const temp = folder.free('runner')
  await mkdir(temp)
  const env = {
    DYSHOP_EXPORTS: exportsAt,
    PATH: process.env.PATH ?? '',
    RUNNER_TEMP: temp,
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: join(temp, 'summary.md'),
  }
  const ended: [string, number | null][] = []
  // `npm ci` comes before them; what it installs is installed here.
  for (const [name, script] of scriptsOf(source)) ended.push([name, await inBash(script, env)])
  expect(ended).toEqual([
    ['Archive', 0],
    ['Verify', 0],
    ['Gate', 1],
  ])
  const { data } = JSON.parse(await readFile(join(temp, 'check.json'), 'utf8'))
  expect(data.ready).toBe(false)
  const summary = await readFile(join(temp, 'summary.md'), 'utf8')
  expect(summary).toContain('### dyshop check')
  refuseLeaks(['summary'], summary)
})

/** As GitHub runs a step: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions */
async function inBash(script: string, env: Record<string, string>): Promise<number | null> {
  const flags = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script]
  const { exitCode } = await spawned('bash', flags, { cwd: REPOSITORY, env })
  return exitCode
}
