import { EXIT } from '../../errors.ts'
import { momentOption } from '../moment-option.ts'
import { type AddCommand, replacing } from './common.ts'

export const addNotice: AddCommand = (program, texts, run) => {
  program
    .command('notice')
    .option('--at <time>', texts.options.at)
    .option('--out <file>', texts.options.out)
    .option('--overwrite', texts.options.overwrite)
    .action((given: { at?: string; out?: string; overwrite?: boolean }, command) =>
      run(command, async (context) => {
        const { at, out } = given
        const { options, deps, language, paint } = context
        const { notice } = await import('../../app/notice.ts')
        const { afterStart, nextStart } = await import('../../reports/text/notice-next.ts')
        const { noticeReport, noticeText } = await import('../../reports/notice-report.ts')
        const root = options.archive
        const outcome = await notice({ root, at: momentOption('--at', at, deps.clock) })
        const { shopName, isSet, ...dates } = outcome.data
        const report = noticeReport(dates, { shopName, language })
        const content = noticeText(report)
        if (out !== undefined) {
          const { refuseBadOutput } = await import('../../app/output/output-file.ts')
          await refuseBadOutput(out, root, replacing(given, context))
          await deps.files.write(out, content)
        }
        const next = isSet ? afterStart(language) : nextStart(language)
        const written = `${paint.green('✔')} ${out}\n${next}\n`
        return {
          outcome: { ...outcome, data: report },
          isData: out === undefined,
          text: () => (out === undefined ? content : written),
          ...(out === undefined ? { next } : {}),
          exitCode: EXIT.clear,
        }
      }),
    )
}
