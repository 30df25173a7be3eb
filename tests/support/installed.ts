import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where a program is that has one of these names; undefined where there is none. */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))
}

/**
 * Why tests that need a program cannot run here; undefined when they can. On a CI machine they must
 * run, so its absence is an error there.
 */
export function missingProgram(...names: readonly string[]): string | undefined {
  if (findProgram(...names) !== undefined) return undefined
  const reason = `${names[0]} is not installed: apt-get install ${names[0]}`
  if (process.env.CI === 'true') throw new Error(reason)
  return reason
}
