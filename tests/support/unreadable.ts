import { UnreadableFile } from '../../src/sources/seller-files/table.ts'

/** What a read was refused with; undefined when it went through. Other errors are bugs. */
export async function refusal(
  read: () => Promise<unknown>,
): Promise<{ code: string; args: object } | undefined> {
  try {
    await read()
    return undefined
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { code: error.code, args: error.args }
  }
}
