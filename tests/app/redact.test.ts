import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { attach } from '../../src/app/attach.ts'
import { backup } from '../../src/app/backup.ts'
import { check } from '../../src/app/check.ts'
import { markDone } from '../../src/app/mark-steps.ts'
import { rebuild } from '../../src/app/rebuild.ts'
import { redact } from '../../src/app/redact.ts'
import type { RedactInput } from '../../src/app/redaction/redact-plan.ts'
import { repair } from '../../src/app/repair.ts'
import { verify } from '../../src/app/verify.ts'
import { readDocuments } from '../../src/archive/documents.ts'
import { listFiles, NAMES } from '../../src/archive/folder.ts'
import { REDACTING, readDecision } from '../../src/archive/redactions.ts'
import { Store } from '../../src/archive/store.ts'
import { readTicks } from '../../src/archive/ticks.ts'
import type { RedactionRecord } from '../../src/domain/privacy/redaction-record.ts'
import { FIELDS } from '../../src/domain/records.ts'
import { DyshopError } from '../../src/errors.ts'
import type { ReportFormat } from '../../src/sources/seller-files/format.ts'
import { FORMATS } from '../../src/sources/seller-files/formats/all.ts'
import { allOrders, copyArchive, fileHashes } from '../support/archive-content.ts'
import { CANARY, canaryRows, csv, placesOf, writeCanaryExports } from '../support/canaries.ts'
import { realDeps } from '../support/deps.ts'
import { useFolder } from '../support/folder.ts'
import { parseCsv } from '../support/parse-csv.ts'
import { EXAMPLE_SHOP } from '../support/shops.ts'
import { workbookText } from '../support/workbook-text.ts'

const toolVersion = '9.9.9'
const AT = '2026-11-23T09:30:00+08:00'

const folder = useFolder()
const full = () => folder.at('full', '蓬莱小店')

beforeAll(async () => {
  await writeCanaryExports(folder.at('exports'))
  await backup({ paths: [folder.at('exports')], root: full(), toolVersion }, realDeps())
  const askShopName = async () => ''
  const done = { ids: ['loan'], root: full(), at: AT, note: `${CANARY}说已还清`, toolVersion }
  await markDone({ ...done, force: false, askShopName }, realDeps())
})

async function copied(): Promise<string> {
  const root = join(folder.free(), '蓬莱小店')
  await mkdir(join(root, '..'))
  await copyArchive(full(), root)
  return root
}

const input = (root: string, changed: Partial<RedactInput> = {}): RedactInput => ({
  root,
  at: AT,
  dryRun: false,
  now: true,
  confirm: '蓬莱小店',
  dropUnread: false,
  withDocuments: false,
  toolVersion,
  ...changed,
})

async function codeOf(work: Promise<unknown>): Promise<string> {
  const stop = await work.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(stop instanceof DyshopError)) throw stop ?? new Error('it did not stop')
  return stop.code
}

/** The money facts of an archive: what a deletion must leave. */
async function books(root: string): Promise<Record<string, unknown[]>> {
  const store = await Store.openForReading(join(root, NAMES.database))
  try {
    const all = (sql: string) => store.db.prepare(sql).all()
    return {
      lines: all(
        `SELECT line_id, order_id, status, product, product_id, quantity, payable_fen, created_at, finished_at,
         after_sale_status, tracking FROM lines ORDER BY line_id`,
      ),
      afterSales: all('SELECT after_sale_id, type, status, refund_fen FROM after_sales ORDER BY 1'),
      settlements: all('SELECT line_id, settled_fen, settled_at, type FROM settlements ORDER BY 1'),
      funds: all('SELECT trade_no, amount_fen, moved_at, scene FROM funds ORDER BY 1'),
      ledger: all('SELECT trade_no, amount_fen, balance_fen, scene FROM ledger ORDER BY 1'),
      premiums: all('SELECT policy_no, amount_fen FROM premiums ORDER BY 1'),
      insurance: all('SELECT policy_id, premium_fen, premium_status FROM freight_insurance'),
      qic: all('SELECT slip_no, amount_fen, status FROM qic ORDER BY 1'),
      products: all('SELECT product_id, name, price_fen, category1 FROM products ORDER BY 1'),
      imports: all('SELECT sha256, kind, as_of, rows, rejected FROM imports ORDER BY 1'),
    }
  } finally {
    store.close()
  }
}

/**
 * A row for each person and report, in which the person stands in every cell but those of goods,
 * whose names are anything, and those without which no row is read.
 */
function slippedRows(format: ReportFormat, people: readonly string[]): string[][] {
  const [header = [], ...rows] = canaryRows(format, people.length)
  const fields = FIELDS[format.record]
  const isSlipped = format.columns.map(({ field, holds }) => {
    const { demand } = fields.find(({ name }) => name === field) ?? {}
    return demand === undefined && holds !== 'goods' && holds !== 'own-code'
  })
  return [
    header,
    ...rows.map((row, at) =>
      row.map((cell, index) => {
        return isSlipped[index] ? (people[at] ?? '') : cell
      }),
    ),
  ]
}

describe('deleting people’s data', () => {
  test('starts from an archive in which every personal column of every report names somebody', async () => {
    const { data } = await redact(input(full(), { dryRun: true }), realDeps())
    for (const format of FORMATS) {
      for (const { name } of format.columns.filter(({ personal }) => personal)) {
        expect(data.fields).toContainEqual(
          expect.objectContaining({ report: format.kind, column: name, how: 'removed' }),
        )
      }
    }
    const places = await placesOf(CANARY, full())
    for (const part of ['archive.db', 'manifest.json', '.facts', '.csv', '.zip', '.xlsx/']) {
      expect(
        places.some((place) => place.includes(part)),
        part,
      ).toBe(true)
    }
  })

  test('leaves nobody in any byte of the archive, and every money fact', async () => {
    const root = await copied()
    const before = await books(root)
    const { data, findings } = await redact(input(root), realDeps())
    expect(await placesOf(CANARY, root)).toEqual([])
    const { addresses: _, ...kept } = { addresses: 0, ...before }
    const imports = (before.imports as { kind: string }[]).filter(
      ({ kind }) => kind !== 'addresses',
    )
    expect(await books(root)).toEqual({ ...kept, imports })
    expect(data).toMatchObject({ dryRun: false, notes: 1, addresses: expect.any(Number) })
    expect(JSON.stringify(data.fields) + JSON.stringify(findings)).not.toContain(CANARY)
    expect((await readdir(root)).filter((name) => name.startsWith('.dyshop'))).toEqual([])
  })

  test('leaves no name that slipped into any other column but one of goods', async () => {
    const root = folder.free('蓬莱小店')
    const exports = folder.free('exports')
    await mkdir(exports)
    const people = ['欧阳测', '刘成功', '李达', 'Aynur Memet', '李小龙先生', '微信19900001234']
    for (const format of FORMATS) {
      const rows = slippedRows(format, people)
      await writeFile(join(exports, `${format.kind}.csv`), csv(rows))
    }
    await backup({ paths: [exports], root, toolVersion }, realDeps())
    for (const person of people) expect(await placesOf(person, root)).not.toEqual([])
    const before = await books(root)
    await redact(input(root, { confirm: basename(root) }), realDeps())
    for (const person of people) expect(await placesOf(person, root), person).toEqual([])
    const after = await books(root)
    for (const [table, rows] of Object.entries(before)) {
      const addresses = table === 'imports' ? 1 : 0
      expect(after[table], table).toHaveLength(rows.length - addresses)
    }
  })

  test.each([
    ['moments in every form that is read', '2026-10-01T10:00:00+08:00', '辣丝丝'],
    [
      'a cell that would pass for swallowed rows in a narrower table',
      '2026-10-01 10:00:00',
      '"茶,米,面,油\n码6901234567890123"',
    ],
  ])('does not stumble over %s', async (_, time, product) => {
    const root = folder.free('蓬莱小店')
    const path = folder.free('orders.csv')
    const header = '主订单编号,子订单编号,选购商品,收件人,订单提交时间,买家留言,订单状态'
    const row = `6900000000000000011,6900000000000000011,${product},王小明,${time},早点到,已完成`
    await writeFile(path, `${header}\n${row}\n`)
    await backup({ paths: [path], root, toolVersion }, realDeps())
    const before = await books(root)
    await redact(input(root, { confirm: basename(root) }), realDeps())
    const after = (await books(root)).lines as { created_at: string }[]
    expect(after.map(({ created_at }) => created_at)).toEqual(
      (before.lines as { created_at: string }[]).map(({ created_at }) => created_at),
    )
    expect(after).toHaveLength(1)
    expect(await placesOf('王小明', root)).toEqual([])
  })

  test('keeps apart what only a person told apart', async () => {
    const root = folder.free('蓬莱小店')
    const path = folder.free('products.csv')
    const row = (spec: string) => `3514871520210000348,辣丝丝,食品,${spec},12.30`
    const specs = ['红色 13800001234', '红色 13900001234', '蓝色']
    await writeFile(
      path,
      `商品ID,商品名称,一级类目,商品规格,商品价格\n${specs.map(row).join('\n')}\n`,
    )
    await backup({ paths: [path], root, toolVersion }, realDeps())
    await redact(input(root, { confirm: basename(root) }), realDeps())
    const store = await Store.openForReading(join(root, NAMES.database))
    const rows = store.db.prepare('SELECT spec FROM products ORDER BY spec').all()
    store.close()
    expect(rows.map(({ spec }) => spec)).toEqual(['红色 ***', '红色 *** (2)', '蓝色'])
  })

  test('has workbooks that no longer say the originals are what was given', async () => {
    const root = await copied()
    const notes = async () => workbookText(join(root, 'orders.xlsx'))
    expect(await notes()).toContain('一字未改')
    await redact(input(root), realDeps())
    for (const name of ['orders', 'after-sales', 'settlements', 'funds', 'products']) {
      const text = await workbookText(join(root, `${name}.xlsx`))
      expect(text).toContain('个人信息已经删除')
      expect(text).not.toContain('一字未改')
    }
  })

  test('keeps the words of the platform', async () => {
    const root = await copied()
    const ordersOf = async () => parseCsv(await allOrders(root, folder.free('orders.csv')))
    const [header = [], ...before] = await ordersOf()
    await redact(input(root), realDeps())
    const [after = [], ...rows] = await ordersOf()
    for (const name of ['支付方式', '取消原因', '选购商品', '商品规格', 'APP渠道', '订单状态']) {
      const was = before.map((row) => row[header.indexOf(name)])
      expect(new Set(was).has(''), name).toBe(false)
      expect(rows.map((row) => row[after.indexOf(name)])).toEqual(was)
    }
  })

  test('leaves an archive that verifies deeply and can be rebuilt, still without anybody', async () => {
    const root = await copied()
    await redact(input(root), realDeps())
    const whole = async () => {
      const { data, findings } = await verify({ root, deep: true }, realDeps())
      // That it is whole does not mean that it is what it was, and it says so.
      expect(findings.map(({ code }) => code)).toContain('redacted-archive')
      return data
    }
    expect(await whole()).toMatchObject({ ok: true, damaged: [] })
    const before = await books(root)
    await rm(join(root, NAMES.database))
    await rm(join(root, 'orders.xlsx'))
    const { data } = await rebuild({ root, toolVersion }, realDeps())
    expect(data.imports.length).toBeGreaterThan(10)
    expect(await books(root)).toEqual(before)
    expect(await whole()).toMatchObject({ ok: true, damaged: [] })
    expect(await placesOf(CANARY, root)).toEqual([])
  })

  test('does not let a rebuild call whole what lacks rows that nobody could read', async () => {
    const root = folder.free('蓬莱小店')
    const path = folder.free('1795300000_0123456789abcdef0123456789abcdef.csv')
    const row = (id: string) => `${id},${id},普通文字,已完成\n`
    const rows = `${row('6900000000000000011')}6900000000000000022,ragged\n`
    await writeFile(path, `主订单编号,子订单编号,选购商品,订单状态\n${rows}`)
    const before = await backup({ paths: [path], root, toolVersion }, realDeps())
    expect(before.complete).toBe(false)
    await redact(input(root, { confirm: basename(root) }), realDeps())
    const { complete, findings } = await rebuild({ root, toolVersion }, realDeps())
    expect(complete).toBe(false)
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'redacted-rows', args: { count: 1 } }),
    )
  })

  test('still needs no more of a file that the merchant let go of', async () => {
    const root = folder.free('蓬莱小店')
    const path = folder.free('缺一行.csv')
    const row = (id: string) => `${id},${id},辣丝丝,已完成\n`
    const rows = `${row('6900000000000000011')}6900000000000000022,ragged\n`
    await writeFile(path, `主订单编号,子订单编号,选购商品,订单状态\n${rows}`)
    await backup({ paths: [path], root, toolVersion }, realDeps())
    const shopFile = join(root, NAMES.shopFile)
    const text = await readFile(shopFile, 'utf8')
    await writeFile(shopFile, `ignore = ["${basename(path)}"]\n${text}`)
    const codes = async () => {
      const { findings } = await check({ root, paths: [], at: AT, only: [] }, realDeps())
      return findings.map(({ code }) => code)
    }
    expect(await codes()).not.toContain('rows-not-read')
    const { data } = await redact(input(root, { confirm: basename(root) }), realDeps())
    // How many they were is told once more, and stands in no answer from then on.
    expect(data.files[0]?.reports[0]?.rejected).toBe(1)
    expect(await codes()).not.toContain('rows-not-read')
    expect(await codes()).toContain('redacted-archive')
    expect((await rebuild({ root, toolVersion }, realDeps())).complete).toBe(true)
  })

  test('leaves a dated proof that the manifest covers, with old hashes and no names', async () => {
    const root = await copied()
    const { data } = await redact(input(root), realDeps())
    const record = JSON.parse(
      await readFile(join(root, data.record ?? ''), 'utf8'),
    ) as RedactionRecord
    expect(record).toMatchObject({ format: 'dyshop-redaction', basis: 'now', tool: 'dyshop 9.9.9' })
    const old = Object.values(await fileHashes(join(full(), 'originals')))
    expect(record.originals.length).toBe(12)
    for (const { sha256, replacedBy } of record.originals) {
      expect(old).toContain(sha256)
      for (const { path } of replacedBy) await readFile(join(root, path))
    }
    expect(record.fields).toEqual(data.fields)
    const text = await readFile(join(root, (data.record ?? '').replace('.json', '.txt')), 'utf8')
    expect(text).toContain('个人信息删除记录')
    expect(text).toContain('Record of the deletion of personal data')
    await writeFile(join(root, data.record ?? ''), '{}')
    const { data: damage } = await verify({ root, deep: false }, realDeps())
    expect(damage.damaged).toEqual([
      { path: data.record, problem: 'altered', repair: 'restore-copy' },
    ])
  })

  test('keeps what was ticked, without the note on it and who ticked it', async () => {
    const root = await copied()
    await redact(input(root), realDeps())
    const store = await Store.openForReading(join(root, NAMES.database))
    expect(readTicks(store, 'step').get('loan')).toMatchObject({ status: 'done', note: '', by: '' })
    store.close()
  })

  test('can be done again, and then finds nobody', async () => {
    const root = await copied()
    await redact(input(root), realDeps())
    const before = await fileHashes(join(root, 'originals'))
    const { data } = await redact(input(root), realDeps())
    expect(data).toMatchObject({ fields: [], files: [], notes: 0, addresses: 0 })
    expect(await fileHashes(join(root, 'originals'))).toEqual(before)
    expect(await readdir(join(root, 'redactions'))).toHaveLength(4)
  })
})

describe('a deletion is refused', () => {
  test('and nothing is changed, by a dry run, without the shop’s name, or too early', async () => {
    const root = await copied()
    const before = await fileHashes(root)
    const { data } = await redact(input(root, { dryRun: true, confirm: null }), realDeps())
    expect(data).toMatchObject({ dryRun: true, record: null, due: false })
    for (const confirm of [null, '', '方壶商行']) {
      expect(await codeOf(redact(input(root, { confirm }), realDeps()))).toBe('wrong-shop-name')
    }
    expect(await codeOf(redact(input(root, { now: false }), realDeps()))).toBe('redact-too-early')
    expect(await fileHashes(root)).toEqual(before)
  })

  test('while something could not be read, unless that may go whole', async () => {
    const root = folder.free('蓬莱小店')
    const exports = folder.free('exports')
    await mkdir(exports)
    await copyFile(join(folder.at('exports'), `${CANARY}.zip`), join(exports, 'a.zip'))
    await writeFile(join(exports, `${CANARY}.csv`), `主订单编号,${CANARY},订单状态\n1,2,3\n`)
    await backup({ paths: [exports], root, toolVersion }, realDeps())
    const confirm = root.split('/').at(-1) ?? ''
    expect(await codeOf(redact(input(root, { confirm }), realDeps()))).toBe('unread-originals')
    const { data } = await redact(input(root, { confirm, dropUnread: true }), realDeps())
    expect(data.unread).toHaveLength(1)
    expect(await placesOf(CANARY, root)).toEqual([])
    expect((await verify({ root, deep: true }, realDeps())).data.ok).toBe(true)
  })

  test('in a damaged archive', async () => {
    const root = await copied()
    await writeFile(join(root, 'orders.xlsx'), 'altered')
    expect(await codeOf(redact(input(root), realDeps()))).toBe('not-redactable')
  })

  test('for an original that dyshop does not know, which may hold anybody', async () => {
    const root = await copied()
    await writeFile(join(root, 'originals', 'pages.ndjson'), CANARY)
    expect(await codeOf(redact(input(root), realDeps()))).toBe('unknown-original')
  })
})

describe('documents', () => {
  async function withDocuments(): Promise<string> {
    const root = await copied()
    const chat = folder.free(`${CANARY}聊天.txt`)
    await writeFile(chat, `${CANARY}：同意退款`)
    const receipt = folder.free('receipt.pdf')
    await writeFile(receipt, 'deposit')
    const facts = { note: `${CANARY}`, root, toolVersion }
    await attach({ paths: [chat], kind: 'chats', ...facts }, realDeps())
    await attach({ paths: [receipt], kind: 'deposit-receipt', ...facts, note: '' }, realDeps())
    return root
  }

  test('are told and left alone', async () => {
    const root = await withDocuments()
    const { findings, data } = await redact(input(root), realDeps())
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'documents-kept', args: { count: 1 } }),
    )
    expect(data.documents.map(({ fate }) => fate)).toEqual(['kept', 'kept'])
    expect(await placesOf(CANARY, root)).not.toEqual([])
    // Notes on them are free text, and go as those on ticks do.
    expect(data.notes).toBe(2)
    for (const { note } of await readDocuments(root)) expect(note).toBe('')
    expect((await verify({ root, deep: true }, realDeps())).data.ok).toBe(true)
  })

  test('that stay lose the names that somebody gave them', async () => {
    const root = await withDocuments()
    const { data } = await redact(input(root), realDeps())
    const documents = await readDocuments(root)
    expect(data.documents.map(({ renamedTo }) => renamedTo)).toEqual(
      documents.map(({ path }) => path),
    )
    for (const { kind, path, originalName } of documents) {
      expect(path).toMatch(
        new RegExp(`^documents/${kind}-\\d{4}-\\d\\d-\\d\\d-[0-9a-f]{8}\\.(txt|pdf)$`),
      )
      expect(basename(path)).toBe(originalName)
      expect((await readFile(join(root, path))).length).toBeGreaterThan(0)
    }
    expect((await listFiles(root)).filter((path) => path.includes(CANARY))).toEqual([])
    expect(await readFile(join(root, 'manifest.json'), 'utf8')).not.toContain(CANARY)
    // What has such a name already keeps it.
    await redact(input(root), realDeps())
    expect(await readDocuments(root)).toEqual(documents)
  })

  test('do not take the place of a file that somebody put there', async () => {
    const root = await withDocuments()
    const planned = await redact(input(root, { dryRun: true }), realDeps())
    const taken = planned.data.documents[0]?.renamedTo ?? ''
    await writeFile(join(root, taken), 'mine')
    const { data } = await redact(input(root), realDeps())
    expect(data.documents[0]?.renamedTo).toBe(taken.replace('.txt', ' (2).txt'))
    expect(await readFile(join(root, taken), 'utf8')).toBe('mine')
  })

  test('and a line of shop.toml that shows somebody’s number is told', async () => {
    const root = await copied()
    const path = join(root, NAMES.shopFile)
    const text = await readFile(path, 'utf8')
    await writeFile(path, `# 13812340001\n${text}`)
    const { findings } = await redact(input(root), realDeps())
    expect(findings.filter(({ code }) => code === 'shop-file-kept')).toMatchObject([
      { where: { file: 'shop.toml', row: 1 } },
    ])
    expect(await readFile(path, 'utf8')).toContain('13812340001')
  })

  test('and so is one that names a file by what somebody called it', async () => {
    const root = await copied()
    const path = join(root, NAMES.shopFile)
    const platform = '1795300000_0123456789abcdef0123456789abcdef.csv'
    const text = await readFile(path, 'utf8')
    await writeFile(path, `ignore = ["${platform}"]\n${text}`)
    const plain = await redact(input(root, { dryRun: true }), realDeps())
    expect(plain.findings.map(({ code }) => code)).not.toContain('shop-file-kept')
    await writeFile(path, `ignore = ["欧阳测的.csv"]\n${text}`)
    const { findings } = await redact(input(root, { dryRun: true }), realDeps())
    expect(findings.filter(({ code }) => code === 'shop-file-kept')).toMatchObject([
      { where: { file: 'shop.toml', row: 1 } },
    ])
  })

  test('that show people go when that is asked for; papers of the books stay', async () => {
    const root = await withDocuments()
    await redact(input(root, { withDocuments: true }), realDeps())
    expect(await placesOf(CANARY, root)).toEqual([])
    const names = await readdir(join(root, 'documents'))
    expect(names.filter((name) => name.startsWith('deposit-receipt'))).toHaveLength(1)
    expect((await verify({ root, deep: true }, realDeps())).data).toMatchObject({ ok: true })
  })
})

describe('afterwards', () => {
  test('no old download can bring anybody back', async () => {
    const root = await copied()
    await redact(input(root), realDeps())
    const again = backup({ paths: [folder.at('exports')], root, toolVersion }, realDeps())
    expect(await codeOf(again)).toBe('archive-redacted')
    expect(await placesOf(CANARY, root)).toEqual([])
  })

  test('a decided deletion comes before anything else, and is finished by running it again', async () => {
    const root = await copied()
    const finished = await copied()
    const clock = { now: () => Date.parse(AT) }
    await redact(input(finished), realDeps({ clock }))
    // Stopped right after the decision: nothing is in its place yet.
    const files = realDeps().files
    const remove = async () => {
      throw new DyshopError('interrupted')
    }
    const stopping = { ...files, remove }
    const stopped = redact(input(root), realDeps({ clock, files: stopping }))
    expect(await codeOf(stopped)).toBe('interrupted')
    expect(await readDecision(root)).not.toBeNull()

    const { data } = await verify({ root, deep: false }, realDeps())
    expect(data.ok).toBe(false)
    expect(new Set(data.damaged.map(({ repair }) => repair))).toEqual(new Set(['redact']))
    const others = backup({ paths: [EXAMPLE_SHOP], root, toolVersion }, realDeps())
    expect(await codeOf(others)).toMatch(/^(redact-unfinished|archive-redacted)$/)
    expect(await codeOf(rebuild({ root, toolVersion }, realDeps()))).toBe('redact-unfinished')
    // A repair leaves it to `redact`, whatever else a dead run has left.
    await writeFile(join(root, 'orders.xlsx.1.dyshop-part'), 'x')
    const repaired = await repair({ root, deep: false, toolVersion }, realDeps())
    expect(repaired.data.ok).toBe(false)
    expect(new Set(repaired.data.damaged.map(({ repair: how }) => how))).toEqual(
      new Set(['redact']),
    )
    expect(await codeOf(redact(input(root, { confirm: null }), realDeps()))).toBe('wrong-shop-name')

    await redact(input(root), realDeps({ clock }))
    expect(await placesOf(CANARY, root)).toEqual([])
    expect(await books(root)).toEqual(await books(finished))
    expect((await verify({ root, deep: true }, realDeps())).data.ok).toBe(true)
    expect(await readdir(root)).not.toContain(REDACTING.decision)
    // Cut off between writing over the decision and removing it: nothing is left to do.
    await writeFile(join(root, REDACTING.decision), Buffer.alloc(100))
    expect(await readDecision(root)).toBeNull()
    expect((await verify({ root, deep: false }, realDeps())).data.ok).toBe(true)
    await redact(input(root), realDeps({ clock }))
    expect(await readdir(root)).not.toContain(REDACTING.decision)
  })
})
