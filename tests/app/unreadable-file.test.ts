import { writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { backup } from '../../src/app/backup.ts'
import { verify } from '../../src/app/verify.ts'
import { fileHashes } from '../support/archive-content.ts'
import { realDeps } from '../support/deps.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
const toolVersion = 'test'

test('a file that cannot be read is kept, told of each time, and leaves the archive whole', async () => {
  const root = folder.free()
  const path = folder.free('notes.csv')
  await writeFile(path, 'fruit,colour,taste\napple,red,sweet\n')
  await backup({ paths: [EXAMPLE_SHOP], root, toolVersion }, realDeps())

  const first = await backup({ paths: [path], root, toolVersion }, realDeps())
  expect(first.complete).toBe(false)
  expect((await verify({ root, deep: true }, realDeps())).data.damaged).toEqual([])
  const before = await fileHashes(root)

  const again = await backup({ paths: [path], root, toolVersion }, realDeps())
  expect(again.complete).toBe(false)
  expect(again.findings).toEqual(first.findings)
  expect(await fileHashes(root)).toEqual(before)
})
