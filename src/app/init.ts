import { folderState } from '../archive/folder.ts'
import { editShopFile, makeShopFile, readShopFile } from '../archive/shop-file.ts'
import type { ShopValue } from '../archive/shop-file-edit.ts'
import { shopFileFindings } from '../archive/shop-file-keys.ts'
import type { ShopFacts } from '../domain/archive-facts.ts'
import { DyshopError } from '../errors.ts'
import type { Deps } from './ports.ts'
import type { InitResult, Outcome, ShopChange } from './results.ts'

/** What the merchant answered; what was left out stays as it is. */
export interface ShopAnswers {
  kind?: ShopFacts['kind']
  name?: string
  id?: string
  /** YYYY-MM-DD */
  noticeStart?: string
  /** YYYY-MM-DD */
  reserveReleasedOn?: string
  settlementDays?: number
  /** By category; `default` for all others. */
  afterSaleDays?: Readonly<Record<string, number>>
}

export interface InitInput {
  root: string
  answers: ShopAnswers
  /** Asked when values that are set would become others; nothing is changed unless it says yes. */
  mayReplace: (changes: readonly ShopChange[]) => Promise<boolean>
}

/** The facts of the shop as far as they are written down. @throws {DyshopError} `bad-shop-file` */
export async function shopFacts(root: string): Promise<ShopFacts> {
  return readShopFile(root)
}

/**
 * Writes answers into `shop.toml`, and makes it, and the archive's folder, where there is none. Comments
 * and everything else in it stay.
 * @throws {DyshopError} `not-an-archive`, `archive-locked`, `bad-shop-file`, `shop-file-set`
 */
export async function init(
  { root, answers, mayReplace }: InitInput,
  deps: Deps,
): Promise<Outcome<InitResult>> {
  if ((await folderState(root)) === 'other') throw new DyshopError('not-an-archive', { path: root })
  await deps.files.makeFolder(root)
  const lock = await deps.takeLock(root, 'init')
  try {
    const before = await readShopFile(root)
    const changes = changesOf(before, answers)
    const replaced = changes.filter(isReplacing)
    if (replaced.length > 0 && !(await mayReplace(replaced))) {
      throw new DyshopError('shop-file-set', { keys: replaced.map(({ key }) => key).join(', ') })
    }
    await makeShopFile(root, deps.files)
    const values = changes.map(({ key, after }) => shopValue(key, after))
    const shop = values.length === 0 ? before : await editShopFile(root, deps.files, values)
    const findings = await shopFileFindings(root)
    return { complete: true, findings, data: { shop, changed: changes } }
  } finally {
    await lock.release()
  }
}

function changesOf(before: ShopFacts, answers: ShopAnswers): ShopChange[] {
  const { kind, name, id, noticeStart, reserveReleasedOn, settlementDays } = answers
  const days = Object.entries(answers.afterSaleDays ?? {})
  const all: [key: string, was: string | number | null, is: string | number | undefined][] = [
    ['kind', before.kind, kind],
    ['notice_start', before.noticeStart, noticeStart],
    ['settlement_days', before.settlementDays, settlementDays],
    ['reserve_released_on', before.reserveReleasedOn, reserveReleasedOn],
    ['shop.name', before.name || null, name],
    ['shop.id', before.id || null, id],
    ...days.map(([category, count]): (typeof all)[number] => [
      `after_sale_days.${category}`,
      Object.hasOwn(before.afterSaleDays, category)
        ? (before.afterSaleDays[category] ?? null)
        : null,
      count,
    ]),
  ]
  return all.flatMap(([key, was, is]) =>
    is === undefined || is === was || (is === '' && was === null)
      ? []
      : [{ key, before: was, after: is }],
  )
}

/** The kind and the days that the template itself brings along were not set by anybody. */
function isReplacing({ key, before }: ShopChange): boolean {
  return before !== null && key !== 'kind' && key !== 'after_sale_days.default'
}

function shopValue(path: string, value: string | number): ShopValue {
  const [, table, key] = /^(shop|after_sale_days)\.(.+)$/.exec(path) ?? []
  if (table === 'shop' || table === 'after_sale_days') return { table, key: key ?? '', value }
  return { table: '', key: path, value }
}
