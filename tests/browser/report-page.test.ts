import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browserMissing, useBrowser } from '../support/browser.ts'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { archiveInState, SHOP_STATES, type ShopState, STATE_NOW } from '../support/shop-states.ts'

const MEASURES = join(import.meta.dirname, 'measures.mjs')
const WIDE: BrowserContextOptions = { viewport: { width: 1280, height: 900 } }
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
}
const LOOKS = {
  'light on a wide screen': { ...WIDE, colorScheme: 'light' },
  'dark on a wide screen': { ...WIDE, colorScheme: 'dark' },
  'light on a phone': { ...PHONE, colorScheme: 'light' },
  'dark on a phone': { ...PHONE, colorScheme: 'dark' },
} as const satisfies Record<string, BrowserContextOptions>

/** `SHOTS=folder` keeps what the tests saw, for people to look at. */
const SHOTS = process.env.SHOTS

describe('the report in a browser', () => {
  beforeEach(({ skip }) => skip(browserMissing !== undefined, browserMissing))

  const folder = useFolder()
  const { browser } = useBrowser()
  const pages = new Map<string, string>()

  beforeAll(async () => {
    if (browserMissing !== undefined) return
    for (const state of SHOP_STATES) {
      const archive = folder.at(state)
      await archiveInState(state, archive, folder.at(`${state}-exports`))
      for (const language of languagesOf(state)) {
        const out = folder.at(`${state}-${language}.html`)
        const argv = ['report', '--archive', archive, '--out', out, '--lang', language]
        const ended = await dyshop([...argv, '--at', STATE_NOW[state]])
        expect(ended.exitCode, ended.stderr).toBe(0)
        pages.set(`${state}-${language}`, out)
      }
    }
  })

  /** Opens a page and tells what it complained of and what it asked for. */
  async function opened(name: string, look: BrowserContextOptions) {
    const context = await browser().newContext(look)
    const page = await context.newPage()
    const complaints: string[] = []
    const requests: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('request', (request) => requests.push(request.url()))
    const url = pathToFileURL(pages.get(name) as string).href
    await page.goto(url, { waitUntil: 'networkidle' })
    return { page, complaints, requests: requests.filter((each) => each !== url), context }
  }

  describe.each(SHOP_STATES)('of a shop %s closing', (state: ShopState) => {
    test.each(Object.entries(LOOKS))(
      'is quiet, fits and can be read by all, %s',
      async (name, look) => {
        for (const language of languagesOf(state)) {
          const { page, complaints, requests, context } = await opened(`${state}-${language}`, look)
          if (SHOTS) {
            const path = `${SHOTS}/${state}-${language}-${name.replaceAll(' ', '-')}.png`
            await page.screenshot({ path, fullPage: true })
          }
          await measure(page, 'unfold')
          expect(complaints).toEqual([])
          expect(requests).toEqual([])
          expect(await measure(page, 'sideways')).toEqual([])
          expect(await measure(page, 'overlapping')).toEqual([])
          expect(await violations(page)).toEqual([])
          await context.close()
        }
      },
    )

    test('prints on A4 without cutting anything off at the side', async () => {
      const { page, context } = await opened(`${state}-zh`, { ...WIDE, colorScheme: 'dark' })
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
      // 210 mm less the margins, at 96 dots an inch.
      await page.setViewportSize({ width: 703, height: 1000 })
      expect(await measure(page, 'sideways')).toEqual([])
      const ink = await measure<string>(page, 'inkOfPage')
      expect(ink).toBe('rgb(36, 41, 47)')
      const pdf = await page.pdf({
        preferCSSPageSize: true,
        ...(SHOTS ? { path: `${SHOTS}/${state}.pdf` } : {}),
      })
      // 595 × 842 points are A4.
      expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45]\S* 84[12]\S*\]/)
      await context.close()
    })
  })

  test('what is folded away on the screen stands open on paper', async () => {
    const { page, context } = await opened('before-zh', WIDE)
    const isSeen = () => measure<boolean[]>(page, 'unfolded')
    expect(new Set(await isSeen())).toEqual(new Set([false]))
    await page.emulateMedia({ media: 'print' })
    expect(new Set(await isSeen())).toEqual(new Set([true]))
    await context.close()
  })

  test('a dark page draws its charts in lighter tones', async () => {
    const tone = async (look: BrowserContextOptions) => {
      const { page, context } = await opened('before-zh', look)
      const fill = await measure<string>(page, 'toneOfFinished')
      await context.close()
      return fill
    }
    expect(await tone({ ...WIDE, colorScheme: 'light' })).toBe('rgb(29, 74, 148)')
    expect(await tone({ ...WIDE, colorScheme: 'dark' })).toBe('rgb(79, 127, 232)')
  })

  test('every place that the page links to is on it', async () => {
    const { page, context } = await opened('before-zh', WIDE)
    expect(await measure(page, 'deadLinks')).toEqual([])
    await context.close()
  })
})

/** English words are longer: one state of the shop shows whether they fit. */
function languagesOf(state: ShopState): string[] {
  return state === 'before' ? ['zh', 'en'] : ['zh']
}

type Measure =
  | 'sideways'
  | 'overlapping'
  | 'deadLinks'
  | 'unfolded'
  | 'unfold'
  | 'toneOfFinished'
  | 'inkOfPage'

/** Asks the page itself; what is run is no part of it, so its policy does not forbid it. */
async function measure<T = string[]>(page: Page, name: Measure): Promise<T> {
  const source = (await readFile(MEASURES, 'utf8')).replaceAll('export function', 'function')
  return page.evaluate(`(() => { ${source}\nreturn ${name}() })()`)
}

/** What axe-core finds: contrast, landmarks, names, tables, structure. */
async function violations(page: Page): Promise<string[]> {
  // The page's policy forbids scripts, so axe is run in a world of its own.
  const session = await page.context().newCDPSession(page)
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  })
  const run = async (expression: string) =>
    (
      await session.send('Runtime.evaluate', {
        expression,
        contextId,
        awaitPromise: true,
        returnByValue: true,
      })
    ).result.value as unknown
  await run(axe.source)
  const found = await run(`axe.run(document, { resultTypes: ['violations', 'incomplete'] }).then(
    ({ violations, incomplete }) => [
      ...violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')),
      ...incomplete.filter(({ id }) => id !== 'color-contrast').map(({ id }) => 'unsure of ' + id),
    ])`)
  return found as string[]
}
