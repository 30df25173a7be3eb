import { parseArgs } from 'node:util'
import { makeShop, SHOP_SIZES, type ShopSize } from './generator/shops.ts'
import { writeShop, writeTruth } from './generator/write-shop.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    size: { type: 'string', default: 'full' },
  },
})

const size = SHOP_SIZES.find((known) => known === values.size)
if (values.out === undefined || size === undefined) {
  console.error(`usage: make-shop.ts --out DIR [--seed N] [--size ${SHOP_SIZES.join('|')}]`)
  process.exitCode = 2
} else {
  await write(values.out, size, Number(values.seed))
}

async function write(folder: string, size: ShopSize, seed: number): Promise<void> {
  const shop = makeShop(size, seed)
  await writeShop(shop, folder)
  await writeTruth(shop, folder)
}
