import { EXIT } from '../../errors.ts'
import type { AddCommand } from './common.ts'

export const addVerify: AddCommand = (program, texts, run) => {
  program
    .command('verify')
    .option('--deep', texts.options.deep)
    .action(({ deep = false }: { deep?: boolean }, command) =>
      run(command, async ({ options, deps, language, paint }) => {
        const { verify } = await import('../../app/verify.ts')
        const { verifyText } = await import('../../reports/text/archive-text.ts')
        const outcome = await verify({ root: options.archive, deep }, deps)
        return {
          outcome,
          text: verifyText(outcome.data, { language, paint }),
          exitCode: outcome.data.ok ? EXIT.clear : EXIT.damaged,
          forGitHub: async () => {
            const { verifySummary } = await import('../../reports/github/step-summary.ts')
            return { annotations: [], summary: verifySummary(outcome.data, language) }
          },
        }
      }),
    )
}
