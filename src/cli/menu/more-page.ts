import { apiPage } from './api-page.ts'
import { findPage, guidePage } from './look-pages.ts'
import type { MenuSession } from './session.ts'

/** What is no step of winding down, kept off the first list so that this one fits on a screen. */
export async function morePage(menu: MenuSession): Promise<void> {
  const { words } = menu
  const choice = await menu.choose(words.more.what, [
    ['back', words.back],
    ['api', words.more.api],
    ['find', words.more.find],
    ['guide', words.more.guide],
  ])
  if (choice === 'api') await apiPage(menu)
  if (choice === 'find') await findPage(menu)
  if (choice === 'guide') await guidePage(menu)
}
