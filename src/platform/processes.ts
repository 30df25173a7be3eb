import { readFileSync } from 'node:fs'

/** What a process has instead of a start that has ended and that nobody has asked about. */
const DEAD = 'dead'

/** Field 22 of /proc/PID/stat (proc(5)); null where there is no such file. */
export function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A zombie still has its number and its start.
    return 'ZXx'.includes(fields[0] ?? '') ? DEAD : (fields[19] ?? null)
  } catch {
    return null
  }
}

/** Whether a process of this machine still runs; one that has ended and was not asked about does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return processStart(pid) !== DEAD
}
