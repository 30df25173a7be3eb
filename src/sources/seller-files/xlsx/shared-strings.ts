import type { Buffer } from 'node:buffer'
import type { ScratchFile } from '../../../app/ports.ts'
import { UnreadableFile } from '../table.ts'
import { PackedStrings } from './packed-strings.ts'
import { readStringItem } from './string-item.ts'
import type { XmlScanner } from './xml-scanner.ts'
import { inSteps, type StepResult } from './xml-steps.ts'
import { nameCode, Token } from './xml-tokens.ts'

/** The texts that cells refer to by number. */
export interface SharedStrings {
  /** Undefined when the workbook has no such string. */
  get(index: number): string | undefined
}

const SI = nameCode('si')

/**
 * Reads the shared strings part (ECMA-376 part 1, 18.4.9).
 * @param scratch where strings go that are too many for the memory; null to keep all of them there
 * @throws {UnreadableFile} `member-too-large` when the strings take more than `maxBytes`
 */
export async function readSharedStrings(
  part: AsyncIterable<Buffer>,
  { maxBytes, member, scratch }: { maxBytes: number; member: string; scratch: ScratchFile | null },
): Promise<SharedStrings> {
  const strings = new PackedStrings(scratch)
  const step = (xml: XmlScanner): StepResult => {
    const result = readEntry(xml, strings)
    if (strings.bytes > maxBytes) throw new UnreadableFile('member-too-large', { member })
    return result
  }
  for await (const _ of inSteps(part, step));
  return strings
}

function readEntry(xml: XmlScanner, strings: PackedStrings): StepResult {
  const token = xml.next()
  if (token === Token.Incomplete) return 'incomplete'
  if (token === Token.Done) return 'done'
  if (token !== Token.Start || xml.name !== SI || xml.depth !== 2) return 'more'
  const text = readStringItem(xml)
  if (text === undefined) return 'incomplete'
  strings.add(text)
  return 'more'
}
