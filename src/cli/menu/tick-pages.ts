import type { CheckedCondition } from '../../app/results.ts'
import { idName } from '../../reports/id-names.ts'
import { asPath } from './files-pages.ts'
import type { MenuSession } from './session.ts'

/** Goes through the conditions that only the merchant's own eyes can tell, one page after another. */
export async function conditionsPage(menu: MenuSession): Promise<void> {
  const { words } = menu
  const { archive } = await menu.state()
  const open =
    archive?.checked.conditions.filter(({ status }) => ['manual', 'unknown'].includes(status)) ?? []
  if (open.length === 0) return menu.tell('', words.conditions.nothing)
  await menu.tell('', words.conditions.intro)
  for (const [index, condition] of open.entries()) {
    const answer = await askAbout(menu, condition, `${index + 1}/${open.length}`)
    if (answer === 'stop') return
    if (answer === 'met') await menu.runAt('steps', 'done', condition.id)
  }
}

function askAbout(menu: MenuSession, { id, status, where }: CheckedCondition, position: string) {
  const { conditions } = menu.words
  const name = idName(id, menu.context.language)
  const lack = status === 'unknown' ? conditions.noData : ''
  return menu.choose(`[${position}] ${name}${lack}\n  ${conditions.where}${where}\n `, [
    ['later', conditions.later],
    ['met', status === 'unknown' ? conditions.metWithoutData : conditions.met],
    ['stop', conditions.stop],
  ])
}

/** Attaches, or gives up by name, what can no longer be seen after closing. */
export async function documentsPage(menu: MenuSession): Promise<void> {
  const { words } = menu
  const { archive } = await menu.state()
  const open = archive?.documents ?? []
  if (open.length === 0) return menu.tell('', words.documents.nothing)
  await menu.tell('', words.documents.intro)
  for (const kind of open) {
    const name = idName(kind, menu.context.language)
    const choice = await menu.choose(name, [
      ['later', words.conditions.later],
      ['attach', words.documents.attach],
      ['waive', words.documents.waive],
    ])
    if (choice === 'attach') {
      const file = asPath(await menu.ask(words.documents.file))
      if (file !== '') await menu.run('attach', file, '--kind', kind)
    } else if (choice === 'waive' && (await menu.confirm(words.documents.sure(name)))) {
      await menu.run('steps', 'waive', kind)
    }
  }
}
