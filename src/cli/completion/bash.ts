import { commandSteps, valueCases, valueSteps } from './case-lines.ts'
import type { CompletedCommand, Place } from './completion-tree.ts'

/** A script that teaches bash the command line: `source <(dyshop completion bash)`. */
export function bashCompletion(tree: readonly CompletedCommand[]): string {
  return `# dyshop: completion for bash. Made from the commands by: dyshop completion bash
_dyshop() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}"
  # bash takes --option=value apart at the equals sign.
  if [[ $current == = ]]; then current=
  elif [[ $before == = ]]; then before="\${COMP_WORDS[COMP_CWORD - 2]}"; fi

  local path= words= kind= skip= word i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    if [[ -n $skip ]]; then skip=; [[ $word == = ]] && skip=1; continue; fi
    case "$path $word" in
${tree.flatMap((command) => commandSteps(command, 'path')).join('\n')}
${tree.flatMap((command) => valueSteps(command)).join('\n')}
    esac
  done

  if [[ -n $skip ]]; then
    case "$path $before" in
${tree.flatMap((command) => valueCases(command, offer)).join('\n')}
    esac
  elif [[ $current == -* ]]; then
    case "$path" in
${tree.map(({ path, options }) => `      '${path}') words='${options.flatMap(({ names }) => names).join(' ')}' ;;`).join('\n')}
    esac
  else
    case "$path" in
${tree.map(placeCase).join('\n')}
    esac
  fi

  # No mapfile: the bash of macOS is too old for it.
  local IFS=$'\\n'
  COMPREPLY=()
  case "$kind" in
    files) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$current")) ;;
    folders) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$current")) ;;
  esac
  if [[ -n $words ]]; then
    COMPREPLY+=($(compgen -W "\${words// /$IFS}" -- "$current"))
  fi
}
complete -F _dyshop dyshop
`
}

function placeCase({ path, commands, argument }: CompletedCommand): string {
  const names = commands.map(({ name }) => name)
  const place = argument === null ? '' : offer(argument, names)
  return `      '${path}') ${place === '' ? `words='${names.join(' ')}'` : place} ;;`
}

function offer(place: Place, more: readonly string[] = []): string {
  if (place === 'anything') return more.length === 0 ? '' : `words='${more.join(' ')}'`
  if (typeof place === 'string') {
    return more.length === 0 ? `kind=${place}` : `kind=${place} words='${more.join(' ')}'`
  }
  return `words='${[...place.words, ...more].join(' ')}'`
}
