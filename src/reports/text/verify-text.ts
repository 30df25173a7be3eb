import type {
  DamageProblem,
  LostFile,
  Repair,
  RepairResult,
  VerifyResult,
} from '../../app/results.ts'
import { harmless } from '../harmless.ts'
import { REPORT_NAMES } from '../report-names.ts'
import type { Language } from '../words/language.ts'
import type { Paint } from './paint.ts'

interface View {
  language: Language
  paint: Paint
}

const PROBLEMS: Readonly<Record<Language, Record<DamageProblem, string>>> = {
  zh: {
    missing: '不见了',
    altered: '内容被改动或损坏',
    unreadable: '无法读取',
    'row-count': '行数与清单不符',
    'content-differs': '与原始文件推导的结果不一致',
    'unfinished-run': '上一次运行没有完成',
  },
  en: {
    missing: 'is missing',
    altered: 'was altered or is damaged',
    unreadable: 'cannot be read',
    'row-count': 'has another number of rows than listed',
    'content-differs': 'differs from what the originals give',
    'unfinished-run': 'is of a run that was cut off',
  },
}

const REPAIRS: Readonly<Record<Language, Record<Repair, string>>> = {
  zh: {
    rebuild: '运行 dyshop rebuild 由原始文件重新生成',
    backup: '再运行一次 dyshop backup',
    redact: '再运行一次 dyshop redact，把删除做完',
    'restore-copy': '从存档的副本里恢复这个文件',
    'export-again': '从副本恢复，或在后台重新导出后运行 dyshop backup',
  },
  en: {
    rebuild: 'run dyshop rebuild to make it again from the originals',
    backup: 'run dyshop backup again',
    redact: 'run dyshop redact again, which finishes the deletion',
    'restore-copy': 'restore this file from a copy of the archive',
    'export-again': 'restore it from a copy, or export it again and run dyshop backup',
  },
}

/** Whether the archive is whole, what was mended, and how each damage that stays is dealt with. */
export function verifyText(result: VerifyResult | RepairResult, { language, paint }: View): string {
  const zh = language === 'zh'
  const { damaged, ok, checked } = result
  const { mended, lost } = 'mended' in result ? result : { mended: null, lost: [] }
  const lines = [
    ...(mended ?? []).map((each) => {
      const label = paint.green(zh ? '已修复' : 'mended')
      return `  ${label} ${harmless(each.path)}${zh ? '（' : ' ('}${PROBLEMS[language][each.problem]}${zh ? '）' : ')'}\n`
    }),
    ...damaged.map((each) => {
      const known = lost.find(({ path }) => path === each.path)
      const about = known ? lostText(known, language) : ''
      return `  ${paint.red(harmless(each.path))} ${PROBLEMS[language][each.problem]}${about}${zh ? '。' : '; '}${REPAIRS[language][each.repair]}\n`
    }),
  ]
  return `${lines.join('')}${verdict({ ok, checked }, { language, paint })}\n${next(result, zh)}`
}

function verdict(
  { ok, checked }: Pick<VerifyResult, 'ok' | 'checked'>,
  { language, paint }: View,
): string {
  const zh = language === 'zh'
  if (!ok) return paint.red(zh ? '✘ 存档有损坏' : '✘ The archive is damaged')
  return paint.green(
    zh ? `✔ 存档完好（检查了 ${checked} 个文件）` : `✔ The archive is whole (${checked} files)`,
  )
}

function next(result: VerifyResult | RepairResult, zh: boolean): string {
  if (result.ok) {
    return zh
      ? '  也可以不用 dyshop 检查：在存档文件夹里运行 sha256sum -c SHA256SUMS\n'
      : '  Without dyshop: sha256sum -c SHA256SUMS in the archive\n'
  }
  if ('mended' in result) {
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

/** `：订单 7 月.csv（订单 2026-07-01 至 2026-07-31）` */
function lostText({ file, reports }: LostFile, language: Language): string {
  const zh = language === 'zh'
  const held = reports.map(({ kind, from, to }) => {
    const name = kind in REPORT_NAMES ? REPORT_NAMES[kind as keyof typeof REPORT_NAMES] : null
    const days = from && to ? `${from} ${zh ? '至' : 'to'} ${to}` : ''
    return [name?.[language] ?? (zh ? '没有认出的文件' : 'not recognised'), days].join(' ').trim()
  })
  const inside = held.join(zh ? '；' : '; ')
  const about = inside === '' ? '' : zh ? `（${inside}）` : ` (${inside})`
  return `${zh ? '：' : ': '}${harmless(file)}${about}`
}
