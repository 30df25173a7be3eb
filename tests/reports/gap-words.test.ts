import { expect, test } from 'vitest'
import { gapSentence } from '../../src/reports/words/gap-words.ts'

const day = { what: 'orders', from: '2026-11-28', to: '2026-11-28' } as const

test('a gap of one day names the day once', () => {
  expect(gapSentence(day, 'zh')).toBe('订单：2026-11-28 没有导出文件')
  expect(gapSentence(day, 'en')).toBe('orders: nothing was exported for 2026-11-28')
  const fetched = { ...day, reason: 'not-fetched' } as const
  expect(gapSentence(fetched, 'zh')).toBe('订单：2026-11-28 的不在存档里（还没有取完）')
  expect(gapSentence(fetched, 'en')).toContain('2026-11-28 is not in the archive')
})

test('a longer one names both its ends', () => {
  expect(gapSentence({ ...day, to: '2026-11-30' }, 'zh')).toContain('2026-11-28 至 2026-11-30')
})
