import type { SheetColumn } from '../../../src/reports/xlsx/workbook-model.ts'

export const NASTY_COLUMNS: SheetColumn[] = [
  { header: '主订单编号', type: 'text' },
  { header: '买家留言', type: 'text' },
  { header: '订单应付金额', type: 'amount' },
  { header: '商品数量', type: 'integer' },
  { header: '订单提交时间', type: 'time' },
]

/** A text as it comes in, and as it has to come out. */
interface NastyText {
  raw: string
  shown: string
}

const UNCHANGED = [
  '=1+1',
  '=HYPERLINK("http://example.com","点我")',
  '+8613800000000',
  '-3.50',
  '-',
  '@SUM(A1)',
  '＝1+1',
  '00012345',
  '6919283746501928374',
  '1e5',
  '2026-01-01',
  'TRUE',
  '中文，全角。“引号”',
  'emoji 👩‍👩‍👧‍👦 🇨🇳 𠮷野家',
  'two\nlines',
  'tab\there',
  '"quoted", and <b>&amp;</b> & \'apostrophe\'',
  ' leading and trailing ',
  '  ',
  '\u3000全角空格\u3000',
  'right-to-left \u202etxt.exe\u202c \u200f',
  '_x000D_',
  'a_x005F_b_x0041_c',
  '_x000G_ _xyz_ __x0041_',
  'nbsp\u00a0é ü ñ \u0085 \u2028',
  'x'.repeat(32_767),
]

const CHANGED: NastyText[] = [
  { raw: 'nul\0bell\x07esc\x1b[31m', shown: 'nulbellesc[31m' },
  { raw: 'non\ufffechar\uffffacters', shown: 'noncharacters' },
  { raw: 'lone \ud83d surrogate \udc00', shown: 'lone \ufffd surrogate \ufffd' },
  { raw: 'CRLF\r\nCR\rend', shown: 'CRLF\nCR\nend' },
  { raw: 'y'.repeat(40_000), shown: 'y'.repeat(32_767) },
  { raw: `${'z'.repeat(32_766)}👍👍`, shown: 'z'.repeat(32_766) },
]

const EACH: NastyText[] = [...UNCHANGED.map((text) => ({ raw: text, shown: text })), ...CHANGED]

/** So many different ids come first that a column is no longer looked up among the shared texts. */
const DIFFERENT_IDS = Array.from({ length: 1100 }, (_, i) => ({ raw: `id ${i}`, shown: `id ${i}` }))

/** Twice, so that a text is both new and known; then again where texts are written inline. */
export const NASTY_TEXTS: NastyText[] = [...EACH, ...EACH, ...DIFFERENT_IDS, ...EACH]

/** All but the last two of the changed ones hold what no workbook can hold; those two are too long. */
export const CLEANED_TEXTS = 3 * (CHANGED.length - 2)
export const CUT_TEXTS = 3 * 2

export const NASTY_ROWS: string[][] = NASTY_TEXTS.map(({ raw }, i) => [
  `69${String(10n ** 16n + BigInt(i))}`,
  raw,
  `${i}.50`,
  String(i),
  '2026-12-31 23:59:59',
])
