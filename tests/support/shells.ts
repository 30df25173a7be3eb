import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type TestedShell = 'bash' | 'zsh' | 'fish'

/**
 * What a shell offers for each line, whose last word is still being typed. One process for all lines.
 * @param cwd where files are looked for
 */
export async function offered(
  shell: TestedShell,
  script: string,
  lines: readonly string[],
  cwd: string,
): Promise<string[][]> {
  const { stdout } = await run(shell, [...flags(shell), PROGRAMS[shell], 'ask', script, ...lines], {
    cwd,
    maxBuffer: 1 << 24,
    env: { PATH: process.env.PATH ?? '', HOME: cwd, LC_ALL: 'C.UTF-8', TERM: 'dumb' },
  })
  const answers = stdout.split('\u0001\n').slice(1)
  return answers.map((answer) => answer.split('\n').filter((word) => word !== ''))
}

/** Nothing of the user's own settings. */
function flags(shell: TestedShell): string[] {
  if (shell === 'bash') return ['--norc', '--noprofile', '-c']
  return shell === 'zsh' ? ['-f', '-c'] : ['--no-config', '-c']
}

/** Each asks the shell's own machinery, as a press of the Tab key does. */
const PROGRAMS: Readonly<Record<TestedShell, string>> = {
  // The equals sign is a word of its own, as in COMP_WORDBREAKS.
  bash: `source "$1"; shift
for line in "$@"; do
  printf '\\1\\n'
  spaced="\${line//=/ = }"
  read -ra COMP_WORDS <<<"$spaced"
  [[ $line == *' ' || $line == *= ]] && COMP_WORDS+=('')
  COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
  _dyshop
  printf '%s\\n' "\${COMPREPLY[@]}"
done`,
  fish: `source $argv[2]
for line in $argv[3..]
  printf '\\1\\n'
  complete -C "$line" | string replace -r '\\t.*' ''
end
true`,
  // What the functions of zsh's completion system are given, filtered as they filter it.
  zsh: `script="$1"; shift
compdef() { : }
compset() { PREFIX="\${PREFIX#*=}" }
offer() { local each; for each; do [[ "$each" == "$PREFIX"* ]] && print -r -- "$each"; done }
_describe() { local -a pairs; pairs=("\${(@P)@[-1]}"); offer "\${(@)pairs%%:*}" }
compadd() { shift; offer "$@" }
_files() { if [[ "$1" == -/ ]]; then offer *(/N); else offer *(N); fi }
source "$script"
for line; do
  printf '\\1\\n'
  words=("\${(@s: :)line}")
  CURRENT=\${#words}
  PREFIX="\${words[CURRENT]}"
  _dyshop
done
true`,
}

/** What a line becomes when the Tab key is pressed at its end in an interactive zsh. */
export async function completedByZsh(script: string, line: string, cwd: string): Promise<string> {
  const { stdout } = await run('zsh', ['-f', '-c', INTERACTIVE, 'ask', script, line], {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: cwd, LC_ALL: 'C.UTF-8', TERM: 'dumb' },
  })
  return /<<<(.*?)>>>/.exec(stdout)?.[1] ?? stdout
}

/** Types the line and Tab into a shell on a pseudo terminal, then has the line editor show its line. */
const INTERACTIVE = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PROMPT=; autoload -Uz compinit; compinit -u -D; source \${(q)1}"
zpty -w shell 'show() { print -r -- "<<<$BUFFER>>>" }; zle -N show; bindkey "^X" show; bindkey "^I" complete-word; print -r -- go""on'
zpty -r shell answer '*goon*'
zpty -w -n shell "$2"$'\t\x18'
zpty -r shell answer '*<<<*>>>*'
print -r -- "$answer"
zpty -d shell`
