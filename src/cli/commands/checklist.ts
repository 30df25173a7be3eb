import { type Command, Option } from 'commander'
import { DyshopError, EXIT } from '../../errors.ts'
import type { ChecklistReport } from '../../reports/checklist/checklist-report.ts'
import type { Language } from '../../reports/words/language.ts'
import type { CommandContext, CommandResult } from '../context.ts'
import { momentOption } from '../moment-option.ts'
import type { Texts } from '../texts/zh.ts'
import {
  type AddCommand,
  addCommonOptions,
  badEnding,
  exitByCompleteness,
  type Run,
  replacing,
} from './common.ts'

const FORMATS = ['xlsx', 'md', 'html', 'csv', 'json'] as const
type Format = (typeof FORMATS)[number]

interface Given {
  at?: string
  format?: Format
  out?: string
  overwrite?: boolean
}

export const addChecklist: AddCommand = (program, texts, run) => {
  const { options } = texts
  const command = program
    .command('checklist')
    .argument('[paths...]', texts.commands.checklist.arguments.paths)
    .option('--at <time>', options.at)
    .addOption(new Option('--format <format>', options.format).choices(FORMATS))
    .option('--out <file>', options.out)
    .option('--overwrite', options.overwrite)
    .action((paths: string[], given: Given, self) =>
      run(self, (context) => makeChecklist(paths, given, context)),
    )
  addMark(command, texts, run)
  addSync(command, texts, run)
}

async function makeChecklist(
  paths: readonly string[],
  given: Given,
  context: CommandContext,
): Promise<CommandResult> {
  const { options, deps, toolVersion, language, paint, columns } = context
  const { checklist } = await import('../../app/checklist.ts')
  const { checklistText } = await import('../../reports/text/checklist-text.ts')
  const { checklistReport } = await import('../../reports/checklist/checklist-report.ts')
  const { isStaleExport } = await import('../../reports/text/last-notices.ts')
  const { refuseBadOutput } = await import('../../app/output/output-file.ts')
  const root = options.archive
  const format = given.format ?? formatOfName(given.out)
  if (given.out !== undefined) await refuseBadOutput(given.out, root, replacing(given, context))
  if (format === 'xlsx' && given.out === undefined) {
    throw new DyshopError('needs-out', { format })
  }
  const at = momentOption('--at', given.at, deps.clock)
  const outcome = await checklist({ paths, root, at, toolVersion }, deps)
  const report = checklistReport(outcome.data, language)
  const content = format === null ? null : await inFormat(format, report, language)
  if (given.out !== undefined && content !== null) await deps.files.write(given.out, content)
  const isShown = given.out === undefined && typeof content === 'string'
  return {
    outcome: { ...outcome, data: report },
    isData: isShown,
    ...(isShown ? {} : { isInText: isStaleExport }),
    text: () =>
      isShown
        ? content
        : checklistText(report, {
            ...{ language, paint, columns },
            ...{ out: given.out ?? null, findings: outcome.findings },
          }),
    exitCode: EXIT.clear,
  }
}

type Report = ChecklistReport

/** The writers are loaded one by one: exceljs alone takes a quarter of a second. */
async function inFormat(
  format: Format,
  report: Report,
  language: Language,
): Promise<string | Uint8Array> {
  switch (format) {
    case 'xlsx':
      return (await import('../../reports/checklist/checklist-workbook.ts')).checklistWorkbook(
        report,
        language,
      )
    case 'md':
      return (await import('../../reports/checklist/checklist-markdown.ts')).checklistMarkdown(
        report,
        language,
      )
    case 'html':
      return (await import('../../reports/checklist/checklist-html.ts')).checklistHtml(
        report,
        language,
      )
    case 'csv':
      return (await import('../../reports/checklist/checklist-csv.ts')).checklistCsv(
        report,
        language,
      )
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`
  }
}

/** @throws {DyshopError} `bad-file-ending` for a file whose name asks for none of the formats */
function formatOfName(out: string | undefined): Format | null {
  if (out === undefined) return null
  const format = FORMATS.find((each) => out.toLowerCase().endsWith(`.${each}`))
  if (!format) throw badEnding(out, FORMATS)
  return format
}

function addMark(parent: Command, texts: Texts, run: Run): void {
  addCommonOptions(parent.command('mark'), texts)
    .argument('<id>', texts.options.itemId)
    .requiredOption('--status <status>', texts.options.tickStatus)
    .option('--note <text>', texts.options.note)
    .action((id: string, given: { status: string; note?: string }, self) =>
      run(self, async ({ options, deps, toolVersion, language, paint }) => {
        const { markItem } = await import('../../app/checklist.ts')
        const { ticksText } = await import('../../reports/text/checklist-text.ts')
        const at = momentOption('--at', undefined, deps.clock)
        const { status, note } = given
        const input = { id, status, note, root: options.archive, at, toolVersion }
        const outcome = await markItem(input, deps)
        const text = () => ticksText(outcome.data, { language, paint })
        return { outcome, text, exitCode: exitByCompleteness(outcome.complete) }
      }),
    )
}

function addSync(parent: Command, texts: Texts, run: Run): void {
  addCommonOptions(parent.command('sync'), texts)
    .argument('<file>', texts.options.checklistFile)
    .action((file: string, _given, self) =>
      run(self, async ({ options, deps, toolVersion, language, paint }) => {
        const { syncChecklist } = await import('../../app/checklist.ts')
        const { ticksText } = await import('../../reports/text/checklist-text.ts')
        const at = momentOption('--at', undefined, deps.clock)
        const outcome = await syncChecklist({ file, root: options.archive, at, toolVersion }, deps)
        const text = () => ticksText(outcome.data, { language, paint })
        return { outcome, text, exitCode: exitByCompleteness(outcome.complete) }
      }),
    )
}
