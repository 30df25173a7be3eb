import type { Deps } from '../ports.ts'

const ROWS_PER_STEP = 500

/** The same rows, while progress is told of them and an interruption is heard. */
export function* told<Row>(
  rows: Iterable<Row>,
  { progress, interruption }: Pick<Deps, 'progress' | 'interruption'>,
): Generator<Row> {
  let count = 0
  for (const row of rows) {
    if (++count % ROWS_PER_STEP === 0) {
      interruption.check()
      progress.advance(ROWS_PER_STEP, ROWS_PER_STEP)
    }
    yield row
  }
  progress.advance(count % ROWS_PER_STEP, count % ROWS_PER_STEP)
}
