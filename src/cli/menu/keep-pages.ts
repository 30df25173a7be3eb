import { asPath } from './files-pages.ts'
import type { MenuSession } from './session.ts'

/** What `report` writes when nobody names a file; only then it keeps from taking another's place. */
const REPORT_FILE = 'report.html'

/** The whole on one page, to read, print or send. */
export async function reportPage(menu: MenuSession): Promise<void> {
  const { words } = menu
  if ((await menu.state()).archive === null) return menu.tell('', words.noArchive)
  const out = asPath(await menu.ask(words.report.where, REPORT_FILE))
  if (out === '') return
  const place = out === REPORT_FILE ? [] : ['--out', out]
  const open = (await menu.confirm(words.report.open)) ? ['--open'] : []
  await menu.runAt('report', ...place, ...open)
}

/** One encrypted file of the archive, for the years to come; the command itself asks for the passphrase. */
export async function sealPage(menu: MenuSession): Promise<void> {
  const { words } = menu
  if ((await menu.state()).archive === null) return menu.tell('', words.noArchive)
  await menu.tell('', ...words.seal.intro)
  const choice = await menu.choose(words.seal.what, [
    ['back', words.back],
    ['seal', words.seal.now],
  ])
  if (choice === 'seal') await menu.run('seal')
}
