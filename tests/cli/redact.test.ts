import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import type { RedactResult } from '../../src/app/results.ts'
import { fileHashes } from '../support/archive-content.ts'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
/** After every period of the example shop. */
const LATER = '2027-06-01T00:00:00+08:00'

async function archived(): Promise<{ root: string; redact: (...more: string[]) => string[] }> {
  const root = folder.free('蓬莱小店')
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', root])
  return { root, redact: (...more) => ['redact', '--archive', root, ...more] }
}

test('it tells first, asks for the name, waits for the periods, and then deletes with a record', async () => {
  const { root, redact } = await archived()
  const before = await fileHashes(root)
  const told = await dyshop(redact('--dry-run'))
  expect(told.exitCode).toBe(0)
  expect(told.stdout).toContain('将要删除（这次什么也没有改动）')
  expect(told.stdout).toMatch(/订单 +收件人手机号 +289 +整列删除/)
  const nameless = await dyshop(redact('--json'))
  expect(nameless.exitCode).toBe(2)
  expect(nameless.error().error.code).toBe('wrong-shop-name')
  const early = await dyshop(
    redact('--confirm', basename(root), '--json', '--at', '2026-11-23T00:00:00+08:00'),
  )
  expect(early.exitCode).toBe(1)
  expect(early.error().error.code).toBe('redact-too-early')
  expect(await fileHashes(root)).toEqual(before)

  const data = await dataOf<RedactResult>(redact('--confirm', basename(root), '--now'))
  expect(data).toMatchObject({ dryRun: false, due: false, unread: [] })
  const text = await readFile(join(root, (data.record ?? '').replace('.json', '.txt')), 'utf8')
  expect(text).toContain('依据：商家决定不再等待')
  const verified = await dyshop(['verify', '--deep', '--archive', root])
  expect(verified.exitCode).toBe(0)
  expect(verified.stdout).toContain(`买家的个人信息已经删除，记录在 ${data.record}`)
  const orders = await dyshop([
    'export',
    'orders',
    '--archive',
    root,
    '--unmask',
    '--out',
    folder.free('o.csv'),
  ])
  expect(orders.exitCode).toBe(0)
  const again = await dyshop(['backup', EXAMPLE_SHOP, '--archive', root, '--json'])
  expect(again.exitCode).toBe(2)
  expect(again.error().error.code).toBe('archive-redacted')
})

test('an order that is not finished keeps the periods from being over', async () => {
  const { root, redact } = await archived()
  const late = redact('--confirm', basename(root), '--at', LATER, '--json')
  expect((await dyshop(late)).error().error.code).toBe('redact-too-early')
})
