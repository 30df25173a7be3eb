import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { checklistCsv } from '../../src/reports/checklist/checklist-csv.ts'
import { checklistHtml } from '../../src/reports/checklist/checklist-html.ts'
import { checklistMarkdown } from '../../src/reports/checklist/checklist-markdown.ts'
import { checklistReport } from '../../src/reports/checklist/checklist-report.ts'
import { CHECKLIST_EN } from '../../src/reports/words/checklist-en.ts'
import { CHECKLIST_ZH } from '../../src/reports/words/checklist-zh.ts'
import { sampleChecklist } from './checklist-sample.ts'

const CHECKLIST = sampleChecklist()
const LANGUAGES = ['zh', 'en'] as const

describe('checklistReport', () => {
  it('has the published keys, and words for reason, steps and message', () => {
    const [item] = checklistReport(CHECKLIST, 'zh').items
    expect(item).toMatchObject({
      orderId: '6917926768823643000',
      quantity: 2,
      amountFen: 2890,
      action: 'ship',
      reason: '已超过承诺发货时间 33 小时',
      deadline: '2026-11-22T00:30:00+08:00',
      status: 'todo',
      note: '',
    })
    expect(item?.steps.length).toBeGreaterThan(3)
    expect(item?.message).toContain('6917926768823643000')
  })

  it('asks the buyer for a clear answer in every message', () => {
    const about = { order: '1', product: 'p' }
    for (const message of Object.values(CHECKLIST_ZH.messages)) {
      expect(message(about)).toMatch(/回复“[^”]+”/)
    }
    for (const message of Object.values(CHECKLIST_EN.messages)) {
      expect(message(about)).toMatch(/answer “[^”]+”/)
    }
  })

  it('tells the click path of each step, the refund request in full', () => {
    for (const words of [CHECKLIST_ZH, CHECKLIST_EN]) {
      for (const stop of ['我', '钱包', '消费记录', '申请退款']) {
        expect(words.steps['refund-request']).toContain(stop)
      }
    }
  })
})

describe.each(LANGUAGES)('the checklist as text (%s)', (language) => {
  const report = checklistReport(CHECKLIST, language)

  it('is a page without script or address, whatever a product is called', () => {
    const html = checklistHtml(report, language)
    expect(html).toContain("default-src 'none'")
    expect(html).not.toMatch(/<script|<a |<img|<link|javascript:/i)
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toContain('\u202e')
    expect(elementsOf(html)).toContain('article')
  })

  it('is Markdown in which a product is only text', () => {
    const markdown = checklistMarkdown(report, language)
    expect(markdown).not.toMatch(/(?<!\\)<script/)
    expect(markdown).not.toMatch(/(?<!\\)\[x/)
    expect(markdown).not.toContain('http://evil')
    expect(markdown.match(/^- \[ \] /gm)?.length).toBeGreaterThan(9)
    expect(markdown.match(/^## /gm)).toHaveLength(4)
  })

  it('is CSV that no spreadsheet runs, with open and finished items', () => {
    const csv = checklistCsv(report, language)
    expect(csv.startsWith('\ufeff')).toBe(true)
    expect(csv).toContain('"\'=cmd|""')
    expect(csv).toContain('"\t6917926768823643751"')
    expect(csv).toContain('line:401')
    expect(csv).not.toContain('勿改）,原状态')
  })
})

/** The names of all elements; throws when the page is not well-formed. */
function elementsOf(html: string): string[] {
  const names: string[] = []
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => names.push(name))
  parser.on('error', (error) => {
    throw error
  })
  parser.write(html.replace(/<meta([^>]*)>/g, '<meta$1/>').replace('<!DOCTYPE html>', '')).close()
  return names
}
