import { asPath } from './files-pages.ts'
import type { MenuSession } from './session.ts'

const BACK = 'back'

/**
 * Reads the shop through the Open API into the archive; logs in first where nobody has. What it is, and
 * that it connects, is said before anything does.
 */
export async function apiPage(menu: MenuSession): Promise<void> {
  const { words, context } = menu
  await menu.tell('', ...words.api.intro)
  if (!(await context.hasCredentials())) {
    const choice = await menu.choose(words.api.what, [
      [BACK, words.back],
      ['login', words.api.login],
    ])
    if (choice === BACK || !(await menu.run('login'))) return
  }
  const choice = await menu.choose(words.api.what, [
    [BACK, words.back],
    ['read', words.api.read],
    ['login', words.api.loginAgain],
  ])
  if (choice === BACK) return
  if (choice === 'login' && !(await menu.run('login'))) return
  if ((await menu.state()).archive === null) {
    menu.root = asPath(await menu.ask(words.files.archive, menu.root)) || menu.root
  }
  await menu.run('backup', '--api')
}
