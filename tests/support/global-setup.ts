import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { leaksIn, lookedAt, MARK } from './leaks.ts'

/**
 * The command line is tested as people get it: `bin/dyshop.js` over a fresh `dist/`. All temporary files,
 * those of the program included, lie in one folder, so that what is left there at the end can be found.
 */
export async function setup(): Promise<() => Promise<void>> {
  const root = join(import.meta.dirname, '../..')
  await promisify(execFile)(process.execPath, ['scripts/build.mjs'], { cwd: root })
  const before = process.env.TMPDIR
  const folder = await mkdtemp(join(tmpdir(), 'dyshop-tests-'))
  // Some tests run the program as somebody else, who must be able to come through here.
  await chmod(folder, 0o711)
  await writeFile(join(folder, MARK), '')
  process.env.TMPDIR = folder
  return async () => {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
    const { runs, characters } = lookedAt(folder)
    const leaks = await leftLeaks(folder)
    await rm(folder, { recursive: true, force: true })
    if (runs > 0)
      console.log(`\n${runs} runs showed ${characters} characters, looked through for leaks`)
    if (leaks.length > 0) throw new Error(`left in temporary files: ${leaks.join('; ')}`)
  }
}

/** Folders of tests are gone by now; whatever the program left beside them is looked through. */
async function leftLeaks(folder: string): Promise<string[]> {
  const leaks: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    for (const leak of leaksIn(await readFile(path, 'utf8'))) leaks.push(`${path}: ${leak}`)
  }
  return leaks
}
