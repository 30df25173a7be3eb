import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { DyshopError } from '../errors.ts'
import type { Keychain } from './keychain.ts'

/** A text that only the key in the system's keychain opens (AES-256-GCM); all but `kept` in base64. */
export interface Sealed {
  keychain: string
  /** By what the keychain finds the key. */
  kept: string
  iv: string
  tag: string
  data: string
}

/** A key and how the keychain finds it. */
export interface KeptKey {
  key: Buffer
  kept: string
}

/**
 * Makes a key and gives it to the keychain, and reads it back before anything depends on it: not every
 * such program says so when it has kept nothing.
 * @throws {DyshopError} `keychain-unavailable`
 */
export async function makeKey(keychain: Keychain | null): Promise<KeptKey> {
  // Digits and letters alone, so that no program has anything to quote.
  const text = randomBytes(32).toString('hex')
  try {
    if (!keychain) throw new Error('none on this system')
    const kept = await keychain.keep(text)
    if ((await keychain.find(kept)) !== text) throw new Error('another key came back')
    return { key: Buffer.from(text, 'hex'), kept }
  } catch {
    throw new DyshopError('keychain-unavailable', { name: keychain?.name ?? process.platform })
  }
}

/** @throws {DyshopError} `keychain-locked` */
export async function findKey(keychain: Keychain | null, sealed: Sealed): Promise<KeptKey> {
  const text = await keychain?.find(sealed.kept).catch(() => null)
  if (!text || !/^[0-9a-f]{64}$/.test(text)) {
    throw new DyshopError('keychain-locked', { name: sealed.keychain })
  }
  return { key: Buffer.from(text, 'hex'), kept: sealed.kept }
}

export function seal(text: string, { key, kept }: KeptKey, keychain: string): Sealed {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return {
    ...{ keychain, kept },
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  }
}

/** @throws {DyshopError} `keychain-locked` when it was sealed with another key, or altered */
export function unseal({ keychain, iv, tag, data }: Sealed, { key }: KeptKey): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'), {
      authTagLength: 16,
    })
    decipher.setAuthTag(Buffer.from(tag, 'base64'))
    const text = Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()])
    return text.toString('utf8')
  } catch {
    throw new DyshopError('keychain-locked', { name: keychain })
  }
}
