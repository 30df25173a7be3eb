import type { Buffer } from 'node:buffer'
import { builtinKind, formatKind, type NumberKind } from './date-format.ts'
import { visitElements } from './small-part.ts'

/** How numbers look in each cell style, by the style's position in the styles part (18.8.10). */
export async function readNumberKinds(part: AsyncIterable<Buffer>): Promise<NumberKind[]> {
  const customKinds = new Map<number, NumberKind>()
  const formatIds: number[] = []
  await visitElements(part, (element) => {
    if (element.name === 'numFmt' && element.parent === 'numFmts') {
      const id = Number(element.attribute('numFmtId'))
      customKinds.set(id, formatKind(element.attribute('formatCode') ?? ''))
    } else if (element.name === 'xf' && element.parent === 'cellXfs') {
      formatIds.push(Number(element.attribute('numFmtId') ?? 0))
    }
  })
  return formatIds.map((id) => customKinds.get(id) ?? builtinKind(id))
}
