/**
 * The known name that somebody most likely meant: the same letters in another spelling (`noticeStart`),
 * or with a slip or two (`notice_strat`). None where it may as well be something else.
 */
export function nearestName(typed: string, known: readonly string[]): string | null {
  const ranked = known
    .map((name) => ({ name, slips: slipsBetween(letters(typed), letters(name)) }))
    .sort((a, b) => a.slips - b.slips)
  const [best] = ranked
  if (!best) return null
  return best.slips <= Math.max(1, Math.floor(letters(best.name).length / 4)) ? best.name : null
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** Letters to add, drop, change or swap with their neighbour to make one text of the other. */
function slipsBetween(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row++) {
    const next = [row]
    for (let at = 1; at <= b.length; at++) {
      const isSame = a[row - 1] === b[at - 1]
      const isSwap = row > 1 && at > 1 && a[row - 1] === b[at - 2] && a[row - 2] === b[at - 1]
      next[at] = Math.min(
        (last[at] ?? 0) + 1,
        (next[at - 1] ?? 0) + 1,
        (last[at - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (before[at - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = last
    last = next
  }
  return last[b.length] ?? 0
}
