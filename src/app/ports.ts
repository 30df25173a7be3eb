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

export interface WrittenFile {
  size: number
  sha256: string
}

/** A file on its way: nothing stands under its final name before `commit`. */
export interface AtomicFile {
  write(chunk: Uint8Array): Promise<void>
  /** SHA-256 of everything written; nothing can be written after it was asked for. */
  sha256(): string
  /** Makes what was written durable. @returns where it can be read back before it gets its name */
  settle(): Promise<string>
  /** Makes the file durable and gives it its name, or another one that is known only now. */
  commit(as?: string): Promise<WrittenFile>
  /** Throws it away. Harmless after `commit`. */
  discard(): Promise<void>
}

/** Writes files whole or not at all, readable by their owner only. */
export interface AtomicFiles {
  create(path: string): Promise<AtomicFile>
  write(path: string, content: string | Uint8Array): Promise<WrittenFile>
  makeFolder(path: string): Promise<void>
  remove(path: string): Promise<void>
  /** Removes a folder with everything in it: under its name it is whole or gone. */
  removeFolder(path: string): Promise<void>
  /**
   * Begins a folder that must not be there yet.
   * @throws {DyshopError} `folder-exists`
   */
  createFolder(path: string): Promise<AtomicFolder>
}

/** A folder on its way: nothing stands under its final name before `commit`. */
export interface AtomicFolder {
  /** Where it is while it has no name. */
  readonly path: string
  /** @param path relative to the folder */
  create(path: string): Promise<AtomicFile>
  /** Gives the folder its name; all its files are committed by then. */
  commit(): Promise<void>
  /** Throws it away with everything in it. Harmless after `commit`. */
  discard(): Promise<void>
}

/** Keeps everyone else from changing the archive. */
export interface Lock {
  release(): Promise<void>
}

/**
 * Takes the lock of a folder.
 * @throws {DyshopError} `archive-locked` with pid, host and since, while another run holds it
 */
export type TakeLock = (folder: string, command: string) => Promise<Lock>

export interface Deps {
  files: AtomicFiles
  takeLock: TakeLock
  clock: Clock
  progress: Progress
  interruption: Interruption
  log: Log
}
