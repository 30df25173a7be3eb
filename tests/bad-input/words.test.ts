import { describe, expect, test } from 'vitest'
import { FINDING_CODES, finding } from '../../src/domain/finding.ts'
import { findingMessage } from '../../src/reports/wording.ts'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { buildZip } from '../support/zip-builder.ts'
import { folderWith } from './backed-up.ts'
import { A, B, C, cellsOf, HEADER, ordersText, textOf } from './small-orders.ts'

const folder = useFolder()

describe('what a finding says', () => {
  const errors = FINDING_CODES.filter((code) => finding(code).severity === 'error')
  // Whatever may be missing from a finding of any code; the words must do without.
  const bare = { what: 'orders' }
  const full = {
    ...bare,
    value: '12',
    columns: 3,
    known: 3,
    missing: '订单状态',
    expected: 3,
    found: 2,
  }

  test.each(errors)('%s says what to do next, in both languages', (code) => {
    for (const args of [bare, full]) {
      const zh = findingMessage(finding(code, {}, args), 'zh')
      const en = findingMessage(finding(code, {}, args), 'en')
      // What it means, then what to do.
      expect(zh).toMatch(/^[^。]+。[^。]*(请|不用|清单应)/)
      expect(en).toMatch(/^[A-Z].+\. [A-Z]/)
    }
  })

  test('of a row without a status it says just that', () => {
    const message = findingMessage(finding('unknown-status', {}, { value: '' }), 'zh')
    expect(message).toMatch(/^这一行没有状态/)
  })
})

describe('a messy folder, from the command line', () => {
  const files = {
    '1.csv': ordersText(
      cellsOf(A),
      cellsOf('6.91793E+18'),
      cellsOf(B, { 订单提交时间: '2026/9/22 0:54' }),
      cellsOf(B).slice(1),
      cellsOf(B, { 订单状态: '待揽收' }),
      ['合计', '', '', '', '28.90', '', ''],
    ),
    '2.csv': textOf([HEADER.filter((name) => name !== '订单状态'), cellsOf(A).slice(0, -1)]),
    '3.xls': '<html><body>请登录</body></html>',
    '4.zip': buildZip([
      { name: 'good.csv', data: ordersText(cellsOf(C)) },
      { name: 'bad.csv', data: ordersText(cellsOf(C)), crc: 1 },
    ]),
    '5.rar': Buffer.from('526172211a0701', 'hex'),
  }

  test('is told file by file and row by row, with exit 3, also when it is read again', async () => {
    const path = await folderWith(folder, files)
    const archive = folder.free('archive')
    const argv = ['backup', path, '--archive', archive, '--json']
    for (const language of ['zh', 'en', 'zh']) {
      const ended = await dyshop([...argv, '--lang', language])
      const { findings, complete, data } = ended.json<{ totals: { lines: number } }>()
      const told = findings.filter(({ severity }) => severity === 'error')
      expect(ended.exitCode).toBe(3)
      expect(complete).toBe(false)
      expect(data.totals.lines).toBe(3)
      expect(told.map(({ code, where }) => [code, where]).sort()).toEqual(
        [
          ['damaged-id', { file: '1.csv', row: 3, column: '主订单编号' }],
          ['slash-date', { file: '1.csv', row: 4, column: '订单提交时间' }],
          ['ragged-row', { file: '1.csv', row: 5 }],
          ['unknown-status', { file: '1.csv', row: 6, column: '订单状态' }],
          ['footer-row', { file: '1.csv', row: 7 }],
          ['unknown-report', { file: '2.csv' }],
          ['web-page', { file: '3.xls' }],
          ['damaged-zip', { file: '4.zip/bad.csv' }],
          ['unsupported-archive', { file: '5.rar' }],
        ].sort(),
      )
      const isChinese = /^[^a-z]*\p{Script=Han}/u
      expect(told.filter(({ message }) => isChinese.test(message) !== (language === 'zh'))).toEqual(
        [],
      )
    }
  })
})
