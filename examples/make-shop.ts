import { parseArgs } from 'node:util'
import { writeLongFiles } from './generator/long-files.ts'
import { makeShop, SHOP_SIZES } from './generator/shops.ts'
import { writeShop, writeTruth } from './generator/write-shop.ts'

const USAGE = `npx tsx examples/make-shop.ts --out DIR [--seed N] [--size ${SHOP_SIZES.join('|')}]
npx tsx examples/make-shop.ts --out DIR [--seed N] --lines N [--files N]

Writes the shop's exports into DIR, and what is true of them beside it:
DIR-truth.json and, for a whole shop, DIR-truth-lines.ndjson. A DIR with other files is refused.`

const options = {
  out: { type: 'string' },
  seed: { type: 'string', default: '1' },
  size: { type: 'string', default: 'full' },
  lines: { type: 'string' },
  files: { type: 'string', default: '1' },
  help: { type: 'boolean', short: 'h' },
} as const

const values = parsed()

const size = SHOP_SIZES.find((known) => known === values?.size)
const [seed, lines, files] = [values?.seed, values?.lines ?? '1', values?.files].map(Number)

if (values?.help) {
  console.log(USAGE)
} else if (!values?.out || !size || !isCount(seed) || !isCount(lines) || !isCount(files)) {
  console.error(USAGE)
  process.exitCode = 2
} else if (values.lines === undefined) {
  const shop = makeShop(size, seed)
  await writeShop(shop, values.out)
  await writeTruth(shop, values.out)
} else {
  await writeLongFiles(values.out, { lines, files, seed })
}

/** null for a word that is no option. */
function parsed() {
  try {
    return parseArgs({ options }).values
  } catch {
    return null
  }
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value > 0
}
