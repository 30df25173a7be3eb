import { lstat } from 'node:fs/promises'

/** Whether anything stands at a path, be it a link that leads nowhere. */
export async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
