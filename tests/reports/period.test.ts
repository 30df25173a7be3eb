import { expect, test } from 'vitest'
import { finding } from '../../src/domain/finding.ts'
import { findingMessage } from '../../src/reports/wording.ts'

const day = { count: 3, from: '2026-11-28', to: '2026-11-28' }

test('rows of one day that were not read are asked for by that day alone', () => {
  const unread = finding('rows-not-read', {}, day)
  expect(findingMessage(unread, 'zh')).toContain('重新导出 2026-11-28 的这份报表')
  expect(findingMessage(unread, 'en')).toContain('Export this report for 2026-11-28 again')
})

test('those of more days by the first and the last', () => {
  const unread = finding('rows-not-read', {}, { ...day, to: '2026-11-30' })
  expect(findingMessage(unread, 'zh')).toContain('重新导出 2026-11-28 至 2026-11-30 的')
  expect(findingMessage(unread, 'en')).toContain('for 2026-11-28 to 2026-11-30 again')
})
