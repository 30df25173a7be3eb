import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { dataOf } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_SHOP } from '../support/shops.ts'
import { DYSHOP, type Spawned, spawned } from '../support/spawned.ts'

const folder = useFolder()

beforeAll(async () => {
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', folder.at('archive')])
})

/** Runs the program with its output going to a disk that is full. */
async function intoFull(argv: readonly string[]): Promise<Spawned> {
  const full = await open('/dev/full', 'w')
  try {
    return await spawned(process.execPath, [DYSHOP, ...argv], { stdout: full.fd })
  } finally {
    await full.close()
  }
}

test.each([
  ['--version'],
  ['--help'],
  ['check'],
  ['check', '--json'],
  ['find', '2026-11-20'],
  ['notice'],
])('output that the disk has no room for is no success: %s %s', async (...argv) => {
  if (!existsSync('/dev/full')) return
  const isCommand = !argv[0]?.startsWith('--')
  const archive = isCommand ? ['--archive', folder.at('archive')] : []
  const { exitCode, stderr } = await intoFull([...argv.filter(Boolean), ...archive])
  expect(exitCode, stderr).toBe(7)
  expect(stderr).toMatch(/磁盘空间不足，没有写完(标准输出| 标准输出)|"code":"disk-full"/)
  expect(stderr).not.toMatch(/^\s+at /m)
})
