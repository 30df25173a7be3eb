import type { ShopAnswers } from '../app/init.ts'
import type { ShopFacts } from '../domain/archive-facts.ts'
import type { CommandContext, Prompter } from './context.ts'
import type { Texts } from './texts/zh.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/
/** No period of a rule is nearly as long. */
const MOST_DAYS = 3650

/** Asks for the facts of the shop one by one; what is known already is offered as the answer. */
export async function askAboutShop(
  known: ShopFacts,
  { prompter, texts }: Pick<CommandContext, 'prompter' | 'texts'>,
): Promise<ShopAnswers> {
  const { shop } = texts.prompts
  const ask = (message: string, flag: string, more: Partial<Parameters<Prompter['ask']>[0]> = {}) =>
    prompter.ask({ name: flag, message, flag, isRequired: false, ...more })
  const kind = await prompter.choose<ShopFacts['kind']>({
    message: shop.kind,
    flag: '--kind',
    choices: [
      { value: 'domestic', name: shop.domestic },
      { value: 'cross-border', name: shop.crossBorder },
    ],
    initial: known.kind,
  })
  const name = await ask(shop.name, '--name', initially(known.name))
  const id = await ask(shop.id, '--id', initially(known.id))
  const day = { refuse: (answer: string) => refuseDay(answer, texts) }
  const noticeStart = await ask(shop.noticeStart, '--notice-start', {
    ...initially(known.noticeStart),
    ...day,
  })
  const common = { kind, name, id, ...(noticeStart === '' ? {} : { noticeStart }) }
  if (kind === 'cross-border') return common
  const afterSaleDays = await askForPeriods(known, { prompter, texts })
  const settlement = await ask(shop.settlementDays, '--settlement-days', {
    ...initially(known.settlementDays?.toString() ?? null),
    refuse: (answer) => refuseDays(answer, texts),
  })
  const reserve = await ask(shop.reserveReleasedOn, '--reserve-released-on', {
    ...initially(known.reserveReleasedOn),
    ...day,
  })
  return {
    ...common,
    afterSaleDays,
    ...(settlement === '' ? {} : { settlementDays: Number(settlement) }),
    ...(reserve === '' ? {} : { reserveReleasedOn: reserve }),
  }
}

/** The after-sale days of all goods, then of categories that have others, for as long as one is named. */
async function askForPeriods(
  { afterSaleDays }: ShopFacts,
  { prompter, texts }: { prompter: Prompter; texts: Texts },
): Promise<Record<string, number>> {
  const { shop } = texts.prompts
  const flag = '--after-sale-days'
  const askDays = (message: string, initial: number | undefined) =>
    prompter.ask({
      name: flag,
      message,
      flag,
      isRequired: true,
      ...(initial === undefined ? {} : { initial: String(initial) }),
      refuse: (answer) => refuseDays(answer, texts),
    })
  const days: Record<string, number> = {
    default: Number(await askDays(shop.defaultDays, afterSaleDays.default)),
  }
  for (;;) {
    const question = { name: flag, message: shop.category, flag, isRequired: false }
    const category = await prompter.ask(question)
    if (category === '') return days
    days[category] = Number(await askDays(shop.categoryDays, afterSaleDays[category]))
  }
}

function initially(value: string | null): { initial?: string } {
  return value === null || value === '' ? {} : { initial: value }
}

function refuseDay(answer: string, { prompts }: Texts): string | null {
  return isDay(answer) ? null : prompts.badDay
}

function refuseDays(answer: string, { prompts }: Texts): string | null {
  return isDayCount(answer) ? null : prompts.badDays
}

/** Whether a text is a day that there is, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return DAY.test(text) && !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
}

export function isDayCount(text: string): boolean {
  return /^\d{1,4}$/.test(text) && Number(text) <= MOST_DAYS
}
