import type { RedactedField, RedactionRecord } from '../domain/privacy/redaction-record.ts'
import { REPORT_NAMES } from './report-names.ts'

const RULE = '-'.repeat(60)

/** A page to print and sign: what was deleted, when, why, and what stays. Chinese, then English. */
export function recordText(facts: RedactionRecord): string {
  return [...chinese(facts), RULE, ...english(facts), RULE, ...hashes(facts), ''].join('\n')
}

function chinese(facts: RedactionRecord): string[] {
  const { at, shop, basis, dueOn, rules, fields, unread, notes, addresses, documents } = facts
  const { tickedBy = 0 } = facts
  const cells = (how: RedactedField['how']) => totalOf(fields, how)
  return [
    '个人信息删除记录',
    '',
    `店铺：${shop.name || '（shop.toml 里没有填写）'}${shop.id ? `（${shop.id}）` : ''}`,
    `删除时间：${at}`,
    `执行程序：${facts.tool}`,
    basis === 'periods'
      ? `依据：售后期和未了的售后已经结束${dueOn ? `（${dueOn}）` : ''}`
      : `依据：商家决定不再等待${dueOn ? `（期限到 ${dueOn}）` : ''}`,
    ...rules.map(
      ({ law, articles, effective, text }) =>
        `  《${law}》第 ${articles} 条（${effective} 起施行）：${text}`,
    ),
    '',
    '已删除：',
    ...fields.map(
      ({ report, column, cells: count, how }) =>
        `  ${nameOf(report, 'zh')} · ${column}：${count} 格${how === 'removed' ? '' : '（逐格清理）'}`,
    ),
    `  合计删除 ${cells('removed')} 格，清理 ${cells('screened')} 格`,
    `  打勾和附件的备注 ${notes} 条，打勾人的名字 ${tickedBy} 处，商家自己的地址 ${addresses} 个`,
    `  有内容没能读懂、一起删除的原始文件 ${unread.length} 个，附件 ${documents.removed.length} 份`,
    '保留：订单号、流水号、金额、时间、状态、商品等账目，按规定保存 10 年',
    `保留的附件：${documents.kept} 份`,
    '',
    '经办人签字：____________________    日期：____________________',
  ]
}

function english(facts: RedactionRecord): string[] {
  const { at, shop, basis, dueOn, fields, unread, notes, addresses, documents } = facts
  const { tickedBy = 0 } = facts
  return [
    'Record of the deletion of personal data',
    '',
    `Shop: ${shop.name || '(not written in shop.toml)'}${shop.id ? ` (${shop.id})` : ''}`,
    `Deleted at: ${at}, by ${facts.tool}`,
    basis === 'periods'
      ? `Because: after-sale periods and open cases are over${dueOn ? ` (${dueOn})` : ''}`
      : `Because: the merchant decided not to wait${dueOn ? ` (the periods end on ${dueOn})` : ''}`,
    '',
    ...fields.map(
      ({ report, column, cells, how }) =>
        `  ${nameOf(report, 'en')} · ${column}: ${cells} cells ${how === 'removed' ? 'deleted' : 'cleaned'}`,
    ),
    `  notes on ticks and documents: ${notes}; names of who ticked: ${tickedBy}; the merchant’s own addresses: ${addresses}`,
    `  ${unread.length} originals with something that could not be read, which went; ${documents.removed.length} documents`,
    'Kept: ids, amounts, times, statuses and products, for the ten years that books are kept',
    `Documents kept: ${documents.kept}`,
  ]
}

/** What each file was and what took its place, for whoever still has a list of the old hashes. */
function hashes({ originals, unread, documents }: RedactionRecord): string[] {
  return [
    'SHA-256 of what was deleted, and of what took its place',
    ...originals.flatMap(({ sha256, replacedBy }) => [
      sha256,
      ...replacedBy.map((each) => `  -> ${each.sha256}  ${each.report}, ${each.rows}`),
    ]),
    ...unread.map(({ sha256 }) => `${sha256}  (unread)`),
    ...documents.removed.map(({ sha256, kind }) => `${sha256}  (${kind})`),
  ]
}

function totalOf(fields: readonly RedactedField[], how: RedactedField['how']): number {
  return fields.reduce((sum, field) => sum + (field.how === how ? field.cells : 0), 0)
}

function nameOf(report: string, language: 'zh' | 'en'): string {
  return REPORT_NAMES[report as keyof typeof REPORT_NAMES]?.[language] ?? report
}
