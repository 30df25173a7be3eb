import { Option } from 'commander'
import { DyshopError, EXIT } from '../../errors.ts'
import type { ConditionId } from '../../rules/conditions.ts'
import { momentOption } from '../moment-option.ts'
import { type AddCommand, list } from './common.ts'

export const addCheck: AddCommand = (program, texts, run) => {
  program
    .command('check')
    .argument('[paths...]', texts.commands.check.arguments.paths)
    .option('--at <time>', texts.options.at)
    .addOption(new Option('--only <id...>', texts.options.only).argParser(list))
    .action((paths: string[], { at, only = [] }: { at?: string; only?: string[] }, command) =>
      run(command, async ({ options, deps, language, paint, columns }) => {
        const { check } = await import('../../app/check.ts')
        // Its words name steps and conditions, so it brings the guide's texts along.
        const { checkText } = await import('../../reports/text/check-text.ts')
        const { isStaleExport } = await import('../../reports/text/last-notices.ts')
        const input = {
          paths,
          root: options.archive,
          at: momentOption('--at', at, deps.clock),
          only: await conditionIds(only),
        }
        const outcome = await check(input, deps)
        const { ready } = outcome.data
        const incomplete = outcome.complete ? null : EXIT.incomplete
        return {
          outcome,
          text: () =>
            checkText(outcome.data, {
              ...{ language, paint, columns, isFromFiles: paths.length > 0 },
              ...{ complete: outcome.complete, findings: outcome.findings },
            }),
          isInText: isStaleExport,
          exitCode: incomplete ?? (ready ? EXIT.clear : EXIT.blocked),
          forGitHub: async () => {
            const { conditionAnnotations } = await import('../../reports/github/annotations.ts')
            const { checkSummary } = await import('../../reports/github/step-summary.ts')
            return {
              annotations: conditionAnnotations(outcome.data, language),
              summary: checkSummary(outcome.data, language),
            }
          },
        }
      }),
    )
}

/** @throws {DyshopError} `bad-value` for what is no condition of any kind of shop */
async function conditionIds(values: readonly string[]): Promise<ConditionId[]> {
  const { CONDITION_IDS, CROSS_BORDER_CONDITION_IDS } = await import('../../rules/conditions.ts')
  const all = [...CONDITION_IDS, ...CROSS_BORDER_CONDITION_IDS]
  return values.map((value) => {
    const id = all.find((candidate) => candidate === value)
    if (!id) {
      const conditions = [...new Set(all)].join(', ')
      throw new DyshopError('bad-value', { name: '--only', value, conditions })
    }
    return id
  })
}
