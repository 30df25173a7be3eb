import { EXIT } from '../../errors.ts'
import { type AddCommand, positiveInteger } from './common.ts'

const DEFAULT_LIMIT = 50

export const addFind: AddCommand = (program, texts, run) => {
  program
    .command('find')
    .argument('<text>', texts.commands.find.arguments.text)
    .option('--limit <n>', texts.options.limit, positiveInteger, DEFAULT_LIMIT)
    .action((query: string, { limit }: { limit: number }, command) =>
      run(command, async ({ options, language, paint, columns }) => {
        const { find } = await import('../../app/find.ts')
        const { findText } = await import('../../reports/text/archive-text.ts')
        const outcome = await find({ query, root: options.archive, limit })
        const text = () => findText(outcome.data, { language, paint, columns })
        return { outcome, text, exitCode: EXIT.clear }
      }),
    )
}
