/**
 * Every method that is called, with its limits as data (API notes 3). None of them was tried against
 * the live service, so each says how sure its figures are: A = official code was run or two official
 * sources agree, B = one official-derived source, C = community code or inference, D = sources
 * conflict. There is no writing method here, and the transport sends nothing that is not here.
 */

type Certainty = 'A' | 'B' | 'C' | 'D'

/** Numbered pages: the walk needs `total`. */
export interface PagePaging {
  style: 'page'
  /** Number of the first page: bases differ between methods (notes 7.11). */
  firstPage: 0 | 1
  maxSize: number
  /** Most rows that can be reached in one window, as page × size; null when none is stated. */
  maxDepth: number | null
  /** Size to fall back to when a full page was asked for and the method gave fewer. */
  fallbackSize?: number
}

/** The answer names the next page; the last one is empty. */
export interface CursorPaging {
  style: 'cursor'
  maxSize: number
}

/** The answer names the next index and says when it is the last. */
export interface IndexPaging {
  style: 'index'
  maxSize: number
  /** Longest window that the documentation advises. */
  maxWindowDays: number
}

type Paging = PagePaging | CursorPaging | IndexPaging

export interface Method<P extends Paging | null = Paging | null> {
  /** Dotted, letter case kept: `afterSale.List`. */
  name: string
  paging: P
  /** Days back that the method shows without order numbers; null when nothing is stated. */
  reachDays: number | null
  /** Requests a second that the platform states; null when only the app's console knows (5.3). */
  statedRate: number | null
  certainty: Certainty
  /** Where the figures come from. */
  link: string
}

const SDK = 'https://github.com/zsmhub/doudian-sdk'
const GUIDE = 'https://op.jinritemai.com/docs/guide-docs'
const METHOD_DOCS = 'https://op.jinritemai.com/docs/api-docs'

function plain(name: string, certainty: Certainty, statedRate: number | null = null): Method<null> {
  return { name, paging: null, reachDays: null, statedRate, certainty, link: SDK }
}

export const TOKEN_CREATE = plain('token.create', 'A', 60)
export const TOKEN_REFRESH = plain('token.refresh', 'A', 60)
const BRAND_LIST = plain('shop.brandList', 'A')
export const ORDER_DETAIL = plain('order.orderDetail', 'A')
export const AFTER_SALE_DETAIL = plain('afterSale.Detail', 'A')
export const PRODUCT_DETAIL = plain('product.detail', 'A')

export const ORDER_LIST: Method<PagePaging> = {
  name: 'order.searchList',
  paging: { style: 'page', firstPage: 0, maxSize: 100, maxDepth: 50_000 },
  reachDays: 90,
  statedRate: null,
  certainty: 'A',
  link: METHOD_DOCS,
}

export const AFTER_SALE_LIST: Method<PagePaging> = {
  name: 'afterSale.List',
  paging: { style: 'page', firstPage: 0, maxSize: 100, maxDepth: 50_000 },
  reachDays: null,
  statedRate: null,
  certainty: 'A',
  link: METHOD_DOCS,
}

export const PRODUCT_LIST: Method<CursorPaging> = {
  name: 'product.listV2',
  paging: { style: 'cursor', maxSize: 100 },
  reachDays: null,
  statedRate: null,
  certainty: 'A',
  link: METHOD_DOCS,
}

/** The largest page is not stated: a shop that gets fewer rows than asked for is asked by tens. */
export const ADDRESS_LIST: Method<PagePaging> = {
  name: 'address.list',
  paging: { style: 'page', firstPage: 1, maxSize: 50, maxDepth: null, fallbackSize: 10 },
  reachDays: null,
  statedRate: null,
  certainty: 'C',
  link: METHOD_DOCS,
}

export const SETTLEMENT_LIST: Method<IndexPaging> = {
  name: 'order.getSettleBillDetailV3',
  paging: { style: 'index', maxSize: 100, maxWindowDays: 7 },
  reachDays: null,
  statedRate: null,
  certainty: 'A',
  link: METHOD_DOCS,
}

export const FUND_LIST: Method<IndexPaging> = {
  name: 'order.getShopAccountItem',
  paging: { style: 'index', maxSize: 1000, maxWindowDays: 7 },
  reachDays: null,
  statedRate: null,
  certainty: 'B',
  link: GUIDE,
}

export const METHODS: readonly Method[] = [
  TOKEN_CREATE,
  TOKEN_REFRESH,
  BRAND_LIST,
  ORDER_LIST,
  ORDER_DETAIL,
  AFTER_SALE_LIST,
  AFTER_SALE_DETAIL,
  PRODUCT_LIST,
  PRODUCT_DETAIL,
  ADDRESS_LIST,
  SETTLEMENT_LIST,
  FUND_LIST,
]

/** The cautious pace of a method whose real quota only the console knows (5.3). */
export const DEFAULT_RATE = 5

/** The path of a method: every dot becomes a slash, letter case is kept (1.1). */
export function methodPath({ name }: Method): string {
  return `/${name.replaceAll('.', '/')}`
}

/** Requests a second for a method: what the merchant set, else what is stated, else the default. */
export function rateOf({ statedRate }: Method, chosenRate: number | null): number {
  if (statedRate !== null) return Math.min(statedRate, Math.max(chosenRate ?? 0, DEFAULT_RATE))
  return chosenRate ?? DEFAULT_RATE
}
