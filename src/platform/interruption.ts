import { setMaxListeners } from 'node:events'
import type { Interruption } from '../app/ports.ts'
import { DyshopError, EXIT } from '../errors.ts'

/**
 * Turns the first Ctrl-C or SIGTERM into a stop at the next safe point, and the second into an end at
 * once: nothing is torn by it, since every file and transaction is whole or absent anyway.
 */
export function watchSignals(
  onFirst: () => void,
): Interruption & { signal: AbortSignal; unwatch(): void } {
  const stopping = new AbortController()
  // Every request and every wait listens, hundreds at once, and takes its ear away in the end.
  setMaxListeners(0, stopping.signal)
  let requested: 'interrupted' | 'terminated' | null = null
  const stop = (code: 'interrupted' | 'terminated') => () => {
    if (requested) process.exit(code === 'interrupted' ? EXIT.interrupted : EXIT.terminated)
    requested = code
    onFirst()
    // What waits, for the network or for its turn, must not wait on.
    stopping.abort(new DyshopError(code))
  }
  const onInterrupt = stop('interrupted')
  const onTerminate = stop('terminated')
  process.on('SIGINT', onInterrupt)
  process.on('SIGTERM', onTerminate)
  return {
    signal: stopping.signal,
    check() {
      if (requested) throw new DyshopError(requested)
    },
    unwatch() {
      process.off('SIGINT', onInterrupt)
      process.off('SIGTERM', onTerminate)
    },
  }
}
