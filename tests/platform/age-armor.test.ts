import { armor } from 'age-encryption'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DyshopError } from '../../src/errors.ts'
import { sealedWith } from '../../src/platform/age.ts'
import { isArmored, withoutArmor } from '../../src/platform/age-armor.ts'

async function* inChunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size))
}

async function takenOff(text: string, size = 1000): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const chunk of withoutArmor(inChunks(text, size))) all.push(chunk)
  return Buffer.concat(all)
}

test('whatever was put into armour comes out of it, in whatever pieces it is read', async () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 400 })
  const property = fc.asyncProperty(
    bytes,
    fc.integer({ min: 1, max: 200 }),
    async (given, size) => {
      const text = armor.encode(given)
      expect(await takenOff(text, size)).toEqual(Buffer.from(given))
      expect(await takenOff(text.replaceAll('\n', '\r\n'), size)).toEqual(Buffer.from(given))
    },
  )
  await fc.assert(property, { numRuns: 300 })
})

test('what the library refuses is refused, wherever a character was changed or is missing', async () => {
  const text = armor.encode(new Uint8Array(130).fill(7))
  const outcomeOf = (read: () => Uint8Array | Promise<Uint8Array>) =>
    Promise.resolve()
      .then(read)
      .then(
        (bytes) => Buffer.from(bytes).toString('hex'),
        () => 'refused',
      )
  for (let at = 0; at < text.length; at++) {
    for (const put of ['', '=', '-', ' ', 'A', '\n', '\n\n']) {
      const changed = text.slice(0, at) + put + text.slice(at + 1)
      const wanted = await outcomeOf(() => armor.decode(changed))
      const where = `${JSON.stringify(put)} at ${at}`
      expect(await outcomeOf(() => takenOff(changed)), where).toBe(wanted)
    }
  }
})

test('what has no line ends is given up before it fills the memory', async () => {
  let read = 0
  const endless = (async function* () {
    yield Buffer.from('-----BEGIN AGE ENCRYPTED FILE-----\n')
    for (; read < 1000; read++) yield Buffer.alloc(1000, 'A')
  })()
  const drain = async () => {
    for await (const _ of withoutArmor(endless));
  }
  await expect(drain()).rejects.toBeInstanceOf(DyshopError)
  expect(read).toBeLessThan(5)
})

test.each([
  ['-> scrypt AAAA 18\n', 'passphrase'],
  ['-> X25519 AAAA\n', 'recipients'],
])('the first line of armour tells what opens it: %j', (stanza, by) => {
  const text = armor.encode(Buffer.from(`age-encryption.org/v1\n${stanza}${'A'.repeat(99)}`))
  for (const head of [text, text.replaceAll('\n', '\r\n'), `\n\n${text}`]) {
    expect(isArmored(Buffer.from(head))).toBe(true)
    expect(sealedWith(Buffer.from(head))).toBe(by)
  }
  expect(sealedWith(Buffer.from(text.slice(0, 50)))).toBe(null)
})
