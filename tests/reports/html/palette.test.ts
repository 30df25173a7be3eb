import { describe, expect, test } from 'vitest'
import {
  CHART_INK,
  MONEY_TONES,
  PAGE,
  PHASE_TONES,
  STATUS_TONES,
  type Tone,
} from '../../../src/reports/html/palette.ts'
import { contrast, leastDifference } from '../../support/colour-sight.ts'

const SETS: Readonly<Record<string, Readonly<Record<string, Tone>>>> = {
  statuses: STATUS_TONES,
  money: MONEY_TONES,
  phases: PHASE_TONES,
}

describe.each(['light', 'dark'] as const)('on a %s page', (scheme) => {
  test.each(Object.keys(SETS))('the tones of the %s stand out from the page', (name) => {
    for (const [id, tone] of Object.entries(SETS[name] ?? {})) {
      expect(contrast(tone[scheme], PAGE[scheme]), id).toBeGreaterThanOrEqual(3)
    }
  })

  test.each(Object.keys(SETS))('the colour-blind can tell the %s apart', (name) => {
    const tones = Object.entries(SETS[name] ?? {})
    for (const [index, [id, tone]] of tones.entries()) {
      for (const [otherId, other] of tones.slice(0, index)) {
        const difference = leastDifference(tone[scheme], other[scheme])
        // Two greens and reds of the usual palettes come out at 0.02.
        expect(difference, `${id} and ${otherId}`).toBeGreaterThan(0.09)
      }
    }
  })

  test('the words of a chart are easy to read', () => {
    expect(contrast(CHART_INK[scheme], PAGE[scheme])).toBeGreaterThanOrEqual(7)
  })
})
