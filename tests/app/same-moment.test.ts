import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rebuild } from '../../src/app/rebuild.ts'
import { verify } from '../../src/app/verify.ts'
import { type BackedUp, backUpInto, folderWith, keptIn } from '../bad-input/backed-up.ts'
import { orderLine } from '../bad-input/small-orders.ts'
import { databaseContent } from '../support/archive-content.ts'
import { useFolder } from '../support/folder.ts'
import { quietDeps } from '../support/quiet-deps.ts'
import { exportText } from '../support/seller-exports.ts'

const folder = useFolder()
const ID = '6917926768823643751'
const NOW = '2026-11-20T12:00:00+08:00'

function exported(status: string): string {
  return exportText('orders', [orderLine(ID, { 订单状态: status })])
}

/** Backs up each file by a run of its own, in this order. */
async function backedUp(files: readonly (readonly [string, string])[]): Promise<BackedUp[]> {
  const root = folder.free('archive')
  const runs: BackedUp[] = []
  for (const [name, text] of files) {
    runs.push(await backUpInto(root, [await folderWith(folder, { [name]: text })]))
  }
  return runs
}

function last<T>(items: readonly T[]): T {
  const item = items.at(-1)
  if (item === undefined) throw new Error('empty')
  return item
}

const AUGUST = ['1785500000_a.csv', exported('已发货')] as const
const SEPTEMBER = ['1788200000_b.csv', exported('已完成')] as const
const OCTOBER = ['1790800000_c.csv', exported('已发货')] as const

test('the same bytes exported again later are as of then, and win over what came between', async () => {
  const runs = await backedUp([AUGUST, SEPTEMBER, OCTOBER])
  const { root, only } = last(runs)
  expect(only).toMatchObject({
    file: '1790800000_c.csv',
    asOf: '2026-10-01T04:26:40+08:00',
    rows: 1,
    updated: 1,
    unchanged: 0,
    duplicateOf: '1785500000_a.csv',
  })
  expect((await keptIn({ root }))[ID]).toMatchObject({ status: '已发货' })
})

test('in whatever order they come, the content is the same, and rebuilding gives it again', async () => {
  const orders = [
    [AUGUST, SEPTEMBER, OCTOBER],
    [OCTOBER, SEPTEMBER, AUGUST],
    [SEPTEMBER, OCTOBER, AUGUST],
    [SEPTEMBER, AUGUST, OCTOBER],
  ]
  const contents = []
  for (const files of orders) {
    const { root } = last(await backedUp(files))
    const content = await databaseContent(root)
    contents.push(content)
    expect((await verify({ root, deep: true }, quietDeps(NOW))).data.damaged).toEqual([])
    await rm(join(root, 'archive.db'))
    await rebuild({ root, toolVersion: 'test' }, quietDeps(NOW))
    expect(await databaseContent(root)).toEqual(content)
  }
  for (const content of contents) expect(content).toEqual(contents[0])
})

test('two different exports of one second are told, whichever comes first', async () => {
  const one = ['1785500000_a.csv', exported('已发货')] as const
  const other = ['1785500000_b.csv', exported('已完成')] as const
  const kept = []
  for (const files of [
    [one, other],
    [other, one],
  ]) {
    const runs = await backedUp(files)
    expect(runs[0]?.told('warning')).toEqual([])
    expect(last(runs).told('warning')).toEqual([`same-moment ${files[1]?.[0]}:2`])
    expect(last(runs).findings).toContainEqual(
      expect.objectContaining({
        code: 'same-moment',
        args: { id: ID, columns: '订单状态', count: 1 },
      }),
    )
    kept.push((await keptIn(last(runs)))[ID]?.status)
  }
  expect(kept[0]).toBe(kept[1])
})

test('two exports of one second that agree are not worth a word', async () => {
  const other = exportText('orders', [
    orderLine(ID, { 订单状态: '已发货' }),
    orderLine('6917926768823643752'),
  ])
  const runs = await backedUp([
    ['1785500000_a.csv', exported('已发货')],
    ['1785500000_b.csv', other],
  ])
  expect(last(runs).told('warning')).toEqual([])
})
