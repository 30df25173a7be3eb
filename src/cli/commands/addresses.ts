import { EXIT } from '../../errors.ts'
import { addressesText } from '../../reports/addresses-text.ts'
import type { CommandContext } from '../context.ts'
import { type AddCommand, addCommonOptions, exitByCompleteness } from './common.ts'

interface Given {
  contact?: string
  phone?: string
  address?: string
  label?: string
}

export const addAddressesCommand: AddCommand = (program, texts, run) => {
  const addresses = program.command('addresses').action((_options, command) =>
    run(command, async ({ options }) => {
      const { listAddresses } = await import('../../app/addresses.ts')
      const outcome = await listAddresses(options.archive)
      const isEmpty = outcome.data.addresses.length === 0
      const text = isEmpty
        ? `${texts.noAddresses}\n`
        : `${addressesText(outcome.data.addresses)}\n${texts.moreAddresses}\n`
      return { outcome, text: () => text, exitCode: EXIT.clear }
    }),
  )
  addCommonOptions(addresses.command('add'), texts)
    .option('--contact <name>', texts.options.contact)
    .option('--phone <number>', texts.options.phone)
    .option('--address <text>', texts.options.address)
    .option('--label <text>', texts.options.label)
    .action((given: Given, command) =>
      run(command, async (context) => {
        const { addAddresses } = await import('../../app/addresses.ts')
        const { backupText } = await import('../../reports/text/backup-text.ts')
        const { options, deps, toolVersion, language, paint, columns } = context
        const typed = await askForAddresses(given, context)
        const outcome = await addAddresses(
          { addresses: typed, root: options.archive, toolVersion },
          deps,
        )
        const view = {
          language,
          paint,
          columns,
          complete: outcome.complete,
          findings: outcome.findings,
        }
        return {
          outcome,
          text: () => backupText(outcome.data, view),
          exitCode: exitByCompleteness(outcome.complete),
        }
      }),
    )
}

/** Asks for what the flags left open; without any flag, for one address after another. */
async function askForAddresses(given: Given, { prompter, texts }: CommandContext) {
  const { prompts } = texts
  const { contact, phone, address, label } = given
  const isByFlags = [contact, phone, address, label].some((value) => value !== undefined)
  const typed = []
  do {
    const ask = (name: keyof Given, message: string, isRequired: boolean) => {
      const answer = given[name]
      return answer === undefined
        ? prompter.ask({ name, message, flag: `--${name}`, isRequired })
        : Promise.resolve(answer)
    }
    typed.push({
      contact: await ask('contact', prompts.contact, true),
      phone: await ask('phone', prompts.phone, true),
      detail: await ask('address', prompts.detail, true),
      label: isByFlags ? (label ?? '') : await ask('label', prompts.label, false),
    })
  } while (!isByFlags && (await prompter.confirm(prompts.another, '--contact')))
  return typed
}
