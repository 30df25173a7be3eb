import type { Buffer } from 'node:buffer'
import { posix } from 'node:path'
import { UnreadableFile } from '../table.ts'
import type { Zip, ZipMember } from '../zip.ts'
import { visitElements } from './small-part.ts'

const MAX_SMALL_PART_BYTES = 1 << 26

/** A part that another part refers to. */
export interface Relationship {
  id: string
  /** The last word of the relationship's type: the same in transitional and strict workbooks. */
  kind: string
  /** The path of the part, without a leading slash. */
  target: string
}

/** The parts of a workbook, by path; the case of letters does not count (ECMA-376 part 2, 6.2.2). */
export class PackageParts {
  readonly #members = new Map<string, ZipMember>()
  readonly #ambiguous = new Set<string>()

  constructor(zip: Zip) {
    for (const member of zip.members) {
      // Some writers on Windows put backslashes, or a slash in front.
      const key = member.name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
      if (this.#members.has(key)) this.#ambiguous.add(key)
      this.#members.set(key, member)
    }
  }

  /** Where parts are, in small letters. */
  get paths(): string[] {
    return [...this.#members.keys()]
  }

  has(path: string): boolean {
    return this.#members.has(path.toLowerCase())
  }

  /** @throws {UnreadableFile} when the part is missing, or there twice */
  get(path: string): ZipMember {
    const key = path.toLowerCase()
    const member = this.#members.get(key)
    if (!member || this.#ambiguous.has(key))
      throw new UnreadableFile('damaged-xlsx', { part: path })
    return member
  }

  /** A part that is taken apart as a whole; the largest real ones have some MB. */
  small(path: string): AsyncIterable<Buffer> {
    const member = this.get(path)
    if (member.size > MAX_SMALL_PART_BYTES) {
      throw new UnreadableFile('member-too-large', { member: member.name })
    }
    return member.chunks()
  }

  /** What a part refers to; '' stands for the package itself. Links to the outside are left out. */
  async relationships(path: string): Promise<Relationship[]> {
    const folder = posix.dirname(path)
    const relationships: Relationship[] = []
    const part = this.small(posix.join(folder, '_rels', `${posix.basename(path)}.rels`))
    await visitElements(part, (element) => {
      if (element.name !== 'Relationship' || element.attribute('TargetMode') === 'External') return
      relationships.push({
        id: element.attribute('Id') ?? '',
        kind: posix.basename(element.attribute('Type') ?? ''),
        target: posix.resolve('/', folder, element.attribute('Target') ?? '').slice(1),
      })
    })
    return relationships
  }
}
