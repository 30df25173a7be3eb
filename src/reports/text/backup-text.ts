import type { ApiResult, BackupResult } from '../../app/results.ts'
import type { Finding } from '../../domain/finding.ts'
import { harmless } from '../harmless.ts'
import { moment } from '../moment.ts'
import { REPORT_NAMES } from '../report-names.ts'
import { gapLine, gapsByReason } from '../words/gap-words.ts'
import type { Language } from '../words/language.ts'
import { METHOD_PURPOSES } from '../words/method-purposes.ts'
import { TOTAL_NAMES, totalValues } from '../words/total-names.ts'
import { type Paint, table } from './paint.ts'

interface View {
  language: Language
  paint: Paint
  /** The width of the terminal; any when left out. */
  columns?: number | undefined
  complete: boolean
  findings: readonly Finding[]
  /** Everything was made again from what is kept; nothing was given. */
  isRebuild?: true
}

/** What a backup did, for people: what was read, what is kept, what is missing, what to do next. */
export function backupText(result: BackupResult, view: View): string {
  const { language, paint, columns } = view
  const zh = language === 'zh'
  return [
    // A run through the Open API that was refused at once read nothing.
    ...(result.imports.length === 0
      ? []
      : [
          paint.bold(FILES_READ[language][view.isRebuild ? 'kept' : 'given']),
          importsTable(result, language, columns),
        ]),
    ...(result.api ? apiLines(result.api, view) : []),
    paint.bold(zh ? '存档里现在有' : 'The archive holds now'),
    totalsTable(result, language),
    paint.bold(zh ? '生成的文件' : 'Files made'),
    outputsTable(result, language) + unsplitNote(result, language),
    closing(result, view),
  ].join('\n')
}

/** What the end of the text tells already, those of one reason together and with what to do. */
export function isToldAtTheEnd({ code, args }: Finding): boolean {
  return code === 'gap' && args.reason !== undefined
}

/** Whose shop was read through the Open API, and what of it came. */
function apiLines(api: ApiResult, { language, paint }: View): string[] {
  const zh = language === 'zh'
  const rows = api.lists.map(({ list, from, to, rows: count }) => [
    LIST_NAMES[list]?.[language] ?? list,
    from && to ? `${moment(from)} – ${moment(to)}` : '',
    String(count),
  ])
  for (const { method, fetched, refused } of api.details) {
    const lost = zh ? `（${refused} 条没有给出）` : `(${refused} not given)`
    rows.push([
      METHOD_PURPOSES[method]?.[language] ?? method,
      refused > 0 ? lost : '',
      String(fetched),
    ])
  }
  const title = zh ? '通过接口读取' : 'Read through the API'
  return [
    paint.bold(`${title}  ${harmless(api.shopName)} ${api.shopId}`),
    table([{ header: '' }, { header: '' }, { header: '', align: 'right' }], rows),
  ]
}

const LIST_NAMES: Readonly<Record<string, { zh: string; en: string }>> = {
  ...REPORT_NAMES,
  'changed-orders': { zh: '订单（有变化的）', en: 'orders (changed)' },
  'changed-after-sales': { zh: '售后（有变化的）', en: 'after-sales (changed)' },
}

/** Many files are told by kind, a few one by one. */
const LISTED_FILES = 20

function importsTable(
  { imports }: BackupResult,
  language: Language,
  width: number | undefined,
): string {
  const zh = language === 'zh'
  const listed = imports.length <= LISTED_FILES
  const rows = listed
    ? imports.map((each) => [
        harmless(each.file),
        kindName(each.kind, language),
        ...counts([each]),
        each.duplicateOf === undefined ? '' : zh ? '已导入过' : 'again',
      ])
    : [...new Set(imports.map(({ kind }) => kind))].map((kind) => {
        const ofKind = imports.filter((each) => each.kind === kind)
        const files = zh ? `${ofKind.length} 个文件` : `${ofKind.length} files`
        return [files, kindName(kind, language), ...counts(ofKind), '']
      })
  const headers = zh
    ? ['文件', '报表', '行', '新增', '更新', '不变', '未读']
    : ['file', 'report', 'rows', 'added', 'updated', 'same', 'unread']
  return table(
    [
      { header: headers[0] ?? '', max: 46, cutAt: 'middle' },
      { header: headers[1] ?? '' },
      ...headers.slice(2).map((header) => ({ header, align: 'right' as const })),
      { header: '' },
    ],
    rows,
    width,
  )
}

function counts(imports: BackupResult['imports']): string[] {
  const sum = (name: 'rows' | 'added' | 'updated' | 'unchanged' | 'rejected') =>
    String(imports.reduce((total, each) => total + each[name], 0))
  return [sum('rows'), sum('added'), sum('updated'), sum('unchanged'), sum('rejected')]
}

function kindName(kind: string, language: Language): string {
  if (kind in REPORT_NAMES) return REPORT_NAMES[kind as keyof typeof REPORT_NAMES][language]
  return language === 'zh' ? '未识别' : 'unknown'
}

function totalsTable({ totals }: BackupResult, language: Language): string {
  return table(
    TOTAL_NAMES[language].map((header) => ({ header, align: 'right' as const })),
    [totalValues(totals).map(String)],
  )
}

function outputsTable({ outputs, archive }: BackupResult, language: Language): string {
  const rowsOf = (rows: number) =>
    language === 'zh' ? `${rows} 行` : `${rows} ${rows === 1 ? 'row' : 'rows'}`
  return table(
    [{ header: harmless(archive) }, { header: '', align: 'right' }],
    outputs.map(({ path, rows }) => [path, rowsOf(rows)]),
  )
}

/** Why the workbook has more rows than the archive has lines. */
function unsplitNote({ outputs, totals }: BackupResult, language: Language): string {
  const orders = outputs.find(({ path }) => path === 'orders.xlsx')
  const count = (orders?.rows ?? totals.lines) - totals.lines
  if (count <= 0) return ''
  return language === 'zh'
    ? `  orders.xlsx 比订单商品多 ${count} 行：${count} 个只有“订单维度”报表的订单，拆不开，各占 1 行\n`
    : `  orders.xlsx has ${count} more than lines: orders that only a 订单维度 report has, one row each\n`
}

const FILES_READ = {
  zh: { given: '读取的文件', kept: '读取的原始文件' },
  en: { given: 'Files read', kept: 'Originals read' },
} as const

/** What a run without any doubt about it may say of itself. */
function success({ totals }: BackupResult, { language, isRebuild }: View): string {
  const zh = language === 'zh'
  if (isRebuild) {
    return zh
      ? '✔ 数据库和表格已由原始文件重新生成并核对'
      : '✔ Database and workbooks were made again from the originals, and counted'
  }
  const all = zh
    ? '✔ 给出的内容已全部读取、存档并核对'
    : '✔ Everything given was read, archived and counted'
  if (totals.orders > 0) return all
  return zh ? `${all}，但存档里还没有订单` : `${all}, but the archive holds no orders yet`
}

function closing(result: BackupResult, view: View): string {
  const { language, paint, complete, findings } = view
  const zh = language === 'zh'
  const { missing, gaps, asOf } = result
  const lacks = [
    ...missing.map((kind) => (zh ? `没有${REPORT_NAMES[kind].zh}` : `no ${REPORT_NAMES[kind].en}`)),
    ...gaps.filter(({ reason }) => !reason).map((gap) => gapLine(gap, language)),
  ]
  const verdict = complete
    ? paint.green(success(result, view))
    : paint.red(
        zh
          ? '✘ 有内容没有读取或没有看懂（见上），存档不完整。请处理后再运行一次'
          : '✘ Something was not read or not understood (see above); the archive is incomplete. Mend it and run again',
      )
  const earlier = findings.filter(({ code }) => code === 'earlier-unread').length
  const skipped = findings.filter(({ code }) => code === 'skipped-file').length
  return [
    verdict,
    earlier === 0
      ? ''
      : paint.yellow(
          zh
            ? `  但以前有 ${earlier} 份报表没有读全（见上），存档还不完整`
            : `  But ${earlier} reports of earlier runs were not read whole (see above): the archive is not complete yet`,
        ),
    skipped === 0
      ? ''
      : zh
        ? `  跳过了 ${skipped} 个不是报表的文件（--verbose 列出）`
        : `  ${skipped} files that are no reports were skipped (--verbose lists them)`,
    asOf ? (zh ? `  订单数据截至 ${moment(asOf)}` : `  orders as of ${moment(asOf)}`) : '',
    lacks.length > 0
      ? `  ${paint.yellow(zh ? '存档里还缺：' : 'Not in the archive: ')}${lacks.join(zh ? '、' : ', ')}`
      : '',
    ...gapsByReason(gaps, language).map(
      (line) => `  ${paint.yellow(zh ? '不在存档里：' : 'Not in the archive: ')}${line}`,
    ),
    zh
      ? '  下一步：dyshop check（查看还有什么没处理完）'
      : '  Next: dyshop check (what is still to be done)',
    '',
  ]
    .filter((line, index, lines) => line !== '' || index === lines.length - 1)
    .join('\n')
}
