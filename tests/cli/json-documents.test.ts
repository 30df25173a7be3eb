import { writeFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import type {
  AttachResult,
  BackupResult,
  CheckResult,
  ExportResult,
  FindResult,
  VerifyResult,
} from '../../src/app/results.ts'
import type { Address } from '../../src/domain/address.ts'
import { FINDING_CODES } from '../../src/domain/finding.ts'
import { STATUS_KINDS } from '../../src/domain/order-status.ts'
import { CONDITION_IDS } from '../../src/rules/conditions.ts'
import { type Document, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_NOW, EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
const archive = () => folder.at('archive')
const text = expect.any(String)
const count = expect.any(Number)
const yesOrNo = expect.any(Boolean)
const hash = expect.stringMatching(/^[0-9a-f]{64}$/)
const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/)
const id = expect.stringMatching(/^\d{15,}$/)
const textOrNull = expect.toSatisfy((value) => value === null || typeof value === 'string')
const countOrNull = expect.toSatisfy((value) => value === null || Number.isInteger(value))
const momentOrNull = expect.toSatisfy((value) => value === null || moment.asymmetricMatch(value))

let backup: Document<BackupResult>

beforeAll(async () => {
  backup = await documentOf(['backup', EXAMPLE_SHOP], 0)
})

/** The document that a command prints, whose frame is as published. */
async function documentOf<Data>(
  argv: readonly string[],
  exitCode: number,
): Promise<Document<Data>> {
  const ended = await dyshop([...argv, '--json', '--archive', archive()])
  expect(ended.exitCode, ended.stderr).toBe(exitCode)
  // One document on one line, and nothing else.
  expect(ended.stdout.trimEnd().split('\n')).toHaveLength(1)
  const document = ended.json<Data>()
  expect(Object.keys(document)).toEqual([
    'schemaVersion',
    'command',
    'complete',
    'findings',
    'data',
  ])
  expect(document).toMatchObject({ schemaVersion: 1, command: argv[0], complete: exitCode !== 3 })
  for (const finding of document.findings) {
    expect(FINDING_CODES).toContain(finding.code)
    expect(['error', 'warning', 'info']).toContain(finding.severity)
    expect(finding.message).not.toBe('')
    expect(['file', 'sheet', 'row', 'column']).toEqual(
      expect.arrayContaining(Object.keys(finding.where)),
    )
  }
  return document
}

test('backup tells what it read, what the archive holds and what it lacks', () => {
  const { data } = backup
  expect(data).toEqual({
    archive: archive(),
    imports: expect.any(Array),
    totals: {
      orders: 121,
      lines: 132,
      afterSales: 32,
      settlements: 74,
      fundMovements: 111,
      products: 34,
      addresses: count,
    },
    outputs: expect.any(Array),
    gaps: expect.any(Array),
    missing: [],
    asOf: EXAMPLE_NOW,
  })
  expect(data.imports).toHaveLength(16)
  for (const each of data.imports) {
    expect(each).toEqual({
      file: text,
      sheet: textOrNull,
      sha256: hash,
      kind: text,
      asOf: moment,
      rows: count,
      added: count,
      updated: count,
      unchanged: count,
      rejected: 0,
    })
  }
  expect(data.outputs.map(({ path }) => path)).toEqual([
    'orders.xlsx',
    'after-sales.xlsx',
    'settlements.xlsx',
    'funds.xlsx',
    'products.xlsx',
    'profile.json',
    'addresses.json',
    'addresses.txt',
  ])
  for (const output of data.outputs)
    expect(output).toEqual({ path: text, sha256: hash, rows: count })
})

test("a ZIP's members are imports of their own", () => {
  const members = backup.data.imports.filter(({ file }) => file.includes('.zip/'))
  expect(members.map(({ file }) => file.split('.zip/')[1]).sort()).toEqual([
    '10月下旬订单.csv',
    '9月下旬订单.csv',
    expect.stringContaining('.csv'),
    expect.stringContaining('.csv'),
  ])
})

test('days without any export are gaps, each with its report', async () => {
  const { data, findings } = await documentOf<BackupResult>(['backup', EXAMPLE_SHOP], 0)
  for (const gap of data.gaps) {
    expect(gap).toEqual({ from: text, to: text, what: text })
    expect(findings.some(({ code }) => code === 'gap')).toBe(true)
  }
})

test('check tells of orders, conditions, what to ship and what is open', async () => {
  const { data } = await documentOf<CheckResult>(['check', '--at', EXAMPLE_NOW], 1)
  expect(data).toMatchObject({
    ready: false,
    asOf: EXAMPLE_NOW,
    at: EXAMPLE_NOW,
    orders: {
      unpaid: 0,
      unshipped: count,
      partlyShipped: 2,
      shipped: 19,
      finished: count,
      closed: count,
      unknown: 0,
    },
    conditions: expect.any(Array),
    unshipped: expect.any(Array),
    deductionTotalFen: count,
    openAfterSales: expect.any(Array),
  })
  expect(Object.keys(data.orders)).toEqual(STATUS_KINDS)
  expect(data.conditions.map((condition) => condition.id)).toEqual(CONDITION_IDS)
  for (const condition of data.conditions) {
    expect(condition).toMatchObject({
      id: text,
      status: expect.stringMatching(/^(pass|blocked|manual|unknown)$/),
      count,
      where: text,
      rule: {
        id: text,
        effective: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        url: expect.stringMatching(/^https:/),
      },
    })
  }
  for (const line of data.unshipped) {
    expect(line).toMatchObject({
      orderId: id,
      lineId: id,
      product: text,
      quantity: count,
      payableFen: count,
      promisedShipAt: momentOrNull,
      overdue: yesOrNo,
      hoursLeft: count,
      deductionFen: count,
      nextDeductionAt: momentOrNull,
      nextDeductionFen: countOrNull,
    })
  }
  for (const afterSale of data.openAfterSales) {
    expect(afterSale).toMatchObject({
      afterSaleId: textOrNull,
      orderId: id,
      lineId: id,
      type: textOrNull,
      status: text,
      refundFen: countOrNull,
      deadline: momentOrNull,
    })
  }
})

test('check tells the rows behind a condition only when it is asked for by name', async () => {
  const all = await documentOf<CheckResult>(['check', '--at', EXAMPLE_NOW], 1)
  for (const condition of all.data.conditions)
    expect(condition, condition.id).not.toHaveProperty('rows')
  const one = await documentOf<CheckResult>(['check', '--at', EXAMPLE_NOW, '--only', 'wallet'], 1)
  expect(one.data.conditions[0]?.rows).toHaveLength(1)
})

test('check counts what is overdue and lists the soonest promise first', async () => {
  const { data } = await documentOf<CheckResult>(['check', '--at', EXAMPLE_NOW], 1)
  const known = data.unshipped.filter(({ lineId }) => lineId !== null)
  expect(known.filter(({ overdue }) => overdue)).toHaveLength(4)
  expect(known.filter(({ overdue }) => !overdue)).toHaveLength(9)
  const promises = known.map(({ promisedShipAt }) => promisedShipAt)
  expect(promises).toEqual([...promises].sort())
  for (const { overdue, hoursLeft, deductionFen } of known) {
    expect((hoursLeft ?? 0) < 0).toBe(overdue)
    if (!overdue) expect(deductionFen).toBe(0)
  }
})

test('export tells what it wrote', async () => {
  const out = folder.at('orders.csv')
  const { data } = await documentOf<ExportResult>(['export', 'orders', '--out', out], 0)
  expect(data).toEqual({
    kind: 'orders',
    format: 'csv',
    out,
    rows: 132,
    size: count,
    sha256: hash,
    masked: true,
  })
})

test('find tells what it found, and whether there is more', async () => {
  const { data } = await documentOf<FindResult>(['find', '2026-11-20', '--limit', '1'], 0)
  expect(data).toMatchObject({ query: '2026-11-20', more: true })
  expect(data.matches).toEqual([
    {
      kind: 'line',
      id,
      orderId: id,
      product: text,
      status: text,
      amountFen: count,
      time: moment,
      file: text,
    },
  ])
})

test('attach tells what it keeps', async () => {
  const path = folder.at('receipt.pdf')
  await writeFile(path, 'receipt')
  const argv = ['attach', path, '--kind', 'deposit-receipt', '--note', 'paper copy in the safe']
  const { data } = await documentOf<AttachResult>(argv, 0)
  expect(data).toEqual({
    attached: [
      {
        path: 'documents/receipt.pdf',
        originalName: 'receipt.pdf',
        kind: 'deposit-receipt',
        note: 'paper copy in the safe',
        attachedAt: moment,
        sha256: hash,
        size: 7,
      },
    ],
    documents: 1,
  })
})

test('addresses lists the merchant’s own', async () => {
  const { data } = await documentOf<{ addresses: Address[] }>(['addresses'], 0)
  expect(data.addresses.length).toBeGreaterThan(0)
  for (const address of data.addresses) {
    expect(address).toEqual({
      addressId: text,
      contact: text,
      phone: text,
      province: text,
      city: text,
      district: text,
      detail: text,
      label: text,
    })
  }
})

test('verify and rebuild tell how the archive is', async () => {
  const verified = await documentOf<VerifyResult>(['verify'], 0)
  expect(verified.data).toEqual({ ok: true, checked: count, damaged: [] })
  const { data } = await documentOf<BackupResult>(['rebuild'], 0)
  expect(Object.keys(data)).toEqual(Object.keys(backup.data))
  expect(data.totals).toEqual(backup.data.totals)
})

describe('an error is one object, the last line of stderr', () => {
  test.each([
    ['backup', ['backup'], 'no-paths', 2],
    ['check', ['check', '--at', 'soon'], 'bad-time', 2],
    ['plan', ['plan', '--at', '9999-10-01'], 'bad-time', 2],
    ['find', ['find', ' '], 'bad-value', 2],
    ['export', ['export', 'orders', '--out', 'o.csv', '--columns', 'x'], 'unknown-column', 2],
    ['export', ['export', 'nothing', '--out', 'o.csv'], 'usage', 2],
    ['attach', ['attach', 'not-there.pdf'], 'path-not-found', 2],
    ['verify', ['verify', '--no-such-option'], 'usage', 2],
    ['addresses add', ['addresses', 'add', '--no-input'], 'needs-terminal', 2],
    ['dyshop', ['no-such-command'], 'usage', 2],
  ])('%s %#', async (command, argv, code, exitCode) => {
    const ended = await dyshop([...argv, '--json', '--archive', archive()])
    expect(ended).toMatchObject({ exitCode, stdout: '' })
    expect(ended.error()).toEqual({
      schemaVersion: 1,
      command,
      error: { code, message: text, hint: text, exitCode },
    })
  })
})
