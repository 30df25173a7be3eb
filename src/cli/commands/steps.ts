import { type Command, Option } from 'commander'
import { DYING_DOCUMENTS } from '../../domain/closing/gate.ts'
import { ROUTES, type Route } from '../../domain/closing/steps.ts'
import { DyshopError, EXIT } from '../../errors.ts'
import type { CommandContext, CommandResult } from '../context.ts'
import { momentOption } from '../moment-option.ts'
import { isDay } from '../shop-questions.ts'
import type { Texts } from '../texts/zh.ts'
import { type AddCommand, addCommonOptions, exitByCompleteness, type Run } from './common.ts'

export const addSteps: AddCommand = (program, texts, run) => {
  const { options } = texts
  const command = program
    .command('steps')
    .addOption(new Option('--route <route>', options.route).choices(ROUTES).default('pc'))
    .option('--at <time>', options.at)
    .action(({ route, at }: { route: Route; at?: string }, self) =>
      run(self, async ({ options, deps, language, paint }) => {
        const { steps } = await import('../../app/steps.ts')
        const { stepsReport } = await import('../../reports/steps-report.ts')
        const { stepsText } = await import('../../reports/text/steps-text.ts')
        const moment = momentOption('--at', at, deps.clock)
        const outcome = await steps({ root: options.archive, route, at: moment }, deps)
        const report = stepsReport(outcome.data, language)
        return {
          outcome: { ...outcome, data: report },
          text: () => stepsText(report, { language, paint }),
          exitCode: EXIT.clear,
        }
      }),
    )
  addDone(command, texts, run)
  addUndo(command, texts, run)
  addWaive(command, texts, run)
}

interface Given {
  at?: string
  note: string
  force?: boolean
  confirm?: string
  date?: string
}

function addDone(parent: Command, texts: Texts, run: Run): void {
  const { options, prompts } = texts
  addCommonOptions(parent.command('done'), texts)
    .argument('<ids...>', options.stepIds)
    .option('--note <text>', options.note, '')
    .option('--force', options.force)
    .option('--confirm <name>', options.confirm)
    .option('--date <day>', options.noticeDate)
    .action((ids: string[], _given: Given, self) =>
      run(self, async (context) => {
        const { markDone } = await import('../../app/mark-steps.ts')
        const { force = false, confirm, date } = self.optsWithGlobals() as Given
        if (ids.includes('notice') || date !== undefined) await keepNoticeDay(date, context)
        const askShopName = async () =>
          confirm ??
          context.prompter.ask({
            name: 'confirm',
            message: prompts.typeShopName,
            flag: '--confirm',
            isRequired: true,
          })
        const input = { ...markInput(ids, self, context), force, askShopName }
        return marked(await markDone(input, context.deps), context)
      }),
    )
}

/** @throws {DyshopError} `bad-value`, and as `keepNoticeStart` does */
async function keepNoticeDay(date: string | undefined, context: CommandContext): Promise<void> {
  const { keepNoticeStart } = await import('../../app/notice-start.ts')
  const { options, deps, prompter, texts } = context
  if (date !== undefined && !isDay(date)) {
    throw new DyshopError('bad-value', { name: '--date', value: date })
  }
  const askDate = () =>
    prompter.ask({
      name: 'date',
      message: texts.options.noticeStart,
      flag: '--date',
      isRequired: true,
      refuse: (answer) => (isDay(answer) ? null : texts.prompts.badDay),
    })
  const given = date === undefined ? {} : { date }
  await keepNoticeStart({ root: options.archive, ...given, askDate }, deps)
}

function addUndo(parent: Command, texts: Texts, run: Run): void {
  addCommonOptions(parent.command('undo'), texts)
    .argument('<ids...>', texts.options.stepIds)
    .option('--note <text>', texts.options.note, '')
    .action((ids: string[], _given: Given, self) =>
      run(self, async (context) => {
        const { markUndone } = await import('../../app/mark-steps.ts')
        return marked(await markUndone(markInput(ids, self, context), context.deps), context)
      }),
    )
}

function addWaive(parent: Command, texts: Texts, run: Run): void {
  addCommonOptions(parent.command('waive'), texts)
    .argument('<documents...>', `${texts.options.documents} (${DYING_DOCUMENTS.join(', ')})`)
    .option('--note <text>', texts.options.note, '')
    .action((ids: string[], _given: Given, self) =>
      run(self, async (context) => {
        const { waiveDocuments } = await import('../../app/mark-steps.ts')
        return marked(await waiveDocuments(markInput(ids, self, context), context.deps), context)
      }),
    )
}

/** `--at` belongs to `steps` as well, which takes it away from what comes behind it. */
function markInput(
  ids: readonly string[],
  self: Command,
  { options, deps, toolVersion }: CommandContext,
) {
  const { at, note } = self.optsWithGlobals() as Given
  const moment = momentOption('--at', at, deps.clock)
  return { ids, root: options.archive, at: moment, note, toolVersion }
}

async function marked(
  outcome: Awaited<ReturnType<typeof import('../../app/mark-steps.ts').markUndone>>,
  { language, paint }: CommandContext,
): Promise<CommandResult> {
  const { stepMarksText } = await import('../../reports/text/steps-text.ts')
  return {
    outcome,
    text: () => stepMarksText(outcome.data, { language, paint }),
    exitCode: exitByCompleteness(outcome.complete),
  }
}
