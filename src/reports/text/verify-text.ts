import type { Damage, LostFile, RepairResult, VerifyResult } from '../../app/results.ts'
import { harmless } from '../harmless.ts'
import { REPORT_NAMES } from '../report-names.ts'
import { DAMAGE_PROBLEMS, DAMAGE_REPAIRS } from '../words/damage-words.ts'
import type { Language } from '../words/language.ts'
import { periodText } from '../words/period.ts'
import { nextLine } from './next-line.ts'
import type { Paint } from './paint.ts'

interface View {
  language: Language
  paint: Paint
}

/** Whether the archive is whole, what was mended, and how each damage that stays is dealt with. */
export function verifyText(result: VerifyResult | RepairResult, { language, paint }: View): string {
  const zh = language === 'zh'
  const { damaged } = result
  const { mended, lost } = 'mended' in result ? result : { mended: null, lost: [] }
  const lines = [
    ...(mended ?? []).map((each) => {
      const label = paint.green(zh ? '已修复' : 'mended')
      return `  ${label} ${harmless(each.path)}${zh ? '（' : ' ('}${DAMAGE_PROBLEMS[language][each.problem]}${zh ? '）' : ')'}\n`
    }),
    ...damaged.map((each) => {
      const known = lost.find(({ path }) => path === each.path)
      const about = known ? lostText(known, language) : ''
      return `  ${paint.red(harmless(each.path))} ${DAMAGE_PROBLEMS[language][each.problem]}${about}${zh ? '。' : '; '}${DAMAGE_REPAIRS[language][each.repair]}\n`
    }),
  ]
  return `${lines.join('')}${verdict(result, { language, paint })}\n${deleted(result, zh)}${next(result, zh)}`
}

function verdict({ ok, checked, damaged }: VerifyResult, { language, paint }: View): string {
  const zh = language === 'zh'
  if (damaged.length > 0 && damaged.every(isCutOff)) {
    return paint.red(
      zh
        ? '✘ 存档还没有做完：没有发现损坏，接着做完就行'
        : '✘ The archive is unfinished: nothing is damaged, it only has to be gone on with',
    )
  }
  if (!ok) return paint.red(zh ? '✘ 存档有损坏' : '✘ The archive is damaged')
  return paint.green(
    zh ? `✔ 存档完好（检查了 ${checked} 个文件）` : `✔ The archive is whole (${checked} files)`,
  )
}

/** An archive that is whole is still not what it was before a deletion. */
function deleted({ redacted }: VerifyResult, zh: boolean): string {
  if (redacted === undefined) return ''
  return zh
    ? `  买家的个人信息已经删除，记录在 ${harmless(redacted)}\n`
    : `  The buyers' personal data was deleted; the record is ${harmless(redacted)}\n`
}

function next(result: VerifyResult | RepairResult, zh: boolean): string {
  if (result.ok) {
    const without = zh
      ? '也可以不用 dyshop 检查：在存档文件夹里运行 sha256sum -c SHA256SUMS'
      : 'Without dyshop: sha256sum -c SHA256SUMS in the archive'
    const more = zh
      ? '离关店还差什么；再把存档文件夹复制一份到别处'
      : 'what closing still takes; and keep a second copy of the folder elsewhere'
    return `  ${without}\n  ${nextLine(zh ? 'zh' : 'en', 'dyshop check', more)}\n`
  }
  if ('mended' in result) {
    // A run that was cut off is gone on with, as its line says.
    if (result.damaged.every(isCutOff)) return ''
    return zh
      ? '  上面剩下的修不了：原始文件和资料只有一份，dyshop 造不出来\n'
      : '  What is left cannot be mended: originals and documents exist only once\n'
  }
  const isMendable = result.damaged.some(({ repair }) => repair === 'rebuild')
  if (!isMendable) return ''
  return zh
    ? '  一次修好能修的：dyshop verify --repair\n'
    : '  To mend all that can be mended: dyshop verify --repair\n'
}

function isCutOff({ problem }: Damage): boolean {
  return problem === 'unfinished-run'
}

/** `：订单 7 月.csv（订单 2026-07-01 至 2026-07-31）` */
function lostText({ file, reports }: LostFile, language: Language): string {
  const zh = language === 'zh'
  const held = reports.map(({ kind, from, to }) => {
    const name = kind in REPORT_NAMES ? REPORT_NAMES[kind as keyof typeof REPORT_NAMES] : null
    const days = from && to ? periodText(from, to, language) : ''
    return [name?.[language] ?? (zh ? '没有认出的文件' : 'not recognised'), days].join(' ').trim()
  })
  const inside = held.join(zh ? '；' : '; ')
  const about = inside === '' ? '' : zh ? `（${inside}）` : ` (${inside})`
  return `${zh ? '：' : ': '}${harmless(file)}${about}`
}
