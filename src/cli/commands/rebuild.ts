import { type AddCommand, exitByCompleteness } from './common.ts'

export const addRebuild: AddCommand = (program, texts, run) => {
  const rebuildCommand = program
    .command('rebuild')
    .option('--accept-loss', texts.options.acceptLoss)
  rebuildCommand.action(({ acceptLoss = false }: { acceptLoss?: boolean }, command) =>
    run(command, async ({ options, deps, toolVersion, language, paint, columns }) => {
      const { rebuild } = await import('../../app/rebuild.ts')
      const { backupText, isToldAtTheEnd } = await import('../../reports/text/backup-text.ts')
      const outcome = await rebuild({ root: options.archive, toolVersion, acceptLoss }, deps)
      const view = {
        language,
        paint,
        columns,
        complete: outcome.complete,
        isRebuild: true as const,
        findings: outcome.findings,
      }
      return {
        outcome,
        text: () => backupText(outcome.data, view),
        exitCode: exitByCompleteness(outcome.complete),
        isInText: isToldAtTheEnd,
        forGitHub: async () => {
          const { backupSummary } = await import('../../reports/github/step-summary.ts')
          return { annotations: [], summary: backupSummary(outcome.data, language) }
        },
      }
    }),
  )
}
