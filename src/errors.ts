/**
 * Every way a command can stop, on one screen: error code → exit code. The words (what happened, why,
 * the next command) are in `cli/texts`, one entry per code and language.
 */

/** The published exit codes. Only ever added to. */
export const EXIT = {
  clear: 0,
  blocked: 1,
  usage: 2,
  incomplete: 3,
  credentials: 4,
  network: 5,
  damaged: 6,
  disk: 7,
  locked: 8,
  unfinished: 70,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

const EXIT_OF_ERROR = {
  usage: EXIT.usage,
  'no-paths': EXIT.usage,
  'path-not-found': EXIT.usage,
  'broken-link': EXIT.usage,
  'not-a-file': EXIT.usage,
  'nothing-to-read': EXIT.usage,
  'no-archive': EXIT.usage,
  'not-an-archive': EXIT.usage,
  'not-a-folder': EXIT.usage,
  'archive-too-new': EXIT.usage,
  'bad-shop-file': EXIT.usage,
  'shop-file-set': EXIT.usage,
  'bad-time': EXIT.usage,
  'bad-value': EXIT.usage,
  'bad-range': EXIT.usage,
  'unknown-column': EXIT.usage,
  'no-such-status': EXIT.usage,
  'bad-file-ending': EXIT.usage,
  'needs-out': EXIT.usage,
  'out-in-archive': EXIT.usage,
  'foreign-file': EXIT.usage,
  'out-is-original': EXIT.usage,
  'needs-terminal': EXIT.usage,
  'needs-api': EXIT.usage,
  'shop-name-unknown': EXIT.usage,
  'not-confirmed': EXIT.usage,
  'wrong-shop-name': EXIT.usage,
  'archive-redacted': EXIT.usage,
  'redact-unfinished': EXIT.usage,
  'redact-too-early': EXIT.blocked,
  'unread-originals': EXIT.usage,
  'not-redactable': EXIT.usage,
  'unknown-original': EXIT.usage,
  'file-exists': EXIT.usage,
  'mixed-keys': EXIT.usage,
  'linked-archive': EXIT.usage,
  'weak-passphrase': EXIT.usage,
  'unreadable-text': EXIT.usage,
  'bad-recipient': EXIT.usage,
  'bad-identity': EXIT.usage,
  'needs-identity': EXIT.usage,
  'needs-passphrase': EXIT.usage,
  'wrong-passphrase': EXIT.usage,
  'wrong-identity': EXIT.usage,
  'step-blocked': EXIT.blocked,
  'step-too-early': EXIT.blocked,
  'condition-disproved': EXIT.blocked,
  'api-url-insecure': EXIT.usage,
  'api-url-empty': EXIT.usage,
  'api-tls-unchecked': EXIT.usage,
  'bad-secret-file': EXIT.usage,
  'keychain-unavailable': EXIT.usage,
  'keychain-locked': EXIT.credentials,
  'api-no-credentials': EXIT.credentials,
  'api-other-host': EXIT.credentials,
  'credentials-damaged': EXIT.credentials,
  'credentials-too-new': EXIT.credentials,
  'api-key-refused': EXIT.credentials,
  'api-signature-refused': EXIT.credentials,
  'api-permission-missing': EXIT.credentials,
  'api-ip-refused': EXIT.credentials,
  'api-clock-wrong': EXIT.credentials,
  'api-authorisation-lapsed': EXIT.credentials,
  'api-code-refused': EXIT.credentials,
  'api-token-refused': EXIT.credentials,
  'api-other-shop': EXIT.credentials,
  'api-unreachable': EXIT.network,
  'api-bad-answer': EXIT.network,
  'api-throttled': EXIT.network,
  'api-busy': EXIT.network,
  'api-refused': EXIT.network,
  'archive-damaged': EXIT.damaged,
  'originals-missing': EXIT.damaged,
  'originals-lost': EXIT.damaged,
  'no-originals': EXIT.damaged,
  'not-sealable': EXIT.damaged,
  'sealed-damaged': EXIT.damaged,
  'sealed-foreign': EXIT.damaged,
  'unsafe-entry': EXIT.damaged,
  'disk-full': EXIT.disk,
  'no-permission': EXIT.disk,
  'read-only': EXIT.disk,
  'file-too-large': EXIT.disk,
  'disk-error': EXIT.disk,
  'file-in-use': EXIT.disk,
  'folder-exists': EXIT.disk,
  'folder-in-way': EXIT.disk,
  'symlink-in-way': EXIT.disk,
  'archive-locked': EXIT.locked,
  'archive-in-use': EXIT.locked,
  'archive-changing': EXIT.locked,
  'credentials-locked': EXIT.locked,
  interrupted: EXIT.interrupted,
  terminated: EXIT.terminated,
  bug: EXIT.unfinished,
} as const satisfies Record<string, ExitCode>

export type ErrorCode = keyof typeof EXIT_OF_ERROR

export const ERROR_CODES = Object.keys(EXIT_OF_ERROR) as ErrorCode[]

/** A stop: thrown anywhere, caught once in `main.ts`, worded there in the user's language. */
export class DyshopError extends Error {
  override readonly name = 'DyshopError'
  readonly code: ErrorCode
  readonly args: Readonly<Record<string, string | number>>
  readonly exitCode: ExitCode

  constructor(
    code: ErrorCode,
    args: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(`${code} ${JSON.stringify(args)}`, options)
    this.code = code
    this.args = args
    this.exitCode = EXIT_OF_ERROR[code]
  }
}

const ERROR_OF_ERRNO: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'read-only',
  EFBIG: 'file-too-large',
  EIO: 'disk-error',
  // A folder that is taken away under a run; also what Node makes of other errors of a recursive mkdir.
  ENOENT: 'disk-error',
  EBUSY: 'file-in-use',
  ENOTEMPTY: 'disk-error',
  ENXIO: 'disk-error',
  EMFILE: 'disk-error',
  ENFILE: 'disk-error',
  ENOTDIR: 'disk-error',
  EISDIR: 'folder-in-way',
  ERR_FS_EISDIR: 'folder-in-way',
  ENAMETOOLONG: 'disk-error',
  ELOOP: 'disk-error',
}

/** SQLite's primary result codes that mean the disk, not the data (https://sqlite.org/rescode.html). */
const ERROR_OF_SQLITE: Readonly<Record<number, ErrorCode>> = {
  3: 'no-permission',
  5: 'archive-in-use',
  6: 'archive-in-use',
  8: 'read-only',
  10: 'disk-error',
  11: 'archive-damaged',
  13: 'disk-full',
  14: 'no-permission',
  26: 'archive-damaged',
}

/**
 * The package's `all()` and `iterate()` leave the code out and give SQLite's own sentence for it alone,
 * which is as fixed as the code (https://sqlite.org/c3ref/errcode.html, sqlite3_errstr).
 */
const SQLITE_OF_SENTENCE: Readonly<Record<string, number>> = {
  'database is locked': 5,
  'attempt to write a readonly database': 8,
  'disk I/O error': 10,
  'database disk image is malformed': 11,
  'database or disk is full': 13,
  'unable to open database file': 14,
  'file is not a database': 26,
}

/**
 * Turns a failed system call or SQLite's refusal into the stop it means; leaves the rest alone.
 * @param database where the database is: SQLite itself names no place
 */
export function asDyshopError(error: unknown, database = ''): unknown {
  if (error instanceof DyshopError || !(error instanceof Error)) return error
  const { code, path: errorPath, errcode } = error as NodeJS.ErrnoException & { errcode?: number }
  const sqlite =
    errcode ?? (code === 'ERR_SQLITE_ERROR' ? SQLITE_OF_SENTENCE[error.message] : undefined)
  const meaning =
    (code && ERROR_OF_ERRNO[code]) ||
    (sqlite === undefined ? undefined : ERROR_OF_SQLITE[sqlite & 0xff])
  if (!meaning) return error
  const path = errorPath ?? (sqlite === undefined ? '' : database)
  return new DyshopError(meaning, { path, reason: code ?? '' }, { cause: error })
}
