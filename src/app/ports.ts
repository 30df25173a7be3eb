import type { FindingArgs, FindingCode } from '../domain/finding.ts'
import type { Secret } from '../domain/privacy/secret.ts'

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

export type ProgressTask = 'reading' | 'writing' | 'checking' | 'fetching'

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

/** A file that grows: what was appended is durable when the call returns. */
export interface GrowingFile {
  /** Bytes in it now. */
  readonly size: number
  /** @returns where the bytes begin */
  append(bytes: Uint8Array): Promise<number>
  close(): Promise<void>
}

/** Writes files whole or not at all, readable by their owner only. */
export interface AtomicFiles {
  create(path: string): Promise<AtomicFile>
  write(path: string, content: string | Uint8Array): Promise<WrittenFile>
  makeFolder(path: string): Promise<void>
  /** Makes a file that must not be there yet, to be appended to. */
  grow(path: string): Promise<GrowingFile>
  /** Cuts off what stands behind `size` bytes. */
  cut(path: string, size: number): Promise<void>
  /** Gives what is whole already, a file or a folder, another name on the same disk. */
  move(from: string, to: string): Promise<void>
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
  /** The program of the thread that takes long texts apart; null to do it where the rest is done. */
  rowThread: URL | null
}

/** A file without a name, for what does not fit the memory while something is read. */
export interface ScratchFile {
  /** Writes pieces one after the other. @returns where the first of them starts */
  append(...pieces: readonly Uint8Array[]): number
  read(position: number, length: number): Buffer
  close(): void
}

/** Opens one where people's data may stand. @throws what the system says, such as ENOSPC */
export type OpenScratch = () => ScratchFile

/** The clock of requests and the waiting between them, so that tests need no real time. */
export interface Time extends Clock {
  /** Milliseconds since some moment, never going back; for distances between requests. */
  monotonicMs(): number
  /** @throws the reason of the signal that stopped the work meanwhile */
  sleep(delayMs: number): Promise<void>
}

export interface HttpRequest {
  url: string
  headers: Readonly<Record<string, string>>
  /** Sent byte for byte: it is what was signed. */
  body: string
}

export interface HttpAnswer {
  status: number
  /** Seconds, as the header said it; null without the header. */
  retryAfter: string | null
  body: Uint8Array
}

/**
 * How a request leaves the machine. POSTs once; never follows a redirect, never retries.
 * @throws {DyshopError} `api-unreachable` when no whole answer came, `api-bad-answer` when it grew
 *   over the cap, `api-url-insecure` for plain http to another machine
 */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>

/** The merchant's app, as `dyshop login` keeps it. */
export interface StoredApp {
  appKey: string
  appSecret: Secret
  shopId: string | null
}

/** A pair of tokens and the shop they open. */
export interface StoredToken {
  accessToken: Secret
  refreshToken: Secret
  /** Milliseconds since 1970. */
  expiresAtMs: number
  refreshExpiresAtMs: number
  shopId: string
  shopName: string
}

/**
 * Where credentials rest between runs, those of each host apart; shared by all dyshop processes of this
 * user.
 * @throws {DyshopError} from whatever reads: `credentials-damaged`, `keychain-locked`
 */
export interface CredentialStore {
  /** @param host an origin, such as `https://openapi.example`: nothing that is kept for it is for another */
  of(host: string): HostCredentials
  /** The hosts that someone has logged in to. */
  hosts(): Promise<string[]>
  /** Where credentials rest, for people. */
  readonly place: string
  /** Whether any app or token is kept. */
  hasAny(): Promise<boolean>
  /** The keychain that has the key to them; null where they rest as they are. */
  keychain(): Promise<string | null>
  /** Forgets every app and every token of every host. @returns whether there was anything */
  forgetAll(): Promise<boolean>
}

/** What is kept for one host, and may be sent to that host alone. */
export interface HostCredentials {
  app(): Promise<StoredApp | null>
  /**
   * In place of what cannot be read any more, too.
   * @param isInKeychain whether all that is stored shall be encrypted with a key in the system's
   *   keychain, or rest in the file as it is
   * @throws {DyshopError} `keychain-unavailable`
   */
  saveApp(app: StoredApp, isInKeychain: boolean): Promise<void>
  /** @param shopId null finds the only shop of the app; null is also the answer when there are more */
  token(appKey: string, shopId: string | null): Promise<StoredToken | null>
  saveToken(appKey: string, token: StoredToken): Promise<void>
  /**
   * Runs `work` while no other process renews a token.
   * @throws {DyshopError} `credentials-locked` after a minute of waiting
   */
  locked<T>(work: () => Promise<T>): Promise<T>
}
