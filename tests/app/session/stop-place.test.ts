import { join } from 'node:path'
import { expect, test } from 'vitest'
import { asPlacedStop } from '../../../src/app/session/stop-place.ts'
import { errorWords } from '../../../src/reports/wording.ts'
import { useFolder } from '../../support/folder.ts'

const folder = useFolder()

function failed(facts: Record<string, unknown>): Error {
  return Object.assign(new Error('failed'), facts)
}

async function wordsOf(error: Error): Promise<{ message: string; hint: string }> {
  return errorWords((await asPlacedStop(error, folder.at())) as never, 'zh')
}

test.each([
  [{ errcode: 13 }, 'disk-full'],
  [{ errcode: 8 }, 'read-only'],
  [{ errcode: 778 }, 'disk-error'],
  [{ errcode: 11 }, 'archive-damaged'],
])('what SQLite refuses with %o is a stop that names the database', async (facts, code) => {
  const error = failed({ code: 'ERR_SQLITE_ERROR', ...facts })
  const path = folder.at('archive.db')
  expect(await asPlacedStop(error, folder.at())).toMatchObject({ code, args: { path } })
  expect((await wordsOf(error)).message).toContain(path)
})

test.each([
  ['disk I/O error', 'disk-error'],
  ['database disk image is malformed', 'archive-damaged'],
  ['database or disk is full', 'disk-full'],
])(
  'SQLite’s own sentence stands for the code that the binding leaves out: %s',
  async (text, code) => {
    const error = Object.assign(new Error(text), { code: 'ERR_SQLITE_ERROR' })
    expect(await asPlacedStop(error, folder.at())).toMatchObject({ code })
    expect(await asPlacedStop(new Error(text), folder.at())).toBeInstanceOf(Error)
  },
)

test('a full disk is told with the room that is left there', async () => {
  const path = join(folder.at(), 'orders.xlsx')
  const { message } = await wordsOf(failed({ code: 'ENOSPC', syscall: 'write', path }))
  const [, needed, free] =
    /orders\.xlsx（大约需要 (\d+) MB，那里剩余 (\d+) MB）/.exec(message) ?? []
  expect(Number(needed)).toBe(Number(free) + 1)
})

test('a failed call that names no file leaves no gap in the sentence', async () => {
  const { message } = await wordsOf(failed({ code: 'ENOSPC', syscall: 'write' }))
  expect(message).toBe('磁盘空间不足，没有写完')
})
