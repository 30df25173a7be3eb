import { Buffer } from 'node:buffer'
import type { ByteSource } from '../bytes.ts'
import { UnreadableFile } from '../table.ts'

/** The first bytes of a compound file ([MS-CFB] 2.2): an .xls, or a workbook with a password. */
const OLE_SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex')

/** The stream that holds an encrypted workbook ([MS-OFFCRYPTO] 1.3.2), as the directory names it. */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le')

/** @throws {UnreadableFile} `encrypted-workbook` or `old-xls` when the bytes are a compound file */
export async function refuseCompoundFile(bytes: ByteSource): Promise<void> {
  const start = await bytes.read(0, OLE_SIGNATURE.length)
  if (!start.equals(OLE_SIGNATURE)) return
  const isEncrypted = await contains(bytes, ENCRYPTED_STREAM)
  throw new UnreadableFile(isEncrypted ? 'encrypted-workbook' : 'old-xls')
}

async function contains(bytes: ByteSource, wanted: Buffer): Promise<boolean> {
  let carried = Buffer.alloc(0)
  for await (const chunk of bytes.chunks()) {
    const joined = Buffer.concat([carried, chunk])
    if (joined.includes(wanted)) return true
    carried = joined.subarray(Math.max(0, joined.length - wanted.length))
  }
  return false
}
