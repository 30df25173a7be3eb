import { harmless } from './harmless.ts'
import type { Words } from './words/language.ts'

/** The values of a sentence with every text from outside made harmless. */
export function harmlessWords(args: Words): Words {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'string' ? harmless(value) : value,
    ]),
  )
}
