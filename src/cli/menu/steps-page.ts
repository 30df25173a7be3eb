import type { StepsResult } from '../../app/steps.ts'
import type { Route } from '../../domain/closing/steps.ts'
import { idName } from '../../reports/id-names.ts'
import { momentOption } from '../moment-option.ts'
import type { MenuSession } from './session.ts'

const BACK = 'back'

/** The steps of a route, ticked one by one, up to and through the one that cannot be taken back. */
export async function stepsPage(menu: MenuSession): Promise<void> {
  const { words } = menu
  if ((await menu.state()).archive === null) return menu.tell('', words.noArchive)
  const route = await menu.choose<Route>(words.steps.route, [
    ['pc', words.steps.pc],
    ['app', words.steps.app],
  ])
  await menu.runAt('steps', '--route', route)
  for (;;) {
    const state = await stepsOf(menu, route)
    const choice = await menu.choose(words.steps.what, choicesOf(menu, state))
    if (choice === BACK) return
    const [action, id = ''] = choice.split(' ')
    if (action === 'undo') await menu.run('steps', 'undo', id)
    else if (action === 'force') await menu.runAt('steps', 'done', id, '--force')
    else if (await mayTick(menu, state, id)) await menu.runAt('steps', 'done', id)
    await menu.runAt('steps', '--route', route)
  }
}

async function stepsOf(menu: MenuSession, route: Route): Promise<StepsResult> {
  const { steps } = await import('../../app/steps.ts')
  const { deps, at } = menu.context
  const moment = momentOption('--at', at, deps.clock)
  return (await steps({ root: menu.root, route, at: moment }, deps)).data
}

function choicesOf({ words, context }: MenuSession, { steps }: StepsResult) {
  const name = (id: string) => idName(id, context.language)
  const next = steps.find(({ state }) => state === 'next')
  const first = steps.find(({ state }) => state !== 'done')
  const last = steps.findLast(({ verifiedBy }) => verifiedBy === 'tick')
  const choices: [string, string][] = [[BACK, words.back]]
  if (next) choices.push([`done ${next.id}`, words.steps.tick(name(next.id))])
  if (first?.state === 'blocked')
    choices.push([`force ${first.id}`, words.steps.force(name(first.id))])
  if (last) choices.push([`undo ${last.id}`, words.steps.undo(name(last.id))])
  return choices
}

/** Before the point of no return is ticked, it is said once more what it means. */
async function mayTick(menu: MenuSession, { steps }: StepsResult, id: string): Promise<boolean> {
  if (!steps.some((step) => step.id === id && step.irreversible)) return true
  const { paint } = menu.context
  await menu.tell('', paint.bold.red(menu.words.steps.noReturn))
  return menu.confirm(menu.words.steps.reallyClosed)
}
