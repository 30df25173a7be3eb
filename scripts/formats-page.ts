// The page docs/file-formats.md: what is read and how it is recognised, with the columns as the code has them.
import { keyColumn, TABLES } from '../src/archive/database/tables.ts'
import { REPORT_NAMES } from '../src/reports/report-names.ts'
import type { Column, ReportFormat } from '../src/sources/seller-files/format.ts'
import { FORMATS } from '../src/sources/seller-files/formats/all.ts'
import { table } from './markdown.ts'

const INTRODUCTION = `# 能读哪些文件 · Files that are read

## 认的是内容，不是名字

- 报表按**表头的列名**认，不看文件名，不看扩展名，不看列的先后和多少。下面每种报表列出的“认出它要有”的几列都在，就认得。
- 列名比较时不管空格、TAB 和全角半角括号。没见过的列按文字原样保留，并提示 \`unknown-header\`。
- 认不出的文件也会原样保存在 \`originals/\`，提示 \`unknown-report\`，退出码 3。
- 给文件夹时只读看起来像报表的文件（含子文件夹），其余的提示 \`skipped-file\`。

## Content decides, not names

- A report is recognised by the **names in its header**, whatever the file is called, and whichever columns it has in
  whichever order: all names under “recognised by” below must be there.
- Names are compared without blanks, TABs and the width of brackets. An unknown column is kept as text and told as
  \`unknown-header\`.
- A file that is not recognised is still kept in \`originals/\`, told as \`unknown-report\`, and the exit code is 3.
- Of a folder, with all folders in it, the files that look like reports are read; the others are told as \`skipped-file\`.
- The header is the first row, or stands within the first ten. In reports marked “explained”, a row of words below the
  header explains the columns and is left out.

## Containers · 文件类型

| | what is read | what is not |
|---|---|---|
| CSV | UTF-8 with or without BOM, GBK and GB18030, UTF-16; separated by comma, TAB or semicolon; line ends of any kind | a record over 16 Mi characters; a row with more or fewer cells than the header (\`ragged-row\`) |
| XLSX | every sheet; shared and inline strings, rich text, dates of both calendars, wrong dimensions; checksums of every part that is read are compared | \`.xls\` (\`old-xls\`), passwords (\`encrypted-workbook\`), anything cut off (\`damaged-xlsx\`) |
| ZIP | every member, names in UTF-8 or GBK; a ZIP in a ZIP | a third level, passwords, members that would inflate to more than 4 GiB or 100 times their size, a workbook over 128 MiB inside a ZIP |
| JSON | a list of addresses, or \`{"addresses": [...]}\` | anything over 16 MiB, anything else |

## Cells · 单元格

- Around a cell, TABs, blanks, \`="…"\` and an apostrophe before a number are taken off; \`-\` and \`—\` mean empty.
- **id**: text. \`6.9E+18\`, or a number of 16 and more digits ending in \`000\` from a workbook's numeric cell, is damaged
  (\`damaged-id\`) and the row is not read: its digits are lost.
- **amount**: yuan with at most two decimals, with or without \`¥\` and thousands separators; kept as fen.
- **time**: \`2026-11-23 09:30:00\`, Beijing. \`2026/11/23 9:30\` shows that a spreadsheet program has saved the file
  (\`slash-date\`), and the row is not read.
- A row that is not read is counted in \`rejected\`, told with file, sheet, row and column, and makes the exit code 3.

Where several exports have the same record, the newest "as of" wins, column by column:
[decisions/as-of.md](decisions/as-of.md).

## Reports · 报表

The type is how a cell is read; the field is its name in \`archive.db\` (as \`snake_case\`) and in JSON, and columns without
one are kept as text in \`cells\`. Columns with people's data are masked in everything made for people.
In a column that nobody has described the header's words decide: one that names a person, a phone, an address or an identity
document is masked, one that ends like a code (…单号, …编号, …ID) keeps its codes, any other is screened like free text. Free text
loses phones, landlines, identity cards, e-mail addresses, street addresses and names beside them; names of products and words of
the platform lose the numbers and the names beside them. 快递信息 keeps numbers and carriers, 省, 市 and 区 keep regions, merchant codes
lose mobile numbers only, and a status word that is not made as such words are is cut. Columns of ids, amounts and times stay as they are.
`

const PERSONAL: Readonly<Record<NonNullable<Column['personal']>, string>> = {
  name: 'name · 姓名',
  phone: 'phone · 电话',
  address: 'address · 地址',
  'free-text': 'free text, screened · 备注',
}

export function formatsPage(note: string): string {
  return `${note}\n\n${INTRODUCTION}\n${FORMATS.map(section).join('\n\n')}\n`
}

function section(format: ReportFormat): string {
  const { kind, record, signature, explained, coverage, columns } = format
  const { zh, en } = REPORT_NAMES[kind]
  const facts = [
    `Recognised by · 认出它要有：${signature.join('、')}`,
    `Table · 数据库表：\`${TABLES[record].table}\`, key \`${keyColumn(record)}\``,
    ...(coverage ? [`Days covered, by · 覆盖日期看：${coverage}`] : []),
    ...(explained
      ? ['Explained: the row below the header may explain it · 第 2 行可能是列说明']
      : []),
  ]
  const rows = columns.map(({ name, type, field, personal, aliases = [], dates }) => [
    name,
    type,
    field ? `\`${field}\`` : '',
    [...aliases, ...(personal ? [`**${PERSONAL[personal]}**`] : []), ...(dates ? ['as of'] : [])]
      .join('、')
      .trim(),
  ])
  const titles = ['列 column', 'type', 'field', '别名 also called · 个人信息 personal']
  return `### ${zh} · ${en} (\`${kind}\`)

${facts.map((fact) => `- ${fact}`).join('\n')}

<details><summary>${columns.length} 列 columns</summary>

${table(titles, rows)}

</details>`
}
