import type { ShopToRead } from '../../app/backup.ts'
import { beijingToEpochMs } from '../../domain/time.ts'
import { DyshopError } from '../../errors.ts'
import { apiDeps } from '../api-deps.ts'
import type { CommandContext } from '../context.ts'
import { momentOption } from '../moment-option.ts'
import { type AddCommand, exitByCompleteness } from './common.ts'

interface Given {
  api?: true
  since?: string
  rate?: string
  apiUrl?: string
}

export const addBackup: AddCommand = (program, texts, run) => {
  program
    .command('backup')
    .argument('[paths...]', texts.commands.backup.arguments.paths)
    .option('--api', texts.options.api)
    .option('--since <day>', texts.options.since)
    .option('--rate <n>', texts.options.rate)
    .option('--api-url <url>', texts.options.apiUrl)
    .action((paths: string[], given: Given, command) =>
      run(command, async (context) => {
        const { options, deps, toolVersion, language, paint, columns } = context
        const { backup } = await import('../../app/backup.ts')
        const { backupText, isToldAtTheEnd } = await import('../../reports/text/backup-text.ts')
        const shop = await shopToRead(given, context)
        const input = { paths, root: options.archive, toolVersion, ...(shop ? { shop } : {}) }
        const outcome = await backup(input, deps)
        const { complete, findings } = outcome
        const view = { language, paint, columns, complete, findings }
        return {
          outcome,
          text: () => backupText(outcome.data, view),
          exitCode: exitByCompleteness(outcome.complete),
          isInText: isToldAtTheEnd,
          forGitHub: async () => {
            const { backupSummary } = await import('../../reports/github/step-summary.ts')
            return { annotations: [], summary: backupSummary(outcome.data, language) }
          },
        }
      }),
    )
}

/** @returns null without `--api` */
async function shopToRead(given: Given, context: CommandContext): Promise<ShopToRead | null> {
  const { api, since, rate, apiUrl } = given
  if (!api) {
    const alone = Object.entries({ since, rate, apiUrl }).find(([, value]) => value !== undefined)
    if (alone) throw new DyshopError('needs-api', { option: OPTION_NAMES[alone[0]] ?? '' })
    return null
  }
  const { options, env, toolVersion, deps } = context
  const { openShop } = await import('../../app/shop-api/open-shop.ts')
  const input = {
    ...{ root: options.archive, env, toolVersion },
    ...(rate === undefined ? {} : { rate }),
    ...(apiUrl === undefined ? {} : { apiUrl }),
  }
  const opened = await openShop(input, await apiDeps(context), deps)
  return { ...opened, since: since === undefined ? null : sinceOption(since, context) }
}

const OPTION_NAMES: Readonly<Record<string, string>> = {
  since: '--since',
  rate: '--rate',
  apiUrl: '--api-url',
}

/** @returns Unix seconds. @throws {DyshopError} `bad-time`, also for a time that is yet to come */
function sinceOption(value: string, { deps }: CommandContext): number {
  const epochMs = beijingToEpochMs(momentOption('--since', value, deps.clock))
  if (epochMs > deps.clock.now()) {
    const today = momentOption('--since', undefined, deps.clock).slice(0, 10)
    throw new DyshopError('bad-time', { name: '--since', value, today })
  }
  return Math.floor(epochMs / 1000)
}
