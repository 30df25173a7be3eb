import { idName, idNames } from '../id-names.ts'
import { moment } from '../moment.ts'
import type { NextStep, Wait } from '../next-steps.ts'
import { todoFor } from './condition-words.ts'
import type { Language } from './language.ts'

/** What to do next and what only takes time, in a line each. */
interface NextStepWords {
  ship: (lines: number, late: number) => string
  afterSales: (count: number, overdue: number, next: string) => string
  notice: string
  export: (conditions: string) => string
  look: (count: number) => string
  sign: (lines: number) => string
  end: (lines: number) => string
}

const ZH: NextStepWords = {
  ship: (lines, late) =>
    `发货，或与买家商定退款：${lines} 行待发货${late > 0 ? `，其中 ${late} 行已超时` : ''}`,
  afterSales: (count, overdue, next) =>
    `处理 ${count} 单售后${overdue > 0 ? `：${overdue} 单已过截止时间，先到后台看它们现在的状态` : ''}${next && `${overdue > 0 ? '；其余' : '，'}最早 ${next} 截止`}`,
  notice: '开启关店公示（店铺 › 关店），开启后记下第一天',
  export: (conditions) =>
    `缺少数据（${conditions}），请在后台导出后运行 dyshop backup <导出文件所在的文件夹>`,
  look: (count) => `在后台逐项查看 ${count} 项，没有问题就打勾`,
  sign: (lines) => `等买家签收：${lines} 行已发货`,
  end: (lines) => `等 ${lines} 行没有付款或状态不明的订单完成或关闭`,
}

const EN: NextStepWords = {
  ship: (lines, late) =>
    `Ship, or agree on a refund: ${lines} lines to ship${late > 0 ? `, ${late} of them late` : ''}`,
  afterSales: (count, overdue, next) =>
    `Handle ${count === 1 ? '1 after-sale' : `${count} after-sales`}${overdue > 0 ? `: ${overdue} overdue, look at how they stand in the back office` : ''}${next && `${overdue > 0 ? '; of the rest' : ','} the first by ${next}`}`,
  notice: 'Switch the closing notice on (店铺 › 关店), then write its first day down',
  export: (conditions) =>
    `No data (${conditions}): export it and run dyshop backup <folder with the exports>`,
  look: (count) => `Look at ${count} pages of the back office and tick what is well`,
  sign: (lines) => `Wait until the buyer signs: ${lines} lines on their way`,
  end: (lines) =>
    `Wait until ${lines} lines, unpaid or of an unknown status, are finished or closed`,
}

const WORDS: Readonly<Record<Language, NextStepWords>> = { zh: ZH, en: EN }

/** What the merchant does, without the command for it. */
export function nextStepText(step: NextStep, language: Language): string {
  const words = WORDS[language]
  switch (step.what) {
    case 'ship':
      return words.ship(step.lines, step.late)
    case 'after-sales':
      return words.afterSales(step.count, step.overdue, step.next ? moment(step.next) : '')
    case 'notice':
      return words.notice
    case 'export':
      return words.export(idNames(step.conditions.join(' '), language))
    case 'settle':
      return conditionText(step, language)
    case 'look':
      return words.look(step.conditions.length)
  }
}

export function waitText(wait: Wait, language: Language): string {
  const words = WORDS[language]
  if (wait.what === 'sign') return words.sign(wait.lines)
  if (wait.what === 'end') return words.end(wait.lines)
  return conditionText(wait, language)
}

function conditionText(
  { condition: { id, count } }: Extract<NextStep | Wait, { condition: unknown }>,
  language: Language,
): string {
  return todoFor(id, count, language, idName(id, language))
}
