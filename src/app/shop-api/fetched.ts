import { DyshopError } from '../../errors.ts'
import type { StreamName } from '../../sources/open-api/walks/stream-events.ts'

/** What became of the lists and the details. */
export interface Fetched {
  lists: { list: StreamName; from: number; to: number; rows: number }[]
  details: { method: string; fetched: number; refused: number }[]
  /** What the platform would not give at all. The run went on without it. */
  refusals: { method: string; error: DyshopError }[]
  /** What ended the run before its end; what came until then is kept. */
  stop: DyshopError | null
}

/** What the app may not call, or the platform does not understand, is no reason to leave out the rest. */
export function isRefusal(error: unknown): error is DyshopError {
  if (!(error instanceof DyshopError)) return false
  return error.code === 'api-permission-missing' || error.code === 'api-refused'
}

/** Notes that a method is refused, and lets the run go on. @returns whether it is */
export async function unlessRefused(
  { refusals }: Fetched,
  method: string,
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work()
    return false
  } catch (error) {
    if (!isRefusal(error)) throw error
    refusals.push({ method, error })
    return true
  }
}
