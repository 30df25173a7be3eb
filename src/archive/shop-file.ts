import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parse, TomlError } from 'smol-toml'
import type { AtomicFiles } from '../app/ports.ts'
import type { ShopFacts } from '../domain/archive-facts.ts'
import { DyshopError } from '../errors.ts'
import { NAMES } from './folder.ts'
import { readIfThere } from './is-there.ts'
import { placeOfKey, type ShopValue, withShopValues } from './shop-file-edit.ts'

export const DEFAULT_AFTER_SALE_DAYS = 90

const TEMPLATE = `# 店铺资料。由商家填写：直接编辑，或运行 dyshop init。除此以外 dyshop 只会填上空着的店铺名称和 ID（backup --api 时）。
# Facts about the shop, yours to edit here or with dyshop init; beyond that, backup --api fills in an empty name and id.

# 店铺类型 / kind of shop: "domestic"（境内）, "cross-border"（全球购）
kind = "domestic"

# 关店公示开始日期 / first day of the closing notice, for example "2026-10-21"
# notice_start = "2026-10-21"

# 确认收货后多少天结算（不填按平台规则）/ days from receipt to settlement; by the platform's rule when left out
# settlement_days = 10

# 售后预留金解冻日期 / the day on which the after-sale reserve is released
# reserve_released_on = "2026-12-31"

# 没能读全、但确认用不着的文件 / files that could not be read whole and are not needed
# ignore = ["说明.csv"]

[shop]
name = ""   # 店铺名称 / name of the shop
id = ""     # 店铺ID / id of the shop

# 售后服务有效期（天）/ after-sale period in days; one key per category, the default is the safe one.
[after_sale_days]
default = ${DEFAULT_AFTER_SALE_DAYS}

# 开放平台接口（dyshop backup --api）每个接口每秒的请求数，以控制台显示的配额为准，默认 5
# requests a second for each method of the Open API, as the console shows the app's quota; 5 when left out
# [api]
# rate = 20
`

/** Makes `shop.toml` where there is none; one that is there is the merchant's and is left alone. */
export async function makeShopFile(root: string, files: AtomicFiles): Promise<void> {
  const path = join(root, NAMES.shopFile)
  const exists = await readFile(path).then(
    () => true,
    () => false,
  )
  if (!exists) await files.write(path, TEMPLATE)
}

/**
 * Reads `shop.toml`; without one, the facts of its template.
 * @throws {DyshopError} `bad-shop-file` with line and column, or the key that is wrong; `not-a-folder`
 */
export async function readShopFile(root: string): Promise<ShopFacts> {
  const text = (await readShopText(root)) ?? TEMPLATE
  return parseShopText(text, join(root, NAMES.shopFile))
}

/** The text of `shop.toml` as it stands; null when there is none. */
async function readShopText(root: string): Promise<string | null> {
  const path = join(root, NAMES.shopFile)
  return readIfThere(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOTDIR' ? new DyshopError('not-a-folder', { path: root }) : error
  })
}

/**
 * Sets values in `shop.toml` and leaves everything else in it as it is; makes it where there is none.
 * @throws {DyshopError} `bad-shop-file` when it cannot be read before or after; `no-permission` when the
 *   merchant made it read-only, which writing another one in its place would undo
 */
export async function editShopFile(
  root: string,
  files: AtomicFiles,
  values: readonly ShopValue[],
): Promise<ShopFacts> {
  const path = join(root, NAMES.shopFile)
  if (await isReadOnly(path)) throw new DyshopError('no-permission', { path, place: 'archive' })
  const before = (await readShopText(root)) ?? TEMPLATE
  parseShopText(before, path)
  const after = withShopValues(before, values)
  const facts = parseShopText(after, path)
  await files.write(path, after)
  return facts
}

async function isReadOnly(path: string): Promise<boolean> {
  const mode = await stat(path).then(
    (found) => found.mode,
    () => 0o200,
  )
  return (mode & 0o200) === 0
}

function parseShopText(text: string, path: string): ShopFacts {
  const plain = text.replace(/^\uFEFF/, '')
  return shopFacts(parseToml(plain, path), { path, text: plain })
}

function parseToml(text: string, path: string): Record<string, unknown> {
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const { line, column } = error
    throw new DyshopError('bad-shop-file', { path, line, column, key: '' }, { cause: error })
  }
}

function shopFacts(
  data: Record<string, unknown>,
  { path, text }: { path: string; text: string },
): ShopFacts {
  const refuse = (key: string): never => {
    const [, table = '', name = ''] = /^(?:(shop|after_sale_days)\.)?(.+)$/.exec(key) ?? []
    const { line, column } = placeOfKey(text, table, name) ?? { line: 1, column: 1 }
    throw new DyshopError('bad-shop-file', { path, line, column, key })
  }
  const kind = data.kind ?? 'domestic'
  if (kind !== 'domestic' && kind !== 'cross-border') return refuse('kind')
  const shop = table(data.shop) ?? refuse('shop')
  const days = table(data.after_sale_days) ?? refuse('after_sale_days')
  const noticeStart = dayText(data.notice_start)
  if (noticeStart === undefined) return refuse('notice_start')
  const reserveReleasedOn = dayText(data.reserve_released_on)
  if (reserveReleasedOn === undefined) return refuse('reserve_released_on')
  const settlementDays = data.settlement_days ?? null
  if (settlementDays !== null && !isDayCount(settlementDays)) return refuse('settlement_days')
  const ignoredFiles = data.ignore ?? []
  if (!isTextList(ignoredFiles)) return refuse('ignore')
  const { name = '', id = '', ...rest } = shop
  if (typeof name !== 'string') return refuse('shop.name')
  if (typeof id !== 'string') return refuse('shop.id')
  return {
    kind,
    noticeStart,
    settlementDays,
    ignoredFiles,
    reserveReleasedOn,
    name,
    id,
    profile: scalars(rest),
    ...apiRate(table(data.api) ?? refuse('api'), () => refuse('api.rate')),
    afterSaleDays: {
      default: DEFAULT_AFTER_SALE_DAYS,
      ...dayCounts(days, (key) => refuse(`after_sale_days.${key}`)),
    },
  }
}

/** A missing table is an empty one; anything else that is not a table is refused by the caller. */
function table(value: unknown): Record<string, unknown> | null {
  if (value === undefined) return {}
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
}

function apiRate(api: Record<string, unknown>, refuse: () => never): { apiRate?: number } {
  const { rate } = api
  if (rate === undefined) return {}
  return typeof rate === 'number' && rate >= 0.01 && rate <= 1000 ? { apiRate: rate } : refuse()
}

function isDayCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 3650
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

/** @returns null when not set, undefined when it is no day */
function dayText(value: unknown): string | null | undefined {
  if (value === undefined || value === '') return null
  const text = value instanceof Date ? value.toISOString().slice(0, 10) : value
  // Years further off are mistyped, and days counted from them would leave the calendar.
  if (typeof text !== 'string' || !/^2[01]\d{2}-\d{2}-\d{2}$/.test(text)) return undefined
  const time = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? undefined : text
}

function scalars(values: Record<string, unknown>): Record<string, string | number | boolean> {
  const isScalar = (entry: [string, unknown]): entry is [string, string | number | boolean] =>
    ['string', 'number', 'boolean'].includes(typeof entry[1])
  return Object.fromEntries(Object.entries(values).filter(isScalar))
}

function dayCounts(
  values: Record<string, unknown>,
  refuse: (key: string) => never,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      return isDayCount(value) ? [key, value] : refuse(key)
    }),
  )
}
