import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

const INSTALLED = findBrowser()

/**
 * Why tests that need a browser cannot run here; undefined when they can. On a CI machine they must
 * run, so its absence is an error there.
 */
export const browserMissing = INSTALLED === undefined ? missing() : undefined

function findBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const paths = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return paths.find((path) => existsSync(path))
}

function missing(): string {
  const reason = 'Chromium is not installed: apt-get install chromium'
  if (process.env.CI === 'true') throw new Error(reason)
  return reason
}

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
