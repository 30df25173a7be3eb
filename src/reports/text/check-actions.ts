import type { CheckedCondition, CheckResult } from '../../app/results.ts'
import { conditionsOf } from '../../rules/conditions.ts'
import { idNames } from '../id-names.ts'
import { moment } from '../moment.ts'
import { byUrgency, todoFor } from '../words/condition-words.ts'
import type { Language } from '../words/language.ts'

const SHOWN_ACTIONS = 7

/** What to do next, the gravest first, each with its command; at most so many that they fit a screen. */
export function nextActions(result: CheckResult, language: Language): string[] {
  const { conditions } = result
  const blocked = conditions
    .filter(({ status }) => status === 'blocked')
    .sort(byUrgency)
    .map((condition) => actionFor(condition, result, language))
  const others = (['unknown', 'manual'] as const).flatMap((status) => {
    const some = conditions.filter((condition) => condition.status === status)
    return some.length === 0 ? [] : [lookAt(status, some, language)]
  })
  const room = SHOWN_ACTIONS - others.length
  if (blocked.length <= room) return [...blocked, ...others]
  const rest = blocked.length - room + 1
  const more =
    language === 'zh'
      ? `另外还有 ${rest} 项未满足，见上表`
      : `${rest} more are not met, see the table above`
  return [...blocked.slice(0, room - 1), more, ...others]
}

/** What to do about conditions that the exports say nothing of. */
function lookAt(
  status: 'unknown' | 'manual',
  conditions: readonly CheckedCondition[],
  language: Language,
): string {
  const zh = language === 'zh'
  const ids = conditions.map(({ id }) => id).join(' ')
  const names = idNames(ids, language)
  // The notice is no tick: its first day is written down.
  const first = conditions.find(({ id }) => id !== 'notice') ?? conditions[0]
  if (status === 'unknown') {
    return zh
      ? `缺少数据（${names}），请在后台导出后运行 dyshop backup <导出文件所在的文件夹>`
      : `No data (${names}): export it and run dyshop backup <folder with the exports>`
  }
  return zh
    ? `在后台逐项查看（${names}），看完一项打一个勾，例如 dyshop steps done ${first?.id}`
    : `Look at these in the back office and tick each (${names}), for example dyshop steps done ${first?.id}`
}

/** What to do about a condition that is not met, with the command that shows its rows. */
function actionFor(condition: CheckedCondition, result: CheckResult, language: Language): string {
  const { id, count } = condition
  const { orders, unshipped, shopKind } = result
  const zh = language === 'zh'
  const rule = conditionsOf(shopKind).find((each) => each.id === id)
  const name = (zh ? rule?.zh : rule?.en) ?? id
  // Its days are what people ask for, not its rows.
  const look = id === 'after-sale-period' ? 'dyshop plan' : `dyshop check --only ${id}`
  const command = zh ? `（${look}）` : ` (${look})`
  if (id === 'orders-finished' && unshipped.length > 0) {
    const late = unshipped.filter(({ overdue }) => overdue).length
    const ship = zh
      ? `发货，或与买家商定退款：${unshipped.length} 行待发货，其中 ${late} 行已超时；另有 ${orders.shipped} 行等买家签收`
      : `Ship or agree on a refund: ${unshipped.length} lines to ship, ${late} of them late; ${orders.shipped} more on their way`
    return ship + command
  }
  const when = id === 'after-sales-closed' ? firstDeadline(result, zh) : ''
  return todoFor(id, count, language, name) + when + command
}

/** When the first of the open after-sales is due. What is over the platform may have dealt with already. */
function firstDeadline({ at, openAfterSales }: CheckResult, zh: boolean): string {
  const first = openAfterSales[0]?.deadline
  if (!first) return ''
  const time = moment(first)
  const isOver = Date.parse(first) < Date.parse(at)
  if (isOver) return zh ? `，最早的 ${time} 已过截止时间` : `, the first was due ${time}`
  return zh ? `，最早 ${time} 截止` : `, the first by ${time}`
}
