/**
 * Loaded into the program ahead of everything else: another clock than the machine's. It begins at
 * CLOCK_START, goes on a millisecond with each look, and with each CLOCK_JUMP_AFTER looks leaps by
 * CLOCK_JUMP_MS, back and forth. Nothing in the program knows of it.
 */

const start = Date.parse(process.env.CLOCK_START)
const jumpMs = Number(process.env.CLOCK_JUMP_MS ?? 0)
const jumpAfter = Number(process.env.CLOCK_JUMP_AFTER ?? 1)
const RightDate = Date
let looks = 0

function now() {
  looks++
  const hasLeapt = Math.floor(looks / jumpAfter) % 2 === 1
  return start + looks + (hasLeapt ? jumpMs : 0)
}

class WrongDate extends RightDate {
  constructor(...args) {
    if (args.length === 0) super(now())
    else super(...args)
  }

  static now() {
    return now()
  }
}

globalThis.Date = WrongDate
