import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { parseCsv } from '../support/parse-csv.ts'
import { exportText } from '../support/seller-exports.ts'

const folder = useFolder()
const archive = () => folder.at('archive')
const id = (index: number) => `698011223344556677${index}`

beforeAll(async () => {
  const orders = ['待发货', '已完成', '改约中'].map((status, index) => ({
    主订单编号: id(index),
    子订单编号: id(index),
    订单提交时间: '2026-01-01 10:00:00',
    订单状态: status,
  }))
  const afterSales = ['同意退款，退款成功', '同意退款，退款失败', '售后关闭'].map(
    (status, index) => ({
      售后单号: `14401122334455${index}`,
      订单号: id(index),
      商品单号: id(index),
      售后类型: '换货',
      售后状态: status,
    }),
  )
  await writeFile(folder.at('orders.csv'), exportText('orders', orders))
  await writeFile(folder.at('after-sales.csv'), exportText('afterSales', afterSales))
  const files = [folder.at('orders.csv'), folder.at('after-sales.csv')]
  await dyshop(['backup', ...files, '--archive', archive()])
})

async function exported(kind: string, ...argv: string[]) {
  const out = folder.free('out.csv')
  const ended = await dyshop(['export', kind, '--out', out, ...argv, '--archive', archive()])
  return { ...ended, out }
}

const statusesIn = async (out: string, name: string) => {
  const [header = [], ...rows] = parseCsv(await readFile(out, 'utf8'))
  return rows.map((row) => row[header.indexOf(name)])
}

describe('--status', () => {
  test('with a word that is no status is refused with those that are, and writes nothing', async () => {
    const ended = await exported('orders', '--status', '不存在')
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' })
    for (const word of ['不存在', '待发货', '已完成', 'unshipped', '改约中']) {
      expect(ended.stderr).toContain(word)
    }
    expect(existsSync(ended.out)).toBe(false)
  })

  test('takes a word that only this archive has', async () => {
    const ended = await exported('orders', '--status', '改约中')
    expect(ended.exitCode).toBe(0)
    expect(await statusesIn(ended.out, '订单状态')).toEqual(['改约中'])
  })

  test('takes a word with a comma as one word, and lists of them', async () => {
    const one = await exported('after-sales', '--status', '同意退款，退款成功')
    expect(await statusesIn(one.out, '售后状态')).toEqual(['同意退款，退款成功'])
    const two = await exported('after-sales', '--status', '售后关闭,同意退款，退款失败')
    expect((await statusesIn(two.out, '售后状态')).sort()).toEqual([
      '同意退款，退款失败',
      '售后关闭',
    ])
  })

  test('for records without a status says so', async () => {
    const ended = await exported('settlements', '--status', '已结算', '--lang', 'en')
    expect(ended.exitCode).toBe(2)
    expect(ended.stderr).toContain('no status')
  })
})

test('a file name that tells no format is what is wrong, not --format', async () => {
  for (const argv of [['export', 'orders'], ['checklist']]) {
    const ended = await dyshop([...argv, '--out', folder.at('x.pdf'), '--archive', archive()])
    expect(ended.exitCode).toBe(2)
    expect(ended.stderr).toMatch(/^错误：--out .*x\.pdf.*\.xlsx/)
  }
})

test('a workbook that has no file to go to is asked for its name', async () => {
  const ended = await dyshop(['checklist', '--format', 'xlsx', '--archive', archive()])
  expect(ended.exitCode).toBe(2)
  expect(ended.stderr).toContain('--out 待办.xlsx')
})

test('an export without any row says so on stderr, and why', async () => {
  const none = await exported('orders', '--status', 'closed')
  expect(none.exitCode).toBe(0)
  expect(none.stderr).toContain('--status')
  const empty = await exported('products')
  expect(empty.stderr).toContain('dyshop backup')
  const some = await exported('orders')
  expect(some.stderr).not.toContain('没有')
})
