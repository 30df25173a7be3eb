import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { listFiles } from '../../src/archive/folder.ts'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { type WrittenShop, writtenShop } from '../support/shops.ts'
import { workbookText } from '../support/workbook-text.ts'

const folder = useFolder()
const archive = () => folder.at('archive')

/** A buyer whose data stands in every place where a platform, a buyer or staff may put it. */
const BUYER = {
  name: '欧阳测验',
  phone: '13912345678',
  otherPhone: '１３８-１２３４-０００１',
  address: '金箍路77号3栋501室',
  otherAddress: '水帘洞路88号8栋808室',
}
const ORDER = {
  主订单编号: '6980112233445566771',
  子订单编号: '6980112233445566771',
  选购商品: '苹果',
  商品ID: '3532592593560000045',
  商品数量: '1',
  订单应付金额: '10.00',
  收件人: BUYER.name,
  收件人手机号: BUYER.phone,
  省: '东胜省',
  市: '傲来市',
  区: '花果区',
  详细地址: BUYER.address,
  买家留言: `请打${BUYER.otherPhone}，不要打${BUYER.phone}`,
  商家备注: `${BUYER.name} ${BUYER.phone} 改地址：傲来市花果区${BUYER.otherAddress}`,
  没人认识的列: `收件人：${BUYER.name}`,
  订单提交时间: '2026-01-01 10:00:00',
  订单状态: '待发货',
  承诺发货时间: '2026-01-03 10:00:00',
}
const SECRETS = Object.values(BUYER)

let shop: WrittenShop
/** What the commands said, in text and in JSON, at their most talkative. */
const said: string[] = []

beforeAll(async () => {
  shop = await writtenShop('small', 489, folder.at('shop'))
  await writeFile(folder.at('shop', 'buyer.csv'), csv([ORDER]))
  const damagedRow = { ...ORDER, 订单应付金额: '十元', 主订单编号: '6980112233445566772' }
  await mkdir(folder.at('bad'))
  await writeFile(folder.at('bad', 'rows.csv'), csv([damagedRow, { ...ORDER, 订单状态: '飞了' }]))
  for (const argv of [
    ['backup', shop.folder],
    ['backup', folder.at('bad')],
    ['check'],
    ['check', folder.at('bad')],
    ['find', '6980112233445566771'],
    ['find', '苹果'],
    ['addresses'],
    ['verify', '--deep'],
    ['rebuild'],
    ['export', 'nothing', '--out', 'x'],
  ]) {
    for (const more of [['--verbose'], ['--json', '--verbose']]) {
      const ended = await dyshop([...argv, ...more, '--archive', archive()])
      expect(ended.exitCode, ended.stderr).not.toBe(70)
      said.push(ended.stdout, ended.stderr)
    }
  }
  for (const [kind, ending] of exports) {
    const argv = ['export', kind, '--out', out(kind, ending), '--archive', archive()]
    const ended = await dyshop([...argv, '--verbose'])
    expect(ended.exitCode, ended.stderr).toBe(0)
    said.push(ended.stdout, ended.stderr)
  }
})

const kinds = ['orders', 'after-sales', 'settlements', 'funds', 'products', 'addresses']
const exports = kinds.flatMap((kind) =>
  ['csv', 'xlsx', 'jsonl'].map((ending) => [kind, ending] as const),
)
const out = (kind: string, ending: string) => folder.at(`${kind}.${ending}`)

function csv(rows: readonly Record<string, string>[]): string {
  const [first = {}] = rows
  return [Object.keys(first), ...rows.map((row) => Object.values(row))]
    .map((cells) => `${cells.join(',')}\n`)
    .join('')
}

async function textOf(path: string): Promise<string> {
  return path.endsWith('.xlsx') ? workbookText(path) : readFile(path, 'utf8')
}

/** Every file that dyshop wrote, but those that are meant to hold everything. */
async function writtenTexts(): Promise<[path: string, text: string][]> {
  const isMeantFor = (path: string) => /^(originals\/|archive\.db)/.test(path)
  const inArchive = (await listFiles(archive())).filter((path) => !isMeantFor(path))
  const paths = [
    ...inArchive.map((path) => join(archive(), path)),
    ...exports.map(([kind, ending]) => out(kind, ending)),
  ]
  return Promise.all(paths.map(async (path) => [path, await textOf(path)] as const)) as Promise<
    [string, string][]
  >
}

describe('a buyer’s name, phone and address', () => {
  test('stand in no file for people, no export and no message', async () => {
    for (const [path, text] of [
      ...(await writtenTexts()),
      ['messages', said.join('\n')] as const,
    ]) {
      for (const secret of SECRETS) expect(text.includes(secret), `${path}: ${secret}`).toBe(false)
    }
  })

  test('stand nowhere for any buyer of the example shop either', async () => {
    const texts = [...(await writtenTexts()), ['messages', said.join('\n')] as const]
    const own = new Set(['addresses.json', 'addresses.txt', 'addresses.csv'])
    for (const [path, text] of texts) {
      if (own.has(path.split('/').at(-1) ?? '')) continue
      for (const { buyer } of shop.shop.history.orders) {
        expect(text.includes(buyer.address), `${path}: ${buyer.address}`).toBe(false)
        expect(text.includes(buyer.phone), `${path}: ${buyer.phone}`).toBe(false)
      }
      // Nor the numbers in notes and messages; 19900000000 is the shop's own, on its return labels.
      expect(text.match(/(?<!\d)1990000(?!0000)-?\d{4}|199-0000-\d{4}/), path).toBe(null)
    }
  })

  test('are shown by an export that says --unmask, and stay whole in the originals', async () => {
    const shown = folder.free('shown.csv')
    await dyshop(['export', 'orders', '--out', shown, '--unmask', '--archive', archive()])
    const text = await readFile(shown, 'utf8')
    for (const secret of SECRETS) expect(text).toContain(secret)
  })
})
