import type { FindingArgs, FindingCode } from '../domain/finding.ts'

/** What the use cases need from outside. Real ones are in `platform/`, fakes in `tests/fakes/`. */

export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
}

/** Shows that a long piece of work goes on. All calls are cheap enough to make per batch. */
export interface Progress {
  /** Begins a piece of work of `total` units (bytes or rows); null when the size is not known. */
  start(task: ProgressTask, total: number | null): void
  advance(units: number, rows: number): void
  done(): void
}

export type ProgressTask = 'reading' | 'writing' | 'checking'

/** Lets a first Ctrl-C stop the work between two safe points. */
export interface Interruption {
  /** @throws {DyshopError} `interrupted` or `terminated` once the user asked to stop */
  check(): void
}

/** Diagnostics for `--verbose`, on stderr. Never a cell's text, a secret or a buyer's data. */
export interface Log {
  debug(message: string, facts?: Readonly<Record<string, string | number | boolean | null>>): void
  /** Something the user should know although nothing is wrong, worded by the reporter. */
  note(code: FindingCode, args?: FindingArgs): void
}

export interface Deps {
  clock: Clock
  progress: Progress
  interruption: Interruption
  log: Log
}
