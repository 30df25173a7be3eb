import type { IdMaker } from './ids.ts'
import type { Random } from './random.ts'

export interface Product {
  readonly id: string
  readonly title: string
  readonly code: string
  readonly categories: readonly [string, string, string, string]
  /** Days between 确认收货 and settlement: 3 or 10, by category. */
  readonly settlementLagDays: number
  /** Hours within which the shop promises to ship. */
  readonly promiseHours: number
  readonly commissionPercent: number
  readonly isOnSale: boolean
  readonly skus: readonly Sku[]
}

export interface Sku {
  readonly id: string
  readonly product: Product
  readonly spec: string
  readonly code: string
  readonly barcode: string
  readonly priceFen: number
  readonly stock: number
}

type Family = readonly [
  names: readonly string[],
  specs: readonly string[],
  categories: Product['categories'],
  yuan: readonly [number, number],
]

/** Families of products, each with its share of the catalogue. */
const FAMILIES: readonly (readonly [Family, number])[] = [
  [
    [
      ['辣丝丝', '手撕豆干', '麻辣"小鱼干"', '香脆花生,大颗粒', '山楂条🍡'],
      ['1袋', '3袋装', '5袋,送1袋', '整箱'],
      ['食品饮料', '休闲食品', '豆干/辣条', '其他'],
      [9, 80],
    ],
    9,
  ],
  [
    [
      ['桂花乌龙茶', '高山绿茶', '陈皮普洱', '茉莉花茶[新茶]'],
      ['50g', '100g/罐', '250g礼盒', '500g'],
      ['食品饮料', '茶叶', '乌龙茶', '其他'],
      [29, 400],
    ],
    5,
  ],
  [
    [
      ['棉麻衬衫', '宽松卫衣', '加绒长裤', '针织开衫👚'],
      ['白色;M', '白色;L', '黑色;XL', '雾霾蓝;均码'],
      ['服饰内衣', '女装', '上装', '衬衫'],
      [59, 299],
    ],
    4,
  ],
  [
    [
      ['铸铁炒锅', '陶瓷碗套装', '保温杯 316', '竹制砧板'],
      ['28cm', '30cm/带盖', '6件套', '500ml'],
      ['家居家纺', '厨具', '烹饪用具', '锅'],
      [39, 699],
    ],
    4,
  ],
  [
    [
      ['真丝被 四季款', '乳胶床垫"云感"', '实木茶桌'],
      ['1.5m', '1.8m', '2.0m,定制'],
      ['家居家纺', '床上用品', '被子', '蚕丝被'],
      [899, 3999],
    ],
    1,
  ],
]

/** About `size` products with one to four SKUs each. */
export function makeCatalogue(size: number, ids: IdMaker, random: Random): Product[] {
  return Array.from({ length: size }, (_, index) => makeProduct(index, ids, random))
}

function makeProduct(index: number, ids: IdMaker, random: Random): Product {
  const [names, specs, categories, [lowYuan, highYuan]] = random.weighted(FAMILIES)
  const skus: Sku[] = []
  const product: Product = {
    id: ids.product(),
    title: `${random.pick(names)} ${random.pick(['经典款', '升级版', '家庭装', '尝鲜装'])}`,
    code: `HH-${String(index + 1).padStart(4, '0')}`,
    categories,
    settlementLagDays: categories[0] === '食品饮料' ? 3 : 10,
    promiseHours: random.weighted([
      [48, 16],
      [24, 4],
      [120, 2],
      [360, 1],
    ]),
    commissionPercent: random.pick([0, 5, 10, 15, 20]),
    isOnSale: random.chance(0.9),
    skus,
  }
  const basePrice = random.int(lowYuan, highYuan) * 100 + random.pick([0, 80, 90, 99])
  for (const [place, spec] of specs.slice(0, random.int(1, specs.length)).entries()) {
    skus.push(makeSku(product, spec, basePrice + place * random.int(5, 40) * 100, ids, random))
  }
  return product
}

function makeSku(
  product: Product,
  spec: string,
  priceFen: number,
  ids: IdMaker,
  random: Random,
): Sku {
  return {
    id: ids.sku(),
    product,
    spec,
    code: `${product.code}-${product.skus.length + 1}`,
    barcode: `690${random.digits(9)}${random.int(1, 9)}`,
    priceFen,
    stock: random.int(0, 900),
  }
}
