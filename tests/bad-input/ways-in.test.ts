import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { backup } from '../../src/app/backup.ts'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { quietDeps } from '../support/quiet-deps.ts'
import { backUpInto, folderWith, NOW } from './backed-up.ts'
import { A, B, cellsOf, HEADER, ordersText, textOf } from './small-orders.ts'

const folder = useFolder()
const GOOD = ordersText(cellsOf(A))

const sh = (script: string) => promisify(execFile)('sh', ['-c', script])

describe.skipIf(process.platform === 'win32')('pipes, devices and links', () => {
  test('a pipe that is given by itself is refused instead of waited for', async () => {
    const pipe = folder.free('orders.csv')
    await sh(`mkfifo ${pipe}`)
    const ended = await dyshop(['backup', pipe, '--archive', folder.free(), '--json'])
    expect(ended.error().error).toMatchObject({ code: 'not-a-file', exitCode: 2 })
    expect(ended.exitCode).toBe(2)
  })

  test('a pipe in a folder is passed over and the files beside it read', async () => {
    const path = await folderWith(folder, { 'orders.csv': GOOD })
    await sh(`mkfifo ${join(path, 'more.csv')}`)
    const run = await backUpInto(folder.free(), [path])
    expect(run.told('info')).toEqual(['skipped-file more.csv'])
    expect(run.data.totals.lines).toBe(1)
  })

  test('a link to a folder elsewhere is not followed, and told as something unread', async () => {
    const elsewhere = await folderWith(folder, { 'more.csv': ordersText(cellsOf(B)) })
    const path = await folderWith(folder, { 'orders.csv': GOOD, 'inner/orders.csv': GOOD })
    await symlink(elsewhere, join(path, 'linked'))
    await symlink('inner', join(path, 'twice'))
    const run = await backUpInto(folder.free(), [path])
    expect(run.told()).toEqual(['linked-folder linked'])
    expect(run.told('info')).toEqual(['skipped-file twice'])
    expect(run.complete).toBe(false)
    expect(run.data.totals.lines).toBe(1)
  })

  test('a linked folder that is given itself is read', async () => {
    const path = await folderWith(folder, { 'orders.csv': GOOD })
    const link = folder.free('link')
    await symlink(path, link)
    const run = await backUpInto(folder.free(), [link])
    expect(run.told()).toEqual([])
    expect(run.data.totals.lines).toBe(1)
  })

  test('what nobody but its owner may read is told, and the rest is read', async () => {
    const path = await folderWith(folder, { 'orders.csv': GOOD })
    const shut = await folderWith(folder, { 'more.csv': GOOD, 'inner/more.csv': GOOD })
    const archive = folder.free('archive')
    await mkdir(archive, { mode: 0o777 })
    const isRoot = process.getuid?.() === 0
    await sh(`chmod -R 000 ${shut}/*; mv ${shut}/* ${path}; chmod 755 ${path}; chmod 644 ${path}/orders.csv;
      chmod 777 ${archive} ${folder.at()}`)
    const as = isRoot ? { uid: 65_534 } : {}
    const ended = await dyshop(['backup', path, '--archive', archive, '--json'], as)
    const told = ended.json().findings.filter(({ severity }) => severity === 'error')
    expect(told.map(({ code, where }) => [code, where.file])).toEqual([
      ['unreadable-file', 'inner'],
      ['unreadable-file', 'more.csv'],
    ])
    expect(ended.exitCode).toBe(3)
    await sh(`chmod -R u+rwX ${path}`)
  })
})

test('a file that vanishes after it was found is told, and the others are read', async () => {
  const path = await folderWith(folder, { 'a.csv': GOOD, 'b.csv': ordersText(cellsOf(B)) })
  const deps = quietDeps(NOW)
  const vanish = () => rmSync(join(path, 'a.csv'), { force: true })
  const progress = { start: vanish, advance() {}, done() {} }
  const input = { paths: [path], root: folder.free('archive'), toolVersion: 'test' }
  const { complete, findings, data } = await backup(input, { ...deps, progress })
  expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'unreadable-file', where: { file: 'a.csv' }, args: { reason: 'ENOENT' } },
  ])
  expect(complete).toBe(false)
  expect(data.totals.lines).toBe(1)
})

test('a folder with a thousand tiny files of every kind is read in one go', async () => {
  const path = folder.free('many')
  await mkdir(path)
  const files = Array.from({ length: 1000 }, (_, at) => tinyFile(at))
  await Promise.all(files.map(({ name, text }) => writeFile(join(path, name), text)))
  const run = await backUpInto(folder.free('archive'), [path])
  expect(run.data.totals.lines).toBe(100)
  expect(run.told().length).toBe(200)
  expect(run.complete).toBe(false)
})

/** Of ten files one is an export, one empty, one of a single byte; the others are none of ours. */
function tinyFile(at: number): { name: string; text: string } {
  const name = `${String(at).padStart(4, '0')}`
  if (at % 10 === 0) {
    const id = `69179267688236${10_000 + at}`
    return { name: `${name}.csv`, text: ordersText(cellsOf(id)) }
  }
  if (at % 10 === 1) return { name: `${name}.csv`, text: '' }
  if (at % 10 === 2) return { name: `${name}.xlsx`, text: 'P' }
  return { name: `${name}.txt`, text: `note ${at}` }
}

describe('a report that lacks a column it is known by', () => {
  test.each([['子订单编号'], ['订单状态'], ['主订单编号', '订单状态']])(
    'says which: %s',
    async (...names) => {
      const keep = HEADER.map((name) => !names.includes(name))
      const rows = [HEADER, cellsOf(A)].map((cells) => cells.filter((_, at) => keep[at]))
      const run = await backUpInto(folder.free(), [
        await folderWith(folder, { 'bad.csv': textOf(rows), 'good.csv': GOOD }),
      ])
      expect(run.told()).toEqual(['unknown-report bad.csv'])
      const found = run.findings.find(({ code }) => code === 'unknown-report')
      expect(found?.args.missing).toBe(names.join('、'))
    },
  )
})
