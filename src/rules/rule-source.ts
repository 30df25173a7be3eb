/** What every figure of the rules carries: where it is written, since when, and how sure we are. */

/** H: official text, or two independent sources. M: one good source, or a safe inference. L: weak. */
export type Certainty = 'H' | 'M' | 'L'

export interface RuleSource {
  id: string
  /** The page's own name where we know it, else what it is about. */
  title: string
  titleEn: string
  /** YYYY-MM-DD: the day it took effect, or the day of the text where it names none. */
  effective: string
  url: string
  certainty: Certainty
}

/** A page that does not say since when it holds. */
export type UndatedSource = Omit<RuleSource, 'effective'>

export type Source = RuleSource | UndatedSource

/** A text in both languages of the program. */
export interface Bilingual {
  zh: string
  en: string
}

type About = Omit<UndatedSource, 'id' | 'url'> & { rule?: string }

/** A page of the platform's school for merchants; `rule` is the rule's number where it has one. */
export function rulePage(id: string, about: About & { effective: string }): RuleSource {
  const { effective } = about
  return { ...undatedPage(id, about), effective }
}

export function undatedPage(
  page: string,
  { rule, title, titleEn, certainty }: About,
): UndatedSource {
  const url = `https://school.jinritemai.com/doudian/web/article/${page}`
  return { id: rule ?? page, title, titleEn, url, certainty }
}
