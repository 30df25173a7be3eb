/**
 * Changes single values of `shop.toml` in its text, so that the merchant's comments, order and further
 * keys stay as they are. The caller reads the result again: what cannot be changed this way shows there.
 */

export interface ShopValue {
  /** '' for the keys above the first table. */
  table: '' | 'shop' | 'after_sale_days'
  key: string
  value: string | number
}

/** The text with the values in place of those it had, or of their commented examples, or added. */
export function withShopValues(text: string, values: readonly ShopValue[]): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n'
  const lines = text.split(/\r?\n/)
  for (const value of values) setValue(lines, value)
  return lines.join(lineEnd)
}

/** Where a key stands in the text, counted from 1; null when it is not there. */
export function placeOfKey(
  text: string,
  table: string,
  key: string,
): { line: number; column: number } | null {
  const lines = text.split(/\r?\n/)
  const [from, to] = rangeOf(lines, table) ?? [0, 0]
  const index = findLine(lines, [from, to], assignment(key))
  if (index === null) return null
  return { line: index + 1, column: (lines[index] ?? '').search(/\S/) + 1 }
}

/** Where a table begins in the text, counted from 1; null when it is not there. */
export function placeOfTable(text: string, table: string): { line: number; column: number } | null {
  const lines = text.split(/\r?\n/)
  const names = [escaped(table), escaped(tomlString(table)), `'${escaped(table)}'`].join('|')
  const index = findLine(
    lines,
    [0, lines.length],
    new RegExp(`^\\s*\\[+\\s*(?:${names})\\s*[.\\]]`),
  )
  return index === null ? null : { line: index + 1, column: (lines[index] ?? '').search(/\S/) + 1 }
}

type Range = readonly [from: number, to: number]

function setValue(lines: string[], { table, key, value }: ShopValue): void {
  const range = rangeOf(lines, table) ?? addTable(lines, table)
  const line = `${bareOrQuoted(key)} = ${typeof value === 'number' ? value : tomlString(value)}`
  const at = findLine(lines, range, assignment(key))
  if (at !== null) {
    lines[at] = line + commentOf(lines[at] ?? '')
    return
  }
  const example = findLine(lines, range, new RegExp(`^\\s*#\\s*${escaped(key)}\\s*=`))
  if (example !== null) lines[example] = line
  else lines.splice(endOf(lines, range), 0, line)
}

/** The lines that belong to a table; null when there is none of this name. */
function rangeOf(lines: readonly string[], table: string): Range | null {
  const isHeader = (line: string) => /^\s*\[/.test(line)
  const start =
    table === ''
      ? 0
      : lines.findIndex((line) => new RegExp(`^\\s*\\[\\s*"?${table}"?\\s*\\]`).test(line)) + 1
  if (table !== '' && start === 0) return null
  const next = lines.findIndex((line, index) => index >= start && isHeader(line))
  return [start, next === -1 ? lines.length : next]
}

function addTable(lines: string[], table: string): Range {
  while (lines.at(-1)?.trim() === '') lines.pop()
  lines.push('', `[${table}]`, '')
  return [lines.length - 1, lines.length]
}

function findLine(lines: readonly string[], [from, to]: Range, pattern: RegExp): number | null {
  const index = lines.findIndex((line, at) => at >= from && at < to && pattern.test(line))
  return index === -1 ? null : index
}

/** Behind the last line of the table that says something; its comments belong to what follows. */
function endOf(lines: readonly string[], [from, to]: Range): number {
  let end = to
  while (end > from && /^\s*(#.*)?$/.test(lines[end - 1] ?? '')) end--
  return end
}

function assignment(key: string): RegExp {
  const names = [escaped(key), escaped(tomlString(key)), `'${escaped(key)}'`]
  return new RegExp(`^\\s*(?:${names.join('|')})\\s*=`)
}

/** What stands behind the value of a line. */
function commentOf(line: string): string {
  const value = /=\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^#\s]*)/.exec(line)
  if (!value) return ''
  const rest = line.slice(value.index + value[0].length)
  return rest.trim().startsWith('#') ? rest : ''
}

function bareOrQuoted(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : tomlString(key)
}

/** A basic string; JSON's escapes are TOML's too, but for DEL, which TOML does not allow bare. */
function tomlString(text: string): string {
  return JSON.stringify(text).replaceAll('\u007f', '\\u007f')
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
