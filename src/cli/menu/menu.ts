import type { WindDown } from '../../app/wind-down.ts'
import { harmless } from '../../reports/harmless.ts'
import { moment } from '../../reports/moment.ts'
import { filesPage, missingPage } from './files-pages.ts'
import { reportPage, sealPage } from './keep-pages.ts'
import { checklistPage, checkPage, noticePage, planPage } from './look-pages.ts'
import { morePage } from './more-page.ts'
import { nextPage, PAGES, type Page } from './next-page.ts'
import { type MenuContext, MenuSession } from './session.ts'
import { stepsPage } from './steps-page.ts'
import { conditionsPage, documentsPage } from './tick-pages.ts'

const VISIT: Readonly<Record<Exclude<Page, 'quit'>, (menu: MenuSession) => Promise<unknown>>> = {
  files: filesPage,
  shop: (menu) => menu.run('init'),
  missing: missingPage,
  check: checkPage,
  checklist: checklistPage,
  plan: planPage,
  report: reportPage,
  notice: noticePage,
  conditions: conditionsPage,
  documents: documentsPage,
  steps: stepsPage,
  verify: (menu) => menu.run('verify'),
  seal: sealPage,
  more: morePage,
}

/**
 * Leads through the winding down: shows how far it is, proposes what comes next, and runs the commands.
 * @throws {DyshopError} `interrupted` on Ctrl-C; `needs-terminal` where nobody can answer
 */
export async function runMenu(context: MenuContext): Promise<void> {
  const menu = new MenuSession(context)
  const { words } = menu
  await menu.tell(context.paint.bold(words.welcome), words.howTo)
  for (;;) {
    const state = await menu.state()
    await menu.tell('', ...overview(menu, state))
    const next = nextPage(state, menu.seen)
    const page = await menu.choose(words.what, choicesOf(menu, state, next), next)
    if (page === 'quit') break
    menu.seen.add(page)
    await VISIT[page](menu)
  }
  await menu.tell(words.bye)
}

function choicesOf({ words }: MenuSession, state: WindDown, next: Page) {
  return PAGES.map((page): readonly [Page, string] => {
    const note = noteOf(page, state, words.notes)
    const mark = page === next ? words.recommended : ''
    return [page, `${words.pages[page]}${note}${mark}`]
  })
}

type Notes = MenuSession['words']['notes']

/** What there is to do on a page, in a word. */
function noteOf(page: Page, { shop, archive }: WindDown, notes: Notes): string {
  if (page === 'shop') return shop.name.trim() === '' ? notes.notFilledIn : ''
  if (archive === null) return ''
  const { checked, missing, stale, documents } = archive
  const count = (ids: readonly string[]) =>
    checked.conditions.filter(({ status }) => ids.includes(status)).length
  switch (page) {
    case 'missing':
      return missing.length + stale.length === 0 ? '' : notes.reports(missing.length, stale.length)
    case 'check':
      return checked.ready ? notes.ready : notes.blocked(count(['blocked']))
    case 'checklist': {
      const open = checked.unshipped.length + checked.openAfterSales.length
      return open === 0 ? '' : notes.items(open)
    }
    case 'notice':
      return shop.noticeStart === null ? notes.notStarted : notes.since(shop.noticeStart)
    case 'conditions': {
      const open = count(['manual', 'unknown'])
      return open === 0 ? '' : notes.items(open)
    }
    case 'documents':
      return documents.length === 0 ? '' : notes.items(documents.length)
    default:
      return ''
  }
}

/** Where the merchant stands, in a few lines. */
function overview({ words, root, context }: MenuSession, { shop, archive }: WindDown): string[] {
  const name = shop.name.trim() || words.yourShop
  const title = context.paint.bold(harmless(name))
  if (archive === null) return [title, `  ${words.noArchive}`]
  const { checked, isClosed } = archive
  const passed = checked.conditions.filter(({ status }) => status === 'pass').length
  const asOf = checked.asOf === null ? words.noOrders : moment(checked.asOf)
  return [
    `${title}  ${context.paint.dim(harmless(root))}`,
    `  ${words.dataAsOf(asOf)}  ${words.progress(passed, checked.conditions.length)}`,
    ...(isClosed ? [`  ${context.paint.bold(words.closed)}`] : []),
  ]
}
