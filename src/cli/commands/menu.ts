import type { Command } from 'commander'
import type { Texts } from '../texts/zh.ts'

/** Opens the menu: the one command that runs others. */
export type Lead = (command: Command) => Promise<void>

/** `dyshop` alone on a terminal; the name is for those who give options with it. */
export function addMenu(program: Command, texts: Texts, lead: Lead): void {
  program
    .command('menu', { hidden: true })
    .option('--at <time>', texts.options.at)
    .action((_options, command: Command) => lead(command))
}
