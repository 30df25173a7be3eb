import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Finding } from '../../src/domain/finding.ts'
import { refuseLeaks } from './leaks.ts'

const PROGRAM = join(import.meta.dirname, '../../bin/dyshop.js')

/**
 * Every run at its most talkative. Tests that know what stderr says to the letter fail then; what counts
 * is that no run is stopped for what it showed.
 */
const IS_TALKATIVE = process.env.TALKATIVE === '1'

/** The one document that a command prints with `--json`. */
export interface Document<Data> {
  schemaVersion: number
  command: string
  complete: boolean
  findings: (Omit<Finding, 'args'> & { message: string })[]
  data: Data
}

/** The one object that a stop is with `--json`. */
export interface ErrorDocument {
  schemaVersion: number
  command: string
  error: { code: string; message: string; hint: string; exitCode: number }
}

/** How a run of the program ended. */
export interface Ended {
  stdout: string
  stderr: string
  exitCode: number | null
  signal: NodeJS.Signals | null
  /** All of stdout as one JSON document. */
  json<Data>(): Document<Data>
  /** The last line of stderr as an error. */
  error(): ErrorDocument
}

export interface RunOptions {
  cwd?: string
  env?: Readonly<Record<string, string>>
  /** Runs as another user, for what the superuser may do and others may not. */
  uid?: number
}

/** Runs the program in a process of its own, without a terminal, and waits for its end. */
export async function dyshop(argv: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return startDyshop(argv, options).ended
}

/** Starts the program; its process can be signalled while it works. */
export function startDyshop(
  argv: readonly string[],
  { cwd, env = {}, uid }: RunOptions = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  const { PATH = '', TMPDIR } = process.env
  const more = IS_TALKATIVE && !argv.includes('--quiet') ? ['--verbose'] : []
  const child = spawn(process.execPath, [PROGRAM, ...argv, ...more], {
    // Nothing of the tests' own surroundings, which may colour the output or name an archive.
    env: { PATH, ...(TMPDIR ? { TMPDIR } : {}), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd ? { cwd } : {}),
    ...(uid ? { uid, gid: uid } : {}),
  })
  const ended = endOf(child).then((end) => {
    refuseLeaks(argv, `${end.stdout}\n${end.stderr}`)
    return end
  })
  return { child, ended }
}

async function endOf(child: ChildProcess): Promise<Ended> {
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode, signal) => {
      resolve({
        stdout,
        stderr,
        exitCode,
        signal,
        json: <Data>() => JSON.parse(stdout) as Document<Data>,
        error: () => JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '') as ErrorDocument,
      })
    })
  })
}

/** Runs a command with `--json` that must succeed, and returns its document's data. */
export async function dataOf<Data>(
  argv: readonly string[],
  options: RunOptions = {},
): Promise<Data> {
  const ended = await dyshop([...argv, '--json'], options)
  if (ended.exitCode !== 0) {
    throw new Error(`dyshop ${argv.join(' ')} ended with ${ended.exitCode}:\n${ended.stderr}`)
  }
  return ended.json<Data>().data
}
