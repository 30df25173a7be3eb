import type { StepMarkResult } from '../../app/results.ts'
import { readNote } from '../../domain/closing/forced-note.ts'
import type { Route } from '../../domain/closing/steps.ts'
import { harmless } from '../harmless.ts'
import { idName, idNames } from '../id-names.ts'
import { moment } from '../moment.ts'
import type { GatePartReport, StepReport, StepsReport } from '../steps-report.ts'
import type { Language } from '../words/language.ts'
import { nextLine } from './next-line.ts'
import type { Paint } from './paint.ts'

interface View {
  language: Language
  paint: Paint
}

const ROUTE_TITLES: Readonly<Record<Language, Readonly<Record<Route, string>>>> = {
  zh: {
    pc: '在抖店后台（电脑）关店的步骤；在抖音 App 里关店用 --route app',
    app: '在抖音 App 里关店的步骤；在抖店后台（电脑）关店用 --route pc',
  },
  en: {
    pc: 'Closing in the back office; for the Douyin app use --route app',
    app: 'Closing in the Douyin app; for the back office use --route pc',
  },
}

/** The steps in order, the point of no return marked as such, and what the last gate still asks for. */
export function stepsText(report: StepsReport, view: View): string {
  const { language, paint } = view
  const { route, steps, gate } = report
  const zh = language === 'zh'
  const gateTitle = zh ? '最后一关（不可撤销的一步之前）' : 'The last gate, before what is final'
  const open = zh ? '✔ 全部就绪' : '✔ all is ready'
  const shut = zh ? '✘ 还没有就绪' : '✘ not ready'
  return [
    paint.bold(ROUTE_TITLES[language][route]),
    ...steps.map((step, index) => stepText(step, index + 1, report, view)),
    '',
    `${paint.bold(gateTitle)}  ${gate.open ? paint.green(open) : paint.red(shut)}`,
    ...gate.parts.map((part) => partText(part, view)),
    '',
    nextText(report, language),
    '',
  ].join('\n')
}

/** The note of the tick that a step stands by. */
function noteOf({ id, verifiedBy }: StepReport, { ticks }: StepsReport): string {
  const tick = ticks.find((each) => each.id === id && each.status === 'done')
  return verifiedBy === 'tick' ? (tick?.note ?? '') : ''
}

/** A note in words: what was missing when the step was forced stands there as ids. */
function noteText(text: string, language: Language): string {
  const { note, missing } = readNote(text)
  if (missing === null) return harmless(note)
  const names = idNames(missing, language)
  const forced =
    language === 'zh' ? `强行打勾，当时还缺：${names}` : `forced; missing then: ${names}`
  return [harmless(note), forced].filter(Boolean).join(language === 'zh' ? '，' : ', ')
}

function stepText(step: StepReport, number: number, report: StepsReport, view: View): string {
  const { language, paint } = view
  const note = noteOf(step, report)
  const zh = language === 'zh'
  const marks = {
    done: paint.green('✔'),
    next: paint.cyan('→'),
    todo: ' ',
    blocked: paint.red('✘'),
  }
  const states = zh
    ? { done: '已完成', next: '现在做', todo: '以后做', blocked: '还不能做' }
    : { done: 'done', next: 'next', todo: 'later', blocked: 'blocked' }
  const title = step.irreversible ? paint.bold.red(step.title) : paint.bold(step.title)
  const lines = [
    `  ${marks[step.state]} ${number}. ${title}  ${runningText(step, report, language) ?? states[step.state]}${proofText(step, language)}  ${paint.dim(step.id)}`,
    `       ${step.detail}`,
    `       ${paint.dim(step.where)}`,
  ]
  if (readNote(note).missing !== null) {
    lines.push(`       ${paint.yellow(noteText(note, language))}`)
  }
  if (step.blockedBy.length > 0) {
    const names = idNames(step.blockedBy.join(' '), language)
    lines.push(`       ${paint.red(zh ? `先要满足：${names}` : `First: ${names}`)}`)
  }
  return step.irreversible ? noReturn(lines, view) : lines.join('\n')
}

/** The notice is on already, and has to run. */
function runningText(
  { id, state }: StepReport,
  { noticeOver }: StepsReport,
  language: Language,
): string | null {
  if (id !== 'publish-notice' || state === 'done' || noticeOver === null) return null
  return language === 'zh' ? `公示中，到 ${noticeOver} 满` : `running, over on ${noticeOver}`
}

/** Above and below the one step that cannot be taken back. */
function noReturn(lines: readonly string[], { language, paint }: View): string {
  const bar = '━'.repeat(64)
  const warning =
    language === 'zh'
      ? '  ⚠ 从这里起不能回头：这一步之后店铺关闭，后台什么都看不到了，不能撤销'
      : '  ⚠ POINT OF NO RETURN: after this step the shop is closed and the back office shows nothing'
  return [paint.red(bar), paint.bold.red(warning), ...lines, paint.red(bar)].join('\n')
}

function proofText({ state, verifiedBy, doneAt, doneBy }: StepReport, language: Language): string {
  if (state !== 'done') return ''
  const zh = language === 'zh'
  const day = doneAt?.slice(0, 10) ?? ''
  if (verifiedBy === 'data') return zh ? `（资料证明，${day}）` : ` (proven, ${day})`
  const who = harmless(doneBy ?? '')
  // Who it was goes when people's data is deleted.
  if (who === '') return zh ? `（${day} 打勾）` : ` (ticked on ${day})`
  return zh ? `（${who} 于 ${day} 打勾）` : ` (ticked by ${who} on ${day})`
}

function partText(part: GatePartReport, view: View): string {
  const { met, by, title, todo, command } = part
  const { language, paint } = view
  const given = language === 'zh' ? '（已放弃，不保存）' : ' (given up)'
  const shown = by === 'waived' ? `${idName(part.id, language)}${given}` : title
  if (met) return `  ${paint.green('✔')} ${shown}`
  return `  ${paint.red('✘')} ${title}${language === 'zh' ? '：' : ': '}${todo}\n       ${paint.cyan(command ?? '')}`
}

/** The one command that helps most now. */
function nextText({ steps, gate, noticeOver }: StepsReport, language: Language): string {
  const zh = language === 'zh'
  const label = zh ? '下一步：' : 'Next: '
  const next = steps.find(({ state }) => state === 'next')
  const open = steps.find(({ state }) => state !== 'done')
  if (!open) {
    const after = zh ? '全部完成。关店之后的义务：' : 'All done. Duties afterwards: '
    return `${after}dyshop guide duties`
  }
  const asked = gate.parts.find(({ met }) => !met)
  if (next?.id === 'publish-notice' && noticeOver !== null) {
    const meanwhile = zh
      ? `公示到 ${noticeOver} 满，这期间把其他条件办完`
      : `the notice is over on ${noticeOver}; meet the other conditions meanwhile`
    return nextLine(language, 'dyshop check', meanwhile)
  }
  if (next?.id === 'publish-notice') {
    const start = zh
      ? 'dyshop notice（公示文字）；开启公示后填写第一天：dyshop init --notice-start <日期>'
      : 'dyshop notice (its text); once it is on: dyshop init --notice-start <day>'
    return `${label}${start}`
  }
  if (next) {
    const tick = zh
      ? `做完“${next.title}”后打勾：dyshop steps done ${next.id}`
      : `when “${next.title}” is done, tick it: dyshop steps done ${next.id}`
    return `${label}${tick}`
  }
  return `${label}${asked?.command ?? 'dyshop check'}`
}

/** What was ticked, taken back or given up. */
export function stepMarksText(
  { changed, unchanged }: StepMarkResult,
  { language, paint }: View,
): string {
  const zh = language === 'zh'
  const words = zh
    ? { done: '已打勾', undone: '已取消', waived: '已放弃' }
    : { done: 'ticked', undone: 'taken back', waived: 'given up' }
  const lines = changed.map(({ id, status, note, by, at }) => {
    const about = [harmless(by), moment(at), noteText(note, language)]
      .filter(Boolean)
      .join(zh ? '，' : ', ')
    return `  ${paint.green('✔')} ${idName(id, language)}  ${words[status]}（${about}）\n`
  })
  const summary = zh
    ? `改动 ${changed.length} 项，不变 ${unchanged} 项。下一步：dyshop steps`
    : `${changed.length} changed, ${unchanged} unchanged. Next: dyshop steps`
  return `${lines.join('')}${summary}\n`
}
