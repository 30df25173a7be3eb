import { Option } from 'commander'
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/document-kind.ts'
import { type AddCommand, exitByCompleteness } from './common.ts'

export const addAttach: AddCommand = (program, texts, run) => {
  program
    .command('attach')
    .argument('<files...>', texts.commands.attach.arguments.files)
    .addOption(
      new Option('--kind <kind>', texts.options.kind).choices(DOCUMENT_KINDS).default('other'),
    )
    .option('--note <text>', texts.options.note, '')
    .action((paths: string[], given: { kind: DocumentKind; note: string }, command) =>
      run(command, async ({ options, deps, toolVersion, language, paint }) => {
        const { attach } = await import('../../app/attach.ts')
        const { attachText } = await import('../../reports/text/archive-text.ts')
        const input = { paths, ...pick(given), root: options.archive, toolVersion }
        const outcome = await attach(input, deps)
        return {
          outcome,
          text: () => attachText(outcome.data, { language, paint }),
          exitCode: exitByCompleteness(outcome.complete),
        }
      }),
    )
}

function pick({ kind, note }: { kind: DocumentKind; note: string }) {
  return { kind, note }
}
