// Writes docs/walk.md: the walk of tests/support/whole-walk.ts through the menu, as a terminal shows it.
// `tests/cli/walk.test.ts` fails when the page is not what the program shows.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { walkPage, walkToTheEnd } from '../tests/support/whole-walk.ts'

const folder = await mkdtemp(join(tmpdir(), 'dyshop-walk-'))
try {
  const walk = await walkToTheEnd(join(folder, '店'))
  if (walk.exitCode !== 0) throw new Error(`the walk ended with ${walk.exitCode}: ${walk.screen}`)
  await writeFile(join(import.meta.dirname, '../docs/walk.md'), walkPage(walk))
} finally {
  await rm(folder, { recursive: true, force: true })
}
