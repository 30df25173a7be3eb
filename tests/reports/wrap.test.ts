import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { wrapped } from '../../src/reports/text/wrap.ts'

const lines = (text: string, columns = 40) => wrapped(text, columns).split('\n')

test('a file or a pipe gets every line whole, and so does a terminal that is wide enough', () => {
  const text = '  ·  审核按最长 3 个工作日、退款按最长 3 个工作日计算\n'
  expect(wrapped(text, undefined)).toBe(text)
  expect(wrapped(text, 80)).toBe(text)
})

test('the rest of a line stands under the beginning of its text', () => {
  expect(lines('  ·  没有填写公示开始日期，按 2026-11-23 当天开启来算')).toEqual([
    '  ·  没有填写公示开始日期，按 2026-11-23',
    '     当天开启来算',
  ])
  expect(lines('  10. 发货，或与买家商定退款：13 行待发货，其中 4 行已超时')[1]).toMatch(/^ {6}\S/)
  expect(lines('  2027-02-21  最后一笔订单在 2026-11-22 结束，售后期 90 天')[1]).toMatch(/^ {14}\S/)
})

test('no line begins with what closes, and none ends with what opens', () => {
  const text = '资'.repeat(19) + '金，'.repeat(3) + '（“看”）'.repeat(12)
  for (const columns of [30, 31, 32, 33, 34, 35, 36, 37]) {
    for (const line of lines(text, columns)) {
      expect(line).not.toMatch(/^\s*[，）”]/)
      expect(line).not.toMatch(/[（“]$/)
    }
  }
})

test.each([
  'dyshop check --archive 我的存档 --only after-sale-period',
  'dyshop steps done --archive a supply-chain deposit',
  'dyshop checklist sync --archive 我的存档 待办-2.xlsx',
  'dyshop backup --archive a <导出文件所在的文件夹>',
  'https://fxg.jinritemai.com/ffa/govern-guarantee/regulation',
])('what is there to be copied is not torn apart: %s', (whole) => {
  for (const columns of [40, 60, 61, 80]) {
    const text = wrapped(`  1. 先看这一项，然后处理（${whole}），再看别的几项，都没有问题`, columns)
    expect(text).toContain(whole)
  }
})

test('colours take no room, and none is lost', () => {
  const red = (text: string) => `\u001b[31m${text}\u001b[39m`
  const text = wrapped(
    `       ${red('先要满足：关店条件全部满足；保证金电子收据；评价；飞鸽聊天')}`,
    40,
  )
  for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(40)
  expect(text.match(/\u001b\[/g)).toHaveLength(2)
})

test('whatever the text, nothing is lost but blanks, and nothing that could be broken is too wide', () => {
  const word = fc.constantFrom(
    '关店',
    '公示，',
    '（看）',
    'dyshop check；',
    'https://a.b/c',
    'yuan',
    '✔',
  )
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 30 }),
      fc.integer({ min: 40, max: 90 }),
      (words, columns) => {
        const text = `  ${words.join(' ')}`
        const shown = wrapped(text, columns)
        expect(shown.replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''))
        for (const line of shown.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(columns)
      },
    ),
  )
})
