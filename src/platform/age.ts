import type { Identity } from 'age-encryption'
import { DyshopError } from '../errors.ts'
import { headInArmor, isArmored } from './age-armor.ts'
import { bytesOf, streamOf } from './web-stream.ts'

/** What closes a sealed file: a passphrase, or the public keys (`age1…`) of those who may open it. */
export type SealKey = { passphrase: string } | { recipients: readonly string[] }

/** What opens one: the passphrase, secret keys, or, while it is being checked, its own file key. */
export type OpenKey =
  | { passphrase: string }
  | { identities: readonly string[] }
  | { fileKey: Uint8Array }

/** How a sealed file was closed, as its first lines tell. */
export type SealedWith = 'passphrase' | 'recipients'

/** age's own: https://age-encryption.org/v1. */
const MAGIC = 'age-encryption.org/v1\n'

/** The first bytes of a file that tell what opens it, also in armour and behind blank lines. */
export const HEAD_BYTES = 512

/** @returns null for bytes that do not begin a file of age */
export function sealedWith(head: Uint8Array): SealedWith | null {
  const text = Buffer.from(isArmored(head) ? headInArmor(head) : head).toString('latin1')
  if (!text.startsWith(`${MAGIC}-> `)) return null
  return text.startsWith(`${MAGIC}-> scrypt `) ? 'passphrase' : 'recipients'
}

/**
 * Encrypts as it is read, in constant memory.
 * @returns the bytes, and the key with which they can be read back: whoever seals for others holds no
 *   secret key of theirs
 * @throws {DyshopError} `bad-recipient`
 */
export async function encrypt(
  plain: AsyncIterable<Uint8Array>,
  key: SealKey,
): Promise<{ bytes: AsyncIterable<Uint8Array>; opensWith: OpenKey }> {
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  if ('passphrase' in key) {
    encrypter.setPassphrase(key.passphrase)
    return { bytes: bytesOf(await encrypter.encrypt(streamOf(plain))), opensWith: key }
  }
  for (const recipient of key.recipients) addRecipient(encrypter, recipient)
  let fileKey = new Uint8Array()
  encrypter.addRecipient({
    // Learns the key of this one file, and adds nobody to those who can open it.
    wrapFileKey(made) {
      fileKey = Uint8Array.from(made)
      return []
    },
  })
  const encrypted = await encrypter.encrypt(streamOf(plain))
  return { bytes: bytesOf(encrypted), opensWith: { fileKey } }
}

function addRecipient(
  encrypter: InstanceType<typeof import('age-encryption')['Encrypter']>,
  recipient: string,
): void {
  try {
    encrypter.addRecipient(recipient)
  } catch (error) {
    throw new DyshopError('bad-recipient', { key: shown(recipient) }, { cause: error })
  }
}

/** A secret key that was given in the place of a public one must not come to light. */
function shown(recipient: string): string {
  return /^age1/i.test(recipient) ? `${recipient.slice(0, 12)}…` : '…'
}

/**
 * Decrypts as it is read, in constant memory. The last bytes prove that nothing was cut off: who does
 * not read to the end knows nothing.
 * @throws {DyshopError} `wrong-passphrase`, `wrong-identity`, `bad-identity`, `sealed-damaged`
 */
export async function* decrypt(
  bytes: AsyncIterable<Uint8Array>,
  key: OpenKey,
): AsyncGenerator<Uint8Array> {
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  if ('passphrase' in key) decrypter.addPassphrase(key.passphrase)
  else if ('fileKey' in key) decrypter.addIdentity({ unwrapFileKey: () => key.fileKey })
  else for (const identity of key.identities) addIdentity(decrypter, identity)
  let noneFits = false
  // Asked last, so only when none of the others could open it.
  const last: Identity = {
    unwrapFileKey() {
      noneFits = true
      return null
    },
  }
  decrypter.addIdentity(last)
  try {
    yield* bytesOf(await decrypter.decrypt(streamOf(bytes)))
  } catch (error) {
    if (isOurDisk(error)) throw error
    const code = 'passphrase' in key ? 'wrong-passphrase' : 'wrong-identity'
    throw new DyshopError(noneFits ? code : 'sealed-damaged', {}, { cause: error })
  }
}

function addIdentity(
  decrypter: InstanceType<typeof import('age-encryption')['Decrypter']>,
  identity: string,
): void {
  try {
    decrypter.addIdentity(identity)
  } catch {
    // The cause would quote the key.
    throw new DyshopError('bad-identity', { path: '' })
  }
}

/** A stop, or a failed system call: anything else that decrypting throws is about the bytes. */
function isOurDisk(error: unknown): boolean {
  return error instanceof DyshopError || typeof (error as NodeJS.ErrnoException).errno === 'number'
}
