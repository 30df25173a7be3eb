import { rm } from 'node:fs/promises'
import { type Command, type Measured, measure, median } from './measure.ts'

/** One side of a race. */
export interface Runner {
  name: string
  command: Command
  /** Exit codes that are no failure; 0 when left out. */
  exitCodes?: readonly number[]
  /** What an earlier run left, which would make this one easier. */
  clear?: readonly string[]
  /** Takes the first turn only: for peers so slow that one turn tells enough. */
  isSlow?: boolean
}

/** How a runner did, over all of its turns. */
export interface Finish {
  name: string
  /** The median, in seconds. */
  seconds: number
  /** The highest of all turns. */
  peakMb: number | null
  stdout: string
}

/** Lets the runners take turns, so that whatever else the machine does hits all of them alike. */
export async function race(runners: readonly Runner[], turns: number): Promise<Finish[]> {
  const results = new Map<Runner, Measured[]>(runners.map((runner) => [runner, []]))
  for (let turn = 0; turn < turns; turn++) {
    for (const runner of runners) {
      if (turn > 0 && runner.isSlow) continue
      for (const path of runner.clear ?? []) await rm(path, { recursive: true, force: true })
      const measured = await measure(runner.command, runner.exitCodes)
      results.get(runner)?.push(measured)
      console.error(`${runner.name}: ${measured.seconds.toFixed(2)} s`)
    }
  }
  return runners.map((runner) => finishOf(runner, results.get(runner) ?? []))
}

function finishOf({ name }: Runner, turns: readonly Measured[]): Finish {
  const peaks = turns.flatMap(({ peakMb }) => (peakMb === null ? [] : [peakMb]))
  return {
    name,
    seconds: median(turns.map(({ seconds }) => seconds)),
    peakMb: peaks.length === 0 ? null : Math.max(...peaks),
    stdout: turns.at(-1)?.stdout ?? '',
  }
}
