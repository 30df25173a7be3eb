import { Argument } from 'commander'
import { EXIT } from '../../errors.ts'
import { GUIDE_TOPICS, type GuideTopicId } from '../../rules/guide/topic-ids.ts'
import type { AddCommand } from './common.ts'

export const addGuide: AddCommand = (program, texts, run) => {
  program
    .command('guide')
    .addArgument(
      new Argument('[topic]', texts.commands.guide.arguments.topic).choices(GUIDE_TOPICS),
    )
    .action((topic: GuideTopicId | undefined, _options, command) =>
      run(command, async ({ language }) => {
        const { guideReport, guideText, guideTopics, guideTopicsText } = await import(
          '../../reports/guide-report.ts'
        )
        if (topic === undefined) {
          const data = { topics: guideTopics(language) }
          const outcome = { complete: true, findings: [], data }
          return { outcome, text: () => guideTopicsText(language), exitCode: EXIT.clear }
        }
        const report = guideReport(topic, language)
        const outcome = { complete: true, findings: [], data: report }
        return { outcome, text: () => guideText(report, language), exitCode: EXIT.clear }
      }),
    )
}
