import { Argument, type Command } from 'commander'
import { EXIT } from '../../errors.ts'
import type { AddCommand } from './common.ts'

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const

type Shell = (typeof SHELLS)[number]

export const addCompletion: AddCommand = (program, texts, run) => {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', texts.commands.completion.arguments.shell).choices(SHELLS))
    .action((shell: Shell, _options, command) =>
      run(command, async () => {
        const script = await scriptOf(shell, program)
        return {
          outcome: { complete: true, findings: [], data: { shell, script } },
          text: () => script,
          exitCode: EXIT.clear,
        }
      }),
    )
}

/** Made from the tree as it stands, so that no command or option can be missing. */
async function scriptOf(shell: Shell, program: Command): Promise<string> {
  const { completionTree } = await import('../completion/completion-tree.ts')
  const tree = completionTree(program)
  switch (shell) {
    case 'bash':
      return (await import('../completion/bash.ts')).bashCompletion(tree)
    case 'zsh':
      return (await import('../completion/zsh.ts')).zshCompletion(tree)
    case 'fish':
      return (await import('../completion/fish.ts')).fishCompletion(tree)
    case 'powershell':
      return (await import('../completion/powershell.ts')).powershellCompletion(tree)
  }
}
