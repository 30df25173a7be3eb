import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { refuseLeaks } from './leaks.ts'

/** The program, for tests that start it in ways of their own; what it shows goes through {@link spawned}. */
export const DYSHOP = join(import.meta.dirname, '../../bin/dyshop.js')

export interface Spawned {
  stdout: string
  stderr: string
  exitCode: number | null
}

/**
 * Runs dyshop, or a shell that runs it, other than {@link dyshop} does; all that comes out is looked
 * through for leaks.
 * @param input for standard input, which is closed then; nothing by default
 * @param stdout where standard output goes instead; `gone` has its reader leave at once
 */
export async function spawned(
  program: string,
  argv: readonly string[],
  {
    cwd,
    env,
    input,
    stdout: into,
  }: {
    cwd?: string
    env?: Readonly<Record<string, string>>
    input?: string
    stdout?: number | 'gone'
  } = {},
): Promise<Spawned> {
  const { PATH = '', TMPDIR } = process.env
  const child = spawn(program, argv, {
    env: { PATH, ...(TMPDIR ? { TMPDIR } : {}), ...env },
    stdio: [
      input === undefined ? 'ignore' : 'pipe',
      typeof into === 'number' ? into : 'pipe',
      'pipe',
    ],
    ...(cwd ? { cwd } : {}),
  })
  const shown = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      shown[stream] += text
    })
  }
  if (into === 'gone') child.stdout?.destroy()
  child.stdin?.end(input)
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  refuseLeaks(argv, `${shown.stdout}\n${shown.stderr}`)
  return { ...shown, exitCode }
}
