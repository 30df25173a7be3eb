import { DyshopError } from '../../errors.ts'
import type { SealKey } from '../../platform/age.ts'
import { sealPlanText, sealText } from '../../reports/text/seal-text.ts'
import type { CommandContext } from '../context.ts'
import { type AddCommand, exitByCompleteness, list } from './common.ts'
import { askNewPassphrase, passphraseFile, readPassphrase, readText } from './passphrase.ts'

interface Given {
  out?: string
  recipient?: string[]
  recipientsFile?: string[]
  passphraseFile?: string
  removePlain?: boolean
  dryRun?: boolean
  confirm?: string
}

export const addSeal: AddCommand = (program, texts, run) => {
  const { options } = texts
  program
    .command('seal')
    .option('--out <file>', options.sealedOut)
    .option('--recipient <age1…>', options.recipient, list)
    .option('--recipients-file <file>', options.recipientsFile, collect)
    .option('--passphrase-file <file>', options.passphraseFile)
    .option('--remove-plain', options.removePlain)
    .option('--confirm <name>', options.confirmShop)
    .option('--dry-run', options.sealDryRun)
    .action((given: Given, command) =>
      run(command, async (context) => {
        const { planSeal, seal } = await import('../../app/seal.ts')
        const { options, deps, language, paint } = context
        const { out = null, removePlain = false, confirm = null } = given
        if (given.dryRun) {
          const planned = await planSeal({ root: options.archive, out, removePlain }, deps)
          const text = () => sealPlanText(planned.data, language)
          return {
            outcome: planned,
            text,
            exitCode: exitByCompleteness(planned.complete),
          }
        }
        const key = await chosenKey(given, context)
        const outcome = await seal({ root: options.archive, out, removePlain, confirm, key }, deps)
        const isChanged = outcome.findings.some(({ code }) => code === 'changed-while-sealed')
        return {
          outcome,
          text: () => sealText(outcome.data, { language, paint, isChanged }),
          exitCode: exitByCompleteness(outcome.complete),
        }
      }),
    )
}

/** A path each time: names of files hold commas. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}

/** What was named is read at once; a passphrase is asked for only when it is needed. */
async function chosenKey(given: Given, context: CommandContext): Promise<() => Promise<SealKey>> {
  const file = passphraseFile(given.passphraseFile, context)
  const recipients = [...(given.recipient ?? [])]
  for (const path of given.recipientsFile ?? []) {
    recipients.push(...recipientsIn(await readText(path)))
  }
  const wantsRecipients = given.recipient !== undefined || given.recipientsFile !== undefined
  if (wantsRecipients && file !== undefined) throw new DyshopError('mixed-keys')
  if (wantsRecipients && recipients.length === 0) {
    throw new DyshopError('bad-recipient', { key: '""' })
  }
  if (wantsRecipients) return async () => ({ recipients: [...new Set(recipients)] })
  return async () => ({
    passphrase:
      file === undefined ? await askNewPassphrase(context) : await readPassphrase(file, context),
  })
}

/** One key a line, with comments after `#`, as `age -R` reads it. */
function recipientsIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}
