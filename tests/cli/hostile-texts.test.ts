import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { FORMATS } from '../../src/sources/seller-files/formats/all.ts'
import { canaryRows, csv } from '../support/canaries.ts'
import { dyshop, type Ended } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'

/** Ends a line, clears the screen, names a window, opens a link, turns the writing, runs as a formula. */
const HOSTILE =
  '=甲\n✔FAKE\r✔FAKE\u2028✔FAKE\u001b[2J\u001b]0;FAKE\u0007\u009b31m\u202e\u2066<b>[x](http://e)|'
/** Every character of it that does something; line ends are ours too. */
const STEERS = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u
const FAKED = /^\s*✔FAKE/m

const folder = useFolder()
const archive = () => folder.at('archive')

beforeAll(async () => {
  await mkdir(folder.at('exports'))
  for (const format of FORMATS) {
    const path = folder.at('exports', `\u001b[2J\u202e${format.kind}.csv`)
    await writeFile(path, csv(canaryRows(format, 3, HOSTILE)))
  }
  await writeFile(folder.at('exports', '✔\nFAKE.csv'), `主订单编号,${HOSTILE}\n1,2,3\n`)
  await dyshop(['backup', folder.at('exports'), '--archive', archive(), '--quiet'])
  const toml = folder.at('archive', 'shop.toml')
  const named = (await readFile(toml, 'utf8')).replace(
    /^# *name *=.*$|^name *=.*$/m,
    `name = ${JSON.stringify(HOSTILE)}`,
  )
  await writeFile(toml, named)
})

function sane(argv: readonly string[], { stdout, stderr, exitCode }: Ended): void {
  const said = `${argv.join(' ')} → ${exitCode}`
  expect(exitCode, said + stderr).not.toBe(70)
  for (const text of [stdout, stderr]) {
    expect(STEERS.exec(text)?.[0].codePointAt(0)?.toString(16), said).toBe(undefined)
    expect(text, said).not.toMatch(FAKED)
  }
}

test.each([
  ['backup', 'EXPORTS'],
  ['check'],
  ['check', 'EXPORTS'],
  ['find', '甲'],
  ['find', HOSTILE],
  ['addresses'],
  ['plan'],
  ['steps'],
  ['checklist'],
  ['notice'],
  ['report', '--out', 'REPORT'],
  ['verify', '--deep'],
  ['doctor'],
  ['rebuild'],
  ['redact', '--dry-run'],
  ['steps', 'done', HOSTILE],
  ['attach', HOSTILE],
  ['export', HOSTILE, '--out', 'x'],
  ['export', 'orders', '--columns', HOSTILE, '--out', 'x.csv'],
  ['check', '--at', HOSTILE],
  [HOSTILE],
  ['seal', '--recipient', HOSTILE],
  ['unseal', HOSTILE],
])(
  '%s steers no terminal and fakes no line, in words, JSON, at its most talkative',
  async (...argv) => {
    const places: Readonly<Record<string, string>> = {
      EXPORTS: folder.at('exports'),
      REPORT: folder.at('report.html'),
    }
    const words = argv.map((word) => places[word] ?? word)
    for (const more of [[], ['--lang', 'en', '--verbose'], ['--json']]) {
      const all = [...words, '--archive', archive(), ...more]
      sane(argv, await dyshop(all))
    }
  },
)

test('a file in a format, shown on stdout, holds no line of somebody else', async () => {
  for (const format of ['md', 'json', 'text']) {
    const argv = ['checklist', '--format', format, '--archive', archive()]
    sane(argv, await dyshop(argv))
  }
})
