import { execFileSync } from 'node:child_process'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TEST_RECIPIENT } from '../support/age.ts'
import { fileHashes } from '../support/archive-content.ts'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_SHOP } from '../support/shops.ts'
import { DYSHOP, spawned } from '../support/spawned.ts'

const folder = useFolder()

/** A real file system of a size, as root on Linux can make one. */
function mounted(size: string, at: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', at], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('a real disk of 1 MB', () => {
  const disk = () => folder.at('disk')
  const archive = () => join(disk(), 'archive')
  let isThere = false

  beforeAll(async () => {
    await mkdir(disk())
    isThere = process.platform === 'linux' && mounted('1m', disk())
  })
  afterAll(() => {
    if (isThere) execFileSync('umount', [disk()])
  })

  test('is told to be full, and nothing is called an archive; with more room the same command goes on', async ({
    skip,
  }) => {
    if (!isThere) skip('a file system of a size needs the rights to mount one')
    const backup = ['backup', EXAMPLE_SHOP, '--archive', archive()]
    const ended = await dyshop([...backup, '--json'])
    expect(ended).toMatchObject({ exitCode: 7, stdout: '' })
    expect(ended.error().error.code).toBe('disk-full')
    expect(ended.error().error.message).toMatch(/没有写完 .*（大约需要 [2-9] MB，那里剩余 0 MB）$/)
    expect((await readdir(archive())).filter((name) => name.endsWith('.xlsx'))).toEqual([])
    expect((await dyshop(['verify', '--archive', archive()])).exitCode).not.toBe(0)
    execFileSync('mount', ['-o', 'remount,size=64m', disk()])
    expect((await dyshop(backup)).exitCode).toBe(0)
    expect((await dyshop(['verify', '--deep', '--archive', archive()])).exitCode).toBe(0)

    const whole = await fileHashes(archive())
    execFileSync('mount', ['-o', 'remount,size=3m', disk()])
    const out = join(disk(), 'shop.tar.age')
    for (const argv of [
      ['seal', '--recipient', TEST_RECIPIENT, '--out', out],
      ['redact', '--now', '--confirm', 'archive'],
    ]) {
      const full = await dyshop([...argv, '--archive', archive(), '--json'])
      const { error } = full.error()
      expect(error).toMatchObject({ code: 'disk-full', exitCode: 7 })
      // What is sealed has a size; what is left of the originals is only known afterwards.
      const begun = argv[0] === 'seal' ? '还没有开始写' : '没有写完'
      expect(error.message).toContain(begun)
      expect(error.message).toMatch(/（大约需要 [1-9]\d* MB，那里剩余 \d MB）$/)
      expect(await readdir(disk())).toEqual(['archive'])
      expect(await fileHashes(archive())).toEqual(whole)
    }
  })
})

test.skipIf(process.platform !== 'linux')(
  'where no folder can be made in one that is there, it stops with 7 instead of trying for ever',
  async () => {
    const backup = [DYSHOP, 'backup', EXAMPLE_SHOP]
    for (const [place, line] of [
      ['of the system', 'cd /proc && exec "$0" "$@"'],
      ['that is gone', 'cd "$(mktemp -d)" && rmdir "$PWD" && exec "$0" "$@"'],
    ] as const) {
      const ended = await spawned('sh', ['-c', line, process.execPath, ...backup])
      expect(ended, place).toMatchObject({ exitCode: 7, stdout: '' })
      expect(ended.stderr, place).toContain('建议：')
    }
  },
)

test.skipIf(process.platform === 'win32')(
  'a limit on the size of a file stops every backup with 7, wherever it is met',
  async () => {
    for (const blocks of [1, 8, 60, 400]) {
      const root = folder.free()
      const line = `ulimit -f ${blocks}; exec "$0" "$@"`
      const argv = [DYSHOP, 'backup', EXAMPLE_SHOP, '--archive', root, '--quiet']
      const { exitCode } = await spawned('sh', ['-c', line, process.execPath, ...argv])
      expect(exitCode, `${blocks} blocks`).toBe(7)
      const left = await readdir(root).catch(() => [] as string[])
      expect(left).not.toContain('manifest.json')
      await rm(root, { recursive: true, force: true })
    }
  },
)
