import { mkdir, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildProgram } from '../../src/cli/program.ts'
import { EN } from '../../src/cli/texts/en.ts'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { missingProgram } from '../support/installed.ts'
import { completedByZsh, offered, type TestedShell } from '../support/shells.ts'

const folder = useFolder()

const NOTHING = async () => undefined

/** Every command as a person types it, with what commander itself knows of it. */
const COMMANDS = commandsOf(
  buildProgram(EN, '0.0.0', { run: NOTHING, lead: NOTHING }, { out: () => undefined }),
)

function commandsOf(command: Command, path = 'dyshop'): { path: string; command: Command }[] {
  const below = command.commands.flatMap((each) => commandsOf(each, `${path} ${each.name()}`))
  return [{ path, command }, ...below]
}

async function scriptOf(shell: string): Promise<string> {
  const { stdout, exitCode } = await dyshop(['completion', shell])
  expect(exitCode).toBe(0)
  return stdout
}

describe.each(['bash', 'zsh', 'fish'] as const)('in %s', (shell: TestedShell) => {
  const missing = missingProgram(shell)
  const script = () => folder.at(`completion.${shell}`)
  const cwd = () => folder.at('here')
  const ask = async (...lines: string[]) => offered(shell, script(), lines, cwd())

  beforeAll(async () => {
    if (missing !== undefined) return
    await writeFile(script(), await scriptOf(shell))
    await mkdir(folder.at('here', 'exports'), { recursive: true })
    await writeFile(folder.at('here', 'orders.csv'), '')
  })

  test('every command is offered where it can stand', async ({ skip }) => {
    skip(missing !== undefined, missing)
    const groups = COMMANDS.filter(({ command }) => command.commands.length > 0)
    expect(groups.length).toBeGreaterThan(1)
    const answers = await ask(...groups.map(({ path }) => `${path} `))
    for (const [index, { path, command }] of groups.entries()) {
      const names = command.commands.map((each) => each.name())
      expect(answers[index], path).toEqual(expect.arrayContaining(names))
    }
  })

  test('every option of every command is offered, and none of another', async ({ skip }) => {
    skip(missing !== undefined, missing)
    const answers = await ask(...COMMANDS.map(({ path }) => `${path} --`))
    for (const [index, { path, command }] of COMMANDS.entries()) {
      const own = [...command.options.map(({ long }) => long), '--help']
      expect([...(answers[index] ?? [])].sort(), path).toEqual(own.sort())
    }
  })

  test('every choice of an option or an argument is offered', async ({ skip }) => {
    skip(missing !== undefined, missing)
    const places = COMMANDS.flatMap(({ path, command }) => [
      ...command.options.map((each) => ({
        line: `${path} ${each.long} `,
        choices: each.argChoices,
      })),
      ...command.registeredArguments
        .slice(0, 1)
        .map((each) => ({ line: `${path} `, choices: each.argChoices })),
    ]).filter(({ choices }) => choices !== undefined)
    expect(places.length).toBeGreaterThan(20)
    const answers = await ask(...places.map(({ line }) => line))
    for (const [index, { line, choices }] of places.entries()) {
      expect(answers[index], line).toEqual(expect.arrayContaining([...(choices ?? [])]))
    }
  })

  test('files are offered where files are read, folders where a folder is meant', async ({
    skip,
  }) => {
    skip(missing !== undefined, missing)
    const [read, archive, note] = await ask(
      'dyshop backup ',
      'dyshop check --archive ',
      'dyshop attach --note ',
    )
    const plain = (names: string[] = []) => names.map((name) => name.replace(/\/$/, '')).sort()
    expect(plain(read)).toEqual(['exports', 'orders.csv'])
    expect(plain(archive)).toEqual(['exports'])
    expect(note).toEqual([])
  })

  test('the value of an option is not taken for a command', async ({ skip }) => {
    skip(missing !== undefined, missing)
    const [after, joined] = await ask(
      'dyshop checklist --out mark --fo',
      'dyshop export orders --format=j',
    )
    expect(after).toEqual(['--format'])
    expect(joined?.map((word) => word.replace('--format=', ''))).toEqual(['jsonl'])
  })
})

test('an interactive zsh completes a line with it', async ({ skip }) => {
  const missing = missingProgram('zsh')
  skip(missing !== undefined, missing)
  const script = folder.at('interactive.zsh')
  await writeFile(script, await scriptOf('zsh'))
  const cwd = folder.at()
  expect(await completedByZsh(script, 'dyshop checkl', cwd)).toBe('dyshop checklist ')
  expect(await completedByZsh(script, 'dyshop checklist mark x --no-i', cwd)).toBe(
    'dyshop checklist mark x --no-input ',
  )
})

describe('for PowerShell, which cannot be run here', () => {
  test('the script has every command and option and is pure ASCII, whatever the language', async () => {
    const script = await scriptOf('powershell')
    expect(script).not.toMatch(/[^\n -~]/)
    for (const { path, command } of COMMANDS) {
      const own = path.replace(/^dyshop ?/, '')
      const entry = script.split(`    '${own}' = @{`)[1]?.split('\n    }')[0] ?? ''
      for (const { long } of command.options) expect(entry, path).toContain(`'${long}' =`)
      for (const each of command.commands) expect(entry, path).toContain(`'${each.name()}' =`)
    }
  })

  test('every bracket and quote that is opened is closed', async () => {
    const bare = (await scriptOf('powershell'))
      .replace(/#.*$/gm, '')
      .replace(/'(?:[^']|'')*'|"[^"]*"/g, '')
    expect(bare).not.toMatch(/['"]/)
    const open: string[] = []
    const partner: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }
    for (const bracket of bare.match(/[()[\]{}]/g) ?? []) {
      if (partner[bracket] === undefined) open.push(bracket)
      else expect(open.pop()).toBe(partner[bracket])
    }
    expect(open).toEqual([])
  })
})

test('an unknown shell is refused with the ones there are', async () => {
  const ended = await dyshop(['completion', 'tcsh', '--json'])
  expect(ended.exitCode).toBe(2)
})
