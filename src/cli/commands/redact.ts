import { redactText } from '../../reports/text/redact-text.ts'
import { momentOption } from '../moment-option.ts'
import { type AddCommand, exitByCompleteness } from './common.ts'

interface Given {
  dryRun?: boolean
  now?: boolean
  confirm?: string
  dropUnread?: boolean
  withDocuments?: boolean
  at?: string
}

export const addRedact: AddCommand = (program, texts, run) => {
  const { options } = texts
  program
    .command('redact')
    .option('--dry-run', options.dryRun)
    .option('--confirm <name>', options.confirmShop)
    .option('--now', options.redactNow)
    .option('--drop-unread', options.dropUnread)
    .option('--with-documents', options.withDocuments)
    .option('--at <time>', options.at)
    .action((given: Given, command) =>
      run(command, async ({ options, deps, toolVersion, language, paint }) => {
        const { redact } = await import('../../app/redact.ts')
        const input = {
          root: options.archive,
          at: momentOption('--at', given.at, deps.clock),
          dryRun: given.dryRun ?? false,
          now: given.now ?? false,
          confirm: given.confirm ?? null,
          dropUnread: given.dropUnread ?? false,
          withDocuments: given.withDocuments ?? false,
          toolVersion,
        }
        const outcome = await redact(input, deps)
        return {
          outcome,
          text: () => redactText(outcome.data, { language, paint }),
          exitCode: exitByCompleteness(outcome.complete),
        }
      }),
    )
}
