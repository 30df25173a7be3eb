import { Argument, Option } from 'commander'
import type { ExportKind } from '../../app/output/export-columns.ts'
import type { ExportFormat } from '../../app/results.ts'
import { DyshopError } from '../../errors.ts'
import { rangeOptions } from '../moment-option.ts'
import { type AddCommand, badEnding, exitByCompleteness, list, replacing } from './common.ts'

interface Options {
  out: string
  format?: ExportFormat
  status?: string[]
  from?: string
  to?: string
  columns?: string[]
  unmask?: boolean
  overwrite?: boolean
  partition?: 'month'
}

const FORMATS: readonly ExportFormat[] = ['xlsx', 'csv', 'jsonl', 'parquet']
const KINDS = [
  'orders',
  'order-records',
  'after-sales',
  'settlements',
  'funds',
  'products',
  'addresses',
]

export const addExport: AddCommand = (program, texts, run) => {
  const { options } = texts
  program
    .command('export')
    .addArgument(new Argument('<kind>', texts.commands.export.arguments.kind).choices(KINDS))
    .requiredOption('--out <file>', options.out)
    .addOption(new Option('--format <format>', options.format).choices(FORMATS))
    .addOption(new Option('--status <status...>', options.status).argParser(list))
    .option('--from <time>', options.from)
    .option('--to <time>', options.to)
    .addOption(new Option('--columns <names...>', options.columns).argParser(list))
    .option('--unmask', options.unmask)
    .option('--overwrite', options.overwrite)
    .addOption(new Option('--partition <by>', options.partition).choices(['month']))
    .action((kind: ExportKind, given: Options, command) =>
      run(command, async (context) => {
        const { options: common, deps, language, paint } = context
        const { exportRecords, formatOfName } = await import('../../app/export-records.ts')
        const { exportText } = await import('../../reports/text/archive-text.ts')
        const { partition } = given
        const format = given.format ?? (partition ? 'parquet' : formatOfName(given.out))
        if (!format) throw badEnding(given.out, FORMATS)
        if (partition && format !== 'parquet') {
          throw new DyshopError('bad-value', { name: '--partition', value: format })
        }
        const range = rangeOptions(given, deps.clock)
        const outcome = await exportRecords(
          {
            kind,
            format,
            out: given.out,
            root: common.archive,
            filter: { ...range, ...(given.status ? { statuses: given.status } : {}) },
            columns: given.columns ?? [],
            unmask: given.unmask ?? false,
            ...replacing(given, context),
            ...(partition ? { partition } : {}),
          },
          deps,
        )
        return {
          outcome,
          text: () => exportText(outcome, { language, paint }),
          exitCode: exitByCompleteness(outcome.complete),
        }
      }),
    )
}
