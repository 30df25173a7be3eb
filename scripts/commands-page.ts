// The page docs/commands.md: every command of the tree with its examples, arguments and options.
import type { Argument, Command, Option } from 'commander'
import { buildProgram } from '../src/cli/program.ts'
import { EN } from '../src/cli/texts/en.ts'
import { type Texts, ZH } from '../src/cli/texts/zh.ts'
import { markdown, table } from './markdown.ts'

/** A command as both languages word it. */
interface Twins {
  path: string
  zh: Command
  en: Command
}

const NOTHING = async () => undefined

function program(texts: Texts): Command {
  return buildProgram(texts, '', { run: NOTHING, lead: NOTHING }, { out: () => undefined })
}

/** Every command that the help shows, those with commands of their own before these. */
function allCommands(zh: Command, en: Command, path = ''): Twins[] {
  const shown = zh.createHelp().visibleCommands(zh)
  return shown.flatMap((each, index) => {
    const twin = en.createHelp().visibleCommands(en)[index] as Command
    const own = `${path} ${each.name()}`.trim()
    return [{ path: own, zh: each, en: twin }, ...allCommands(each, twin, own)]
  })
}

export function commandsPage(note: string): string {
  const commands = allCommands(program(ZH), program(EN))
  const common = commonOptions(commands)
  const list = commands.map(
    ({ path, zh, en }) =>
      `| [\`dyshop ${path}\`](#${anchor(path)}) | ${markdown(zh.summary())} | ${markdown(en.summary())} |`,
  )
  const first = commands[0] as Twins
  return `${note}

# 命令一览 · Commands

不带命令运行 \`dyshop\`，就会打开菜单。每条命令加 \`--help\` 也会显示这里的内容。退出码和 JSON 见
[JSON 与退出码](json-and-exit-codes.md)。

\`dyshop\` alone opens a menu. \`--help\` shows of each command what stands here. Exit codes and JSON:
[JSON and exit codes](json-and-exit-codes.md).

| 命令 command | | |
| --- | --- | --- |
${list.join('\n')}

## 每条命令都有的选项 · Options of every command

${optionTable(first, (name) => common.has(name))}

${commands.map((twins) => section(twins, common)).join('\n\n')}
`
}

/** The options that all of the commands have, by name. */
function commonOptions(commands: readonly Twins[]): Set<string> {
  const names = commands.map(({ zh }) => shownOptions(zh).map(({ long }) => long ?? ''))
  return new Set(names[0]?.filter((name) => names.every((each) => each.includes(name))))
}

function section({ path, zh, en }: Twins, common: ReadonlySet<string>): string {
  const words = (texts: Texts) => texts.commands[path as keyof Texts['commands']]
  const english = words(EN).examples
  const examples = words(ZH).examples.map(
    ([line = '', what = ''], index) =>
      `| \`${line.replaceAll('|', '\\|')}\` | ${markdown(what)} | ${exampleWords(english[index], line)} |`,
  )
  const parts = [
    `## ${path}`,
    `\`${`dyshop ${path} ${usage(zh)}`.trim()}\``,
    `${markdown(zh.summary())}。\n${markdown(en.summary())}.`,
    `| 例子 example | | |\n| --- | --- | --- |\n${examples.join('\n')}`,
    argumentTable(zh, en),
    optionTable({ path, zh, en }, (name) => !common.has(name)),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** The English example, with its own line where it differs from the Chinese one. */
function exampleWords(example: readonly string[] | undefined, zhLine: string): string {
  const [line = '', what = ''] = example ?? []
  return line === zhLine ? markdown(what) : `\`${line.replaceAll('|', '\\|')}\` ${markdown(what)}`
}

function usage(command: Command): string {
  const places = command.registeredArguments.map((each) => {
    const name = `${each.name()}${each.variadic ? '...' : ''}`
    return each.required ? `<${name}>` : `[${name}]`
  })
  return [...places, '[options]'].join(' ')
}

function argumentTable(zh: Command, en: Command): string {
  if (zh.registeredArguments.length === 0) return ''
  const rows = zh.registeredArguments.map((each, index) => [
    `\`${each.name()}\``,
    markdown(each.description),
    markdown(en.registeredArguments[index]?.description ?? ''),
    choices(each),
  ])
  return table(['参数 argument', '', '', '可选 choices'], rows)
}

function optionTable({ zh, en }: Twins, isShown: (name: string) => boolean): string {
  const english = new Map(shownOptions(en).map((each) => [each.long, each.description]))
  const rows = shownOptions(zh)
    .filter(({ long }) => isShown(long ?? ''))
    .map((each) => [
      `\`${each.flags.replaceAll('|', '\\|')}\``,
      markdown(each.description),
      markdown(english.get(each.long) ?? ''),
      choices(each),
    ])
  return rows.length === 0 ? '' : table(['选项 option', '', '', '可选 choices'], rows)
}

function shownOptions(command: Command): Option[] {
  return command.createHelp().visibleOptions(command)
}

function choices({ argChoices, defaultValue }: Option | Argument): string {
  const words = argChoices?.map((each) => `\`${each}\``).join(' ') ?? ''
  const isTold = defaultValue !== undefined && typeof defaultValue !== 'boolean'
  return isTold ? `${words} (${markdown(String(defaultValue))})`.trim() : words
}

/** As a heading becomes the name of a place on the page. */
function anchor(path: string): string {
  return path.replaceAll(' ', '-')
}
