import { keptSecret } from '../../domain/privacy/secret.ts'
import { DyshopError } from '../../errors.ts'
import type { OpenKey, SealedWith } from '../../platform/age.ts'
import { unsealText } from '../../reports/text/seal-text.ts'
import type { CommandContext } from '../context.ts'
import { type AddCommand, exitByCompleteness } from './common.ts'
import { askPassphrase, passphraseFile, readPassphrase, readText } from './passphrase.ts'
import { collect } from './seal.ts'

interface Given {
  to?: string
  identity?: string[]
  passphraseFile?: string
}

export const addUnseal: AddCommand = (program, texts, run) => {
  const { options } = texts
  program
    .command('unseal')
    .argument('<file>', texts.commands.unseal.arguments.file)
    .option('--to <dir>', options.unsealTo)
    .option('--identity <file>', options.identity, collect)
    .option('--passphrase-file <file>', options.passphraseFile)
    .action((file: string, given: Given, command) =>
      run(command, async (context) => {
        const { unseal } = await import('../../app/unseal.ts')
        const { deps, language, paint } = context
        const key = (closedWith: SealedWith) => chosenKey(file, closedWith, given, context)
        const outcome = await unseal({ file, to: given.to ?? null, key }, deps)
        return {
          outcome,
          text: () => unsealText(outcome.data, { language, paint }),
          exitCode: exitByCompleteness(outcome.complete),
        }
      }),
    )
}

/** The file itself tells what opens it. */
async function chosenKey(
  file: string,
  closedWith: SealedWith,
  { identity, passphraseFile: given }: Given,
  context: CommandContext,
): Promise<OpenKey> {
  if (closedWith === 'recipients') {
    if (identity === undefined) throw new DyshopError('needs-identity', { path: file })
    const identities: string[] = []
    for (const path of identity) identities.push(...identitiesIn(await readText(path), path))
    return { identities }
  }
  if (identity !== undefined) throw new DyshopError('needs-passphrase', { path: file })
  const named = passphraseFile(given, context)
  const passphrase =
    named === undefined ? await askPassphrase(context) : await readPassphrase(named, context)
  return { passphrase }
}

/** The secret keys in a file of `age-keygen`. @throws {DyshopError} `bad-identity` */
function identitiesIn(text: string, path: string): string[] {
  const keys = text.split(/\r?\n/).flatMap((line) => {
    const [key] = /^AGE-SECRET-KEY-[A-Z0-9-]+$/.exec(line.trim()) ?? []
    return key ? [keptSecret(key)] : []
  })
  if (keys.length === 0) throw new DyshopError('bad-identity', { path })
  return keys
}
