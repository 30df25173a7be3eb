import { appendFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import type { AtomicFiles } from '../../../src/app/ports.ts'
import { verify } from '../../../src/app/verify.ts'
import { PageFiles } from '../../../src/archive/page-files.ts'
import { DyshopError } from '../../../src/errors.ts'
import { atomicFiles } from '../../../src/platform/atomic-file.ts'
import { fakeSource } from '../../fakes/open-api/fake-source.ts'
import { databaseContent } from '../../support/archive-content.ts'
import { backupWorld, type Content, contentOf } from '../../support/archived-shop.ts'
import { realDeps } from '../../support/deps.ts'
import { useFolder } from '../../support/folder.ts'

const folder = useFolder()
const newWorld = () => fakeSource({ seed: 5, orders: 60, products: 3, config: { rate: 1000 } })

let undisturbed: Content
/** How often each method was asked in an undisturbed run. */
let askedOnce: Map<string, number>

beforeAll(async () => {
  const world = newWorld()
  const root = folder.free()
  expect((await backupWorld(world, root)).complete).toBe(true)
  undisturbed = await contentOf(root)
  askedOnce = asked(world)
})

function asked({ gateway }: ReturnType<typeof fakeSource>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { method } of gateway.log) counts.set(method, (counts.get(method) ?? 0) + 1)
  return counts
}

type Death = 'before the line' | 'within the line' | 'after the line'

/** A disk that the process loses at the first line that is looked for. */
function dyingDisk(death: Death, isTheLine: (line: string) => boolean): AtomicFiles {
  const files = atomicFiles()
  return {
    ...files,
    async grow(path) {
      const growing = await files.grow(path)
      return {
        get size() {
          return growing.size
        },
        close: () => growing.close(),
        async append(bytes) {
          if (!isTheLine(Buffer.from(bytes).toString())) return growing.append(bytes)
          if (death === 'within the line') await growing.append(bytes.subarray(0, -20))
          if (death === 'after the line') await growing.append(bytes)
          throw new DyshopError('terminated')
        },
      }
    },
  }
}

/** The line that comes as the n-th, from 1. */
function nthLine(nth: number): () => boolean {
  let count = 0
  return () => ++count === nth
}

async function killedRun(world: ReturnType<typeof fakeSource>, root: string, files: AtomicFiles) {
  return backupWorld(world, root, { deps: { files } }).catch((error: unknown) => error)
}

describe.each<Death>(['before the line', 'within the line', 'after the line'])(
  'a run that dies %s of a page',
  (death) => {
    test('is gone on with, wherever it was, and ends as if nothing had happened', async () => {
      let died = 0
      for (let atLine = 1; ; atLine += 1 + Math.floor(atLine / 2)) {
        const world = newWorld()
        const root = folder.free()
        const end = await killedRun(world, root, dyingDisk(death, nthLine(atLine)))
        if (!(end instanceof DyshopError)) break
        died++
        expect(end.code).toBe('terminated')
        world.time.advance(1000)
        const outcome = await backupWorld(world, root)
        expect(outcome.complete).toBe(true)
        expect(await contentOf(root)).toEqual(undisturbed)
        const deps = realDeps({ clock: world.time })
        expect((await verify({ root, deep: true }, deps)).data.damaged).toEqual([])
      }
      expect(died).toBeGreaterThan(6)
    })
  },
)

test('a run that dies behind any of the details of products counts their rows as an undisturbed one', async () => {
  const products = () => fakeSource({ seed: 5, orders: 3, products: 12 })
  const whole = folder.free()
  await backupWorld(products(), whole)
  const content = await contentOf(whole)
  let died = 0
  for (let nth = 1; ; nth++) {
    const world = products()
    const root = folder.free()
    let details = 0
    const isNth = (line: string) => line.includes('"product.detail"') && ++details === nth
    const end = await killedRun(world, root, dyingDisk('after the line', isNth))
    if (!(end instanceof DyshopError)) break
    died++
    world.time.advance(1000)
    expect((await backupWorld(world, root)).complete).toBe(true)
    expect(await contentOf(root)).toEqual(content)
  }
  // Answers that come together are kept together, so there may be few lines of several details.
  expect(died).toBeGreaterThan(0)
})

/** Lists that are walked anew by every run, and what a resumed run catches up with. */
const CATCHING_UP: Record<string, number> = {
  'address.list': 3,
  'product.listV2': 2,
  'order.searchList': 3,
  'afterSale.List': 2,
}

test('what was stored is not asked for again, but for what was on its way', async () => {
  const world = newWorld()
  const root = folder.free()
  let isOver = false
  let pages = 0
  const deps = {
    interruption: {
      check() {
        if (isOver) throw new DyshopError('interrupted')
        isOver = ++pages === 40
      },
    },
  }
  await expect(backupWorld(world, root, { deps })).rejects.toMatchObject({ code: 'interrupted' })
  world.time.advance(1000)
  await backupWorld(world, root)
  for (const [method, count] of asked(world)) {
    const again = count - (askedOnce.get(method) ?? 0)
    expect([method, again <= (CATCHING_UP[method] ?? 2)]).toEqual([method, true])
  }
  expect(await contentOf(root)).toEqual(undisturbed)
})

test.each([
  ['products', 'product.listV2', 'a minute', 60_000, 1],
  ['products', 'product.listV2', 'three days', 3 * 86_400_000, 2],
  ['addresses', 'address.list', 'three days', 3 * 86_400_000, 2],
])('a list of %s (%s) that was cut off %s ago', async (list, method, _, ago, passes) => {
  const world = fakeSource({ seed: 5, orders: 3, products: 230, addresses: 15 })
  const root = folder.free()
  const isOurs = (line: string) => line.includes('"type":"page"') && line.includes(`"${list}"`)
  const end = await killedRun(world, root, dyingDisk('after the line', isOurs))
  expect(end).toMatchObject({ code: 'terminated' })
  const pagesBefore = world.gateway.log.filter((asked) => asked.method === method).length
  expect(pagesBefore).toBeGreaterThan(0)
  world.time.advance(ago)
  expect((await backupWorld(world, root)).complete).toBe(true)
  const firsts = world.gateway.log.filter(
    ({ method: asked, params }) =>
      asked === method && (method === 'address.list' ? params.page_no === 1 : !params.cursor_id),
  )
  expect(firsts).toHaveLength(passes)
})

test('half a line that a power cut left is cut off, and a whole one is kept', async () => {
  const world = newWorld()
  const root = folder.free()
  await killedRun(world, root, dyingDisk('after the line', nthLine(6)))
  const [file] = await new PageFiles(root, atomicFiles()).all()
  await appendFile(`${root}/originals/${file?.file}`, '{"sha256":"')
  world.time.advance(1000)
  expect((await backupWorld(world, root)).complete).toBe(true)
  expect(await contentOf(root)).toEqual(undisturbed)
})

test('a second run asks only for what changed, and the archive stays what it was', async () => {
  const world = newWorld()
  const root = folder.free()
  await backupWorld(world, root)
  const before = world.gateway.log.length
  world.time.advance(86_400_000)
  const [changed] = world.shop.orders.slice(-1)
  if (!changed) throw new Error('no order')
  changed.status = 4
  for (const line of changed.lines) line.status = 4
  changed.updatedAt = Math.floor(world.time.now() / 1000) - 600
  const { data } = await backupWorld(world, root)
  const later = world.gateway.log.slice(before)
  const details = later.filter(({ method }) => method === 'order.orderDetail')
  expect(details.map(({ params }) => params.shop_order_id)).toEqual([changed.orderId])
  expect(later.length).toBeLessThan(20)
  expect(data.totals.lines).toBe(undisturbed.lines?.length)
  const lines = (await contentOf(root)).lines ?? []
  const isChanged = ({ orderId }: { orderId?: unknown }) => orderId === changed.orderId
  expect(lines.filter(isChanged).map(({ status }) => status)).toContain('已关闭')
  expect(lines.filter((line) => !isChanged(line))).toEqual(
    undisturbed.lines?.filter((line) => !isChanged(line)),
  )
  expect(Object.keys(await databaseContent(root))).toContain('api_streams')
})
