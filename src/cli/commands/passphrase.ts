import { readFile } from 'node:fs/promises'
import { passphraseStrength } from '../../domain/privacy/passphrase.ts'
import { keptSecret } from '../../domain/privacy/secret.ts'
import { DyshopError } from '../../errors.ts'
import { plainText } from '../../platform/plain-text.ts'
import type { CommandContext } from '../context.ts'

/** Names a file with the passphrase, never the passphrase itself: others can read a process's arguments. */
const VARIABLE = 'DYSHOP_PASSPHRASE_FILE'
const FLAGS = `--passphrase-file / ${VARIABLE}`

/** The file that holds the passphrase, if one was named; `-` is standard input. */
export function passphraseFile(
  given: string | undefined,
  { env }: CommandContext,
): string | undefined {
  return given ?? (env[VARIABLE]?.trim() || undefined)
}

/** @throws {DyshopError} as `readText` does, `weak-passphrase` for an empty one */
export async function readPassphrase(path: string, context: CommandContext): Promise<string> {
  const text = path === '-' ? textOf(await context.readInput(), path) : await readText(path)
  const [line = ''] = text.split(/\r?\n/)
  const passphrase = line.trim()
  if (passphrase === '') throw new DyshopError('weak-passphrase')
  return keptSecret(passphrase)
}

/**
 * The text of a small file that the user named.
 * @throws {DyshopError} `path-not-found`, `not-a-file`, `unreadable-text`
 */
export async function readText(path: string): Promise<string> {
  return textOf(await readBytes(path), path)
}

/** What is in it is told nobody. */
function textOf(bytes: Uint8Array, path: string): string {
  const text = plainText(bytes)
  if (text === null) throw new DyshopError('unreadable-text', { path })
  return text
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new DyshopError('path-not-found', { path })
    if (code === 'EISDIR') throw new DyshopError('not-a-file', { path })
    throw error
  }
}

/** Asks for a new passphrase, twice; what is too easy to guess is refused on the spot. */
export async function askNewPassphrase({ prompter, texts }: CommandContext): Promise<string> {
  const words = texts.prompts.passphrase
  const question = { name: 'passphrase', flag: FLAGS, isRequired: true, isSecret: true } as const
  const first = await prompter.ask({
    ...question,
    message: words.first,
    refuse: (answer, typed) => {
      if (answer !== typed) return words.blanks
      return passphraseStrength(answer) === 'refused' ? words.tooWeak : null
    },
  })
  await prompter.ask({
    ...question,
    message: words.again,
    refuse: (answer) => (answer === first ? null : words.differs),
  })
  return keptSecret(first)
}

export async function askPassphrase({ prompter, texts }: CommandContext): Promise<string> {
  const answer = await prompter.ask({
    name: 'passphrase',
    message: texts.prompts.passphrase.open,
    flag: FLAGS,
    isRequired: true,
    isSecret: true,
  })
  return keptSecret(answer)
}
