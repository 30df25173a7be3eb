import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freeBytes, withRoom } from '../../../src/app/session/room.ts'
import { asPlacedStop } from '../../../src/app/session/stop-place.ts'
import { errorWords } from '../../../src/reports/wording.ts'
import { useFolder } from '../../support/folder.ts'

const folder = useFolder()
const MIB = 2 ** 20
/** No disk of a test has it. */
const HUGE = 2 ** 60

const full = () => Promise.reject(Object.assign(new Error('failed'), { code: 'ENOSPC' }))

async function words(error: unknown, language: 'zh' | 'en'): Promise<string> {
  return errorWords((await asPlacedStop(error, folder.at())) as never, language).message
}

test('what certainly does not fit is not begun, and both figures are told', async () => {
  let isBegun = false
  const path = join(folder.at(), 'not', 'there', 'yet', 'archive.db')
  const work = async () => {
    isBegun = true
  }
  const error = await withRoom(path, { about: HUGE, least: HUGE }, work).catch((each) => each)
  expect(error).toMatchObject({ code: 'disk-full', exitCode: 7 })
  expect(isBegun).toBe(false)
  expect(await words(error, 'zh')).toMatch(
    /^磁盘空间不足，还没有开始写 .*archive\.db（大约需要 \d+ MB，那里剩余 \d+ MB）$/,
  )
  expect(await words(error, 'en')).toMatch(
    /too little room; .*archive\.db was not begun \(about \d+ MB are needed, \d+ MB are left there\)$/,
  )
})

test('an estimate alone keeps nobody from trying; a full disk is then told with it', async () => {
  const path = folder.at('archive.db')
  expect(await withRoom(path, { about: HUGE }, async () => 'done')).toBe('done')
  const error = await withRoom(path, { about: HUGE }, full).catch((each) => each)
  expect(error).toMatchObject({ code: 'disk-full', args: { path, neededMiB: HUGE / MIB } })
  expect(await words(error, 'zh')).toMatch(/没有写完 .*archive\.db（大约需要 1099511627776 MB，/)
})

test('of two estimates, one within the other, that of the part that failed is told', async () => {
  const inner = () => withRoom(folder.at('inside'), { about: 5 * MIB - 1 }, full)
  const error = await withRoom(folder.at('outside'), { about: 9 * MIB }, inner).catch((e) => e)
  expect(error).toMatchObject({ args: { path: folder.at('inside'), neededMiB: 5 } })
})

test('other errors stay as they are', async () => {
  const error = Object.assign(new Error('failed'), { code: 'EIO' })
  const work = () => Promise.reject(error)
  await expect(withRoom(folder.at('x'), { about: 1 }, work)).rejects.toBe(error)
})

test.skipIf(process.platform !== 'linux')(
  'a disk that has no size keeps nobody from trying',
  async () => {
    expect(await freeBytes('/proc/x')).toBeNull()
    expect(await withRoom('/proc/x', { about: HUGE, least: HUGE }, async () => 'done')).toBe('done')
  },
)

test('room is looked for where a path would be made', async () => {
  const [there, notYet] = [await freeBytes(folder.at()), await freeBytes(folder.at('a', 'b', 'c'))]
  expect(there).toBeGreaterThan(0)
  expect(Math.abs(Number(there) - Number(notYet))).toBeLessThan(256 * MIB)
})
