import type { Call } from '../../../../src/sources/open-api/client/call.ts'
import type { Json } from '../../../../src/sources/open-api/client/lossless-json.ts'
import { ORDER_LIST, type PagePaging } from '../../../../src/sources/open-api/methods.ts'
import { type PagedStream, walkPages } from '../../../../src/sources/open-api/walks/paged-walk.ts'
import type { Resume } from '../../../../src/sources/open-api/walks/stream-events.ts'

export interface Answer {
  items: Json[]
  total: number | null
}

interface Asked {
  page: number
  from: number
  to: number
  size: number
}

/** A list of numbers in pages of ten, of which at most fifty can be reached; `at` are their times. */
export function listOf(
  at: readonly number[],
  bend: (answer: Answer, count: number, asked: Asked) => void = () => {},
  {
    paging = {},
    ...more
  }: Pick<PagedStream, 'reach' | 'rowsMove'> & { paging?: Partial<PagePaging> } = {},
) {
  const asked: Asked[] = []
  const stream: PagedStream = {
    name: 'orders',
    method: {
      ...ORDER_LIST,
      paging: { style: 'page', firstPage: 1, maxSize: 10, maxDepth: 50, ...paging },
    },
    ...more,
    params: ({ from, to }, page, size) => ({ from, to, page, size }),
    read: (data) => data as unknown as Answer,
    idOf: String,
  }
  const call: Call = async (_, params) => {
    const { page, size, from, to } = params as Record<'page' | 'size' | 'from' | 'to', number>
    const found = at
      .map((_, id) => id)
      .filter((id) => Number(at[id]) >= from && Number(at[id]) <= to)
    const answer = { items: found.slice((page - 1) * size, page * size), total: found.length }
    const request = { page, from, to, size }
    bend(answer, asked.push(request) - 1, request)
    return { data: answer as unknown as Json, raw: new Uint8Array(), logId: '' }
  }
  const walk = (from: number, to: number, resume?: Resume) =>
    walkPages(stream, [{ from, to }], { call, ahead: 3 }, resume)
  return { walk, asked }
}

export const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)
