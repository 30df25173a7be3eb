/** A stretch of time that one walk covers, in Unix seconds; rows at both ends are wanted. */
export interface Window {
  readonly from: number
  readonly to: number
  /** How often it was halved because its rows would not keep still. */
  readonly splits?: number
}

/**
 * Cuts a window into equal parts. No list says for sure whether its right edge belongs to it, so each
 * part begins at the end of the one before: a row on the border comes once or twice, never not at all.
 */
export function splitWindow({ from, to, splits = 0 }: Window, parts: number): Window[] {
  const count = Math.max(1, Math.min(parts, to - from))
  const border = (index: number) => from + Math.floor(((to - from) * index) / count)
  return Array.from({ length: count }, (_, index) => ({
    from: border(index),
    to: border(index + 1),
    ...(splits > 0 ? { splits } : {}),
  }))
}

/** Whether parts of the window would be shorter than it is. */
export function canSplit({ from, to }: Window): boolean {
  return to - from >= 2
}

/** Windows of at most `seconds` that cover a stretch, oldest first. */
export function windowsOfAtMost(seconds: number, { from, to }: Window): Window[] {
  if (to <= from) return to === from ? [{ from, to }] : []
  return splitWindow({ from, to }, Math.ceil((to - from) / seconds))
}
