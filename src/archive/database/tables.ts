import { createHash } from 'node:crypto'
import { FIELDS, fieldIndex, type RecordKind, type Value } from '../../domain/records.ts'

/** Where the records of a kind are kept. The columns of a table are its key, the fields, then `KEPT_COLUMNS`. */
export interface RecordTable {
  table: string
  /** Set where a field is the key; else the table has a `row_key` column made by `recordKey`. */
  keyField: string | null
  /** Fields that say what a product is called, by which the record can be searched for. */
  wordFields?: readonly string[]
}

const PRODUCT_WORDS = ['product', 'productId', 'spec', 'merchantCode']

export const TABLES: Readonly<Record<RecordKind, RecordTable>> = {
  lines: { table: 'lines', keyField: 'lineId', wordFields: PRODUCT_WORDS },
  orderRecords: { table: 'order_records', keyField: 'orderId', wordFields: PRODUCT_WORDS },
  afterSales: {
    table: 'after_sales',
    keyField: 'afterSaleId',
    wordFields: ['product', 'productId'],
  },
  settlements: { table: 'settlements', keyField: null },
  funds: { table: 'funds', keyField: 'tradeNo' },
  ledger: { table: 'ledger', keyField: 'tradeNo' },
  premiums: { table: 'premiums', keyField: null },
  freightInsurance: { table: 'freight_insurance', keyField: 'policyId' },
  qic: { table: 'qic', keyField: null },
  products: {
    table: 'products',
    keyField: null,
    wordFields: ['name', 'productId', 'spec', 'merchantCode', 'skuCode'],
  },
  addresses: { table: 'addresses', keyField: null },
}

/** `afterSaleId` → `after_sale_id` */
export function columnName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** The column that makes a record of this kind unique. */
export function keyColumn(kind: RecordKind): string {
  const { keyField } = TABLES[kind]
  return keyField === null ? 'row_key' : columnName(keyField)
}

const PRODUCT_KEY = ['skuId', 'productId', 'spec']

/** The fields that tell one record of a kind from another, where no single field does. */
const KEY_FIELDS: Partial<Record<RecordKind, readonly string[]>> = {
  // The bill has no key of its own: two equal rows are told apart by counting (see `EqualRows`).
  settlements: ['settledAt', 'orderId', 'lineId', 'type', 'settledFen', 'incomeFen', 'outgoFen'],
  premiums: ['policyNo', 'tradeNo'],
  qic: ['slipNo', 'orderCode', 'feeItem'],
  // The SKU where it is known, else the other two.
  products: PRODUCT_KEY,
  addresses: ['contact', 'phone', 'province', 'city', 'district', 'detail'],
}

/** Whether a field tells one record of a kind from another, alone or with others. */
export function isOfKey(kind: RecordKind, field: string): boolean {
  return TABLES[kind].keyField === field || KEY_FIELDS[kind]?.includes(field) === true
}

/** Makes the keys of the records of one import. */
export type KeyMaker = (values: readonly Value[]) => string

/**
 * Whether rows of one import may be equal in every telling value and still be several: two payments of
 * the same sum in the same second stay two, while the same bill exported twice stays one. They are
 * numbered then (see `EqualRows`).
 */
export function hasEqualRows(kind: RecordKind): boolean {
  return kind === 'settlements' || kind === 'premiums' || kind === 'qic'
}

/** The key of a record of a kind, as far as its own values tell. */
export function keyMaker(kind: RecordKind): KeyMaker {
  const { keyField } = TABLES[kind]
  if (keyField !== null) {
    const index = fieldIndex(kind, keyField)
    return (values) => String(values[index])
  }
  if (kind === 'products') return productKey()
  const indexes = (KEY_FIELDS[kind] ?? []).map((name) => fieldIndex(kind, name))
  const joined = (values: readonly Value[]) => indexes.map((index) => values[index] ?? '').join('|')
  if (kind === 'addresses') {
    const addressId = fieldIndex('addresses', 'addressId')
    return (values) => String(values[addressId] ?? shortHash(joined(values)))
  }
  return joined
}

/** What tells a row of the settlement bill from others, as far as a single row can say. */
export function settlementKey(values: readonly Value[]): string {
  const indexes = (KEY_FIELDS.settlements ?? []).map((name) => fieldIndex('settlements', name))
  return indexes.map((index) => values[index] ?? '').join('|')
}

/** The key of the n-th of equal rows, from 1. */
export function numberedKey(key: string, count: number): string {
  return count === 1 ? key : `${key}#${count}`
}

function productKey(): KeyMaker {
  const [sku, product, spec] = PRODUCT_KEY.map((name) => fieldIndex('products', name)) as [
    number,
    number,
    number,
  ]
  return (values) =>
    values[sku] === null ? `${values[product]}/${values[spec] ?? ''}` : String(values[sku])
}

/** An address may have no id of its own; a hash can be shown where the address itself must not be. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** The columns of a table that hold the fields, in the order of `FIELDS[kind]`. */
export function fieldColumns(kind: RecordKind): string[] {
  return FIELDS[kind].map((field) => columnName(field.name))
}
