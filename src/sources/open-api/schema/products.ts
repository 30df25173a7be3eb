import { asList, asObject, readId, readText, valueAt } from '../client/json-fields.ts'
import type { Json, JsonObject } from '../client/lossless-json.ts'
import { fen, id, integer, type MappedColumn, made, text, type Words, word } from './cells.ts'

/** API notes 4.6. */
const STATUSES: Words = { 0: '在线', 1: '下线', 2: '删除', [-1]: '废弃', [-2]: '彻底删除' }
const CHECK_STATUSES: Words = {
  1: '未提交',
  2: '待审核',
  3: '审核通过',
  4: '未通过',
  5: '封禁',
  7: '通过待上架',
}

/** A row of the product export: `product` with one `sku` of its details (3.7, 3.8). */
export const PRODUCT_COLUMNS: readonly MappedColumn[] = [
  id('商品ID', 'product.product_id_str', 'product.product_id'),
  text('商品名称', 'product.name'),
  text('一级类目', 'product.category_detail.first_cname'),
  text('二级类目', 'product.category_detail.second_cname'),
  text('三级类目', 'product.category_detail.third_cname'),
  text('四级类目', 'product.category_detail.fourth_cname'),
  text('商家编码', 'product.outer_product_id'),
  text('商家SKU编码', 'sku.code', 'sku.outer_sku_id'),
  id('规格ID（SKUID）', 'sku.sku_id', 'sku.id'),
  made('商品规格', specText),
  fen('商品价格', 'sku.price'),
  integer('库存', 'sku.stock_num'),
  integer('销量', 'product.sell_num'),
  word('商品审核状态', CHECK_STATUSES, 'product.check_status'),
  word('商品状态', STATUSES, 'product.status'),
]

/** One row a SKU; a product whose details are not there has one row without any. */
export function productRows(item: Json, detail: Json | null): Json[] {
  const product: JsonObject = { ...asObject(item), ...withoutNulls(asObject(detail ?? {})) }
  const skus = asList(product.spec_prices)
  if (detail === null || skus.length === 0) return [{ product }]
  return skus.map((sku) => ({ product, sku }))
}

function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null))
}

/** Newer answers have the properties themselves, older ones the ids of values of `specs`. */
function specText(row: Json): string | undefined {
  const sku = valueAt(row, ['sku'])
  if (sku === undefined) return undefined
  const properties = asList(valueAt(sku, ['sell_properties']))
  const values = properties.length > 0 ? properties.map(valueName) : valuesById(row, sku)
  const words = values.filter((value) => value !== undefined && value !== '')
  return words.length > 0 ? words.join(';') : undefined
}

function valueName(property: Json): string | undefined {
  return readText(valueAt(property, ['value_name']))
}

function valuesById(row: Json, sku: Json): (string | undefined)[] {
  const names = new Map<string, string>()
  for (const spec of asList(valueAt(row, ['product', 'specs']))) {
    for (const value of asList(valueAt(spec, ['values']))) {
      const name = readText(valueAt(value, ['name']))
      if (name !== undefined) names.set(readId(valueAt(value, ['id'])) ?? '', name)
    }
  }
  return asList(valueAt(sku, ['spec_detail_ids'])).map((each) => names.get(readId(each) ?? ''))
}
