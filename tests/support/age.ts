import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

/**
 * Why tests that need Debian's age cannot run here; undefined when they can. On a CI machine they must
 * run, so its absence is an error there.
 */
export const ageMissing = spawnSync('age', ['--version']).status === 0 ? undefined : missing()

function missing(): string {
  const reason = 'age is not installed: apt-get install age'
  if (process.env.CI === 'true') throw new Error(reason)
  return reason
}

/** What `age -d` makes of a file, unpacked by `tar` into a folder that is there. */
export function openedByOthers(sealed: string, identityFile: string, into: string): void {
  const maxBuffer = 1 << 30
  const tar = execFileSync('age', ['--decrypt', '--identity', identityFile, sealed], { maxBuffer })
  execFileSync('tar', ['--extract', '--directory', into], { input: tar })
}

/** Seals bytes with age itself. */
export function sealedByAge(plain: Uint8Array, recipient: string, path: string): void {
  writeFileSync(
    path,
    execFileSync('age', ['--encrypt', '--recipient', recipient], {
      input: plain,
      maxBuffer: 1 << 30,
    }),
  )
}
