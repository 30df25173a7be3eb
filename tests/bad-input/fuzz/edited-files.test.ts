import '../../support/property-seed.ts'
import { Buffer } from 'node:buffer'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { editShopFile, makeShopFile, readShopFile } from '../../../src/archive/shop-file.ts'
import { TICK_STATUSES } from '../../../src/domain/checklist/checklist-item.ts'
import { DyshopError } from '../../../src/errors.ts'
import { atomicFiles } from '../../../src/platform/atomic-file.ts'
import { knownItems, readChecklist } from '../../../src/reports/checklist/checklist-reader.ts'
import { checklistReport } from '../../../src/reports/checklist/checklist-report.ts'
import { checklistWorkbook } from '../../../src/reports/checklist/checklist-workbook.ts'
import { MemoryBytes } from '../../../src/sources/seller-files/bytes.ts'
import { UnreadableFile } from '../../../src/sources/seller-files/table.ts'
import { openZip } from '../../../src/sources/seller-files/zip.ts'
import { sampleChecklist } from '../../reports/checklist-sample.ts'
import { useFolder } from '../../support/folder.ts'
import { times } from '../../support/thorough.ts'
import { readRowsBySheet } from '../../support/xlsx-builder.ts'
import type { MemberInput } from '../../support/zip-builder.ts'
import { damaged } from './damage.ts'

/** Files that people edit by hand. `FUZZ_RUNS=100000 npx vitest run tests/bad-input/fuzz` looks for longer. */
const RUNS = Number(process.env.FUZZ_RUNS ?? times({ usual: 150, thorough: 1000 }))
const TIMEOUT_MS = Math.max(60_000, RUNS * 60)

const folder = useFolder()

describe('shop.toml', () => {
  let template: Buffer

  beforeAll(async () => {
    await mkdir(folder.at('shop'))
    await makeShopFile(folder.at('shop'), atomicFiles())
    const filled = (await readFile(folder.at('shop', 'shop.toml'), 'utf8'))
      .replaceAll(/^# (?=[a-z_]+ = |\[api\])/gm, '')
      .concat('\n[after_sale_days."家居, 百货"]\n')
    template = Buffer.from(filled)
  })

  test(
    `with ${RUNS} kinds of damage is read or refused, and edited right or not at all`,
    async () => {
      const path = folder.at('shop', 'shop.toml')
      await fc.assert(
        fc.asyncProperty(
          fc.constant(null).chain(() => damaged({ bytes: template, members: [] })),
          async (bytes) => {
            await writeFile(path, bytes)
            const before = await orRefused(() => readShopFile(folder.at('shop')))
            const values = [{ table: 'shop', key: 'name', value: '新的"名字' }] as const
            const after = await orRefused(() =>
              editShopFile(folder.at('shop'), atomicFiles(), values),
            )
            if (before === null || after === null) {
              expect(await readFile(path)).toEqual(bytes)
            } else expect(after).toEqual({ ...before, name: '新的"名字' })
          },
        ),
        { numRuns: RUNS },
      )
    },
    TIMEOUT_MS,
  )
})

/** null for a file that is refused as one that nobody can understand. */
async function orRefused<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof DyshopError)) throw error
    expect(error.code).toBe('bad-shop-file')
    return null
  }
}

describe('a checklist that comes back', () => {
  const checklist = sampleChecklist()
  const known = knownItems(checklist)
  let seed: { bytes: Buffer; members: MemberInput[] }

  beforeAll(async () => {
    const bytes = Buffer.from(await checklistWorkbook(checklistReport(checklist, 'zh'), 'zh'))
    const zip = await openZip(new MemoryBytes(bytes))
    const members: MemberInput[] = []
    for (const member of zip.members) {
      members.push({ name: member.name, data: (await member.readAll(1 << 24)).toString() })
    }
    zip.close()
    seed = { bytes, members }
  })

  test('says nothing new while nothing was changed', async () => {
    const read = readChecklist(await readRowsBySheet(seed.bytes), known, '清单.xlsx')
    expect(read).toMatchObject({ changed: [], findings: [] })
    expect(read.unchanged).toBe(known.size)
  })

  test(
    `with ${RUNS} kinds of damage ticks only items that there are, with statuses that there are`,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constant(null).chain(() => damaged(seed)),
          async (bytes) => {
            const sheets = await readRowsBySheet(bytes).catch((error: unknown) => {
              if (!(error instanceof UnreadableFile)) throw error
              return null
            })
            if (sheets === null) return
            const { changed, findings } = readChecklist(sheets, known, join('清单.xlsx'))
            for (const { id, status } of changed) {
              expect(known.has(id)).toBe(true)
              expect(TICK_STATUSES).toContain(status)
            }
            const ids = changed.map(({ id }) => id)
            expect(new Set(ids).size).toBe(ids.length)
            for (const { where } of findings) expect(where.file).toBe('清单.xlsx')
          },
        ),
        { numRuns: RUNS },
      )
    },
    TIMEOUT_MS,
  )
})
