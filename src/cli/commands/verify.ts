import { EXIT } from '../../errors.ts'
import type { AddCommand } from './common.ts'

interface Options {
  deep?: boolean
  repair?: boolean
}

export const addVerify: AddCommand = (program, texts, run) => {
  program
    .command('verify')
    .option('--deep', texts.options.deep)
    .option('--repair', texts.options.repair)
    .action(({ deep = false, repair: repairs = false }: Options, command) =>
      run(command, async ({ options, deps, toolVersion, language, paint }) => {
        const { verify } = await import('../../app/verify.ts')
        const { repair } = await import('../../app/repair.ts')
        const { verifyText } = await import('../../reports/text/verify-text.ts')
        const root = options.archive
        const outcome = repairs
          ? await repair({ root, deep, toolVersion }, deps)
          : await verify({ root, deep }, deps)
        return {
          outcome,
          text: () => verifyText(outcome.data, { language, paint }),
          exitCode: outcome.data.ok ? EXIT.clear : EXIT.damaged,
          forGitHub: async () => {
            const { verifySummary } = await import('../../reports/github/step-summary.ts')
            return { annotations: [], summary: verifySummary(outcome.data, language) }
          },
        }
      }),
    )
}
