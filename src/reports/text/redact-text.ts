import { basename } from 'node:path'
import type { RedactedDocument, RedactResult } from '../../app/results.ts'
import { harmless } from '../harmless.ts'
import { REPORT_NAMES } from '../report-names.ts'
import type { Language } from '../words/language.ts'
import { type Paint, table } from './paint.ts'

interface View {
  language: Language
  paint: Paint
}

/** What goes or went, by report and column, what stays, and what comes next. */
export function redactText(result: RedactResult, { language, paint }: View): string {
  const zh = language === 'zh'
  const head = result.dryRun
    ? paint.bold(
        zh ? '将要删除（这次什么也没有改动）' : 'What would be deleted (nothing was changed)',
      )
    : paint.green(zh ? '✔ 个人信息已删除' : '✔ People’s data was deleted')
  const lines = [head, '', fieldTable(result, language), ...otherLines(result, language)]
  const end = result.dryRun ? nextLines(result, { language, paint }) : doneLines(result, language)
  return `${[...lines, '', ...end].join('\n')}\n`
}

function fieldTable({ fields }: RedactResult, language: Language): string {
  const zh = language === 'zh'
  if (fields.length === 0)
    return zh ? '  表格里没有找到个人信息' : '  No people’s data was found in reports'
  const how = {
    removed: zh ? '整列删除' : 'column deleted',
    screened: zh ? '逐格清理' : 'cleaned cell by cell',
  }
  const headers = zh ? ['报表', '列', '有内容的格', ''] : ['report', 'column', 'cells', '']
  const rows = fields.map((field) => [
    REPORT_NAMES[field.report as keyof typeof REPORT_NAMES]?.[language] ?? field.report,
    harmless(field.column),
    String(field.cells),
    how[field.how],
  ])
  const columns = headers.map((header, index) => ({
    header,
    ...(index === 2 ? { align: 'right' as const } : {}),
  }))
  return table(columns, rows).trimEnd()
}

function otherLines(result: RedactResult, language: Language): string[] {
  const { dryRun, files, unread, notes, tickedBy, addresses, documents } = result
  const zh = language === 'zh'
  const rejected = files
    .flatMap(({ reports }) => reports)
    .reduce((sum, each) => sum + each.rejected, 0)
  const lines: (string | false)[] = [
    files.length > 0 &&
      (zh
        ? `  ${files.length} 个原始文件改写成没有这些列的 CSV，原来的内容不再保留`
        : `  ${files.length} originals become CSV files without these columns; their old bytes are gone`),
    rejected > 0 &&
      (zh
        ? `  当时没能读取的 ${rejected} 行一起删除，只留下行数`
        : `  ${rejected} rows that could not be read go too; their number stays`),
    addresses > 0 &&
      (zh ? `  商家自己的地址 ${addresses} 个` : `  addresses of your own: ${addresses}`) +
        (dryRun ? (zh ? COPY_ADDRESSES.zh : COPY_ADDRESSES.en) : ''),
    notes > 0 &&
      (zh ? `  打勾和附件的备注 ${notes} 条` : `  notes on ticks and documents: ${notes}`),
    tickedBy > 0 && (zh ? `  打勾人的名字 ${tickedBy} 处` : `  names of who ticked: ${tickedBy}`),
    ...unread.map(({ file }) => unreadLine(file, { dryRun, zh })),
    ...documents.map((document) => documentLine(document, zh)),
  ]
  return lines.filter((line) => line !== false)
}

const COPY_ADDRESSES = {
  zh: '；还要用的话先复制 addresses.txt',
  en: '; copy addresses.txt first if you still need them',
}

function unreadLine(file: string, { dryRun, zh }: { dryRun: boolean; zh: boolean }): string {
  const asked = zh
    ? '  没能读全，要删除须加 --drop-unread：'
    : '  not read whole, goes with --drop-unread: '
  const gone = zh ? '  没能读懂的内容已删除：' : '  what could not be read is gone: '
  return (dryRun ? asked : gone) + harmless(file)
}

function documentLine({ path, renamedTo }: RedactedDocument, zh: boolean): string {
  if (renamedTo === null) return (zh ? '  删除附件：' : '  document goes: ') + harmless(path)
  const stays = (zh ? '  保留附件：' : '  document stays: ') + harmless(renamedTo)
  if (renamedTo === path) return stays
  return `${stays}${zh ? `（原来叫 ${harmless(basename(path))}）` : ` (was ${harmless(basename(path))})`}`
}

function nextLines({ due, dueOn }: RedactResult, { language, paint }: View): string[] {
  const zh = language === 'zh'
  const when = due
    ? zh
      ? '  售后期已经结束，可以删除'
      : '  The after-sale periods are over; it can be deleted'
    : paint.yellow(
        zh
          ? `  售后期或未了的售后要到 ${dueOn ?? '（还不知道）'} 才结束；不等的话加 --now`
          : `  After-sale periods or open cases last until ${dueOn ?? '(not known)'}; --now does not wait`,
      )
  const command = zh
    ? '  确认后运行：dyshop redact --confirm 店铺名称。删除后无法恢复；要留完整副本就先 dyshop seal'
    : '  Then run: dyshop redact --confirm "name of the shop". It cannot be undone; dyshop seal first if you want a whole copy'
  return [when, command]
}

function doneLines({ record }: RedactResult, language: Language): string[] {
  const zh = language === 'zh'
  const text = harmless((record ?? '').replace(/\.json$/, '.txt'))
  return zh
    ? [
        `  删除记录：${text}（可以打印签字）`,
        '  存档以外的副本不会跟着删除：下载文件夹、U 盘、网盘、封存文件、发给别人的表格，请一一删除',
      ]
    : [
        `  Record: ${text} (to print and sign)`,
        '  Copies elsewhere are still there: downloads, sticks, clouds, sealed files, sheets sent to others. Delete each',
      ]
}
