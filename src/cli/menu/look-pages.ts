import type { GUIDE_TOPICS } from '../../rules/guide/topic-ids.ts'
import { asPath } from './files-pages.ts'
import type { MenuSession } from './session.ts'

/** The conditions, and the rows behind those that are not met. */
export async function checkPage(menu: MenuSession): Promise<void> {
  await menu.runAt('check')
  const { words } = menu
  for (;;) {
    const { archive } = await menu.state()
    const blocked = archive?.checked.conditions.filter(({ status }) => status === 'blocked') ?? []
    if (blocked.length === 0) return
    const { idName } = await import('../../reports/id-names.ts')
    const choices = blocked.map(
      ({ id, count }) =>
        [id as string, words.rows(idName(id, menu.context.language), count)] as const,
    )
    const id = await menu.choose(words.look, [[BACK, words.back], ...choices], BACK)
    if (id === BACK) return
    await menu.runAt('check', '--only', id)
  }
}

const BACK = 'back'

/** What has to be agreed with buyers: on screen, as a workbook and back, and ticked one by one. */
export async function checklistPage(menu: MenuSession): Promise<void> {
  const { words } = menu
  await menu.runAt('checklist')
  for (;;) {
    const choice = await menu.choose(words.checklist.what, [
      [BACK, words.back],
      ['out', words.checklist.out],
      ['sync', words.checklist.sync],
      ['mark', words.checklist.mark],
    ])
    if (choice === BACK) return
    if (choice === 'out') {
      const out = asPath(await menu.ask(words.checklist.outWhere, words.checklist.outName))
      if (out !== '') await menu.runAt('checklist', '--out', out)
    } else if (choice === 'sync') {
      const file = asPath(await menu.ask(words.checklist.syncWhere, words.checklist.outName))
      if (file !== '') await menu.run('checklist', 'sync', file)
    } else {
      await markItem(menu)
    }
  }
}

async function markItem(menu: MenuSession): Promise<void> {
  const { words } = menu
  const id = await menu.ask(words.checklist.which)
  if (id === '') return
  const status = await menu.choose(words.checklist.status, words.checklist.statuses)
  const note = await menu.ask(words.checklist.note)
  await menu.run(
    'checklist',
    'mark',
    id,
    '--status',
    status,
    ...(note === '' ? [] : ['--note', note]),
  )
}

/** The time table, also for the merchant's own calendar. */
export async function planPage(menu: MenuSession): Promise<void> {
  const { words } = menu
  await menu.runAt('plan')
  const choice = await menu.choose(words.plan.what, [
    [BACK, words.back],
    ['ics', words.plan.ics],
  ])
  if (choice === BACK) return
  const file = asPath(await menu.ask(words.plan.where, words.plan.name))
  if (file !== '') await menu.runAt('plan', '--ics', file)
}

/** The text of the notice, and its first day once it is on. */
export async function noticePage(menu: MenuSession): Promise<void> {
  const { words } = menu
  await menu.runAt('notice')
  const { shop } = await menu.state()
  const started = [['started', words.notice.started]] as const
  const choice = await menu.choose(words.notice.what, [
    [BACK, words.back],
    ['out', words.notice.out],
    ...(shop.noticeStart === null ? started : []),
  ])
  if (choice === 'out') {
    const file = asPath(await menu.ask(words.notice.where, words.notice.name))
    if (file !== '') await menu.runAt('notice', '--out', file)
  } else if (choice === 'started') {
    const day = await menu.ask(words.notice.firstDay)
    if (day !== '') await menu.run('init', '--notice-start', day)
  }
}

export async function findPage(menu: MenuSession): Promise<void> {
  const text = await menu.ask(menu.words.findWhat)
  if (text !== '') await menu.run('find', text)
}

/** The topics of the guide, one after another. */
export async function guidePage(menu: MenuSession): Promise<void> {
  const { words } = menu
  const { guideTopics } = await import('../../reports/guide-report.ts')
  for (;;) {
    const topics = guideTopics(menu.context.language).map(
      ({ topic, title }) => [topic, title] as const,
    )
    const choices = [[BACK, words.back] as const, ...topics]
    const topic = await menu.choose<(typeof GUIDE_TOPICS)[number] | typeof BACK>(
      words.guideWhat,
      choices,
    )
    if (topic === BACK) return
    await menu.run('guide', topic)
  }
}
