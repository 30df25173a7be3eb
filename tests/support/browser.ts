import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { findProgram, missingProgram } from './installed.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

const INSTALLED = findProgram(...NAMES)

/** Why tests that need a browser cannot run here; undefined when they can. */
export const browserMissing = missingProgram(...NAMES)

/** One browser for the tests of a file, closed after the last of them. */
export function useBrowser(): { browser: () => Browser } {
  let browser: Browser | undefined
  beforeAll(async () => {
    if (INSTALLED === undefined) return
    // A sandbox needs rights that a container does not have; the pages are our own.
    const args = ['--no-sandbox', '--disable-gpu']
    browser = await chromium.launch({ executablePath: INSTALLED, args })
  })
  afterAll(async () => {
    await browser?.close()
  })
  return {
    browser: () => {
      if (!browser) throw new Error('the browser was not started')
      return browser
    },
  }
}
