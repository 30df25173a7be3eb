import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findingMessage } from '../../src/reports/wording.ts'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { backUp, backUpInto, folderWith } from './backed-up.ts'
import { A, B, C, cellsOf, HEADER, ordersText } from './small-orders.ts'

const folder = useFolder()
const GOOD = ordersText(cellsOf(A), cellsOf(B))
const MANY = ordersText(
  ...Array.from({ length: 3000 }, (_, at) => cellsOf(`69179267688236${at + 10_000}`)),
)

describe('a download that was cut off and filled up with NULs', () => {
  test.each([
    ['nothing but NULs', Buffer.alloc(5000)],
    ['rows, then NULs', Buffer.concat([Buffer.from(GOOD), Buffer.alloc(4000)])],
    ['many rows, then NULs', Buffer.concat([Buffer.from(MANY), Buffer.alloc(100_000)])],
  ])('of %s is said to be damaged, and to be downloaded again', async (_, bytes) => {
    for (const name of ['orders.csv', 'orders.xlsx']) {
      const run = await backUp(folder, { [name]: bytes })
      expect(run.told()).toEqual([`nul-padded ${name}`])
      const [finding] = run.findings
      expect(finding && findingMessage(finding, 'zh')).toContain('重新下载')
    }
  })

  test('is not confused with a file that is no table', async () => {
    const binary = Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7) % 31))
    const run = await backUp(folder, { 'orders.csv': binary })
    expect(run.told()).toEqual(['unknown-report orders.csv'])
    const [finding] = run.findings
    expect(finding && findingMessage(finding, 'zh')).not.toContain('0 列')
  })
})

describe('a download that ends in the middle of its last line', () => {
  test.each([
    ['its last byte', 1],
    ['a piece of its last row', 30],
  ])('without %s is kept, told, and incomplete until it is exported again', async (_, bytes) => {
    const whole = Buffer.from(MANY)
    const end = whole.lastIndexOf('\r\n')
    const root = folder.free('archive')
    const cut = await folderWith(folder, { '1795397400_a.csv': whole.subarray(0, end - bytes) })
    const run = await backUpInto(root, [cut])
    expect(run.complete).toBe(false)
    expect(run.told().filter((each) => each.startsWith('cut-row'))).toHaveLength(
      run.only.rejected > 0 ? 0 : 1,
    )
    const looked = await dyshop(['check', '--archive', root, '--json'])
    expect(looked.exitCode).toBe(3)

    const again = await folderWith(folder, { '1795397500_a.csv': whole })
    expect((await backUpInto(root, [again])).complete).toBe(true)
    const lookedAgain = await dyshop(['check', '--archive', root, '--json'])
    expect(lookedAgain.exitCode).toBe(1)
  })

  test('is told by its folder where Safari is still at it', async () => {
    const run = await backUp(folder, { 'a.csv': GOOD, '订单.csv.download/订单.csv': GOOD })
    expect(run.told()).toEqual(['unfinished-download 订单.csv.download/'])
    expect(run.data.imports).toHaveLength(1)
  })
})

describe('files that were joined', () => {
  test.each(['', '\uFEFF'])(
    'have the header once more, which is no row and no fault',
    async (mark) => {
      const again = ordersText(cellsOf(C)).replace(/^\uFEFF/, mark)
      const run = await backUp(folder, { 'orders.csv': GOOD + again })
      expect(run.only).toMatchObject({ rows: 3, added: 3, rejected: 0 })
      expect(run.told()).toEqual([])
      expect(run.told('warning')).toEqual(['repeated-header orders.csv:4'])
    },
  )

  test('a row that only begins like the header is a row', async () => {
    const [name] = HEADER
    const run = await backUp(folder, {
      'orders.csv': ordersText(cellsOf(A), [name, ...cellsOf(B).slice(1)]),
    })
    expect(run.only).toMatchObject({ rows: 2, rejected: 1 })
  })
})

describe('a link to nowhere', () => {
  test('is called that, not a matter of rights', async () => {
    const path = await folderWith(folder, { 'orders.csv': GOOD })
    await symlink('gone.csv', join(path, 'broken.csv'))
    const run = await backUpInto(folder.free(), [path])
    const [finding] = run.findings
    expect(finding && findingMessage(finding, 'zh')).toContain('链接')
    expect(finding && findingMessage(finding, 'en')).toContain('link')
  })

  test('that was given itself is called that, not a path that is not there', async () => {
    const path = folder.free()
    await mkdir(path)
    await symlink('gone.csv', join(path, 'broken.csv'))
    const ended = await dyshop([
      'backup',
      join(path, 'broken.csv'),
      '--archive',
      folder.free(),
      '--json',
    ])
    expect(ended.exitCode).toBe(2)
    expect(ended.error().error.code).toBe('broken-link')
    const none = await dyshop([
      'backup',
      join(path, 'none.csv'),
      '--archive',
      folder.free(),
      '--json',
    ])
    expect(none.error().error.code).toBe('path-not-found')
  })
})
