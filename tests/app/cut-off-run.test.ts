import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { attach } from '../../src/app/attach.ts'
import { backup } from '../../src/app/backup.ts'
import { repair } from '../../src/app/repair.ts'
import { verify } from '../../src/app/verify.ts'
import { folderState, listFiles } from '../../src/archive/folder.ts'
import { Store } from '../../src/archive/store.ts'
import type { Finding } from '../../src/domain/finding.ts'
import { atomicFiles } from '../../src/platform/atomic-file.ts'
import type { FileCalls } from '../../src/platform/disk-calls.ts'
import { copyArchive, databaseContent } from '../support/archive-content.ts'
import { realDeps } from '../support/deps.ts'
import { dataOf } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { type WrittenShop, writtenShop } from '../support/shops.ts'
import { times } from '../support/thorough.ts'

const folder = useFolder()
const toolVersion = 'test'
const STEP = times({ usual: 3, thorough: 1 })
let shop: WrittenShop
let orders: string
let funds: string

beforeAll(async () => {
  shop = await writtenShop('tiny', 3, folder.at('shop'))
  const given = (start: string) =>
    join(shop.folder, shop.paths.find((path) => path.startsWith(start)) ?? '')
  orders = given('订单/')
  funds = given('资金/QIC/')
})

/** A disk on which every call from the n-th on fails. */
function dyingDisk(fromCall: number): { calls: FileCalls; hasFailed(): boolean } {
  let count = 0
  const guarded = <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) => {
    return (...args: Args): Promise<Result> => {
      count++
      if (count < fromCall) return call(...args)
      return Promise.reject(Object.assign(new Error('the disk is gone'), { code: 'EIO' }))
    }
  }
  const calls = {
    open: guarded(open),
    mkdir: guarded(mkdir as FileCalls['mkdir'] & ((path: string) => Promise<undefined>)),
    rename: guarded(rename),
    rm: guarded(rm),
  }
  return { calls: calls as FileCalls, hasFailed: () => count >= fromCall }
}

// SQLite's own method: fail the first call, then the second, until nothing fails any more.
test.each([
  ['a new archive', []],
  ['an archive that is there already', ['orders']],
])(
  'wherever the disk fails while %s is written, running again makes the same archive',
  async (_, first) => {
    const before = first.length > 0 ? [orders] : []
    const paths = first.length > 0 ? [funds] : [orders]
    const start = folder.free()
    await mkdir(start)
    await importing(before, start)
    const undisturbed = folder.free()
    await copyArchive(start, undisturbed)
    await importing(paths, undisturbed)
    const content = await databaseContent(undisturbed)

    let call = 1
    for (let isDone = false; !isDone; call += STEP) {
      const root = folder.free()
      await copyArchive(start, root)
      const disk = dyingDisk(call)
      const deps = realDeps({ files: atomicFiles(disk.calls) })
      const stop = await backup({ paths, root, toolVersion }, deps).catch((error: unknown) => error)
      isDone = !disk.hasFailed()
      if (!isDone) {
        expect(stop, `call ${call}`).toMatchObject({ code: 'EIO' })
        await onlyUnfinished(root, call)
      }
      await importing(paths, root)
      expect(await databaseContent(root), `call ${call}`).toEqual(content)
      expect((await verify({ root, deep: false }, realDeps())).data.damaged).toEqual([])
      expect((await listFiles(root)).filter((path) => path.includes('dyshop'))).toEqual([])
    }
    expect(call).toBeGreaterThan(20)
  },
)

test('wherever a backup was cut off, verify --repair keeps what it stored and every tick', async () => {
  const start = folder.free()
  await importing([orders], start)
  await dataOf(['steps', 'done', 'loan', '--note', 'paid back', '--archive', start])
  const ticks = await ticksIn(start)
  expect(ticks).toHaveLength(1)
  const undisturbed = folder.free()
  await copyArchive(start, undisturbed)
  await importing([funds], undisturbed)
  const content = await databaseContent(undisturbed)
  let call = 1
  for (let isDone = false; !isDone; call += 2 * STEP) {
    const root = folder.free()
    await copyArchive(start, root)
    const disk = dyingDisk(call)
    const deps = realDeps({ files: atomicFiles(disk.calls) })
    await backup({ paths: [funds], root, toolVersion }, deps).catch(() => undefined)
    isDone = !disk.hasFailed()
    const { data } = await repair({ root, deep: false, toolVersion }, realDeps())
    expect(await ticksIn(root), `call ${call}`).toEqual(ticks)
    // Files that the backup had not come to are for another backup to bring.
    expect(data.damaged.map(({ repair: how }) => how).filter((how) => how !== 'backup')).toEqual([])
    await importing([funds], root)
    expect(await databaseContent(root), `call ${call}`).toEqual(content)
    expect((await verify({ root, deep: true }, realDeps())).data.damaged).toEqual([])
  }
  expect(call).toBeGreaterThan(20)
})

async function ticksIn(root: string): Promise<unknown[]> {
  const store = await Store.openForReading(join(root, 'archive.db'))
  try {
    return store.db.prepare('SELECT * FROM ticks').all()
  } finally {
    store.close()
  }
}

async function importing(paths: readonly string[], root: string): Promise<{ findings: Finding[] }> {
  if (paths.length === 0) return { findings: [] }
  return backup({ paths, root, toolVersion }, realDeps())
}

/** After a run that was cut off nothing is called damaged: running again is all it takes. */
async function onlyUnfinished(root: string, call: number): Promise<void> {
  if ((await folderState(root)) !== 'archive') return
  const { data } = await verify({ root, deep: false }, realDeps())
  const repairs = new Set(data.damaged.map(({ repair }) => repair))
  expect([...repairs], `call ${call}`).toEqual(data.ok ? [] : ['backup'])
  expect(data.damaged.every(({ problem }) => problem === 'unfinished-run')).toBe(true)
}

test.each(['another backup', 'another command'])(
  'what a first backup had kept when it was cut off is read by %s',
  async (what) => {
    const root = folder.free()
    await importing([orders], root)
    const undisturbed = await databaseContent(root)
    // As the run left it that was cut off before it read what it had kept.
    for (const name of ['archive.db', 'manifest.json', 'SHA256SUMS', 'orders.xlsx']) {
      await rm(join(root, name))
    }
    await writeFile(join(root, '.dyshop.unfinished'), 'backup')
    const document = join(folder.at(), 'receipt.pdf')
    await writeFile(document, 'receipt')
    const attached = { paths: [document], kind: 'deposit-receipt', note: '' } as const
    const { findings } =
      what === 'another backup'
        ? await importing([funds], root)
        : await attach({ ...attached, root, toolVersion }, realDeps())
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'unfinished-run', args: { command: 'backup' } }),
    )
    const { lines } = await databaseContent(root)
    expect(lines).toEqual(undisturbed.lines)
    const problems = async () => {
      const { data } = await verify({ root, deep: true }, realDeps())
      return data.damaged.map(({ problem }) => problem)
    }
    // A command that brings no files cannot bring those that the backup had not come to.
    expect(await problems()).toEqual(what === 'another backup' ? [] : ['unfinished-run'])
    await importing([funds], root)
    expect(await problems()).toEqual([])
  },
)
