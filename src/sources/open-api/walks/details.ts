import { ApiError } from '../client/api-error.ts'
import type { Call } from '../client/call.ts'
import type { Params } from '../client/canonical-json.ts'
import type { Method } from '../methods.ts'
import { fetchAhead } from './fetch-ahead.ts'

export interface DetailRequest {
  method: Method
  params(id: string): Params
}

/** The details of one id, or why the platform does not give them. */
export type DetailEvent =
  | { type: 'detail'; method: string; id: string; raw: Uint8Array }
  | { type: 'no-detail'; method: string; id: string; error: ApiError }

/**
 * Asks for details one by one, in the order of the ids. An id that the platform refuses is told; what
 * concerns every call (the network, a permission) stops the walk.
 *
 * @param ahead how many may be under way at once
 */
export async function* fetchDetails(
  { method, params }: DetailRequest,
  ids: Iterable<string> | AsyncIterable<string>,
  { call, ahead }: { call: Call; ahead: number },
): AsyncGenerator<DetailEvent, void, void> {
  async function fetchOne(id: string): Promise<DetailEvent> {
    try {
      const { raw } = await call(method, params(id))
      return { type: 'detail', method: method.name, id, raw }
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'api-refused') throw error
      return { type: 'no-detail', method: method.name, id, error }
    }
  }
  async function* tasks() {
    for await (const id of ids) yield () => fetchOne(id)
  }
  yield* fetchAhead(tasks(), ahead)
}
