import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backup } from '../../src/app/backup.ts'
import { checklist, markItem } from '../../src/app/checklist.ts'
import { verify } from '../../src/app/verify.ts'
import { quietDeps } from '../support/quiet-deps.ts'
import { type ExportRow, writeExport } from '../support/seller-exports.ts'

const AT = '2026-11-23T09:00:00+08:00'
const LINE = '6900000000000000011'
const ITEM = `line:${LINE}`
const UNSHIPPED: ExportRow = {
  主订单编号: LINE,
  子订单编号: LINE,
  订单提交时间: '2026-11-22 10:00:00',
  支付完成时间: '2026-11-22 10:01:00',
  承诺发货时间: '2026-11-24 10:01:00',
  订单状态: '待发货',
}

let folder: string
let root: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dyshop-checklist-'))
  root = join(folder, 'archive')
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function backUp(row: ExportRow, epochSeconds: number): Promise<void> {
  const path = await writeExport(join(folder, 'exports'), 'orders', [row], epochSeconds)
  await backup({ paths: [path], root, toolVersion: '0.0.0' }, quietDeps(AT))
}

async function list() {
  const input = { paths: [], root, at: AT, toolVersion: '0.0.0' }
  return (await checklist(input, quietDeps(AT))).data
}

describe('a checklist that is made again', () => {
  it('keeps what was ticked, and moves a line that has ended to the done list', async () => {
    await backUp(UNSHIPPED, 1_795_300_000)
    expect((await list()).items).toMatchObject([{ id: ITEM, status: 'todo' }])
    const mark = {
      id: ITEM,
      status: 'agreed',
      note: '买家同意退款',
      root,
      at: AT,
      toolVersion: '0',
    }
    await markItem(mark, quietDeps(AT))
    await backUp({ ...UNSHIPPED, 选购商品: '红茶' }, 1_795_300_060)
    expect((await list()).items).toMatchObject([
      { id: ITEM, status: 'agreed', note: '买家同意退款' },
    ])
    await backUp({ ...UNSHIPPED, 订单状态: '已关闭' }, 1_795_300_120)
    const { items, done } = await list()
    expect(items).toEqual([])
    expect(done).toMatchObject([{ id: ITEM, status: 'agreed', outcome: '已关闭' }])
  })

  it('leaves the archive whole, since ticks are part of it', async () => {
    await backUp(UNSHIPPED, 1_795_300_000)
    await list()
    const outcome = await verify({ root, deep: true }, quietDeps(AT))
    expect(outcome.data).toMatchObject({ ok: true, damaged: [] })
  })

  it('refuses to tick what is not on it', async () => {
    await backUp(UNSHIPPED, 1_795_300_000)
    const mark = { id: 'line:1', status: 'done', note: undefined, root, at: AT, toolVersion: '0' }
    await expect(markItem(mark, quietDeps(AT))).rejects.toMatchObject({ code: 'bad-value' })
  })
})
