import { harmless } from './harmless.ts'

declare const escaped: unique symbol

/** Markdown in which nothing from outside is mark-up. Only this file makes it. */
export type MarkdownText = string & { readonly [escaped]: true }

/**
 * Text from outside as one line: no mark-up, no HTML, no link, no new cell. With backslashes, so that it
 * can be read as it stands too.
 */
export function markdownText(text: string): MarkdownText {
  return harmless(text.replace(/\s+/g, ' '))
    .replace(/[\\`*_[\]<>#|~&]/g, '\\$&')
    .replaceAll('://', ':\\/\\/')
    .replace(/www\./gi, (www) => `${www.slice(0, 3)}\\.`) as MarkdownText
}

/** The same for GitHub's tables and pages, which also make links of names and numbers: as entities. */
export function markdownCell(text: string): MarkdownText {
  return harmless(text.replace(/\s+/g, ' ')).replace(
    /[\\`*_{}[\]<>()#+!|~&@:./-]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  ) as MarkdownText
}

/** A word of ours, such as a code, as code. */
export function markdownCode(word: string): MarkdownText {
  return `\`${word.replace(/[`|\s]/g, ' ')}\`` as MarkdownText
}

/** Cells that stand side by side in one. */
export function markdownWords(...words: readonly MarkdownText[]): MarkdownText {
  return words.join(' ') as MarkdownText
}

export function markdownTable(
  header: readonly MarkdownText[],
  rows: readonly (readonly MarkdownText[])[],
): MarkdownText {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n') as MarkdownText
}
