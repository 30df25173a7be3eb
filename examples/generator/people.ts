import type { Random } from './random.ts'

/** A buyer who does not exist: names from old novels, places from myths, phones 1990000xxxx. */
export interface Buyer {
  readonly name: string
  readonly phone: string
  readonly extension: string
  readonly province: string
  readonly city: string
  readonly district: string
  readonly street: string
  readonly address: string
  readonly cipher: { readonly name: string; readonly phone: string; readonly address: string }
}

/** Characters of 西游记, 红楼梦, 水浒传 and 聊斋志异. */
export const NAMES: readonly string[] = (
  '孙悟空 猪悟能 沙悟净 唐三藏 牛魔王 红孩儿 贾宝玉 林黛玉 薛宝钗 王熙凤 史湘云 贾探春 ' +
  '宋公明 吴学究 林教头 鲁智深 武二郎 花和尚 李逵铁 扈三娘 聂小倩 宁采臣 燕赤霞 席方平'
).split(' ')

const PLACES = [
  ['东胜省', '傲来市', '花果区', '水帘街道', '水帘洞路'],
  ['东胜省', '傲来市', '龙宫区', '定海街道', '金箍路'],
  ['南赡省', '大荒市', '青埂区', '无稽街道', '通灵巷'],
  ['南赡省', '大观市', '怡红区', '潇湘街道', '蘅芜里'],
  ['西牛省', '灵台市', '方寸区', '斜月街道', '三星路'],
  ['西牛省', '火焰市', '芭蕉区', '翠云街道', '铁扇路'],
  ['北俱省', '梁泊市', '聚义区', '忠义街道', '替天路'],
  ['北俱省', '蒲松市', '兰若区', '青石街道', '画壁巷'],
] as const

/** Synthetic mobile numbers: 1990000 and four digits. */
function syntheticPhone(random: Random): string {
  return `1990000${random.digits(4)}`
}

export function makeBuyer(random: Random): Buyer {
  const [province, city, district, street, road] = random.pick(PLACES)
  return {
    name: random.pick(NAMES),
    phone: syntheticPhone(random),
    extension: random.digits(4),
    province,
    city,
    district,
    street,
    address: `${road}${random.int(1, 199)}号${random.int(1, 30)}栋${random.int(101, 2904)}室`,
    cipher: {
      name: envelope(random, '##', '#', 16),
      phone: envelope(random, '$$', '$', 16),
      address: envelope(random, '##', '#', 24),
    },
  }
}

/** The platform's envelope for encrypted fields: `##<base64>*<base64>#1##`, `$$<base64>*<base64>$1$$`. */
function envelope(random: Random, fence: string, mark: string, length: number): string {
  return `${fence}${random.base64(length)}*${random.base64(length + 8)}${mark}1${fence}`
}

const BUYER_MESSAGES: readonly (readonly [string, number])[] = [
  ['', 80],
  ['尽快发货，谢谢', 4],
  ['送人的,请不要放价格单', 2],
  ['要"大一点"的', 2],
  ['放门口就好😊', 3],
  ['第一行：周末在家\n第二行：工作日放驿站', 2],
  ['=1+1 等于几？答对有赠品吗', 0.3],
  ['+1', 0.3],
  ['@客服 记得回复', 0.3],
  ['-', 0.3],
]

export function buyerMessage(random: Random): string {
  return random.weighted(BUYER_MESSAGES)
}

/** What staff types into 商家备注: often a phone or an address, although the receiver is encrypted. */
export function shopNote(random: Random, buyer: Buyer): string {
  const phone = syntheticPhone(random)
  return random.pick([
    `客户电话${phone}，已沟通`,
    `改地址：${buyer.city}${buyer.district}${buyer.address}`,
    `加急！！发顺丰👍`,
    `${buyer.name} ${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`,
    `买家说"少放辣",已备注仓库`,
    `1. 补发一袋\n2. 电话 ${phone}`,
    `老客户，送小样`,
  ])
}

/** `张*` and `1**********`, as other tools show receivers. */
export function starred(text: string): string {
  return text.slice(0, 1) + '*'.repeat(Math.max(1, [...text].length - 1))
}
