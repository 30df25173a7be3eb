import type { CompletedCommand, Place } from './completion-tree.ts'

/** A script that teaches fish the command line: `dyshop completion fish | source`. */
export function fishCompletion(tree: readonly CompletedCommand[]): string {
  return `# dyshop: completion for fish. Made from the commands by: dyshop completion fish
function __dyshop_path
    set -l place ''
    set -l skip ''
    for word in (commandline -opc)[2..]
        if test -n "$skip"
            set skip ''
            continue
        end
        switch "$place $word"
${tree.flatMap(steps).join('\n')}
        end
    end
    echo "$place"
end
function __dyshop_at
    test (__dyshop_path) = "$argv[1]"
end
complete -c dyshop -e
complete -c dyshop -f
${tree.flatMap(completions).join('\n')}
`
}

function steps({ path, commands, options }: CompletedCommand): string[] {
  const names = options.filter(({ value }) => value !== null).flatMap((each) => each.names)
  return [
    ...commands.map(({ name }) => {
      const next = path === '' ? name : `${path} ${name}`
      return `            case '${path} ${name}'\n                set place '${next}'`
    }),
    ...(names.length === 0
      ? []
      : [
          `            case ${names.map((name) => `'${path} ${name}'`).join(' ')}\n                set skip 1`,
        ]),
  ]
}

function completions({ path, commands, options, argument }: CompletedCommand): string[] {
  const start = `complete -c dyshop -n '__dyshop_at "${path}"'`
  return [
    ...commands.map(({ name, description }) => `${start} -f -a ${name} -d ${quoted(description)}`),
    ...options.map(({ names, description, value }) => {
      const flags = names.map((name) =>
        name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`,
      )
      const takes = value === null ? '' : ` ${valueFlags(value)}`
      return `${start} ${flags.join(' ')}${takes} -d ${quoted(description)}`
    }),
    ...(argument === null || argument === 'anything'
      ? []
      : [`${start} ${typeof argument === 'string' ? '-F' : `-f -a ${listed(argument.words)}`}`]),
  ]
}

function valueFlags(place: Place): string {
  if (place === 'files') return '-r -F'
  if (place === 'folders') return `-x -a '(__fish_complete_directories)'`
  return place === 'anything' ? '-x' : `-x -a ${listed(place.words)}`
}

function listed(words: readonly string[]): string {
  return quoted(words.join(' '))
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
