import { DyshopError } from '../errors.ts'

/** What `age --armor` writes: https://github.com/C2SP/C2SP/blob/main/age.md#ascii-armor */
const BEGIN = '-----BEGIN AGE ENCRYPTED FILE-----'
const END = '-----END AGE ENCRYPTED FILE-----'
const LINE_LENGTH = 64
/** Longer than any line of armour, blanks around it included: what has no line ends would fill the memory. */
const LONGEST_LINE = 1024

/** Of a file in armour, the share that is left when it is taken off. */
export const ARMOR_SHARE = 48 / 66

/** @param head the first bytes of a file */
export function isArmored(head: Uint8Array): boolean {
  return Buffer.from(head).toString('latin1').trimStart().startsWith(BEGIN)
}

/** The bytes that the first line of armour stands for, as far as it is there. */
export function headInArmor(head: Uint8Array): Uint8Array {
  const [, line = ''] = Buffer.from(head).toString('latin1').trimStart().split('\n')
  return Buffer.from(line, 'base64')
}

/**
 * Takes the armour off as it is read, in constant memory: the library's own way needs all of it at once.
 * @throws {DyshopError} `sealed-damaged`
 */
export async function* withoutArmor(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let place: 'before' | 'inside' | 'after' = 'before'
  let isLast = false
  for await (const lines of linesOf(bytes)) {
    const body: string[] = []
    for (const line of lines) {
      if (place === 'inside' && line.trimEnd() === END) place = 'after'
      else if (place === 'inside') {
        if (isLast || line === '' || line.length > LINE_LENGTH) throw damaged()
        body.push(line)
        isLast = line.length < LINE_LENGTH || line.endsWith('=')
      } else if (place === 'before' && line.trimStart() === BEGIN) place = 'inside'
      else if (line.trim() !== '') throw damaged()
    }
    if (body.length > 0) yield decoded(body.join(''))
  }
  if (place !== 'after') throw damaged()
}

function decoded(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64')
  // Node passes over what is no base64.
  if (bytes.toString('base64') !== text) throw damaged()
  return bytes
}

/** Lines without their ends, as many at a time as came. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  let rest = ''
  for await (const chunk of bytes) {
    const lines = (rest + Buffer.from(chunk).toString('latin1')).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > LONGEST_LINE) throw damaged()
    yield lines.map((line) => line.replace(/\r$/, ''))
  }
  yield [rest]
}

function damaged(): DyshopError {
  return new DyshopError('sealed-damaged')
}
