import type { CheckResult } from '../../app/results.ts'
import type { ConditionId } from '../../rules/conditions.ts'
import { idName } from '../id-names.ts'
import { type NextStep, nextSteps, waits } from '../next-steps.ts'
import type { Language } from '../words/language.ts'
import { nextStepText, waitText } from '../words/next-step-words.ts'

/** What to do next, the gravest first, each with its command; as many as the report tells. */
export function nextActions(result: CheckResult, language: Language): string[] {
  const zh = language === 'zh'
  return nextSteps(result).map((step) => {
    const text = nextStepText(step, language)
    const command = commandFor(step, result, language)
    return command === '' ? text : `${text}${zh ? '（' : ' ('}${command}${zh ? '）' : ')'}`
  })
}

/** Everything that only takes time, in one line; empty when there is nothing of the kind. */
export function waitLine(result: CheckResult, language: Language): string {
  const zh = language === 'zh'
  const texts = waits(result).map((wait) => waitText(wait, language))
  if (texts.length === 0) return ''
  return zh
    ? `这些只要等：${texts.join('；')}（dyshop plan）`
    : `The rest only takes time: ${texts.join('; ')} (dyshop plan)`
}

/** The command that shows the rows, or with which it is done. */
function commandFor(step: NextStep, { conditions }: CheckResult, language: Language): string {
  // A cross-border shop has after-sales, but no condition of that name to ask for.
  const only = (id: ConditionId) =>
    conditions.some((each) => each.id === id) ? `dyshop check --only ${id}` : 'dyshop checklist'
  switch (step.what) {
    case 'ship':
      return only('orders-finished')
    case 'after-sales':
      return only('after-sales-closed')
    case 'notice':
      return 'dyshop notice'
    case 'export':
      return ''
    case 'settle':
      return only(step.condition.id)
    case 'look': {
      const [first = 'other'] = step.conditions
      const name = idName(first, language)
      return language === 'zh'
        ? `例如“${name}”：dyshop steps done ${first}`
        : `such as "${name}": dyshop steps done ${first}`
    }
  }
}
