import type { BackupResult, CheckResult, VerifyResult } from '../../app/results.ts'
import type { Finding, Severity } from '../../domain/finding.ts'
import { formatYuan } from '../../domain/money.ts'
import { STATUS_KINDS } from '../../domain/order-status.ts'
import { idName } from '../id-names.ts'
import {
  type MarkdownText,
  markdownCell,
  markdownCode,
  markdownTable,
  markdownWords,
} from '../markdown.ts'
import { moment } from '../moment.ts'
import { REPORT_NAMES } from '../report-names.ts'
import { DAMAGE_PROBLEMS, DAMAGE_REPAIRS } from '../words/damage-words.ts'
import { gapLine } from '../words/gap-words.ts'
import type { Language } from '../words/language.ts'
import { SEVERITY_NAMES } from '../words/severity-names.ts'
import { STATUS_NAMES } from '../words/status-names.ts'
import { TOTAL_NAMES, totalValues } from '../words/total-names.ts'
import { screened } from './annotations.ts'

/**
 * What GitHub Actions shows on the page of a run, as Markdown: counts, conditions and codes, but no
 * order, product or person, because more people see that page than may see the archive.
 */
export function stepSummary(
  {
    command,
    complete,
    exitCode,
    findings,
  }: { command: string; complete: boolean; exitCode: number; findings: readonly Finding[] },
  details: string,
  language: Language,
): string {
  const zh = language === 'zh'
  const state = complete ? (zh ? '完整' : 'complete') : zh ? '不完整' : 'incomplete'
  const counts = new Map<string, { severity: Severity; count: number }>()
  for (const { code, severity } of findings) {
    counts.set(code, { severity, count: (counts.get(code)?.count ?? 0) + 1 })
  }
  const header = zh ? ['级别', '提示', '次数'] : ['level', 'finding', 'count']
  const rows = [...counts].map(([code, { severity, count }]) => [
    cell(SEVERITY_NAMES[language][severity]),
    markdownCode(code),
    cell(String(count)),
  ])
  return [
    `### dyshop ${cell(command)}`,
    '',
    `${zh ? '结果' : 'Result'}: ${state} · ${zh ? '退出码' : 'exit code'} ${exitCode}`,
    '',
    ...(details === '' ? [] : [details, '']),
    ...(rows.length === 0 ? [] : [markdownTable(header.map(cell), rows), '']),
    '',
  ].join('\n')
}

export function checkSummary(result: CheckResult, language: Language): string {
  const zh = language === 'zh'
  const marks = zh
    ? { pass: '✅ 已满足', blocked: '❌ 未满足', manual: '👀 需查看', unknown: '❔ 缺数据' }
    : { pass: '✅ pass', blocked: '❌ blocked', manual: '👀 look', unknown: '❔ no data' }
  const orders = STATUS_KINDS.filter((kind) => result.orders[kind] > 0).map(
    (kind) => `${STATUS_NAMES[language][kind]} ${result.orders[kind]}`,
  )
  const late = result.unshipped.filter(({ overdue }) => overdue).length
  const facts = zh
    ? [
        result.ready ? '**可以申请退店**' : '**还不能关店**',
        `订单数据截至 ${result.asOf === null ? '—' : moment(result.asOf)}`,
        `待发货 ${result.unshipped.length} 行，其中超时 ${late} 行，估计扣款 ${formatYuan(result.deductionTotalFen)} 元`,
        `进行中的售后 ${result.openAfterSales.length} 单`,
      ]
    : [
        result.ready ? '**Ready to file**' : '**Cannot be closed yet**',
        `orders as of ${result.asOf === null ? '—' : moment(result.asOf)}`,
        `${result.unshipped.length} lines to ship, ${late} late, estimated deduction ${formatYuan(result.deductionTotalFen)} yuan`,
        `${result.openAfterSales.length} open after-sales`,
      ]
  const header = zh ? ['条件', '状态', '行'] : ['condition', 'status', 'rows']
  const rows = result.conditions.map(({ id, status, count }) => [
    markdownWords(cell(idName(id, language)), markdownCode(id)),
    cell(marks[status]),
    cell(String(count)),
  ])
  return [
    ...facts.map((fact) => `- ${fact}`),
    ...(orders.length === 0 ? [] : [`- ${orders.join(' · ')}`]),
    '',
    markdownTable(header.map(cell), rows),
  ].join('\n')
}

export function backupSummary(
  { totals, missing, gaps, imports, asOf }: BackupResult,
  language: Language,
): string {
  const zh = language === 'zh'
  const rejected = imports.reduce((sum, each) => sum + each.rejected, 0)
  const lacks = [
    ...missing.map((kind) => REPORT_NAMES[kind][language]),
    ...gaps.map((gap) => gapLine(gap, language)),
  ]
  const facts = zh
    ? [
        `读取 ${imports.length} 份报表，未读 ${rejected} 行，订单数据截至 ${asOf === null ? '—' : moment(asOf)}`,
        lacks.length === 0 ? '不缺报表' : `还缺：${lacks.join('、')}`,
      ]
    : [
        `${imports.length} reports read, ${rejected} rows rejected, orders as of ${asOf === null ? '—' : moment(asOf)}`,
        lacks.length === 0 ? 'no report is missing' : `missing: ${lacks.join(', ')}`,
      ]
  return [
    ...facts.map((fact) => `- ${fact}`),
    '',
    markdownTable(TOTAL_NAMES[language].map(cell), [
      totalValues(totals).map((total) => cell(String(total))),
    ]),
  ].join('\n')
}

export function verifySummary({ ok, checked, damaged }: VerifyResult, language: Language): string {
  const zh = language === 'zh'
  const isCutOff = damaged.every(({ problem }) => problem === 'unfinished-run')
  const head = zh
    ? `- ${ok ? '存档完好' : isCutOff ? '**存档还没有做完**' : '**存档有损坏**'}，检查了 ${checked} 个文件`
    : `- ${ok ? 'the archive is whole' : isCutOff ? '**the archive is unfinished**' : '**the archive is damaged**'}, ${checked} files checked`
  if (damaged.length === 0) return head
  const header = zh ? ['文件', '问题', '办法'] : ['file', 'problem', 'repair']
  const rows = damaged.map(({ path, problem, repair }) => [
    cell(path),
    cell(DAMAGE_PROBLEMS[language][problem]),
    cell(DAMAGE_REPAIRS[language][repair]),
  ])
  return [head, '', markdownTable(header.map(cell), rows)].join('\n')
}

/** Text that is not ours, as plain text in a cell. */
function cell(text: string): MarkdownText {
  return markdownCell(screened(text))
}
