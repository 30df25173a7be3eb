import { EXIT } from '../../errors.ts'
import { apiDeps } from '../api-deps.ts'
import type { AddCommand } from './common.ts'

export const addDoctor: AddCommand = (program, _texts, run) => {
  program.command('doctor').action((_options, command) =>
    run(command, async (context) => {
      const { options, deps, env, language, paint } = context
      const { doctor } = await import('../../app/doctor.ts')
      const { doctorText } = await import('../../reports/text/doctor-text.ts')
      const input = { root: options.archive, nodeVersion: process.versions.node, env }
      const { credentials } = await apiDeps(context)
      const outcome = await doctor(input, { ...deps, credentials })
      return {
        outcome,
        text: () => doctorText(outcome.data, { language, paint }),
        exitCode: outcome.data.healthy ? EXIT.clear : EXIT.usage,
      }
    }),
  )
}
