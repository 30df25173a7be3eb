import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { collectReport } from '../../src/app/report.ts'
import type { ReportFacts } from '../../src/app/results.ts'
import { STATUS_KINDS } from '../../src/domain/order-status.ts'
import { reportPage } from '../../src/reports/html/report-page.ts'
import { browserMissing, useBrowser } from '../support/browser.ts'
import { useFolder } from '../support/folder.ts'
import { quietDeps } from '../support/quiet-deps.ts'
import { archiveInState, STATE_NOW } from '../support/shop-states.ts'
import { IS_THOROUGH } from '../support/thorough.ts'

const folder = useFolder()
const { browser } = useBrowser()
let facts: ReportFacts
let measures: string

beforeEach(({ skip }) => skip(browserMissing !== undefined, browserMissing))

beforeAll(async () => {
  const root = folder.at('archive')
  await archiveInState('before', root, folder.at('exports'))
  const at = STATE_NOW.before
  facts = (await collectReport({ root, at }, quietDeps(at))).data
  const source = await readFile(join(import.meta.dirname, 'measures.mjs'), 'utf8')
  measures = source.replaceAll('export function', 'function')
})

/** The last so many months up to the example shop's last one. */
function lastMonths(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const month = 2026 * 12 + 10 - (count - 1 - index)
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}

function shopOf(months: number, size: number): ReportFacts {
  const names = lastMonths(months)
  return {
    ...facts,
    months: names.flatMap((month) =>
      STATUS_KINDS.map((kind, index) => ({ month, kind, lines: size * (index + 1) })),
    ),
    money: {
      ...facts.money,
      months: names.map((month, index) => ({
        month,
        paidFen: size * 10_000 * (index + 1),
        settledFen: size * 8_000,
        // More was refunded after settlement than settled.
        ...(index % 5 === 4 ? { settledFen: -size * 4_000 } : {}),
        refundedFen: size * 900,
        feesFen: 1,
      })),
    },
  }
}

/** Filing on the day after tomorrow, with everything within a week. */
function almostThere(): ReportFacts {
  const day = (number: number) => `2026-11-${number}`
  const { plan } = facts
  const dates = { 'notice-start': day(21), 'notice-over': day(23), 'review-done': day(27) }
  return {
    ...facts,
    plan: {
      ...plan,
      earliestFiling: day(24),
      moneyBackBy: day(30),
      holds: plan.holds.map((hold) => ({ ...hold, until: day(24), args: {} })),
      milestones: plan.milestones.map((each) => ({
        ...each,
        date: dates[each.id as keyof typeof dates] ?? day(24),
      })),
    },
  }
}

const SHOPS: Readonly<Record<string, () => ReportFacts>> = {
  'one month': () => shopOf(1, 3),
  'two years': () => shopOf(24, 90),
  'six years': () => shopOf(70, 4_000),
  'eleven years with millions': () => shopOf(132, 123_456),
  'a single line': () => ({ ...shopOf(1, 1), months: [{ month: '', kind: 'closed', lines: 1 }] }),
  'a closing within a week': almostThere,
}

/** The widest and the narrowest, and with THOROUGH=1 where the layout changes. */
const WIDTHS = IS_THOROUGH ? [1280, 641, 390, 320] : [1280, 320]

describe.each(WIDTHS)('%i wide', (width) => {
  test.each(Object.keys(SHOPS))('no word of a chart stands on another: %s', async (name) => {
    const page = await browser().newPage({ viewport: { width, height: 800 } })
    for (const language of ['zh', 'en'] as const) {
      const made = (SHOPS[name] as () => ReportFacts)()
      await page.setContent(reportPage({ data: made, findings: [], complete: true }, language))
      const found = await page.evaluate(
        `(() => { ${measures}\nunfold(); return [...overlapping(), ...sideways()] })()`,
      )
      expect(found, language).toEqual([])
    }
    await page.close()
  })
})
