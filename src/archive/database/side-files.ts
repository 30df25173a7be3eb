/** What SQLite keeps beside a database while it is open, and what a run that was cut off leaves there. */
const SIDE_SUFFIXES = ['-wal', '-shm', '-journal'] as const

/** Side files that change what a database holds the next time it is opened. */
const PENDING_SUFFIXES = ['-wal', '-journal'] as const

export function sideFilesOf(database: string): string[] {
  return SIDE_SUFFIXES.map((suffix) => `${database}${suffix}`)
}

export function pendingFilesOf(database: string): string[] {
  return PENDING_SUFFIXES.map((suffix) => `${database}${suffix}`)
}
