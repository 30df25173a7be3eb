import type { Json } from '../../../src/sources/open-api/client/lossless-json.ts'
import { parseLossless } from '../../../src/sources/open-api/client/lossless-json.ts'
import type {
  PageEvent,
  StreamEvent,
  WindowEvent,
} from '../../../src/sources/open-api/walks/stream-events.ts'

export interface Collected {
  pages: PageEvent[]
  windows: WindowEvent[]
  items: Json[]
  /** Whether every window was proven whole. */
  isWhole: boolean
}

/** Everything that a stream gives. */
export async function collect(events: AsyncIterable<StreamEvent>): Promise<Collected> {
  const pages: PageEvent[] = []
  const windows: WindowEvent[] = []
  for await (const event of events) {
    if (event.type === 'page') pages.push(event)
    else windows.push(event)
  }
  return {
    pages,
    windows,
    items: pages.flatMap(({ items }) => [...items]),
    isWhole: windows.every(({ doubt }) => doubt === null),
  }
}

export const orderIdOf = (item: Json) => String((item as { order_id: string }).order_id)

export const afterSaleIdOf = (item: Json) =>
  String((item as { aftersale_info: { aftersale_id: string } }).aftersale_info.aftersale_id)

/** The different ids among items, sorted. */
export function ids(items: readonly Json[], idOf: (item: Json) => string): string[] {
  return [...new Set(items.map(idOf))].sort()
}

export function bodyOf({ raw }: { raw: Uint8Array }): Json {
  return parseLossless(Buffer.from(raw).toString('utf8'))
}
