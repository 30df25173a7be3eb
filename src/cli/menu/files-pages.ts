import { homedir } from 'node:os'
import { join } from 'node:path'
import type { ReportKind } from '../../domain/report-kind.ts'
import { REPORT_NAMES } from '../../reports/report-names.ts'
import { gapLine } from '../../reports/words/gap-words.ts'
import { reportPlace } from '../../rules/report-places.ts'
import type { MenuSession } from './session.ts'

/** What a shop has to export at first. */
const TO_EXPORT: readonly ReportKind[] = [
  'orders',
  'after-sales',
  'settlements',
  'funds',
  'ledger',
  'products',
  'freight-insurance',
  'qic',
]

/** Asks where the exported files are, and makes or completes the archive. */
export async function filesPage(menu: MenuSession): Promise<void> {
  const { words } = menu
  const { archive } = await menu.state()
  if (archive === null) {
    await menu.tell('', words.files.first, ...TO_EXPORT.map((kind) => placeLine(menu, kind)))
    await menu.tell('', words.files.hints)
  }
  const paths: string[] = []
  for (;;) {
    const isFirst = paths.length === 0
    const path = asPath(await menu.ask(isFirst ? words.files.where : words.files.more))
    if (path === '') break
    paths.push(path)
  }
  if (paths.length === 0) return menu.tell(words.files.none)
  if (archive === null) {
    menu.root = asPath(await menu.ask(words.files.archive, menu.root)) || menu.root
  }
  await menu.run('backup', ...paths)
}

/** What the archive lacks, and where to export it. */
export async function missingPage(menu: MenuSession): Promise<void> {
  const { words } = menu
  const { archive } = await menu.state()
  if (archive === null) return filesPage(menu)
  const { missing, stale, gaps } = archive
  const old = stale.filter((kind) => !missing.includes(kind))
  if (missing.length + old.length + gaps.length === 0) return menu.tell('', words.missing.nothing)
  await menu.tell(
    '',
    ...part(
      words.missing.none,
      missing.map((kind) => placeLine(menu, kind)),
    ),
    ...part(
      words.missing.stale,
      old.map((kind) => placeLine(menu, kind)),
    ),
    ...part(
      words.missing.gaps,
      gaps.map((gap) => `  · ${gapLine(gap, menu.context.language)}`),
    ),
  )
  const typed = [['addresses', words.missing.addresses]] as const
  const choice = await menu.choose(words.missing.now, [
    ['later', words.missing.later],
    ['read', words.missing.read],
    ...(missing.includes('addresses') ? typed : []),
  ])
  if (choice === 'read') await filesPage(menu)
  if (choice === 'addresses') await menu.run('addresses', 'add')
}

function part(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines]
}

function placeLine(menu: MenuSession, kind: ReportKind): string {
  const place = reportPlace(kind, menu.context.language)
  return `  · ${name(menu, kind)}${menu.zh ? '：' : ': '}${place}`
}

function name(menu: MenuSession, kind: ReportKind): string {
  return REPORT_NAMES[kind][menu.context.language]
}

/** A path as people type it, or as a terminal writes one that is dragged into it: in quotes, or escaped. */
export function asPath(answer: string): string {
  const text = answer.trim()
  const quoted = /^'(.*)'$|^"(.*)"$/.exec(text)
  const plain = quoted
    ? (quoted[1] ?? quoted[2] ?? '')
    : process.platform === 'win32'
      ? text
      : text.replace(/\\(.)/g, '$1')
  return /^~(?=[/\\]|$)/.test(plain) ? join(homedir(), plain.slice(1)) : plain
}
