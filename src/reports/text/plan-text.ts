import type { Plan } from '../../domain/closing/plan.ts'
import { milestoneWords, planReport } from '../plan-report.ts'
import type { Language } from '../words/language.ts'
import { type Paint, table } from './paint.ts'

/** The time table of a closing: the day to aim for, what holds it back, and what was assumed. */
export function planText(
  plan: Plan,
  { language, paint }: { language: Language; paint: Paint },
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
  return [
    `${headline}\n`,
    ...part(
      zh ? '时间表' : 'Time table',
      plan.milestones.map(({ date, id }) => [date, milestoneWords(id, language).title]),
    ),
    ...part(
      zh ? '拖后时间的原因（从最久的开始）' : 'What holds it back, the longest first',
      holds.map(({ until, because }) => [until, because]),
    ),
    ...part(
      zh ? '计算时的假定' : 'Assumptions',
      assumptions.map(({ text }) => ['·', text]),
    ),
    zh ? '下一步：dyshop checklist（逐单处理）\n' : 'Next: dyshop checklist (order by order)\n',
  ].join('\n')
}
