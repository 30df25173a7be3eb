import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import areas from './areas.json' with { type: 'json' }

/**
 * Changes the code of one area in many small ways and counts how many the tests notice:
 * `npm run mutation -- signing`. What follows the area goes to Stryker as it is.
 */
const [area = '', ...more] = process.argv.slice(2)
const names = Object.keys(areas)
if (!names.includes(area)) throw new Error(`npm run mutation -- ${names.join('|')}`)

const here = import.meta.dirname
const stryker = join(here, 'node_modules/@stryker-mutator/core/bin/stryker.js')

function run(program: string, args: string[], env: NodeJS.ProcessEnv = {}): void {
  const { status } = spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  if (status !== 0) process.exit(status ?? 1)
}

if (!existsSync(stryker)) run('npm', ['ci', '--no-audit', '--no-fund', '--prefix', here])
const { mutate } = areas[area as keyof typeof areas]
const chosen = more.includes('--mutate') ? [] : ['--mutate', mutate.join(',')]
run(
  process.execPath,
  [stryker, 'run', join(here, 'stryker.config.json'), ...chosen, ...more],
  // The schedules of a made-up server, hundreds in `npm test`: a few for every mutant.
  { MUTATION_AREA: area, SCHEDULES: '20' },
)
