import { commandSteps, valueCases, valueSteps } from './case-lines.ts'
import type { CompletedCommand, Place } from './completion-tree.ts'

/** A script that teaches zsh the command line: sourced, or as `_dyshop` in a folder of `$fpath`. */
export function zshCompletion(tree: readonly CompletedCommand[]): string {
  return `#compdef dyshop
# dyshop: completion for zsh. Made from the commands by: dyshop completion zsh
_dyshop() {
  local place= skip= word option=
  local -a commands options
  integer i
  for (( i = 2; i < CURRENT; i++ )); do
    word="\${words[i]}"
    if [[ -n $skip ]]; then skip= ; continue; fi
    option="$word"
    case "$place $word" in
${tree.flatMap((command) => commandSteps(command, 'place')).join('\n')}
${tree.flatMap((command) => valueSteps(command)).join('\n')}
    esac
  done
  if [[ -z $skip && "\${words[CURRENT]}" == --*=* ]]; then
    option="\${words[CURRENT]%%=*}"
    compset -P '*='
    skip=1
  fi

  if [[ -n $skip ]]; then
    case "$place $option" in
${tree.flatMap((command) => valueCases(command, offer)).join('\n')}
    esac
    return
  fi
  case "$place" in
${tree.map(placeCase).join('\n')}
  esac
}
if [[ "\${funcstack[1]}" == _dyshop ]]; then _dyshop "$@"; else compdef _dyshop dyshop; fi
`
}

function placeCase({ path, commands, options, argument }: CompletedCommand): string {
  const described = (name: string, description: string) =>
    quoted(`${name.replaceAll(':', '\\:')}:${description}`)
  const optionWords = options.flatMap(({ names, description }) =>
    names.map((name) => described(name, description)),
  )
  const commandWords = commands.map(({ name, description }) => described(name, description))
  const lines = [
    `options=(${optionWords.join(' ')})`,
    `if [[ "\${words[CURRENT]}" == -* ]]; then _describe -o option options; return; fi`,
    ...(commandWords.length > 0
      ? [`commands=(${commandWords.join(' ')})`, '_describe command commands']
      : []),
    ...(argument === null || argument === 'anything' ? [] : [offer(argument)]),
  ]
  return `    '${path}')\n${lines.map((line) => `      ${line}`).join('\n')}\n      ;;`
}

function offer(place: Place): string {
  if (place === 'files') return '_files'
  if (place === 'folders') return '_files -/'
  return place === 'anything' ? '' : `compadd -- ${place.words.map(quoted).join(' ')}`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
