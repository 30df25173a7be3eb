import { harmless } from '../harmless.ts'
import { escapeMarkup } from '../xlsx/cell-text.ts'

/** A piece of HTML that is safe to show as it is. */
export class Markup {
  readonly text: string

  /** @param text trusted: made by this program, with everything from outside already escaped */
  constructor(text: string) {
    this.text = text
  }
}

/** What can stand in a template: a text is escaped, markup is not, nothing is nothing. */
export type Part = string | number | Markup | readonly Part[] | null | undefined | false

/**
 * A template whose values are escaped, also where they stand in a double-quoted attribute, and freed of
 * characters that turn or hide text. There is no way to put a text in unescaped but `Markup`.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((text, piece, index) => text + shown(parts[index - 1]) + piece))
}

function shown(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (part instanceof Markup) return part.text
  if (typeof part === 'string') return escapeMarkup(harmless(part))
  if (typeof part === 'number') return String(part)
  return part.map(shown).join('')
}
