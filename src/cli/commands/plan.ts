import { EXIT } from '../../errors.ts'
import { momentOption } from '../moment-option.ts'
import { type AddCommand, replacing } from './common.ts'

export const addPlan: AddCommand = (program, texts, run) => {
  program
    .command('plan')
    .option('--at <time>', texts.options.at)
    .option('--ics <file>', texts.options.ics)
    .option('--overwrite', texts.options.overwrite)
    .action((given: { at?: string; ics?: string; overwrite?: boolean }, command) =>
      run(command, async (context) => {
        const { at, ics } = given
        const { options, deps, language, paint } = context
        const { plan } = await import('../../app/plan.ts')
        const { planText } = await import('../../reports/text/plan-text.ts')
        const { isStaleExport } = await import('../../reports/text/last-notices.ts')
        const { planReport } = await import('../../reports/plan-report.ts')
        const root = options.archive
        const outcome = await plan({ root, at: momentOption('--at', at, deps.clock) })
        const { plan: made, shop } = outcome.data
        if (ics !== undefined) {
          const { refuseBadOutput } = await import('../../app/output/output-file.ts')
          const { planCalendar } = await import('../../reports/plan-calendar.ts')
          await refuseBadOutput(ics, root, replacing(given, context))
          const names = { shopId: shop.id, shopName: shop.name, language }
          await deps.files.write(ics, planCalendar(made, names))
        }
        return {
          outcome: { ...outcome, data: planReport(made, language) },
          text: () => planText(made, { language, paint, findings: outcome.findings }),
          exitCode: EXIT.clear,
          isInText: isStaleExport,
        }
      }),
    )
}
