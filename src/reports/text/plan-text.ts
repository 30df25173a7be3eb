import type { Plan } from '../../domain/closing/plan.ts'
import type { Finding } from '../../domain/finding.ts'
import { milestoneWords, planReport } from '../plan-report.ts'
import type { Language } from '../words/language.ts'
import { otherNotices, staleLine } from './last-notices.ts'
import { nextLine } from './next-line.ts'
import { type Paint, table } from './paint.ts'

/**
 * The time table of a closing: what was assumed, what holds it back, and the day to aim for, which is last
 * so that it stays on the screen.
 */
export function planText(
  plan: Plan,
  { language, paint, findings }: { language: Language; paint: Paint; findings: readonly Finding[] },
): string {
  const zh = language === 'zh'
  const { holds, assumptions } = planReport(plan, language)
  const day = plan.earliestFiling
  const headline = day
    ? paint.green(
        zh
          ? `最早 ${day} 可以申请退店，保证金最晚 ${plan.moneyBackBy} 退回`
          : `Filing possible from ${day}; the deposit is back by ${plan.moneyBackBy}`,
      )
    : paint.yellow(
        zh
          ? '还没有数据，算不出日期。先运行 dyshop backup <导出文件所在的文件夹>'
          : 'No data yet. Run dyshop backup <folder> first',
      )
  const part = (title: string, rows: readonly (readonly string[])[]) =>
    rows.length === 0
      ? []
      : [paint.bold(title), table(rows[0]?.map(() => ({ header: '' })) ?? [], rows)]
  const stale = staleLine(findings, language)
  const notices = [...(stale === '' ? [] : [stale]), ...otherNotices(findings, language)]
  return [
    ...part(
      zh ? '计算时的假定' : 'Assumptions',
      assumptions.map(({ text }) => ['·', text]),
    ),
    ...part(
      zh
        ? '拖后时间的原因，和不再拖后的第一天'
        : 'What holds it back, and the first day it does not',
      holds.map(({ until, because }) => [until, because]),
    ),
    ...part(
      zh ? '时间表' : 'Time table',
      plan.milestones.map(({ date, id }) => [date, milestoneWords(id, language).title]),
    ),
    headline,
    ...notices.map((line) => `  ${paint.yellow(line)}`),
    `  ${nextOf(plan, language)}\n`,
  ].join('\n')
}

/** Once nothing holds the filing back, the steps are what is left. */
function nextOf({ earliestFiling, holds }: Plan, language: Language): string {
  const zh = language === 'zh'
  if (earliestFiling !== null && holds.length === 0) {
    return nextLine(language, 'dyshop steps', zh ? '一步一步关店' : 'step by step')
  }
  return nextLine(language, 'dyshop checklist', zh ? '逐单处理' : 'order by order')
}
