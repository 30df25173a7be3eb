import type { Database } from './sqlite.ts'

/**
 * The database's schema, as numbered steps that are never edited once published. The comments are
 * part of the SQL on purpose: `sqlite3 archive.db .schema` must read as documentation, also for
 * someone who opens the archive in ten years without dyshop.
 */

/** The columns that every table of records ends with. */
const KEPT = `
  layout_id INTEGER NOT NULL REFERENCES layouts (id), -- names and origins of the values in "cells"
  import_id INTEGER NOT NULL REFERENCES imports (id), -- the newest import that gave one of them
  cells TEXT NOT NULL -- JSON array: every column of the export, as text`

/** The column of the tables whose products can be searched for by what they are called. */
const SEARCHED = `
  text_id INTEGER REFERENCES texts (id), -- product, product_id, spec and merchant_code, to be found by`

const ORDER_COLUMNS = `
  order_id TEXT NOT NULL, -- 主订单编号
  status TEXT, -- 订单状态, the platform's word
  product TEXT, -- 选购商品
  product_id TEXT, -- 商品ID
  merchant_code TEXT, -- 商家编码
  spec TEXT, -- 商品规格
  quantity INTEGER, -- 商品数量
  payable_fen INTEGER, -- 订单应付金额
  payment_discount_fen INTEGER, -- 支付优惠; the buyer paid payable_fen - payment_discount_fen
  platform_borne_fen INTEGER, -- 平台实际承担优惠金额
  creator_borne_fen INTEGER, -- 达人实际承担优惠金额
  created_at TEXT, -- 订单提交时间
  paid_at TEXT, -- 支付完成时间
  promised_ship_at TEXT, -- 承诺发货时间
  shipped_at TEXT, -- 发货时间
  finished_at TEXT, -- 订单完成时间
  after_sale_status TEXT, -- 售后状态 of the order export
  tracking TEXT, -- 快递信息
  status_kind TEXT NOT NULL, -- unpaid, unshipped, partlyShipped, shipped, finished, closed, unknown
  after_sale_state TEXT NOT NULL, -- none, open, ended, unknown${SEARCHED}`

const MIGRATIONS: readonly string[] = [
  `
CREATE TABLE imports ( -- one row per report that was read: a file, a member of a ZIP, a sheet, one kind of page
  -- Throughout: ids are text, money is integer fen (分), times are ISO 8601 with +08:00.
  id INTEGER PRIMARY KEY,
  original TEXT NOT NULL, -- SHA-256 of the file kept under originals/; for pages of the API its path there
  sha256 TEXT NOT NULL, -- SHA-256 of the bytes read: the file itself, or the member of the ZIP; for pages,
    -- which arrive one by one, of their file's name
  sheet TEXT NOT NULL, -- sheet of a workbook, kind of record for pages of the API, else ''
  file TEXT NOT NULL, -- name as it was given; "x.zip/member.csv" for a member
  kind TEXT NOT NULL, -- orders, after-sales, settlements, funds, ledger, ...; unknown if not recognised
  as_of TEXT NOT NULL, -- the moment whose state the report shows
  as_of_from TEXT NOT NULL, -- how that is known: name, rows, mtime, api
  changed_at TEXT NOT NULL, -- decides where as_of is equal: when the file was last changed, '' where its name dates it
  encoding TEXT, -- of a text file
  rows INTEGER NOT NULL, -- data rows; = added + updated + unchanged + rejected
  added INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  covers_from TEXT, -- first and last day that the rows speak of
  covers_to TEXT,
  imported_at TEXT NOT NULL,
  UNIQUE (sha256, sheet)
);
CREATE INDEX imports_by_kind ON imports (kind);
CREATE INDEX imports_by_original ON imports (original);

CREATE TABLE import_findings ( -- what was wrong in a report; told again when the same bytes come again
  import_id INTEGER NOT NULL REFERENCES imports (id),
  code TEXT NOT NULL,
  row INTEGER, -- as a spreadsheet program shows it
  "column" TEXT,
  args TEXT NOT NULL -- JSON object
);
CREATE INDEX import_findings_by_import ON import_findings (import_id);

CREATE TABLE layouts ( -- which columns the "cells" of a row are, and which import each value is from
  id INTEGER PRIMARY KEY,
  "table" TEXT NOT NULL, -- the table whose rows have it
  columns TEXT NOT NULL, -- JSON array of the platform's column names
  origins TEXT NOT NULL, -- JSON array of import ids, one per column
  UNIQUE ("table", columns, origins)
);

CREATE TABLE texts ( -- what products are called; lines repeat it, so it is kept and indexed once
  id INTEGER PRIMARY KEY,
  words TEXT NOT NULL UNIQUE -- joined with line feeds
);
CREATE VIRTUAL TABLE texts_by_trigram USING fts5(words, content='texts', content_rowid='id', tokenize='trigram');
CREATE TRIGGER texts_are_indexed AFTER INSERT ON texts BEGIN
  INSERT INTO texts_by_trigram (rowid, words) VALUES (new.id, new.words);
END;

CREATE TABLE lines ( -- one row per 子订单编号: the newest known state of every line ever exported
  line_id TEXT NOT NULL UNIQUE, -- 子订单编号${ORDER_COLUMNS}${KEPT}
);
CREATE INDEX lines_by_order ON lines (order_id);
CREATE INDEX lines_by_time ON lines (created_at, line_id);
CREATE INDEX lines_by_status ON lines (status_kind);
CREATE INDEX lines_finished ON lines (line_id, order_id, payable_fen)
  WHERE status_kind = 'finished' AND payable_fen > 0; -- all that is asked of a line when looking for its settlement
CREATE INDEX lines_by_finish ON lines (finished_at, status_kind, product_id, import_id); -- all that is
  -- asked of a line when looking for its after-sale period
CREATE INDEX lines_by_text ON lines (text_id, created_at);
CREATE INDEX lines_by_tracking ON lines (tracking) WHERE tracking IS NOT NULL;
CREATE INDEX lines_by_open_after_sale ON lines (after_sale_state) WHERE after_sale_state IN ('open', 'unknown');

CREATE TABLE order_records ( -- rows of the 订单维度 export with several lines, which cannot be split
  line_ids TEXT, -- 子订单编号, joined with ";"${ORDER_COLUMNS}${KEPT}
);
CREATE UNIQUE INDEX order_records_by_order ON order_records (order_id);
CREATE INDEX order_records_by_time ON order_records (created_at, order_id);
CREATE INDEX order_records_by_lines ON order_records (line_ids);
CREATE INDEX order_records_by_text ON order_records (text_id, created_at);
CREATE INDEX order_records_by_tracking ON order_records (tracking) WHERE tracking IS NOT NULL;

CREATE TABLE after_sales ( -- one row per 售后单号
  after_sale_id TEXT NOT NULL UNIQUE, -- 售后单号
  order_id TEXT, -- 订单号
  line_id TEXT, -- 商品单号
  product TEXT,
  product_id TEXT,
  type TEXT, -- 售后类型
  status TEXT, -- 售后状态, the platform's word
  applied_at TEXT, -- 售后申请时间
  deadline TEXT, -- 自动处理截止时间
  ended_at TEXT, -- 售后完结时间
  payable_fen INTEGER, -- 应付金额
  refund_goods_fen INTEGER, -- 退商品金额
  refund_freight_fen INTEGER, -- 退运费金额
  refund_discount_fen INTEGER, -- 退支付优惠
  refund_tax_fen INTEGER, -- 退税费金额
  return_tracking TEXT, -- 退货物流单号
  state TEXT NOT NULL, -- open, ended, unknown
  refund_fen INTEGER, -- the sum of the four
  real_refund_fen INTEGER, -- what was really paid back, where the source tells it${SEARCHED}${KEPT}
);
CREATE INDEX after_sales_by_order ON after_sales (order_id);
CREATE INDEX after_sales_by_line ON after_sales (line_id);
CREATE INDEX after_sales_by_state ON after_sales (state);
CREATE INDEX after_sales_by_time ON after_sales (applied_at);
CREATE INDEX after_sales_by_text ON after_sales (text_id, applied_at);
CREATE INDEX after_sales_by_tracking ON after_sales (return_tracking) WHERE return_tracking IS NOT NULL;

CREATE TABLE settlements ( -- rows of the settlement bill (结算账单)
  row_key TEXT NOT NULL UNIQUE, -- the bill has no key: its telling values, and a count for equal rows
  order_id TEXT,
  line_id TEXT,
  settled_at TEXT NOT NULL, -- 结算时间
  settled_fen INTEGER NOT NULL, -- 结算金额
  account TEXT,
  type TEXT, -- 结算单类型
  product_id TEXT,
  order_created_at TEXT, -- 下单时间
  paid_fen INTEGER, -- 用户实付
  income_fen INTEGER, -- 收入合计
  outgo_fen INTEGER, -- 支出合计${KEPT}
);
CREATE INDEX settlements_by_line ON settlements (line_id);
CREATE INDEX settlements_by_order ON settlements (order_id);
CREATE INDEX settlements_of_orders ON settlements (order_id) WHERE line_id IS NULL;

CREATE TABLE funds ( -- fund movements by order (动账明细)
  trade_no TEXT NOT NULL UNIQUE, -- 动帐流水号
  moved_at TEXT NOT NULL, -- 动账时间
  direction TEXT, -- 入账, 出账
  amount_fen INTEGER NOT NULL, -- 动账金额, negative when money went out
  account TEXT,
  scene TEXT, -- 动账场景
  order_id TEXT,
  line_id TEXT,
  after_sale_id TEXT,
  remark TEXT,${KEPT}
);
CREATE INDEX funds_by_order ON funds (order_id);

CREATE TABLE ledger ( -- the account ledger with its running balance
  trade_no TEXT NOT NULL UNIQUE, -- 动账流水号
  moved_at TEXT NOT NULL,
  direction TEXT,
  amount_fen INTEGER NOT NULL, -- negative when money went out
  scene TEXT,
  order_id TEXT,
  balance_fen INTEGER NOT NULL, -- 账户余额
  remark TEXT,${KEPT}
);
CREATE INDEX ledger_by_time ON ledger (moved_at);

CREATE TABLE premiums ( -- 保费支出
  row_key TEXT NOT NULL UNIQUE, -- policy_no and trade_no
  policy_no TEXT, -- 保险单号
  trade_no TEXT,
  line_id TEXT,
  moved_at TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  summary TEXT,${KEPT}
);

CREATE TABLE freight_insurance ( -- 运费险
  policy_id TEXT NOT NULL UNIQUE, -- 投保单号
  order_id TEXT,
  order_created_at TEXT,
  insured_at TEXT,
  premium_fen INTEGER, -- 支付保费
  premium_status TEXT, -- 保费状态
  cover_status TEXT, -- 保障状态
  trade_no TEXT,${KEPT}
);

CREATE TABLE qic ( -- BIC/QIC warehouse slips
  row_key TEXT NOT NULL UNIQUE, -- slip_no, order_code and fee_item
  slip_no TEXT NOT NULL, -- 结算单号
  order_code TEXT, -- 订单码
  order_id TEXT,
  fee_item TEXT, -- 费用项
  amount_fen INTEGER,
  happened_at TEXT,
  settled_at TEXT,
  status TEXT,
  trade_no TEXT,${KEPT}
);

CREATE TABLE products ( -- one row per SKU
  row_key TEXT NOT NULL UNIQUE, -- sku_id, else product_id and spec
  product_id TEXT NOT NULL, -- 商品ID
  sku_id TEXT, -- 规格ID
  name TEXT,
  spec TEXT,
  merchant_code TEXT,
  sku_code TEXT,
  price_fen INTEGER,
  link TEXT,
  status TEXT,
  category1 TEXT, -- 一级类目
  category2 TEXT,
  category3 TEXT,
  category4 TEXT,${SEARCHED}${KEPT}
);

CREATE INDEX products_by_product ON products (product_id);
CREATE INDEX products_by_sku ON products (sku_id);
CREATE INDEX products_by_text ON products (text_id);

CREATE TABLE addresses ( -- the merchant's own: written down, typed in, or return addresses of after-sales
  row_key TEXT NOT NULL UNIQUE, -- the platform's address_id where it is known, else a hash of the address
  contact TEXT,
  phone TEXT,
  province TEXT,
  city TEXT,
  district TEXT,
  detail TEXT NOT NULL,
  label TEXT,
  address_id TEXT, -- the platform's own number${KEPT}
);

CREATE TABLE api_files ( -- the files under originals/api: what the Open API answered, one JSON object a line
  file TEXT PRIMARY KEY, -- below originals/
  bytes INTEGER NOT NULL, -- how far the file has been read into this database
  lines INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE api_shop ( -- whose shop the answers are from; one row
  shop_id TEXT PRIMARY KEY,
  name TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE api_streams ( -- how far each list of the Open API was walked; times here are Unix seconds
  stream TEXT PRIMARY KEY, -- orders, changed-orders, after-sales, changed-after-sales, products, ...
  walk_from INTEGER NOT NULL, -- the stretch that is being walked, or was walked last
  walk_to INTEGER NOT NULL,
  cursor TEXT, -- JSON: where that walk stands; NULL when it has come to its end
  done_from INTEGER, -- the stretch that walks have come to the end of; NULL before the first end
  done_to INTEGER,
  done_at TEXT
) WITHOUT ROWID;

CREATE TABLE api_windows ( -- what was proven of each window of time that a list was cut into
  stream TEXT NOT NULL,
  window_from INTEGER NOT NULL,
  window_to INTEGER NOT NULL,
  doubt TEXT, -- why it is not sure that all rows came; NULL when it is
  total INTEGER, -- rows that the platform said it had
  came INTEGER NOT NULL, -- different rows that came
  gap_from INTEGER, -- the part that the platform does not show any more
  gap_to INTEGER,
  at TEXT NOT NULL,
  PRIMARY KEY (stream, window_from, window_to)
) WITHOUT ROWID;

CREATE TABLE api_pages ( -- where the pages of the passes under way stand in originals/
  stream TEXT NOT NULL,
  page INTEGER NOT NULL,
  file TEXT NOT NULL,
  start INTEGER NOT NULL, -- the first byte of its line
  size INTEGER NOT NULL,
  PRIMARY KEY (stream, page)
) WITHOUT ROWID;

CREATE TABLE api_items ( -- what has details of its own, to be asked for one by one
  method TEXT NOT NULL, -- order.orderDetail, afterSale.Detail, product.detail
  id TEXT NOT NULL,
  listed TEXT NOT NULL, -- the version that is wanted: update_time as the list said it
  detailed TEXT, -- the version that is here
  item TEXT, -- JSON: what the list said, where the details do not repeat it
  refused TEXT, -- why the platform gave no details
  PRIMARY KEY (method, id)
) WITHOUT ROWID;
CREATE INDEX api_items_wanted ON api_items (method, id) WHERE detailed IS NOT listed;

CREATE TABLE ticks ( -- what the merchant ticked by hand
  kind TEXT NOT NULL, -- step, item
  id TEXT NOT NULL,
  status TEXT NOT NULL,
  note TEXT NOT NULL,
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
`,
]

/** "dysh" in the header of the file: tells our databases from everybody else's. */
export const APPLICATION_ID = 0x64797368

/** The schema this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length

/** The indexes of the newest schema that guard nothing, by name. */
export const INDEXES: ReadonlyMap<string, { table: string; sql: string }> = new Map(
  Array.from(MIGRATIONS.join('').matchAll(/CREATE INDEX (\w+) ON (\w+) [^;]+/g), (match) => {
    const [sql, name = '', table = ''] = match
    return [name, { table, sql }]
  }),
)

/** The schema a database has; 0 for an empty one. */
export function schemaVersion(db: Database): number {
  const row = db.prepare('PRAGMA user_version').get() as { user_version: number }
  return row.user_version
}

/** Brings a database to the newest schema, each step in a transaction of its own. */
export function migrate(db: Database): void {
  for (let version = schemaVersion(db); version < MIGRATIONS.length; version++) {
    db.exec(`BEGIN IMMEDIATE; ${MIGRATIONS[version]}; PRAGMA application_id = ${APPLICATION_ID};
      PRAGMA user_version = ${version + 1}; COMMIT`)
  }
}
