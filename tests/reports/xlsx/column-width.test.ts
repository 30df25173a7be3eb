import { expect, test } from 'vitest'
import { columnWidth, displayWidth } from '../../../src/reports/xlsx/column-width.ts'

test.each([
  ['售后状态', '同意退款，退款成功'],
  ['结算单类型', '结算后退款-原路退回'],
  ['订单码', '548768979008698'],
  ['计费参数', '件数:1,单价:按件计费'],
])('%s has room for what the platform writes into it', (header, text) => {
  expect(columnWidth({ header, type: 'text' })).toBeGreaterThan(displayWidth(text))
})
