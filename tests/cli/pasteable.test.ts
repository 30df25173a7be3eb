import { chmod, writeFile } from 'node:fs/promises'
import { delimiter } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { quoted } from '../../src/cli/pasteable.ts'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_SHOP } from '../support/shops.ts'
import { DYSHOP, spawned } from '../support/spawned.ts'

const folder = useFolder()
const archive = () => folder.at("my shop's 存档")

beforeAll(async () => {
  const command = `#!/bin/sh\nexec '${process.execPath}' '${DYSHOP}' "$@"\n`
  await writeFile(folder.at('dyshop'), command)
  await chmod(folder.at('dyshop'), 0o755)
})

/** Runs a line as somebody would paste it, in a folder that has no archive. */
async function paste(line: string): Promise<number | null> {
  const PATH = `${folder.at()}${delimiter}${process.env.PATH}`
  const { exitCode } = await spawned('sh', ['-c', line], { env: { PATH }, cwd: folder.at() })
  return exitCode
}

/** The command that a text names, up to what stands behind it in brackets or Chinese. */
function commandIn(text: string, name: string): string {
  const [command = ''] = new RegExp(`dyshop ${name}\\b[^（）()，。；\\n]*`).exec(text) ?? []
  return command.trim()
}

describe('the next command works when it is pasted', () => {
  test('after a backup into an archive of one’s own, whose path has a blank and a quote', async () => {
    const ended = await dyshop(['backup', EXAMPLE_SHOP, '--archive', archive()])
    expect(await paste(commandIn(ended.stdout, 'check'))).toBe(1)
    expect(await paste('dyshop check')).toBe(2)
  })

  test('after a backup into a folder with a tab, a percent sign and a quote in its name', async () => {
    const odd = folder.at("a\tb%s\\'c")
    const ended = await dyshop(['backup', EXAMPLE_SHOP, '--archive', odd])
    const [command = ''] = /dyshop check --archive "[^（]*"/.exec(ended.stdout) ?? []
    expect(await paste(command)).toBe(1)
  })

  test('after check, for the rows of a condition', async () => {
    const { stdout } = await dyshop(['check', '--archive', archive()])
    const command = commandIn(stdout, 'check')
    expect(command).toContain('--only')
    expect(await paste(command)).toBe(1)
  })

  test('after plan and find, and with --archive=…', async () => {
    const plan = await dyshop(['plan', `--archive=${archive()}`])
    expect(await paste(commandIn(plan.stdout, 'checklist'))).toBe(0)
  })

  test('after steps, in colours as a terminal shows them', async () => {
    const env = { FORCE_COLOR: '1' }
    const { stdout } = await dyshop(['steps', '--archive', archive()], { env })
    const lines = stdout.split('\n').filter((line) => /dyshop (?:backup|check|attach)/.test(line))
    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines) expect(line).toContain(' --archive ')
  })

  test('in an error and in findings, in words and in JSON', async () => {
    const stop = await dyshop(['check', '--archive', folder.at('none yet')])
    expect(stop.stderr).toContain(`dyshop backup --archive '${folder.at('none yet')}' <`)
    const json = await dyshop(['check', '--archive', folder.at('none yet'), '--json'])
    expect(json.error().error.hint).toContain(`--archive '${folder.at('none yet')}'`)
    const stale = await dyshop(['check', '--archive', archive(), '--at', '2030-01-01', '--json'])
    const { findings } = stale.json()
    const message = findings.find(({ code }) => code === 'stale-export')?.message
    expect(message).toContain('dyshop backup --archive ')
  })
})

test('no command gets an archive that was not named', async () => {
  const env = { DYSHOP_ARCHIVE: archive() }
  expect((await dyshop(['plan'], { env })).stdout).not.toContain('--archive')
})

test('a file that is printed stays as it is', async () => {
  const format = ['checklist', '--format', 'md', '--at', '2026-11-24']
  const named = await dyshop([...format, '--archive', archive()])
  const env = { DYSHOP_ARCHIVE: archive() }
  expect(named.stdout).toBe((await dyshop(format, { env })).stdout)
})

test.each([
  ['linux', '/a/存档', '/a/存档'],
  ['linux', '/a b', "'/a b'"],
  ['linux', "it's", "'it'\\''s'"],
  ['linux', '~/x', "'~/x'"],
  ['darwin', '$HOME', "'$HOME'"],
  ['win32', 'C:\\Users\\存档', 'C:\\Users\\存档'],
  ['win32', 'C:\\My Files\\', '"C:\\My Files"'],
  ['win32', 'D:\\a & b', '"D:\\a & b"'],
  ['win32', "D:\\$it's", "'D:\\$it''s'"],
] as const)('on %s the path %s is written %s', (platform, path, written) => {
  expect(quoted(path, platform)).toBe(written)
})
