import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { AttachResult, FindResult, VerifyResult } from '../../src/app/results.ts'
import type { Address } from '../../src/domain/address.ts'
import { fileHashes, jsonLines } from '../support/archive-content.ts'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_NOW, EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
const archive = () => folder.at('archive')

interface LineRow {
  lineId: string
  orderId: string
  product: string
  tracking: string | null
  createdAt: string
}

let lines: LineRow[]

beforeAll(async () => {
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', archive()])
  await dataOf(['export', 'orders', '--out', folder.at('lines.jsonl'), '--archive', archive()])
  lines = await jsonLines(folder.at('lines.jsonl'))
})

describe('find', () => {
  async function found(query: string, ...more: string[]): Promise<FindResult> {
    return dataOf(['find', query, '--archive', archive(), ...more])
  }

  const someLine = (): LineRow => lines[40] as LineRow

  test('finds an order by its id, with all of its lines', async () => {
    const counts = new Map<string, number>()
    for (const { orderId } of lines) counts.set(orderId, (counts.get(orderId) ?? 0) + 1)
    const [orderId = '', count] = [...counts].find(([, each]) => each > 1) ?? []
    const { matches } = await found(orderId)
    const ofLines = matches.filter(({ kind }) => kind === 'line')
    expect(ofLines).toHaveLength(count ?? 0)
    for (const match of ofLines) expect(match.orderId).toBe(orderId)
  })

  test('finds a line by its id', async () => {
    const { matches } = await found(someLine().lineId)
    expect(matches.map(({ id }) => id)).toContain(someLine().lineId)
  })

  test('finds products by a word of their name', async () => {
    const word = someLine().product.slice(0, 4)
    const { matches } = await found(word, '--limit', '500')
    const expected = lines.filter(({ product }) => product.includes(word))
    expect(matches.filter(({ kind }) => kind === 'line')).toHaveLength(expected.length)
    expect(matches.some(({ kind }) => kind === 'product')).toBe(true)
  })

  test('finds a parcel by its tracking number', async () => {
    const line = lines.find(({ tracking }) => tracking) as LineRow
    const [number = ''] = /[A-Za-z]*\d{8,}/.exec(line.tracking ?? '') ?? []
    const { matches } = await found(number)
    expect(matches.map(({ id }) => id)).toContain(line.lineId)
  })

  test('finds everything of a day', async () => {
    const day = someLine().createdAt.slice(0, 10)
    const { matches } = await found(day, '--limit', '500')
    const expected = lines.filter(({ createdAt }) => createdAt.startsWith(day))
    const ids = matches.filter(({ kind }) => kind === 'line').map(({ id }) => id)
    expect(ids.sort()).toEqual(expected.map(({ lineId }) => lineId).sort())
  })

  test('says that there is more than was asked for', async () => {
    expect(await found('2026-11-20', '--limit', '1')).toMatchObject({ more: true })
    const ended = await dyshop(['find', 'no such thing', '--archive', archive()])
    expect(ended.exitCode).toBe(0)
    expect(ended.stdout).not.toBe('')
  })
})

describe('attach', () => {
  test('gives every name a safe one of its own, inside the archive', async () => {
    const root = folder.free('archive')
    await dataOf(['backup', join(EXAMPLE_SHOP, '商品'), '--archive', root])
    const names = [
      'CON',
      'con.txt',
      '\u202efdp.exe',
      ' .hidden',
      'a\\..\\..\\b',
      'index.json',
      '长'.repeat(80),
      'trailing.',
      '-rf',
      'notes\nTODO',
    ]
    const given = folder.free('given')
    await mkdir(given)
    for (const name of names) await writeFile(join(given, name), `text of ${name}`)
    const paths = names.map((name) => join(given, name))
    const { attached } = await dataOf<AttachResult>(['attach', ...paths, '--archive', root])
    expect(attached.map(({ originalName }) => originalName)).toEqual(names)
    const kept = attached.map(({ path }) => path)
    expect(new Set(kept.map((path) => path.toLowerCase())).size).toBe(names.length)
    for (const path of kept) {
      expect(path).toMatch(/^documents\/[^./\\ -][^/\\]*$/)
      expect(path).not.toMatch(/[\p{Cc}\p{Cf}]|[. ]$|\/(con|nul)(\.|$)/iu)
      expect(Buffer.byteLength(path)).toBeLessThan(160)
    }
    expect(await readdir(join(root, '..'))).not.toContain('b')
    expect(await dataOf<VerifyResult>(['verify', '--archive', root])).toMatchObject({ ok: true })
  })

  test('keeps the same file once, and two files of one name both', async () => {
    const [one, other] = [folder.free('one'), folder.free('other')]
    for (const each of [one, other]) {
      await mkdir(each)
      await writeFile(join(each, 'receipt.pdf'), `receipt ${each}`)
    }
    const argv = ['attach', join(one, 'receipt.pdf'), '--archive', archive()]
    await dataOf(argv)
    const before = await fileHashes(archive())
    const again = await dyshop([...argv, '--json'])
    expect(again.json<AttachResult>()).toMatchObject({
      findings: [{ code: 'already-attached' }],
      data: { attached: [], documents: 1 },
    })
    expect(await fileHashes(archive())).toEqual(before)
    const second = await dataOf<AttachResult>([
      'attach',
      join(other, 'receipt.pdf'),
      '--archive',
      archive(),
    ])
    expect(second.attached).toMatchObject([{ path: 'documents/receipt (2).pdf' }])
  })

  test('leaves alone what somebody put into the folder by hand', async () => {
    const root = folder.free('archive')
    await dataOf(['backup', join(EXAMPLE_SHOP, '商品'), '--archive', root])
    await mkdir(join(root, 'documents'))
    await writeFile(join(root, 'documents', 'licence.pdf'), 'put here by hand')
    const given = folder.free('given')
    await mkdir(given)
    await writeFile(join(given, 'licence.pdf'), 'attached')
    await dataOf(['attach', join(given, 'licence.pdf'), '--archive', root])
    expect(await readFile(join(root, 'documents', 'licence.pdf'), 'utf8')).toBe('put here by hand')
  })
})

describe('addresses', () => {
  const byFlags = ['--contact', '王熙凤', '--phone', '19900001234', '--address', '大观市怡红区1号']

  test('are typed in by flags, outlive a rebuild, and are not kept twice', async () => {
    const root = folder.free('archive')
    await dataOf(['addresses', 'add', ...byFlags, '--label', '仓库', '--archive', root])
    await dataOf(['addresses', 'add', ...byFlags, '--label', '仓库', '--archive', root])
    await dataOf(['rebuild', '--archive', root])
    expect((await addressesOf(root)).map(({ addressId: _, ...address }) => address)).toEqual([
      {
        contact: '王熙凤',
        phone: '19900001234',
        province: '',
        city: '',
        district: '',
        detail: '大观市怡红区1号',
        label: '仓库',
      },
    ])
    expect(await readFile(join(root, 'addresses.txt'), 'utf8')).toContain('大观市怡红区1号')
  })

  test('come from a CSV file and from a JSON file alike', async () => {
    const csv = folder.free('addresses.csv')
    const json = folder.free('addresses.json')
    await writeFile(csv, '联系人,电话,详细地址,备注\n贾探春,19900005678,傲来市花果区2号,退货\n')
    const entry = {
      联系人: '贾探春',
      电话: '19900005678',
      详细地址: '傲来市花果区2号',
      备注: '退货',
    }
    await writeFile(json, JSON.stringify([entry]))
    const addresses: Address[][] = []
    for (const path of [csv, json]) {
      const root = folder.free('archive')
      await dataOf(['backup', path, '--archive', root])
      addresses.push(await addressesOf(root))
    }
    expect(addresses[0]).toMatchObject([{ contact: '贾探春', detail: '傲来市花果区2号' }])
    expect(addresses[1]).toEqual(addresses[0])
  })

  test('are asked for only on a terminal; elsewhere the missing flag is named', async () => {
    for (const [given, flag] of [
      [[], '--contact'],
      [['--contact', 'x'], '--phone'],
      [['--contact', 'x', '--phone', '1'], '--address'],
    ] as const) {
      const root = folder.free('archive')
      const ended = await dyshop(['addresses', 'add', ...given, '--archive', root])
      expect(ended).toMatchObject({ exitCode: 2, stdout: '' })
      expect(ended.stderr).toContain(flag)
    }
  })

  async function addressesOf(root: string): Promise<Address[]> {
    const data = await dataOf<{ addresses: Address[] }>(['addresses', '--archive', root])
    return data.addresses
  }
})

describe('check on files', () => {
  test('says the same as check on an archive of them, and writes nothing', async () => {
    const at = ['--at', EXAMPLE_NOW, '--json']
    const working = folder.free('working')
    await mkdir(working)
    const straight = await dyshop(['check', EXAMPLE_SHOP, ...at], { cwd: working })
    const archived = await dyshop(['check', ...at, '--archive', archive()])
    expect(straight.exitCode).toBe(1)
    expect(straight.json().data).toEqual(archived.json().data)
    expect(await readdir(working)).toEqual([])
  })
})
