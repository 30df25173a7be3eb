import type { ReportResult } from '../../app/results.ts'
import { formatYuan } from '../../domain/money.ts'
import { harmless } from '../harmless.ts'
import type { Language } from '../words/language.ts'
import type { Paint } from './paint.ts'

/** Where the report is, and the little that is worth reading before opening it. */
export function reportText(
  { out, ready, earliestFiling, moneyBackBy, money }: ReportResult,
  { language, paint, complete }: { language: Language; paint: Paint; complete: boolean },
): string {
  const zh = language === 'zh'
  const doubtful = zh
    ? '✘ 读到的条件都满足，但有内容没有读懂（见上），还不能当真'
    : '✘ What was read meets every condition, but something was not read (see above)'
  const verdict =
    ready && !complete
      ? paint.red(doubtful)
      : ready
        ? paint.green(zh ? '✔ 关店条件全部满足' : '✔ Every condition of closing is met')
        : paint.red(zh ? '✘ 还不能关店' : '✘ The shop cannot be closed yet')
  const dates =
    earliestFiling === null
      ? []
      : [
          zh
            ? `  最早 ${earliestFiling} 可以申请退店，保证金最晚 ${moneyBackBy} 退回`
            : `  Filing possible from ${earliestFiling}; the deposit is back by ${moneyBackBy}`,
        ]
  const toCome =
    money.toCome === null || money.toCome.fen === 0
      ? []
      : [
          zh
            ? `  还会结算的货款最多 ${formatYuan(money.toCome.fen)} 元`
            : `  Goods money to come: up to ${formatYuan(money.toCome.fen)} yuan`,
        ]
  const path = harmless(out)
  return [
    verdict,
    ...dates,
    ...toCome,
    zh ? `报告：${path}` : `Report: ${path}`,
    zh
      ? `  下一步：用浏览器打开它，可以打印；${ready ? '关店步骤用 dyshop steps' : '逐单处理用 dyshop checklist'}`
      : `  Next: open it in a browser, print it if you like; ${ready ? 'the steps of closing with dyshop steps' : 'order by order with dyshop checklist'}`,
    '',
  ].join('\n')
}
