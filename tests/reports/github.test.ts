import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finding } from '../../src/domain/finding.ts'
import { DyshopError } from '../../src/errors.ts'
import {
  annotationLines,
  conditionAnnotations,
  findingAnnotations,
  stopAnnotation,
} from '../../src/reports/github/annotations.ts'
import { stepSummary, verifySummary } from '../../src/reports/github/step-summary.ts'
import { idName } from '../../src/reports/id-names.ts'

describe('annotations', () => {
  it('escape what would end a message or a property', () => {
    const line = annotationLines([
      {
        level: 'error',
        title: 'a,b:c',
        file: '订单:1,2%.csv',
        line: 3,
        message: '100%\r\n::error::x',
      },
    ])
    expect(line).toBe(
      '::error file=订单%3A1%2C2%25.csv,line=3,title=a%2Cb%3Ac::100%25%0D%0A::error::x\n',
    )
  })

  it('are one line each, whatever is in them', () => {
    const text = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(text, text, text, (message, title, file) => {
        const lines = annotationLines([{ level: 'notice', message, title, file }])
        expect(lines.split(/\r\n|\r|\n/)).toHaveLength(2)
        expect(lines.startsWith('::notice file=')).toBe(true)
      }),
    )
  })

  it('tell the gravest first, and no more of a level than GitHub shows', () => {
    const many = (level: 'error' | 'warning' | 'notice') =>
      Array.from({ length: 15 }, () => ({ level, message: 'x' }))
    const lines = annotationLines([...many('notice'), ...many('error'), ...many('warning')])
    const levels = lines
      .trim()
      .split('\n')
      .map((line) => /^::(\w+)/.exec(line)?.[1])
    expect(levels).toEqual([
      ...Array(10).fill('error'),
      ...Array(10).fill('warning'),
      ...Array(10).fill('notice'),
    ])
  })

  it('quote no person and no order', () => {
    const typed = '收件人：张三丰 13800001234 6917926768823643751'
    const found = finding(
      'checklist-unknown-status',
      { file: '张三丰 13800001234.xlsx' },
      { value: typed },
    )
    const lines = annotationLines(findingAnnotations([found], 'zh'))
    for (const secret of ['张三丰', '13800001234', '6917926768823643751']) {
      expect(lines).not.toContain(secret)
    }
    expect(lines).toContain('…3751')
    expect(lines).toContain('title=checklist-unknown-status')
  })

  it('tell a stop with what to do', () => {
    const stop = stopAnnotation(new DyshopError('no-archive', { path: 'a' }), 'en')
    expect(annotationLines([stop])).toMatch(/^::error title=no-archive::.*%0A.*dyshop backup/)
  })
})

describe('the summary', () => {
  it('tells codes and counts, not messages or places', () => {
    const findings = [
      finding('damaged-id', { file: '张三.csv', row: 7 }, { value: '6917926768823643000' }),
      finding('damaged-id', { file: '张三.csv', row: 8 }),
    ]
    const page = stepSummary(
      { command: 'backup', complete: false, exitCode: 3, findings },
      '',
      'zh',
    )
    expect(page).toContain('| `damaged-id` | 2 |')
    expect(page).toContain('不完整')
    expect(page).not.toContain('张三')
    expect(page).not.toContain('6917')
  })

  it('keeps a file name with Markdown in it a cell of the table', () => {
    const damaged = [
      { path: 'documents/a|b\n<img src=x>[x](y).png', problem: 'missing', repair: 'restore-copy' },
    ] as const
    const page = verifySummary({ ok: false, checked: 1, damaged: [...damaged] }, 'en')
    const row = page.split('\n').at(-1) ?? ''
    expect(row.match(/\|/g)).toHaveLength(4)
    expect(row).not.toMatch(/[<\]]|\]\(/)
  })
})

it('a condition is an error when it is not met, a warning when nobody can tell, else nothing', () => {
  const condition = (id: string, status: string, count = 0) => ({ id, status, count })
  const conditions = [
    condition('notice', 'pass'),
    condition('orders-finished', 'blocked', 3),
    condition('deposit', 'manual'),
    condition('goods-money', 'unknown'),
  ] as unknown as Parameters<typeof conditionAnnotations>[0]['conditions']
  expect(conditionAnnotations({ conditions }, 'en')).toEqual([
    {
      level: 'error',
      title: 'orders-finished',
      message: `Not met: ${idName('orders-finished', 'en')} (3 rows)`,
    },
    {
      level: 'warning',
      title: 'deposit',
      message: `To look at in the back office: ${idName('deposit', 'en')}`,
    },
    {
      level: 'warning',
      title: 'goods-money',
      message: `No export to tell: ${idName('goods-money', 'en')}`,
    },
  ])
  expect(conditionAnnotations({ conditions }, 'zh').map(({ message }) => message)).toEqual([
    `未满足：${idName('orders-finished', 'zh')}（3 行）`,
    `需要到后台查看：${idName('deposit', 'zh')}`,
    `缺少报表，无法判断：${idName('goods-money', 'zh')}`,
  ])
})
