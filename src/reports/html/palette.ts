import type { StatusKind } from '../../domain/order-status.ts'

/** A colour on a white and on a dark page. */
export interface Tone {
  light: string
  dark: string
}

/**
 * Every tone of a set differs from the others for all kinds of colour blindness, and from the page by
 * at least 3:1. The light value is what a chart is drawn in; the page's style turns it into the dark one.
 */
export const STATUS_TONES: Readonly<Record<StatusKind, Tone>> = {
  finished: { light: '#1d4a94', dark: '#4f7fe8' },
  shipped: { light: '#4a90f0', dark: '#9fd8ff' },
  partlyShipped: { light: '#7a4206', dark: '#f7cf5a' },
  unshipped: { light: '#dd4a10', dark: '#ff8a5c' },
  unpaid: { light: '#7e62b8', dark: '#b79cf5' },
  closed: { light: '#98909c', dark: '#8b8178' },
  unknown: { light: '#241418', dark: '#fbfbe8' },
}

export const MONEY_TONES = {
  paidFen: STATUS_TONES.finished,
  settledFen: STATUS_TONES.shipped,
  refundedFen: STATUS_TONES.unshipped,
  feesFen: STATUS_TONES.partlyShipped,
} as const

export const PHASE_TONES = {
  over: STATUS_TONES.finished,
  deciding: STATUS_TONES.unshipped,
  waiting: STATUS_TONES.shipped,
  platform: STATUS_TONES.closed,
} as const

/** Texts and lines of a chart. */
export const CHART_INK: Tone = { light: '#24292f', dark: '#e6e9ee' }
export const CHART_LINE: Tone = { light: '#d0d5db', dark: '#3b434d' }
export const PAGE: Tone = { light: '#ffffff', dark: '#1c2128' }

/** The rules that redraw every chart for a dark page. */
export function darkChartRules(): string {
  const tones = [...Object.values(STATUS_TONES), CHART_INK, CHART_LINE, PAGE]
  return tones
    .map(
      ({ light, dark }) =>
        `.chart [fill="${light}"]{fill:${dark}}.chart [stroke="${light}"]{stroke:${dark}}`,
    )
    .join('\n')
}
