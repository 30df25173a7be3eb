// Writes docs/findings.md, errors.md, file-formats.md and commands.md from the codes with their words, the formats
// with their columns and the tree of commands, so that no page can differ from the program. `--check` writes nothing and
// fails when a page is not what it would write.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { FINDING_CODES, type FindingCode, finding, type Severity } from '../src/domain/finding.ts'
import { GAP_REASONS } from '../src/domain/gaps.ts'
import { DyshopError, ERROR_CODES, type ErrorCode } from '../src/errors.ts'
import { ERRORS_EN } from '../src/reports/words/errors-en.ts'
import { ERRORS_ZH } from '../src/reports/words/errors-zh.ts'
import { FINDINGS_EN } from '../src/reports/words/findings-en.ts'
import { FINDINGS_ZH } from '../src/reports/words/findings-zh.ts'
import type { Words } from '../src/reports/words/language.ts'
import { commandsPage } from './commands-page.ts'
import { formatsPage } from './formats-page.ts'
import { markdown, table } from './markdown.ts'

const NOTE =
  '<!-- Made by `npm run docs` from src/. Change the words there. / 由程序生成，请勿手改。 -->'

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: `## error · 错误

有内容没有读到或没有读懂：结果不完整（JSON 里 \`complete\` 为 \`false\`）。
Something was not read or not understood: the result is incomplete (\`complete\` is \`false\`).`,
  warning: `## warning · 提醒

内容已读取，但有值得核对的地方。
Everything was read, but something deserves a look.`,
  info: `## info · 说明

只是告诉您做了什么。
Only says what was done.`,
}

/** Errors whose words depend on which values are there; one row for each way. */
const VARIANTS: Partial<Record<ErrorCode, readonly Words[]>> = {
  'bad-shop-file': [{}, { key: '' }],
  'no-such-status': [{}, { known: '' }],
  'nothing-to-read': [{}, { first: '' }],
}

/** The same for findings. */
const FINDING_VARIANTS: Partial<Record<FindingCode, readonly Words[]>> = {
  'unknown-report': [{}, { known: 1 }, { columns: 0 }],
  'unreadable-id': [{}, { isHeader: 1 }],
  'undecodable-text': [{}, { isDropped: 1 }],
  'uncomputed-formula': [{}, { isDropped: 1 }],
  'rows-not-read': [{}, { byHand: 1 }],
  'rejected-rows': [{}, { byHand: 1 }, { isPage: 1 }],
  'api-bad-row': [{}, { isUnreadable: 1 }],
  gap: [{}, ...GAP_REASONS.map((reason) => ({ reason }))],
}

function findingsPage(): string {
  const severityOf = (code: FindingCode) => finding(code).severity
  const sections = Object.entries(SEVERITIES).map(([severity, heading]) => {
    const codes = FINDING_CODES.filter((code) => severityOf(code) === severity).sort()
    const rows = codes.flatMap((code) =>
      (FINDING_VARIANTS[code] ?? [{}]).map((known, index) => {
        const words = withPlaceholders(known)
        return [
          `${index === 0 ? `<a id="${code}"></a>` : ''}\`${code}\``,
          ...meaningAndCure(markdown(FINDINGS_ZH[code](words)), /。/),
          ...meaningAndCure(markdown(FINDINGS_EN[code](words)), /\. (?=[A-Z])/),
        ]
      }),
    )
    return `${heading}\n\n${table(['code', '意思', '怎么办', 'meaning', 'what to do'], rows)}`
  })
  return `${NOTE}

# 问题一览 · Findings

数据里的问题。代码（code）已公布，不会改名，也不会改变意思；\`{…}\` 处是当时的值；“—”表示一般不用处理。
带有位置时，\`row\` 是电子表格里看到的行号（表头是第 1 行），\`column\` 是表头文字。

Problems in the data. Codes are published: none is renamed or changes its meaning. \`{…}\` stands for a value, “—” for
nothing to do. Where a place is given, \`row\` is the row a spreadsheet shows (the header is 1), \`column\` the header's text.

${sections.join('\n\n')}
`
}

function errorsPage(): string {
  const rows = ERROR_CODES.flatMap((code) =>
    (VARIANTS[code] ?? [{}]).map((known, index) => {
      const words = withPlaceholders(known)
      const sentences = [...ERRORS_ZH[code], ...ERRORS_EN[code]].map((say) => markdown(say(words)))
      const anchor = index === 0 ? `<a id="${code}"></a>` : ''
      return [`${anchor}\`${code}\``, `${new DyshopError(code).exitCode}`, ...sentences]
    }),
  )
  return `${NOTE}

# 错误一览 · Errors

命令没有做完就停下的原因。代码（code）已公布，不会改名；\`{…}\` 处是当时的值。退出码的意思见
[JSON 与退出码](json-and-exit-codes.md)。

Why a command stopped before its end. Codes are published and never renamed; \`{…}\` stands for a value.
[JSON and exit codes](json-and-exit-codes.md) says what the exit codes mean.

${table(['code', '退出码 exit', '发生了什么', '怎么办', 'what happened', 'what to do'], rows)}
`
}

/** Words whose every value is its own name in braces, but for the known ones. */
function withPlaceholders(known: Words): Words {
  return new Proxy(known, {
    get: (target, name) => target[String(name)] ?? `{${String(name)}}`,
  })
}

/** The first sentence of a message says what it means, the rest what to do. */
function meaningAndCure(message: string, end: RegExp): [meaning: string, cure: string] {
  const at = message.search(end)
  if (at < 0) return [message, '—']
  return [message.slice(0, at), message.slice(at + 1).trim()]
}

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean' } },
  allowPositionals: true,
})
const folder = positionals[0] ?? join(import.meta.dirname, '../docs')
const pages = {
  'findings.md': findingsPage(),
  'errors.md': errorsPage(),
  'file-formats.md': formatsPage(NOTE),
  'commands.md': commandsPage(NOTE),
}
if (!values.check) await mkdir(folder, { recursive: true })
for (const [name, text] of Object.entries(pages)) {
  const path = join(folder, name)
  if (!values.check) await writeFile(path, text)
  else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
    console.error(`${path} is stale: run npm run docs`)
    process.exitCode = 1
  }
}
