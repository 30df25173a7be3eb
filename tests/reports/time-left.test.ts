import { expect, test } from 'vitest'
import { timeLeft } from '../../src/reports/words/time-left.ts'

test.each([
  [0.5, '不到 1 小时', 'under 1 h'],
  [4.9, '4 小时', '4 h'],
  [47.9, '47 小时', '47 h'],
  [108.6, '4 天', '4 d'],
  [-0.5, '超时 不到 1 小时', 'under 1 h late'],
  [-36.7, '超时 36 小时', '36 h late'],
  [-468.3, '超时 19 天', '19 d late'],
])('%d hours are told as %s, never as more than there is', (hours, zh, en) => {
  expect(timeLeft(hours, 'zh')).toBe(zh)
  expect(timeLeft(hours, 'en')).toBe(en)
})
