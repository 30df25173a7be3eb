import type { Command } from 'commander'
import { isSafeAddress } from '../domain/api-host.ts'
import { harmless } from '../reports/harmless.ts'

/** Commands whose answer is the same whatever the archive. */
const WITHOUT_ARCHIVE: ReadonlySet<string> = new Set([
  'completion',
  'guide',
  'login',
  'logout',
  'unseal',
])

/**
 * Makes the commands in our own words work when they are pasted: where the archive or the address of
 * the API was named on the command line, the next command needs it as well.
 * @param options `newArchive`: what to call another archive, where this one takes in nothing more
 */
export function optionAdder(
  program: Command,
  argv: readonly string[],
  { platform, newArchive }: { platform: NodeJS.Platform; newArchive: () => string | null },
): (text: string) => string {
  const addAddress = addressAdder(argv)
  const addArchive = archiveAdder(program, argv, platform)
  return (text) => addArchive(addNewArchive(addAddress(text), newArchive))
}

const BACKUP = /(?:\b|(?<=\[\d+m))dyshop backup(?![\w-])(?! --(?:archive|help)\b)/g

/** An archive that lost its people takes in nothing more: what is exported now goes into another. */
function addNewArchive(text: string, newArchive: () => string | null): string {
  if (text.search(BACKUP) < 0) return text
  const name = newArchive()
  return name === null ? text : text.replace(BACKUP, `dyshop backup --archive ${name}`)
}

/** Without it the next command would go to the live platform. */
function addressAdder(argv: readonly string[]): (text: string) => string {
  const origin = plainOrigin(lastValue(argv, '--api-url'))
  if (origin === null) return (text) => text
  const hint =
    /(?:\b|(?<=\[\d+m))dyshop (?:login|backup(?: --archive [^ ]+)? --api)(?![\w-])(?! --(?:api-url|help)\b)/g
  return (text) => text.replace(hint, (command) => `${command} --api-url ${origin}`)
}

/** @returns null for what no command would take, which may even hold a password */
function plainOrigin(text: string | null): string | null {
  const url = text !== null && URL.canParse(text.trim()) ? new URL(text.trim()) : null
  if (!url || !isSafeAddress(url)) return null
  return url.href === `${url.origin}/` ? url.origin : null
}

function archiveAdder(
  program: Command,
  argv: readonly string[],
  platform: NodeJS.Platform,
): (text: string) => string {
  const archive = lastValue(argv, '--archive')
  if (archive === null) return (text) => text
  const names = program.commands
    .filter((command) => !WITHOUT_ARCHIVE.has(command.name()))
    .map((command) => {
      const subs = command.commands.map((sub) => sub.name()).join('|')
      return subs === '' ? command.name() : `${command.name()}(?: (?:${subs})(?![\\w-]))?`
    })
    // `checklist` before `check`.
    .sort((a, b) => b.length - a.length)
  // A colour ends in a letter, so that there is no word's beginning behind it.
  const hint = new RegExp(
    `(?:\\b|(?<=\\[\\d+m))dyshop (?:${names.join('|')})(?![\\w-])(?! --(?:archive|help)\\b)`,
    'g',
  )
  // A name that begins with a dash would be taken for another option.
  const option = archive.startsWith('-')
    ? `--archive=${quoted(archive, platform)}`
    : `--archive ${quoted(archive, platform)}`
  return (text) => text.replace(hint, (command) => `${command} ${option}`)
}

/** The last one counts, as it does for commander. */
function lastValue(argv: readonly string[], option: string): string | null {
  let named: string | null = null
  for (const [index, word] of argv.entries()) {
    if (word === '--') break
    if (word === option) named = argv[index + 1] ?? named
    else if (word.startsWith(`${option}=`)) named = word.slice(option.length + 1)
  }
  return named
}

/**
 * A word as the shell of the platform takes it back. On Windows double quotes, which cmd.exe and
 * PowerShell both know; single ones where PowerShell would replace something inside.
 */
export function quoted(word: string, platform: NodeJS.Platform): string {
  if (platform === 'win32') {
    if (/^[\p{L}\p{N}_./\\:-]+$/u.test(word)) return word
    // A backslash before the closing quote would be taken for a part of the name.
    const plain = word.replace(/(?<=[^:])\\+$/, '')
    return /[$`]/.test(plain) ? `'${plain.replaceAll("'", "''")}'` : `"${plain}"`
  }
  if (/^[\p{L}\p{N}_./:@%+=,-]+$/u.test(word)) return word
  if (harmless(word) !== word) return printed(word)
  return singleQuoted(word)
}

function singleQuoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}

/**
 * What steers a terminal never gets out, so a name with a tab in it would come out as another name:
 * `printf` (POSIX) makes the bytes again in any shell. Names of Windows have none of these.
 */
function printed(word: string): string {
  const format = [...word]
    .map((character) => {
      if (character === '\\') return '\\\\'
      if (character === '%') return '%%'
      return harmless(character) === character ? character : octal(character)
    })
    .join('')
  return `"$(printf ${singleQuoted(format)})"`
}

function octal(character: string): string {
  return [...Buffer.from(character)]
    .map((byte) => `\\${byte.toString(8).padStart(3, '0')}`)
    .join('')
}
