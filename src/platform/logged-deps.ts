import type { AtomicFile, AtomicFiles, Deps, Log, Progress } from '../app/ports.ts'
import { maskFreeText } from '../domain/privacy/masking.ts'

/**
 * Tells `--verbose` what every command does on the disk and how long each part takes: locks, files as
 * they get their names, and stretches of work with their counts. Never what is in a file.
 */
export function loggedDeps(deps: Deps, now: () => number): Deps {
  const { log } = deps
  return {
    ...deps,
    files: loggedFiles(deps.files, log),
    progress: loggedProgress(deps.progress, log, now),
    async takeLock(folder, command) {
      const lock = await deps.takeLock(folder, command)
      log.debug('locked', { folder: shown(folder), command })
      return {
        async release() {
          await lock.release()
          log.debug('unlocked', { folder: shown(folder) })
        },
      }
    },
  }
}

/** People type names of files: one may hold a phone number. */
function shown(path: string): string {
  return maskFreeText(path)
}

function loggedFiles(files: AtomicFiles, log: Log): AtomicFiles {
  const saved = (path: string, { size, sha256 }: { size: number; sha256: string }) =>
    log.debug('saved', { path: shown(path), bytes: size, sha256: sha256.slice(0, 12) })
  return {
    ...files,
    create: async (path) => loggedFile(await files.create(path), path, saved),
    async write(path, content) {
      const written = await files.write(path, content)
      saved(path, written)
      return written
    },
    async remove(path) {
      await files.remove(path)
      log.debug('removed', { path: shown(path) })
    },
    async removeFolder(path) {
      await files.removeFolder(path)
      log.debug('removed', { path: shown(path) })
    },
  }
}

function loggedFile(
  file: AtomicFile,
  path: string,
  saved: (path: string, written: { size: number; sha256: string }) => void,
): AtomicFile {
  return {
    write: (chunk) => file.write(chunk),
    sha256: () => file.sha256(),
    settle: () => file.settle(),
    discard: () => file.discard(),
    async commit(as) {
      const written = await file.commit(as)
      saved(as ?? path, written)
      return written
    },
  }
}

function loggedProgress(progress: Progress, log: Log, now: () => number): Progress {
  let task = ''
  let begun = 0
  let units = 0
  let rows = 0
  return {
    start(next, total) {
      task = next
      begun = now()
      units = 0
      rows = 0
      progress.start(next, total)
    },
    advance(moreUnits, moreRows) {
      units += moreUnits
      rows += moreRows
      progress.advance(moreUnits, moreRows)
    },
    done() {
      progress.done()
      if (task === '') return
      log.debug('done', { task, units, rows, milliseconds: Math.round(now() - begun) })
      task = ''
    },
  }
}
