import { EXIT } from '../../errors.ts'
import { momentOption } from '../moment-option.ts'
import type { AddCommand } from './common.ts'

export const addNotice: AddCommand = (program, texts, run) => {
  program
    .command('notice')
    .option('--at <time>', texts.options.at)
    .option('--out <file>', texts.options.out)
    .action(({ at, out }: { at?: string; out?: string }, command) =>
      run(command, async ({ options, deps, language, paint }) => {
        const { notice } = await import('../../app/notice.ts')
        const { noticeReport, noticeText } = await import('../../reports/notice-report.ts')
        const root = options.archive
        const outcome = await notice({ root, at: momentOption('--at', at, deps.clock) })
        const { shopName, ...dates } = outcome.data
        const report = noticeReport(dates, { shopName, language })
        const content = noticeText(report)
        if (out !== undefined) {
          const { refuseBadOutput } = await import('../../app/output-file.ts')
          await refuseBadOutput(out, root)
          await deps.files.write(out, content)
        }
        const written = `${paint.green('✔')} ${out}\n`
        return {
          outcome: { ...outcome, data: report },
          isData: out === undefined,
          text: out === undefined ? content : written,
          exitCode: EXIT.clear,
        }
      }),
    )
}
