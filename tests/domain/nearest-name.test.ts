import { expect, test } from 'vitest'
import { nearestName } from '../../src/domain/nearest-name.ts'

const KNOWN = ['kind', 'notice_start', 'settlement_days', 'shop', 'api']

test.each([
  ['notice-start', 'notice_start'],
  ['noticeStart', 'notice_start'],
  ['notcie_start', 'notice_start'],
  ['settlement_day', 'settlement_days'],
  ['shpo', 'shop'],
])('%s was meant for %s', (typed, meant) => {
  expect(nearestName(typed, KNOWN)).toBe(meant)
})

test.each(['公示开始', 'name', 'owner', 'start', ''])('%s may be anything', (typed) => {
  expect(nearestName(typed, KNOWN)).toBeNull()
})
