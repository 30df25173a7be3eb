import type { WindDown } from '../../app/wind-down.ts'

/** The pages of the menu, in the order of winding a shop down; so few that all fit on 24 lines. */
export const PAGES = [
  'files',
  'shop',
  'missing',
  'check',
  'checklist',
  'plan',
  'report',
  'notice',
  'conditions',
  'documents',
  'steps',
  'verify',
  'seal',
  'more',
  'quit',
] as const

export type Page = (typeof PAGES)[number]

/** What there is to do on a page; pages without anything to do can be visited all the same. */
function isDue(page: Page, { shop, archive }: WindDown): boolean {
  if (page === 'shop') return shop.name.trim() === ''
  if (archive === null) return page === 'files'
  const { checked, missing, stale, gaps, documents, isClosed } = archive
  if (isClosed) return page === 'steps' || page === 'verify' || page === 'seal'
  switch (page) {
    case 'missing':
      return missing.length + stale.length + gaps.length > 0
    case 'check':
    case 'plan':
    case 'report':
    case 'steps':
    case 'verify':
      return true
    case 'checklist':
      return checked.unshipped.length + checked.openAfterSales.length > 0
    case 'notice':
      return shop.noticeStart === null
    case 'conditions':
      return checked.conditions.some(({ status }) => status === 'manual' || status === 'unknown')
    case 'documents':
      return documents.length > 0
    default:
      return false
  }
}

/**
 * Where to go next: the first page with something to do that was not seen in this visit. What cannot be
 * settled now, such as a notice that has to run, so never keeps anybody from the rest.
 */
export function nextPage(state: WindDown, seen: ReadonlySet<string>): Page {
  const isNew = (page: Page) => isDue(page, state) && (!seen.has(page) || page === 'files')
  return PAGES.find(isNew) ?? 'quit'
}
