import { guideWords } from '../rules/guide/guide.ts'
import { GUIDE_SOURCES, type GuideSection } from '../rules/guide/guide-topic.ts'
import { GUIDE_TOPICS, type GuideTopicId } from '../rules/guide/topic-ids.ts'
import type { Source } from '../rules/rule-source.ts'
import type { Language } from './words/language.ts'

/** The `data` of `guide <topic> --json`. */
export interface GuideReport {
  topic: GuideTopicId
  title: string
  warning: string | null
  sections: readonly GuideSection[]
  sources: { title: string; effective: string | null; url: string; certainty: string }[]
  next: string
}

/** The `data` of `guide --json` without a topic. */
export function guideTopics(language: Language): { topic: GuideTopicId; title: string }[] {
  const { topics } = guideWords(language)
  return GUIDE_TOPICS.map((topic) => ({ topic, title: topics[topic].title }))
}

export function guideReport(topic: GuideTopicId, language: Language): GuideReport {
  const { title, warning, sections, next } = guideWords(language).topics[topic]
  const sources = GUIDE_SOURCES[topic].map((source) => ({
    title: language === 'zh' ? source.title : source.titleEn,
    effective: effectiveOf(source),
    url: source.url,
    certainty: source.certainty,
  }))
  return { topic, title, warning, sections, sources, next }
}

/** A topic as plain text: the warning first, the next command last. */
export function guideText(report: GuideReport, language: Language): string {
  const zh = language === 'zh'
  const { title, warning, sections, sources, next } = report
  const dated = sources.map((source) => {
    const since =
      source.effective === null ? '' : zh ? `，${source.effective}` : `, ${source.effective}`
    return `  ${source.title}${since} ${source.url}`
  })
  return [
    title,
    ...(warning === null ? [] : [`⚠ ${warning}`]),
    ...sections.map(sectionText),
    ...(dated.length === 0 ? [] : [[zh ? '依据：' : 'Sources:', ...dated].join('\n')]),
    `${zh ? '下一步：' : 'Next: '}${next}`,
    '',
  ].join('\n\n')
}

/** The list of topics as plain text. */
export function guideTopicsText(language: Language): string {
  const topics = guideTopics(language)
  const width = Math.max(...topics.map(({ topic }) => topic.length))
  const lines = topics.map(({ topic, title }) => `  ${topic.padEnd(width)}  ${title}`)
  return `${lines.join('\n')}\n\n${language === 'zh' ? '下一步：' : 'Next: '}dyshop guide closing\n`
}

function sectionText({ heading, isOrdered, lines }: GuideSection): string {
  const mark = (index: number) => (isOrdered ? `${index + 1}.` : '·')
  return [
    ...(heading === null ? [] : [heading]),
    ...lines.map((line, index) => `  ${mark(index)} ${line}`),
  ].join('\n')
}

function effectiveOf(source: Source): string | null {
  return 'effective' in source ? source.effective : null
}
