import type { Buffer } from 'node:buffer'
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { asUtf8 } from './xml-encoding.ts'
import { MalformedXml } from './xml-text.ts'

/** An element of a small part; names are without prefix. */
export interface Element {
  name: string
  /** The name of the element around it; empty for the root. */
  parent: string
  /** The value of an attribute without a prefix. */
  attribute(name: string): string | undefined
  /** The value of an attribute from a namespace that ends like this, such as `r:id`. */
  attributeFrom(namespaceEnd: string, name: string): string | undefined
}

/**
 * Calls `visit` for every element of a part that is small enough for a general parser.
 * @throws {MalformedXml} also for a document type, which no workbook needs and bombs are made of
 */
export async function visitElements(
  part: AsyncIterable<Buffer>,
  visit: (element: Element) => void,
): Promise<void> {
  const parser = new SaxesParser({ xmlns: true })
  const open: string[] = []
  parser.on('doctype', () => {
    throw new MalformedXml('a document type')
  })
  parser.on('error', (error) => {
    throw new MalformedXml('a part is not well-formed', { cause: error })
  })
  parser.on('opentag', (tag) => {
    visit(elementOf(tag, open.at(-1) ?? ''))
    open.push(tag.local)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  const decoder = new TextDecoder()
  for await (const chunk of asUtf8(part)) parser.write(decoder.decode(chunk, { stream: true }))
  parser.write(decoder.decode()).close()
}

function elementOf(tag: SaxesTagNS, parent: string): Element {
  const attributes = Object.values(tag.attributes)
  return {
    name: tag.local,
    parent,
    attribute: (name) => tag.attributes[name]?.value,
    attributeFrom: (namespaceEnd, name) =>
      attributes.find(({ uri, local }) => local === name && uri.endsWith(namespaceEnd))?.value,
  }
}
