import { describe, expect, test } from 'vitest'
import { type ApiCoverage, gapsWithApi } from '../../../src/app/shop-api/api-coverage.ts'
import type { GapReason } from '../../../src/domain/gaps.ts'

const days = (from: string, to: string) => ({ from, to })
const UNKNOWN = { ofReport: null, ofAny: null }

/** Asked on 23 November, as far as the wall lets anyone see. */
function coverage(changed: Partial<ApiCoverage> = {}): ApiCoverage {
  return {
    proven: [days('2026-08-26', '2026-11-23')],
    asked: days('2026-08-26', '2026-11-23'),
    before: 'before-reach',
    doubtful: [],
    ...changed,
  }
}

describe('what lies before all that the Open API was asked for', () => {
  test('is a stretch without a beginning, with the reason for its end', () => {
    expect(gapsWithApi([], coverage(), UNKNOWN)).toEqual([
      { from: '2026-08-25', to: '2026-08-25', reason: 'before-reach', openStart: true },
    ])
  })

  test('reaches back at least to the first day that any row tells of', () => {
    const known = { ofReport: '2026-08-26', ofAny: '2025-03-01' }
    expect(gapsWithApi([], coverage({ before: 'not-asked' }), known)).toEqual([
      { from: '2025-03-01', to: '2026-08-25', reason: 'not-asked', openStart: true },
    ])
  })

  test('is no gap where files reach there', () => {
    const files = [days('2025-01-01', '2026-08-31')]
    expect(gapsWithApi(files, coverage(), UNKNOWN)).toEqual([])
  })

  test('has a beginning where files reach further back but not all the way', () => {
    const files = [days('2025-01-01', '2026-06-30')]
    expect(gapsWithApi(files, coverage(), UNKNOWN)).toEqual([
      { from: '2026-07-01', to: '2026-08-25', reason: 'before-reach' },
    ])
  })

  test('is open where rows are known that are older than those files', () => {
    const files = [days('2025-01-01', '2026-08-31')]
    const known = { ofReport: '2024-12-24', ofAny: '2024-12-24' }
    expect(gapsWithApi(files, coverage(), known)).toEqual([
      { from: '2024-12-24', to: '2024-12-31', reason: 'before-reach', openStart: true },
    ])
  })
})

describe('what was asked for and is not proven', () => {
  const open = { from: '2026-08-25', to: '2026-08-25', reason: 'before-reach', openStart: true }

  test.each<[GapReason]>([['not-proven'], ['not-published'], ['refused'], ['before-reach']])(
    'says that it is %s',
    (reason) => {
      const proven = [days('2026-08-26', '2026-10-31'), days('2026-11-10', '2026-11-23')]
      const doubtful = [{ ...days('2026-11-01', '2026-11-09'), reason }]
      expect(gapsWithApi([], coverage({ proven, doubtful }), UNKNOWN)).toEqual([
        open,
        { from: '2026-11-01', to: '2026-11-09', reason },
      ])
    },
  )

  test('is cut where its reason changes, and lacks to the last day asked for', () => {
    const proven = [days('2026-08-26', '2026-10-31')]
    const doubtful = [{ ...days('2026-11-01', '2026-11-09'), reason: 'not-proven' as const }]
    expect(gapsWithApi([], coverage({ proven, doubtful }), UNKNOWN)).toEqual([
      open,
      { from: '2026-11-01', to: '2026-11-09', reason: 'not-proven' },
      { from: '2026-11-10', to: '2026-11-23', reason: 'not-fetched' },
    ])
  })

  test('is one open stretch when nothing at all was let through', () => {
    const refused = { ...days('2026-08-25', '2026-11-23'), reason: 'refused' as const }
    const none = coverage({ proven: [], before: 'refused', doubtful: [refused] })
    expect(gapsWithApi([], none, UNKNOWN)).toEqual([
      { from: '2026-08-25', to: '2026-11-23', reason: 'refused', openStart: true },
    ])
  })

  test('between files that are newer has no reason but that nobody exported it', () => {
    const files = [days('2026-12-01', '2026-12-31')]
    expect(gapsWithApi(files, coverage(), UNKNOWN).at(-1)).toEqual({
      from: '2026-11-24',
      to: '2026-11-30',
    })
  })
})
