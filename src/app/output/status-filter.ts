import { hasStatus, statusWords } from '../../archive/queries/queries.ts'
import type { Store } from '../../archive/store.ts'
import { AFTER_SALE_WORDS } from '../../domain/after-sale.ts'
import { ORDER_STATUS_WORDS, STATUS_KINDS } from '../../domain/order-status.ts'
import { maskWord } from '../../domain/privacy/masking.ts'
import { FIELDS, type RecordKind } from '../../domain/records.ts'
import { DyshopError } from '../../errors.ts'

/** Words that may be asked for whatever the archive holds: the platform's, and our own for groups of them. */
const KNOWN: Partial<Record<RecordKind, readonly string[]>> = {
  lines: [...ORDER_STATUS_WORDS, ...STATUS_KINDS],
  afterSales: [...AFTER_SALE_WORDS, 'open', 'ended', 'unknown'],
}

/**
 * The words to look for in the status of a kind of record. A word that is none is refused, because it
 * would silently choose nothing; 同意退款，退款成功 is one word, also when it was taken for a list.
 * @throws {DyshopError} `no-such-status`
 */
export function statusFilter(store: Store, kind: RecordKind, given: readonly string[]): string[] {
  const value = given[0]
  if (value === undefined) return []
  if (!FIELDS[kind].some(({ name }) => name === 'status')) {
    throw new DyshopError('no-such-status', { value, known: '' })
  }
  const known = KNOWN[kind] ?? []
  const words: string[] = []
  for (let index = 0; index < given.length; index++) {
    const word = given[index] as string
    const both = `${word}，${given[index + 1] ?? ''}`
    if (known.includes(word) || hasStatus(store, kind, word)) words.push(word)
    else if (known.includes(both)) {
      // Some exports were typed over with the half-width comma.
      words.push(both, both.replace('，', ','))
      index++
    } else throw noSuchStatus(store, kind, word)
  }
  return words
}

function noSuchStatus(store: Store, kind: RecordKind, value: string): DyshopError {
  const there = statusWords(store, kind).map(maskWord)
  const all = [...new Set([...(KNOWN[kind] ?? []), ...there])]
  return new DyshopError('no-such-status', { value, known: all.join(' ') })
}
