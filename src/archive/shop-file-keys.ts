import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'smol-toml'
import { type Finding, finding } from '../domain/finding.ts'
import { nearestName } from '../domain/nearest-name.ts'
import { NAMES } from './folder.ts'
import { placeOfKey, placeOfTable } from './shop-file-edit.ts'

/** What stands above the first table, and the tables. Below [shop] and [after_sale_days] anything may stand. */
const TOP_KEYS = ['kind', 'notice_start', 'settlement_days', 'reserve_released_on', 'ignore']
const TABLES = ['shop', 'after_sale_days', 'api']
const API_KEYS = ['rate']

/**
 * Keys of `shop.toml` that mean nothing where they stand: misspelt ones, and those that TOML counts to
 * the table above them. Nothing is guessed; a file that cannot be read at all is for `readShopFile`.
 */
export async function shopFileFindings(root: string): Promise<Finding[]> {
  const text = await readFile(join(root, NAMES.shopFile), 'utf8').catch(() => '')
  const plain = text.replace(/^\uFEFF/, '')
  const data = parsed(plain)
  const unknown = Object.keys(data).filter((key) => ![...TOP_KEYS, ...TABLES].includes(key))
  return [
    ...unknown.map((key) => unknownKey(plain, '', key)),
    ...keysOf(data.api)
      .filter((key) => !API_KEYS.includes(key))
      .map((key) => unknownKey(plain, 'api', key)),
    ...['shop', 'api'].flatMap((table) =>
      keysOf(data[table])
        .filter((key) => TOP_KEYS.includes(key))
        .map((key) => finding('misplaced-shop-key', placeOf(plain, table, key), { key, table })),
    ),
  ]
}

function unknownKey(text: string, table: string, key: string): Finding {
  const known = table === '' ? [...TOP_KEYS, ...TABLES] : API_KEYS
  const nearest = nearestName(key, known) ?? known.join(', ')
  return finding('unknown-shop-key', placeOf(text, table, key), { key: shown(key), nearest })
}

function placeOf(text: string, table: string, key: string) {
  const place = placeOfKey(text, table, key) ?? placeOfTable(text, key)
  return { file: NAMES.shopFile, ...(place ? { row: place.line } : {}) }
}

/** A key may be any text. */
function shown(key: string): string {
  return key.slice(0, 40)
}

function parsed(text: string): Record<string, unknown> {
  try {
    return parse(text)
  } catch {
    return {}
  }
}

function keysOf(table: unknown): string[] {
  return typeof table === 'object' && table !== null ? Object.keys(table) : []
}
