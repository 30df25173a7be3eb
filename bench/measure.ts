import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'

/** A command line of a competitor. */
export type Command = readonly [program: string, ...argv: string[]]

export interface Measured {
  seconds: number
  /** The most memory the process held at once; null where the system does not tell. */
  peakMb: number | null
  stdout: string
}

/** How often a running process is asked for its peak, which only grows. */
const POLL_MS = 25

/** Runs a program to its end. @throws {Error} when it fails with an exit code that is not expected */
export async function measure(
  [program, ...argv]: Command,
  expected: readonly number[] = [0],
): Promise<Measured> {
  const start = performance.now()
  const child = spawn(program, argv, { stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  let peakMb: number | null = null
  child.stdout.on('data', (text) => {
    stdout += text
  })
  child.stderr.on('data', (text) => {
    stderr += text
  })
  const poll = setInterval(() => {
    peakMb = peakOf(child.pid) ?? peakMb
  }, POLL_MS)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  clearInterval(poll)
  const seconds = (performance.now() - start) / 1000
  if (!expected.includes(code ?? -1)) {
    throw new Error(`${program} ${argv.join(' ')} ended with ${code}:\n${stderr.slice(0, 2000)}`)
  }
  return { seconds, peakMb, stdout }
}

/** Linux keeps the high-water mark of every process (proc(5), VmHWM). */
function peakOf(pid: number | undefined): number | null {
  try {
    const [, kb] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kb === undefined ? null : Number(kb) / 1024
  } catch {
    return null
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}
