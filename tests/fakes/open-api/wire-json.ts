/** What the platform sends: int64 are BigInt here and digits on the wire. */
export type Wire =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly Wire[]
  | { readonly [key: string]: Wire | undefined }

/** JSON text in which a BigInt is a bare number, as the platform writes int64. */
export function wireText(value: Wire): string {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[${value.map(wireText).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value as { [key: string]: Wire | undefined })
    return `{${pairs
      .filter(([, each]) => each !== undefined)
      .map(([key, each]) => `${JSON.stringify(key)}:${wireText(each as Wire)}`)
      .join(',')}}`
  }
  return JSON.stringify(value)
}
