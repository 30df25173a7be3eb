import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** The command line is tested as people get it: `bin/dyshop.js` over a fresh `dist/`. */
export async function setup(): Promise<void> {
  const root = join(import.meta.dirname, '../..')
  await promisify(execFile)(process.execPath, ['scripts/build.mjs'], { cwd: root })
}
