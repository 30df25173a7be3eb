import type {
  AttachResult,
  DamageProblem,
  ExportResult,
  FindResult,
  Repair,
  VerifyResult,
} from '../../app/results.ts'
import { formatYuan } from '../../domain/money.ts'
import { harmless } from '../harmless.ts'
import { moment } from '../moment.ts'
import type { Language } from '../words/language.ts'
import { type Paint, table } from './paint.ts'

interface View {
  language: Language
  paint: Paint
  /** The width of the terminal; any when left out. */
  columns?: number | undefined
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

/** Whether the archive is whole, and how each damage is mended. */
export function verifyText(result: VerifyResult, { language, paint }: View): string {
  const zh = language === 'zh'
  const lines = result.damaged.map(
    ({ path, problem, repair }) =>
      `  ${paint.red(harmless(path))} ${PROBLEMS[language][problem]}${zh ? '。' : '; '}${REPAIRS[language][repair]}\n`,
  )
  const verdict = result.ok
    ? paint.green(
        zh
          ? `✔ 存档完好（检查了 ${result.checked} 个文件）`
          : `✔ The archive is whole (${result.checked} files)`,
      )
    : paint.red(zh ? '✘ 存档有损坏' : '✘ The archive is damaged')
  const next = zh
    ? '  也可以不用 dyshop 检查：在存档文件夹里运行 sha256sum -c SHA256SUMS\n'
    : '  Without dyshop: sha256sum -c SHA256SUMS in the archive\n'
  return `${lines.join('')}${verdict}\n${result.ok ? next : ''}`
}

const MATCH_NAMES = {
  zh: {
    line: '订单',
    'order-record': '订单维度',
    'after-sale': '售后',
    product: '商品',
    'fund-movement': '动账',
  },
  en: {
    line: 'order',
    'order-record': 'order record',
    'after-sale': 'after-sale',
    product: 'product',
    'fund-movement': 'fund movement',
  },
} as const

export function findText(
  { query, matches, more }: FindResult,
  { language, paint, columns: width }: View,
): string {
  const zh = language === 'zh'
  if (matches.length === 0) {
    return zh
      ? `没有找到“${harmless(query)}”。可以搜订单号、商品名、快递单号或日期（如 2026-11-01）\n`
      : `Nothing found for "${harmless(query)}". Try an order, product, tracking number or a day (2026-11-01)\n`
  }
  const headers = zh
    ? ['类别', '编号', '订单', '商品', '状态', '金额', '时间']
    : ['kind', 'id', 'order', 'product', 'status', 'amount', 'time']
  const rows = matches.map(({ kind, id, orderId, product, status, amountFen, time }) => [
    MATCH_NAMES[language][kind],
    harmless(id),
    // The id of a line of one is the order's own.
    orderId === id ? '' : (orderId ?? ''),
    harmless(product ?? ''),
    harmless(status ?? ''),
    amountFen === null ? '' : formatYuan(amountFen),
    time ? moment(time) : '',
  ])
  const hasOrders = rows.some((row) => row[2] !== '')
  const columns = headers.map((header, index) => ({
    header: index === 2 && !hasOrders ? '' : header,
    ...(index === 3 ? { max: 28 } : index === 4 ? { max: 24 } : {}),
    ...(index === 2 ? { isOptional: true as const } : {}),
    ...(index === 5 ? { align: 'right' as const } : {}),
  }))
  const rest = zh ? '  … 还有更多，用 --limit 调整' : '  … there are more, see --limit'
  return `${table(columns, rows, width)}${more ? `${paint.dim(rest)}\n` : ''}`
}

export function attachText(
  { attached, documents }: AttachResult,
  { language, paint }: View,
): string {
  const zh = language === 'zh'
  const none = zh
    ? '没有新的文件，给出的都已在存档里\n'
    : 'Nothing new: all of it is in the archive already\n'
  const lines =
    attached.length === 0
      ? [none]
      : attached.map(({ path }) => `  ${paint.green('✔')} ${harmless(path)}\n`)
  const total = zh ? `存档里共有 ${documents} 份文件` : `The archive holds ${documents} documents`
  return `${lines.join('')}${total}\n`
}

export function exportText(result: ExportResult, { language, paint }: View): string {
  const zh = language === 'zh'
  const { out, rows, masked } = result
  const hidden = zh
    ? '  买家信息已隐藏；需要完整信息时加 --unmask\n'
    : '  Buyers are masked; --unmask shows them\n'
  const shown = zh
    ? '  含有买家个人信息，请妥善保管\n'
    : '  Holds personal data of buyers; keep it safe\n'
  return `${paint.green('✔')} ${harmless(out)}  ${zh ? `${rows} 行` : `${rows} rows`}\n${masked ? hidden : paint.yellow(shown)}`
}
