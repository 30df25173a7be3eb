import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'

/** A real folder for the tests of one file, removed after the last of them. */
export interface TestFolder {
  /** A path in the folder. */
  at(...names: string[]): string
  /** A path in it that nobody else was given. */
  free(name?: string): string
}

export function useFolder(): TestFolder {
  let root = ''
  let count = 0
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'dyshop-test-'))
  })
  afterAll(async () => {
    await rm(root, { recursive: true, force: true })
  })
  return {
    at: (...names) => join(root, ...names),
    free: (name = 'folder') => join(root, `${++count}-${name}`),
  }
}
