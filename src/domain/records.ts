/**
 * What one row of each report is to us: its fields, by our names. Ids are text, money is integer fen,
 * times are ISO 8601 with +08:00, and a field the report did not give is null.
 */

export type FieldType = 'id' | 'text' | 'fen' | 'integer' | 'time'

export interface Field {
  name: string
  type: FieldType
  /**
   * What a bad value costs. `readable`: a row whose value is there but cannot be read is dropped.
   * `present`: a row without the value is dropped too. Otherwise the field becomes null.
   */
  demand?: 'readable' | 'present'
  /** Follows from the other fields instead of from a column of its own. */
  derived?: true
}

export type RecordKind =
  | 'lines'
  | 'orderRecords'
  | 'afterSales'
  | 'settlements'
  | 'funds'
  | 'ledger'
  | 'premiums'
  | 'freightInsurance'
  | 'qic'
  | 'products'
  | 'addresses'

const id = (name: string): Field => ({ name, type: 'id' })
const text = (name: string): Field => ({ name, type: 'text' })
const fen = (name: string): Field => ({ name, type: 'fen' })
const time = (name: string): Field => ({ name, type: 'time' })
const integer = (name: string): Field => ({ name, type: 'integer' })
const readable = (field: Field): Field => ({ ...field, demand: 'readable' })
const derived = (field: Field): Field => ({ ...field, derived: true })
const present = (field: Field): Field => ({ ...field, demand: 'present' })

const ORDER_FIELDS = [
  present(id('orderId')),
  readable(text('status')),
  text('product'),
  id('productId'),
  text('merchantCode'),
  text('spec'),
  readable(integer('quantity')),
  readable(fen('payableFen')),
  fen('paymentDiscountFen'),
  fen('platformBorneFen'),
  fen('creatorBorneFen'),
  readable(time('createdAt')),
  readable(time('paidAt')),
  readable(time('promisedShipAt')),
  readable(time('shippedAt')),
  readable(time('finishedAt')),
  text('afterSaleStatus'),
  text('tracking'),
  derived(text('statusKind')),
  derived(text('afterSaleState')),
]

/** The fields of each kind, in the order of its database table's columns. */
export const FIELDS: Readonly<Record<RecordKind, readonly Field[]>> = {
  lines: [present(id('lineId')), ...ORDER_FIELDS],
  orderRecords: [text('lineIds'), ...ORDER_FIELDS],
  afterSales: [
    present(id('afterSaleId')),
    id('orderId'),
    id('lineId'),
    text('product'),
    id('productId'),
    text('type'),
    readable(text('status')),
    time('appliedAt'),
    time('deadline'),
    time('endedAt'),
    fen('payableFen'),
    fen('refundGoodsFen'),
    fen('refundFreightFen'),
    fen('refundDiscountFen'),
    fen('refundTaxFen'),
    text('returnTracking'),
    derived(text('state')),
    derived(fen('refundFen')),
    fen('realRefundFen'),
  ],
  settlements: [
    id('orderId'),
    id('lineId'),
    present(time('settledAt')),
    present(fen('settledFen')),
    text('account'),
    text('type'),
    id('productId'),
    time('orderCreatedAt'),
    fen('paidFen'),
    fen('incomeFen'),
    fen('outgoFen'),
  ],
  funds: [
    present(id('tradeNo')),
    present(time('movedAt')),
    text('direction'),
    present(fen('amountFen')),
    text('account'),
    text('scene'),
    id('orderId'),
    id('lineId'),
    id('afterSaleId'),
    text('remark'),
  ],
  ledger: [
    present(id('tradeNo')),
    present(time('movedAt')),
    text('direction'),
    present(fen('amountFen')),
    text('scene'),
    id('orderId'),
    present(fen('balanceFen')),
    text('remark'),
  ],
  premiums: [
    id('policyNo'),
    id('tradeNo'),
    id('lineId'),
    present(time('movedAt')),
    present(fen('amountFen')),
    text('summary'),
  ],
  freightInsurance: [
    present(id('policyId')),
    id('orderId'),
    time('orderCreatedAt'),
    time('insuredAt'),
    readable(fen('premiumFen')),
    text('premiumStatus'),
    text('coverStatus'),
    id('tradeNo'),
  ],
  qic: [
    present(id('slipNo')),
    id('orderCode'),
    id('orderId'),
    text('feeItem'),
    fen('amountFen'),
    time('happenedAt'),
    time('settledAt'),
    text('status'),
    id('tradeNo'),
  ],
  products: [
    present(id('productId')),
    id('skuId'),
    text('name'),
    text('spec'),
    text('merchantCode'),
    text('skuCode'),
    fen('priceFen'),
    text('link'),
    text('status'),
    text('category1'),
    text('category2'),
    text('category3'),
    text('category4'),
  ],
  addresses: [
    text('contact'),
    text('phone'),
    text('province'),
    text('city'),
    text('district'),
    present(text('detail')),
    text('label'),
    id('addressId'),
  ],
}

/** A value as the database and JSON hold it. */
export type Value = string | number | null

/** Where a field stands in the values of its kind. @throws {TypeError} for a name the kind lacks */
export function fieldIndex(kind: RecordKind, name: string): number {
  const index = FIELDS[kind].findIndex((field) => field.name === name)
  if (index < 0) throw new TypeError(`${kind} has no field ${name}`)
  return index
}
