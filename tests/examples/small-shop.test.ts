import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sheetFor } from '../../examples/generator/selections.ts'
import { contentsOf } from '../../examples/generator/shop-files.ts'
import { makeShop, SHOP_SIZES } from '../../examples/generator/shops.ts'
import type { Truth } from '../../examples/generator/truth.ts'
import { writeShop, writeTruth } from '../../examples/generator/write-shop.ts'
import { filesBelow } from './folders.ts'

const COMMITTED = join(import.meta.dirname, '../../examples/shop')

let folder: string
let truth: Truth

beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'dyshop-small-')), 'shop')
  truth = JSON.parse(await readFile(`${COMMITTED}-truth.json`, 'utf8')) as Truth
  const shop = makeShop('small', truth.seed)
  await writeShop(shop, folder)
  await writeTruth(shop, folder)
})

afterAll(async () => {
  await rm(join(folder, '..'), { recursive: true })
})

it('the committed shop comes out of its seed again, byte for byte', async () => {
  const paths = await filesBelow(COMMITTED)
  expect(await filesBelow(folder)).toEqual(paths)
  for (const path of [...paths.map((path) => `/${path}`), '-truth.json', '-truth-lines.ndjson']) {
    const again = await readFile(folder + path)
    expect(again.equals(await readFile(COMMITTED + path)), path).toBe(true)
  }
})

it('a file is as old as the export that its name tells of', async () => {
  for (const path of await filesBelow(folder)) {
    const [, second] = /(?:^|\/)(\d{10})_[^/]*$/.exec(path) ?? []
    if (second === undefined) continue
    expect((await stat(join(folder, path))).mtimeMs).toBe(Number(second) * 1000)
  }
})

it('the committed shop is small and has every kind of report', async () => {
  const paths = await filesBelow(COMMITTED)
  const sizes = await Promise.all(
    paths.map(async (path) => (await stat(join(COMMITTED, path))).size),
  )
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(400_000)
  for (const [kind, count] of Object.entries(truth.totals)) expect(count, kind).toBeGreaterThan(0)
})

it('the committed shop has the loose ends that closing is about', () => {
  expect(truth.unshipped.overdue).toBeGreaterThan(0)
  expect(truth.unshipped.inTime).toBeGreaterThan(0)
  expect(truth.openAfterSales).toBeGreaterThan(0)
  expect(truth.unpaidPremiums).toBeGreaterThan(0)
  expect(truth.finishedWithoutSettlement).toBeGreaterThan(0)
  expect(truth.lastBalanceFen).toBeGreaterThan(0)
})

it('no report of any shop is empty', () => {
  for (const size of SHOP_SIZES) {
    const shop = makeShop(size, size === 'small' ? truth.seed : 1)
    for (const content of shop.files.flatMap(contentsOf)) {
      expect(sheetFor(content, shop).rowCount, `${size} ${content.kind}`).toBeGreaterThan(0)
    }
  }
})

it("a folder with somebody's own files is left alone", async () => {
  const own = join(folder, '..', 'own')
  await mkdir(own)
  await writeFile(join(own, 'letter.txt'), 'mine')
  await expect(writeShop(makeShop('tiny', 1), own)).rejects.toThrow('did not make')
  expect(await filesBelow(own)).toEqual(['letter.txt'])
})
