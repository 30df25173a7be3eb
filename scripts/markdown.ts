/** Plain text so that Markdown shows it as it is, also in the cell of a table. */
export function markdown(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('|', '\\|')
}

export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n')
}
