import { afterSaleState } from '../../../domain/after-sale.ts'
import { statusKind } from '../../../domain/order-status.ts'
import { maskWord } from '../../../domain/privacy/masking.ts'
import type { Header } from '../header.ts'
import type { RowFault } from './row-cleaner.ts'

/** Finds status words that nobody has described, so that they are reported and never guessed. */
export class StatusWords {
  readonly #checks: readonly { index: number; title: string; isKnown: (word: string) => boolean }[]

  constructor({ format, columns }: Header) {
    const isOrderStatus = format.record === 'lines'
    this.#checks = columns.flatMap(({ known, title }, index) => {
      const isStatus = known?.field === 'status' && ['lines', 'afterSales'].includes(format.record)
      if (!isStatus && known?.field !== 'afterSaleStatus') return []
      const isKnown = isStatus && isOrderStatus ? isKnownOrderStatus : isKnownAfterSaleStatus
      const mayBeEmpty = known?.field === 'afterSaleStatus'
      return [
        { index, title, isKnown: (word: string) => (mayBeEmpty && word === '') || isKnown(word) },
      ]
    })
  }

  unknownIn(cells: readonly string[]): readonly RowFault[] {
    let faults: RowFault[] | null = null
    for (const { index, title, isKnown } of this.#checks) {
      const word = cells[index] as string
      if (isKnown(word)) continue
      faults ??= []
      faults.push({
        code: 'unknown-status',
        column: title,
        args: { value: maskWord(word).slice(0, 40) },
      })
    }
    return faults ?? NONE
  }
}

const NONE: readonly RowFault[] = []

function isKnownOrderStatus(word: string): boolean {
  return statusKind(word) !== 'unknown'
}

function isKnownAfterSaleStatus(word: string): boolean {
  const state = afterSaleState(word)
  return state === 'open' || state === 'ended'
}
