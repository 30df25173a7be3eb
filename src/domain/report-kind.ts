/** The reports that the back office exports, by our names. */
export type ReportKind =
  | 'orders'
  | 'after-sales'
  | 'settlements'
  | 'funds'
  | 'ledger'
  | 'premiums'
  | 'freight-insurance'
  | 'qic'
  | 'products'
  | 'addresses'
