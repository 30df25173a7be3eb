import type { ReportFacts, ReportResult } from '../../app/results.ts'
import { finding } from '../../domain/finding.ts'
import { EXIT } from '../../errors.ts'
import type { CommandContext, CommandResult } from '../context.ts'
import { momentOption } from '../moment-option.ts'
import { type AddCommand, replacing } from './common.ts'

/** In the current folder: inside the archive it would be a stranger to `verify`. */
const DEFAULT_OUT = 'report.html'

interface Given {
  at?: string
  out?: string
  open?: boolean
  overwrite?: boolean
}

export const addReport: AddCommand = (program, texts, run) => {
  program
    .command('report')
    .option('--out <file>', texts.options.out)
    .option('--at <time>', texts.options.at)
    .option('--open', texts.options.open)
    .option('--overwrite', texts.options.overwrite)
    .action((given: Given, command) => run(command, (context) => makeReport(given, context)))
}

async function makeReport(
  given: Given,
  context: CommandContext,
): Promise<CommandResult<ReportResult>> {
  const { options, deps, language, paint } = context
  const { collectReport } = await import('../../app/report.ts')
  const { refuseBadOutput } = await import('../../app/output/output-file.ts')
  const root = options.archive
  const out = given.out ?? DEFAULT_OUT
  const at = momentOption('--at', given.at, deps.clock)
  const { data: facts, findings, complete } = await collectReport({ root, at }, deps)
  await refuseBadOutput(out, root, replacing(given, context))
  // Charts are drawn by a large library, which nothing else has to wait for.
  const { reportPage } = await import('../../reports/html/report-page.ts')
  const { reportText } = await import('../../reports/text/report-text.ts')
  const written = await deps.files.write(
    out,
    reportPage({ data: facts, findings, complete }, language),
  )
  const data = { out, ...written, ...summary(facts) }
  const isOpen = given.open === true ? await opened(out) : true
  const told = isOpen ? findings : [...findings, finding('not-opened', {}, { path: out })]
  return {
    outcome: { complete, findings: told, data },
    text: () => reportText(data, { language, paint, complete }),
    exitCode: EXIT.clear,
  }
}

function summary({ at, check, plan, months, money, archive }: ReportFacts) {
  const { ready, asOf } = check
  const { earliestFiling, moneyBackBy } = plan
  return { ready, at, asOf, earliestFiling, moneyBackBy, months, money, archive }
}

async function opened(out: string): Promise<boolean> {
  const { openFile } = await import('../../platform/open-file.ts')
  return openFile(out)
}
