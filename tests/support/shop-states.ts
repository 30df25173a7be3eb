import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { backup } from '../../src/app/backup.ts'
import { changeArchive } from '../../src/app/session/archive-session.ts'
import { NAMES } from '../../src/archive/folder.ts'
import { Store } from '../../src/archive/store.ts'
import { writeTick } from '../../src/archive/ticks.ts'
import { FindingCollector } from '../../src/domain/finding-collector.ts'
import { formatYuan } from '../../src/domain/money.ts'
import { CONDITION_IDS, type ConditionId } from '../../src/rules/conditions.ts'
import { quietDeps } from './quiet-deps.ts'
import { type ExportName, type ExportRow, writeExport } from './seller-exports.ts'
import { EXAMPLE_NOW, EXAMPLE_SHOP } from './shops.ts'

/** The example shop on its way out. */
export type ShopState = 'before' | 'midway' | 'ready'

export const SHOP_STATES: readonly ShopState[] = ['before', 'midway', 'ready']

/** The moment from which each is looked at. */
export const STATE_NOW: Readonly<Record<ShopState, string>> = {
  before: EXAMPLE_NOW,
  midway: '2026-12-20T09:30:00+08:00',
  ready: '2027-05-20T09:30:00+08:00',
}

const NOTICE_START = '2026-12-01'

/** Makes the archive of the example shop in a state, by the exports that its merchant would make later. */
export async function archiveInState(
  state: ShopState,
  root: string,
  exports: string,
): Promise<void> {
  await backup({ paths: [EXAMPLE_SHOP], root, toolVersion: '0.0.0' }, quietDeps(EXAMPLE_NOW))
  const shopFile = join(root, NAMES.shopFile)
  const named = (await readFile(shopFile, 'utf8'))
    .replace('name = ""', 'name = "山野茶铺"')
    .replace('id = ""', 'id = "41289"')
  await writeFile(shopFile, named)
  if (state === 'before') return
  const noticed = named.replace('# notice_start = "2026-10-21"', `notice_start = "${NOTICE_START}"`)
  await writeFile(shopFile, noticed)
  const at = STATE_NOW[state]
  const written = await laterExports(root, state, {
    folder: exports,
    madeAt: Date.parse(at) / 1000,
  })
  const deps = quietDeps(at)
  await backup({ paths: written, root, toolVersion: '0.0.0' }, deps)
  await tick(root, state === 'ready' ? CONDITION_IDS : ['loan', 'invoices', 'crab-cards'], at)
}

async function tick(root: string, ids: readonly ConditionId[], at: string): Promise<void> {
  const options = { root, command: 'steps', toolVersion: '0.0.0' }
  await changeArchive(options, quietDeps(at), new FindingCollector(), ({ store }) =>
    // As a change of ticks, or the archive is not sealed again and counts as damaged from then on.
    store.transaction(() => {
      for (const id of ids) writeTick(store, 'step', { id, status: 'done', note: '', by: 'me', at })
    }, 'ticks'),
  )
}

type Row = Readonly<Record<string, string | number | null>>

/** What the platform would export later: a few lines left midway, nothing left when ready. */
async function laterExports(
  root: string,
  state: Exclude<ShopState, 'before'>,
  { folder, madeAt }: { folder: string; madeAt: number },
): Promise<string[]> {
  const store = await Store.openForReading(join(root, NAMES.database))
  const rows = (sql: string) => store.db.prepare(sql).all() as Row[]
  try {
    const isReady = state === 'ready'
    const open = rows(`SELECT * FROM lines WHERE status_kind NOT IN ('finished', 'closed')`)
    const unsettled = rows(`SELECT * FROM lines WHERE status_kind <> 'closed'
      AND line_id NOT IN (SELECT line_id FROM settlements WHERE line_id IS NOT NULL)`)
    const cases = rows(`SELECT * FROM after_sales WHERE state <> 'ended' ORDER BY deadline`)
    const unpaid = rows(`SELECT * FROM freight_insurance WHERE premium_status = '待支付'`)
    const slips = rows(`SELECT * FROM qic WHERE status <> '已结算'`)
    const plan: [ExportName, ExportRow[]][] = [
      ['orders', open.map((line, index) => orderRow(line, isReady || index % 4 > 0))],
      ['afterSales', cases.slice(isReady ? 0 : 2).map(closedCase)],
      ['settlements', unsettled.slice(isReady ? 0 : 20).map(settledRow)],
      ['insurance', unpaid.map(paidPolicy)],
      ...(isReady
        ? ([
            ['qic', slips.map(settledSlip)],
            ['ledger', [EMPTIED]],
          ] as [ExportName, ExportRow[]][])
        : []),
    ]
    return await Promise.all(plan.map(([name, made]) => writeExport(folder, name, made, madeAt)))
  } finally {
    store.close()
  }
}

const time = (iso: string | number | null | undefined) =>
  typeof iso === 'string' ? iso.slice(0, 19).replace('T', ' ') : '-'
const yuan = (fen: string | number | null | undefined) =>
  typeof fen === 'number' ? formatYuan(fen) : '-'
const text = (value: string | number | null | undefined) => String(value ?? '-')

function orderRow(line: Row, isFinished: boolean): ExportRow {
  return {
    主订单编号: text(line.order_id),
    子订单编号: text(line.line_id),
    选购商品: text(line.product),
    商品ID: text(line.product_id),
    商品数量: text(line.quantity),
    订单应付金额: yuan(line.payable_fen),
    支付优惠: yuan(line.payment_discount_fen),
    订单提交时间: time(line.created_at),
    支付完成时间: time(line.paid_at),
    承诺发货时间: time(line.promised_ship_at),
    发货时间: isFinished ? '2026-11-28 10:00:00' : '-',
    订单完成时间: isFinished ? '2026-12-05 10:00:00' : '-',
    订单状态: isFinished ? '已完成' : text(line.status),
    售后状态: isFinished ? '' : text(line.after_sale_status ?? ''),
  }
}

function closedCase(row: Row): ExportRow {
  return {
    售后单号: text(row.after_sale_id),
    订单号: text(row.order_id),
    商品单号: text(row.line_id),
    售后类型: text(row.type),
    售后状态: '售后关闭',
    '退商品金额（元）': '0.00',
    '退运费金额（元）': '0.00',
    售后申请时间: time(row.applied_at),
    自动处理截止时间: time(row.deadline),
  }
}

function settledRow(line: Row): ExportRow {
  return {
    结算时间: '2026-12-16 02:00:00',
    订单号: text(line.order_id),
    子订单号: text(line.line_id),
    结算金额: yuan(line.payable_fen),
    结算单类型: '已结算',
    结算账户: '聚合账户',
    收入合计: yuan(line.payable_fen),
    支出合计: '0.00',
  }
}

function paidPolicy(row: Row): ExportRow {
  return {
    投保单号: text(row.policy_id),
    订单编号: text(row.order_id),
    承保时间: time(row.insured_at),
    支付保费: yuan(row.premium_fen),
    保费状态: '已支付',
  }
}

function settledSlip(row: Row): ExportRow {
  return {
    结算单号: text(row.slip_no),
    订单码: text(row.order_code),
    关联订单号: text(row.order_id),
    费用项: text(row.fee_item),
    QIC仓: '一号仓',
    结算金额: yuan(row.amount_fen),
    业务发生时间: time(row.happened_at),
    状态: '已结算',
  }
}

const EMPTIED: ExportRow = {
  动账流水号: '7091345747800009999',
  动账时间: '2027-05-19 10:00:00',
  账户方向: '出账',
  '动账金额(元)': '-8316.95',
  动账场景: '提现',
  关联订单号: '-',
  '账户余额(元)': '0.00',
  备注: '-',
}
