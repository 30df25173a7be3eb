/** A result that nobody may come to ask for: its failure must not end the process. */
export function quietly<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}
