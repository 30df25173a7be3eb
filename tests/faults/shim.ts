import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { refuseLeaks } from '../support/leaks.ts'

const run = promisify(execFile)
const PROGRAM = join(import.meta.dirname, '../../bin/dyshop.js')
/** A run that takes longer hangs. */
const LONGEST_RUN_MS = 60_000

/** Why runs cannot be disturbed here; undefined when they can. On a CI machine they must be. */
export const shimMissing = findMissing()

function findMissing(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const hasCompiler = folders.some((folder) => existsSync(join(folder, 'gcc')))
  if (process.platform === 'linux' && hasCompiler) return undefined
  const reason = 'faults need Linux and a C compiler: apt-get install gcc libc6-dev'
  if (process.env.CI === 'true') throw new Error(reason)
  return reason
}

/** What happens to the N-th call that changes a file. */
export interface Fault {
  /** From 1 on; 0 only counts the calls. */
  at: number
  kind: FaultKind
}

export const ERRNOS = { EIO: 5, EACCES: 13, EFBIG: 27, ENOSPC: 28, EROFS: 30 } as const

/** The process ends at once, or the call and all later ones fail. */
export type FaultKind = 'kill' | keyof typeof ERRNOS

export interface Disturbed {
  exitCode: number | null
  signal: NodeJS.Signals | null
  /** Calls below the folder; null when the process did not end by itself. */
  calls: number | null
  stderr: string
}

/** Runs dyshop on a file system that fails below one folder. */
export class FaultyDisk {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  static async make(): Promise<FaultyDisk> {
    const folder = await mkdtemp(join(tmpdir(), 'dyshop-faults-'))
    const source = join(import.meta.dirname, 'fail-nth.c')
    await run('gcc', ['-shared', '-fPIC', '-O1', '-o', join(folder, 'fail.so'), source, '-ldl'])
    return new FaultyDisk(folder)
  }

  async run(argv: readonly string[], root: string, { at, kind }: Fault): Promise<Disturbed> {
    const countFile = join(this.#folder, `${process.hrtime.bigint()}.count`)
    const child = spawn(process.execPath, [PROGRAM, ...argv], {
      env: {
        PATH: process.env.PATH ?? '',
        LD_PRELOAD: join(this.#folder, 'fail.so'),
        FAULT_ROOT: root,
        FAULT_AT: String(at),
        FAULT_KIND: kind === 'kill' ? kind : String(ERRNOS[kind]),
        FAULT_COUNT: countFile,
        ...(kind === 'kill' ? {} : { FAULT_STICKY: '1' }),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: LONGEST_RUN_MS,
    })
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    const [exitCode, signal] = await new Promise<[number | null, NodeJS.Signals | null]>(
      (resolve, reject) => {
        child.on('error', reject)
        child.on('close', (code, by) => resolve([code, by]))
      },
    )
    refuseLeaks(argv, stderr)
    const count = await readFile(countFile, 'utf8').catch(() => null)
    await rm(countFile, { force: true })
    return { exitCode, signal, calls: count === null ? null : Number(count), stderr }
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }
}
