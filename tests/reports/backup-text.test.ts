import { expect, test } from 'vitest'
import type { BackupResult } from '../../src/app/results.ts'
import { backupText } from '../../src/reports/text/backup-text.ts'
import { paint } from '../../src/reports/text/paint.ts'

const NOTHING: BackupResult = {
  archive: 'archive',
  imports: [],
  totals: {
    orders: 0,
    lines: 0,
    afterSales: 0,
    settlements: 0,
    fundMovements: 0,
    products: 1,
    addresses: 0,
  },
  outputs: [],
  gaps: [],
  missing: [],
  asOf: null,
}
const WITH_ORDERS = { ...NOTHING, totals: { ...NOTHING.totals, orders: 2, lines: 2 } }
const VIEW = { language: 'zh', paint: paint(false), complete: true, findings: [] } as const

test('a backup says that everything given was read, and where there are no orders, that too', () => {
  expect(backupText(WITH_ORDERS, VIEW)).toMatch(/给出的\S+全部读取、存档并核对$/m)
  expect(backupText(NOTHING, VIEW)).toMatch(/给出的\S+全部读取、存档并核对，但存档里还没有订单$/m)
})

test('a rebuild, to which nothing was given, says what it made', () => {
  const text = backupText(WITH_ORDERS, { ...VIEW, isRebuild: true })
  expect(text).not.toContain('给出的')
  expect(text).toContain('✔ 数据库和表格已由原始文件重新生成并核对')
})
