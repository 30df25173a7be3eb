import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { backup } from '../../src/app/backup.ts'
import type { BackupResult } from '../../src/app/results.ts'
import { databaseContent, fileHashes } from '../support/archive-content.ts'
import { realDeps } from '../support/deps.ts'
import { useFolder } from '../support/folder.ts'
import { type WrittenShop, writtenShop } from '../support/shops.ts'

const folder = useFolder()
let shop: WrittenShop
let content: Record<string, string>

beforeAll(async () => {
  shop = await writtenShop('small', 7, folder.at('shop'))
  await imported(folder.at('archive'), [shop.paths])
  content = await databaseContent(folder.at('archive'))
})

/** Backs up batches of files one after the other, each file given by itself. */
async function imported(
  root: string,
  batches: readonly (readonly string[])[],
): Promise<BackupResult[]> {
  const results: BackupResult[] = []
  for (const batch of batches) {
    const paths = batch.map((path) => join(shop.folder, path))
    const { data } = await backup({ paths, root, toolVersion: 'test' }, realDeps())
    results.push(data)
  }
  return results
}

test('any order of files, any split into runs and any repetition give the same content', async () => {
  const all = shop.paths
  const runs = fc.record({
    order: fc.shuffledSubarray(all, { minLength: all.length }),
    repeated: fc.array(fc.constantFrom(...all), { maxLength: 4 }),
    cuts: fc.array(fc.nat(all.length), { maxLength: 3 }),
  })
  await fc.assert(
    fc.asyncProperty(runs, async ({ order, repeated, cuts }) => {
      const root = folder.free()
      await imported(root, cutAt([...order, ...repeated], cuts))
      expect(await databaseContent(root)).toEqual(content)
    }),
    { numRuns: 12, seed: 111 },
  )
})

test('importing everything twice changes nothing, not even the manifest', async () => {
  const root = folder.free()
  const [first] = await imported(root, [shop.paths])
  const before = await fileHashes(root)
  const [second] = await imported(root, [shop.paths])
  expect(await fileHashes(root)).toEqual(before)
  expect(second?.imports).toHaveLength(first?.imports.length ?? 0)
  for (const { file, rows, unchanged, rejected, duplicateOf } of second?.imports ?? []) {
    expect({ rows, duplicateOf }).toEqual({ rows: unchanged + rejected, duplicateOf: file })
  }
})

test('the same bytes under another name are known again by their first name', async () => {
  const root = folder.free()
  const given = shop.paths.find((path) => path.startsWith('资金/QIC/')) ?? ''
  const copy = folder.free('copy.csv')
  await writeFile(copy, await readFile(join(shop.folder, given)))
  await imported(root, [[given]])
  const { data } = await backup({ paths: [copy], root, toolVersion: 'test' }, realDeps())
  expect(data.imports).toMatchObject([{ added: 0, duplicateOf: given.split('/').at(-1) }])
})

/** Pieces of a list, none of them empty. */
function cutAt<T>(items: readonly T[], cuts: readonly number[]): T[][] {
  const ends = [...new Set([...cuts, items.length])].sort((a, b) => a - b)
  return ends
    .map((end, index) => items.slice(ends[index - 1] ?? 0, end))
    .filter((piece) => piece.length > 0)
}
