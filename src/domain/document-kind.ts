/** What a document shows; the kinds that die with the shop have names of their own. */
export const DOCUMENT_KINDS = [
  'deposit-receipt',
  'licence',
  'reviews',
  'chats',
  'invoices',
  'other',
] as const

export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
