import { type Command, Option } from 'commander'
import type { ShopAnswers } from '../../app/init.ts'
import type { ShopChange } from '../../app/results.ts'
import type { ShopFacts } from '../../domain/archive-facts.ts'
import { DyshopError, EXIT } from '../../errors.ts'
import type { CommandContext, CommandResult } from '../context.ts'
import { askAboutShop, isDay, isDayCount } from '../shop-questions.ts'
import { type AddCommand, list } from './common.ts'

interface Given {
  kind?: ShopFacts['kind']
  name?: string
  id?: string
  noticeStart?: string
  settlementDays?: string
  reserveReleasedOn?: string
  afterSaleDays?: string[]
  replace?: boolean
}

export const addInit: AddCommand = (program, texts, run) => {
  const { options } = texts
  program
    .command('init')
    .addOption(new Option('--kind <kind>', options.shopKind).choices(['domestic', 'cross-border']))
    .option('--name <name>', options.shopName)
    .option('--id <id>', options.shopId)
    .option('--notice-start <day>', options.noticeStart)
    .addOption(new Option('--after-sale-days <days...>', options.afterSaleDays).argParser(list))
    .option('--settlement-days <days>', options.settlementDays)
    .option('--reserve-released-on <day>', options.reserveReleasedOn)
    .option('--replace', options.replace)
    .action((_given: Given, command: Command) =>
      run(command, (context) => initShop(ownOptions(command.opts()), context)),
    )
}

const OWN: readonly (keyof Given)[] = [
  'kind',
  'name',
  'id',
  'noticeStart',
  'settlementDays',
  'reserveReleasedOn',
  'afterSaleDays',
  'replace',
]

/** Without the options that every command has: where none is left, everything is asked for. */
function ownOptions(given: Given): Given {
  return Object.fromEntries(OWN.flatMap((key) => (key in given ? [[key, given[key]]] : [])))
}

/** Asks, or takes the flags, and writes `shop.toml`. */
export async function initShop(given: Given, context: CommandContext): Promise<CommandResult> {
  const { init, shopFacts } = await import('../../app/init.ts')
  const { options, deps, prompter, texts, language, paint } = context
  const { replace = false, ...flags } = given
  const isByFlags = Object.keys(flags).length > 0
  const answers = isByFlags
    ? fromFlags(flags)
    : await askAboutShop(await shopFacts(options.archive), context)
  const mayReplace = async (changes: readonly ShopChange[]) => {
    if (replace) return true
    if (!prompter.canAsk) return false
    const shown = changes.map(({ key, before, after }) => `${key}: ${before} → ${after}`).join(', ')
    return prompter.confirm(`${texts.prompts.shop.replace} ${shown}`, '--replace')
  }
  const outcome = await init({ root: options.archive, answers, mayReplace }, deps)
  const { initText } = await import('../../reports/text/init-text.ts')
  const view = { language, paint, root: options.archive }
  return { outcome, text: () => initText(outcome.data, view), exitCode: EXIT.clear }
}

/** @throws {DyshopError} `bad-value` */
function fromFlags(flags: Omit<Given, 'replace'>): ShopAnswers {
  const { settlementDays, afterSaleDays, noticeStart, reserveReleasedOn, ...rest } = flags
  return {
    ...rest,
    ...(noticeStart === undefined ? {} : { noticeStart: day('--notice-start', noticeStart) }),
    ...(reserveReleasedOn === undefined
      ? {}
      : { reserveReleasedOn: day('--reserve-released-on', reserveReleasedOn) }),
    ...(settlementDays === undefined
      ? {}
      : { settlementDays: days('--settlement-days', settlementDays) }),
    ...(afterSaleDays === undefined
      ? {}
      : { afterSaleDays: Object.fromEntries(afterSaleDays.map(period)) }),
  }
}

/** `30` for all goods, `食品饮料=30` for a category. */
function period(text: string): [category: string, days: number] {
  const at = text.lastIndexOf('=')
  const category = at === -1 ? 'default' : text.slice(0, at).trim()
  if (category === '')
    throw new DyshopError('bad-value', { name: '--after-sale-days', value: text })
  return [category, days('--after-sale-days', text.slice(at + 1).trim())]
}

function day(name: string, value: string): string {
  if (!isDay(value)) throw new DyshopError('bad-value', { name, value })
  return value
}

function days(name: string, value: string): number {
  if (!isDayCount(value)) throw new DyshopError('bad-value', { name, value })
  return Number(value)
}
