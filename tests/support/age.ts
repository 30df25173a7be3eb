import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, writeFileSync } from 'node:fs'
import { decrypt } from '../../src/platform/age.ts'
import { readTar } from '../../src/platform/tar.ts'

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

/** Keys for tests that run a program again and again; they open nothing else. */
export const TEST_RECIPIENT = 'age1et8uc3r8lwffn435xjruhk472dhh5ps682u9mn35d6v835khvgfqfjzj2q'
export const TEST_IDENTITY =
  'AGE-SECRET-KEY-10GV6UGVZ0LUUFU20ADQQFZ0YHD9C45NSF52XDCWMZS7QVN4K8WHS26NF9F'

/** What comes out of a file sealed for the recipient of the tests; `torn` when it does not open. */
export async function sealedContent(path: string): Promise<string> {
  const bytes = createReadStream(path) as AsyncIterable<Uint8Array>
  const all: string[] = []
  try {
    for await (const entry of readTar(decrypt(bytes, { identities: [TEST_IDENTITY] }))) {
      const hash = createHash('sha256')
      for await (const chunk of entry.chunks ?? []) hash.update(chunk)
      all.push(`${entry.parts.join('/')} ${hash.digest('hex')}`)
    }
    return all.join('\n')
  } catch {
    return 'torn'
  }
}
