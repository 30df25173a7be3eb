/** The exact sum of plain decimals, with as many decimals as the most precise of them. */
export function decimalSum(amounts: readonly string[]): string {
  const decimals = Math.max(0, ...amounts.map(decimalsOf))
  let sum = 0n
  for (const amount of amounts) {
    sum += BigInt(amount.replace('.', '') + '0'.repeat(decimals - decimalsOf(amount)))
  }
  return placePoint(sum, decimals)
}

function decimalsOf(amount: string): number {
  const point = amount.indexOf('.')
  return point < 0 ? 0 : amount.length - point - 1
}

function placePoint(value: bigint, decimals: number): string {
  if (decimals === 0) return String(value)
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, '0')
  const sign = value < 0n ? '-' : ''
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
