import { copyFile, mkdir, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Random } from '../../examples/generator/random.ts'
import type { Shop } from '../../examples/generator/shop-files.ts'
import { makeShop, type ShopSize } from '../../examples/generator/shops.ts'
import { type Truth, type TruthLine, truthOf } from '../../examples/generator/truth.ts'
import { writeShop } from '../../examples/generator/write-shop.ts'

/** The committed example shop. */
export const EXAMPLE_SHOP = join(import.meta.dirname, '../../examples/shop')
/** A moment after its last export, from which its orders are looked at. */
export const EXAMPLE_NOW = '2026-11-23T09:30:00+08:00'

/** A shop whose files are on disk. */
export interface WrittenShop {
  shop: Shop
  folder: string
  /** Relative to the folder, with `/`. */
  paths: string[]
  truth: Truth
  lines: TruthLine[]
}

export async function writtenShop(
  size: ShopSize,
  seed: number,
  folder: string,
): Promise<WrittenShop> {
  const shop = makeShop(size, seed)
  await writeShop(shop, folder)
  return { shop, folder, paths: shop.files.map(({ path }) => path), ...truthOf(shop) }
}

/** Puts some of a shop's files into a folder of their own, as old as they were. */
export async function copyFiles(
  { folder, shop }: WrittenShop,
  paths: readonly string[],
  to: string,
): Promise<string> {
  for (const { path, madeAt } of shop.files) {
    if (!paths.includes(path)) continue
    await mkdir(dirname(join(to, path)), { recursive: true })
    await copyFile(join(folder, path), join(to, path))
    await utimes(join(to, path), madeAt, madeAt)
  }
  return to
}

/** The items in an order that only the seed decides. */
export function shuffled<T>(items: readonly T[], seed: string): T[] {
  const random = new Random(seed)
  const rest = [...items]
  const order: T[] = []
  while (rest.length > 0) order.push(...rest.splice(random.int(0, rest.length - 1), 1))
  return order
}

/** The items dealt out into so many heaps, in their order. */
export function dealt<T>(items: readonly T[], heaps: number): T[][] {
  const size = Math.ceil(items.length / heaps)
  return Array.from({ length: heaps }, (_, heap) => items.slice(heap * size, (heap + 1) * size))
}
