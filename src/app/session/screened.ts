import { maskNumbers, maskWord } from '../../domain/privacy/masking.ts'
import { maskFileName } from '../../domain/privacy/masking-columns.ts'

const SCREENS = {
  product: maskNumbers,
  status: maskWord,
  type: maskWord,
  outcome: maskWord,
  file: maskFileName,
} as const

type Shown = Partial<Record<keyof typeof SCREENS, string | null>>

/**
 * A record of the archive as it may be shown: titles of products hold phone numbers, and where a word
 * of the platform should be, a shifted row may have a person's name.
 */
export function screened<T extends Shown>(row: T): T {
  const words: Shown = {}
  for (const name of Object.keys(SCREENS) as (keyof Shown)[]) {
    const text = row[name]
    if (typeof text === 'string') words[name] = SCREENS[name](text)
  }
  return { ...row, ...words }
}
