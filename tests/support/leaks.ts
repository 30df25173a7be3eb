import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TEST_IDENTITY } from './age.ts'

/**
 * What is planted in the input of tests and must never come out: secrets and tokens of the made-up
 * platform, keys and passphrases, and the phones and streets of the buyers of every made-up shop.
 */
const PLANTED: Readonly<Record<string, RegExp>> = {
  'a secret or token': /canary-(?:app-secret|access|refresh|auth-code|secret)|Y2FuYXJ5/,
  'a signed address': /access_token=|[?&]sign=|[?&]app_key=/,
  'a secret key': new RegExp(TEST_IDENTITY.slice(0, 40)),
  'a passphrase': /蓝色海龟/,
  // 19900000000 is the shop's own, on its return labels.
  'a phone': /(?<!\d)1990000(?!0000)-?\d{4}|199-0000-\d{4}|1391234567[89]|１３８-１２３４-０００１/,
  'a street':
    /(?:水帘洞路|金箍路|通灵巷|蘅芜里|三星路|铁扇路|替天路|画壁巷)\d+号\d+栋\d+室|欧阳测验/,
}

/** What of it stands in a text, told without repeating it. */
export function leaksIn(text: string): string[] {
  return Object.entries(PLANTED).flatMap(([what, pattern]) => {
    const at = text.search(pattern)
    return at < 0 ? [] : [`${what} at ${at}`]
  })
}

/** Where runs are counted, so that the end of all tests can tell how much was looked at. */
const COUNTS = join(process.env.TMPDIR ?? '/tmp', 'looked-at.txt')

/** Looks through everything that a run of the program showed, its command line included. */
export function refuseLeaks(argv: readonly string[], shown: string): void {
  if (existsSync(join(COUNTS, '..', MARK))) appendFileSync(COUNTS, `${shown.length}\n`)
  // Who asks for it is shown it; a terminal echoes nothing that is secret either.
  if (argv.includes('--unmask') || argv.includes('addresses')) return
  const leaks = leaksIn(`${argv.join(' ')}\n${shown}`)
  if (leaks.length > 0) throw new Error(`dyshop ${argv[0]} showed ${leaks.join(', ')}`)
}

/** The file that tells a folder of temporary files from the system's own. */
export const MARK = 'dyshop-tests'

/** How many runs were looked through, and how many characters they showed. */
export function lookedAt(folder: string): { runs: number; characters: number } {
  const path = join(folder, 'looked-at.txt')
  const lines = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : []
  return { runs: lines.length, characters: lines.reduce((sum, line) => sum + Number(line), 0) }
}
