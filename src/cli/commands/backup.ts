import { backupText } from '../../reports/text/backup-text.ts'
import { type AddCommand, exitByCompleteness } from './common.ts'

export const addBackup: AddCommand = (program, texts, run) => {
  program
    .command('backup')
    .argument('[paths...]', texts.commands.backup.arguments.paths)
    .action((paths: string[], _options, command) =>
      run(command, async ({ options, deps, toolVersion, language, paint, columns }) => {
        const { backup } = await import('../../app/backup.ts')
        const outcome = await backup({ paths, root: options.archive, toolVersion }, deps)
        const view = {
          language,
          paint,
          columns,
          complete: outcome.complete,
          findings: outcome.findings,
        }
        return {
          outcome,
          text: backupText(outcome.data, view),
          exitCode: exitByCompleteness(outcome.complete),
          forGitHub: async () => {
            const { backupSummary } = await import('../../reports/github/step-summary.ts')
            return { annotations: [], summary: backupSummary(outcome.data, language) }
          },
        }
      }),
    )
}
