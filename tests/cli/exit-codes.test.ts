import { cp, mkdir, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
const archive = () => folder.at('archive')

beforeAll(async () => {
  await dataOf(['backup', EXAMPLE_SHOP, '--archive', archive()])
})

async function exitCodeOf(...argv: string[]): Promise<number | null> {
  return (await dyshop([...argv, '--archive', archive()])).exitCode
}

test('0: a command that did all it was asked for', async () => {
  expect(await exitCodeOf('verify')).toBe(0)
  expect(await exitCodeOf('--version')).toBe(0)
  expect(await exitCodeOf('--help')).toBe(0)
  expect(await exitCodeOf('backup', '--help')).toBe(0)
})

test('1: something blocks closing', async () => {
  expect(await exitCodeOf('check')).toBe(1)
  expect(await exitCodeOf('check', '--only', 'orders-finished')).toBe(1)
})

test('0: nothing blocks closing, by the conditions that were asked for', async () => {
  const orders = folder.free('orders.csv')
  const cells = {
    主订单编号: '6980112233445566771',
    子订单编号: '6980112233445566771',
    选购商品: '苹果',
    商品ID: '3532592593560000045',
    商品数量: '1',
    订单应付金额: '10.00',
    订单提交时间: '2026-01-01 10:00:00',
    订单状态: '已完成',
  }
  await writeFile(orders, `${Object.keys(cells)}\n${Object.values(cells)}\n`)
  expect(await exitCodeOf('check', orders, '--only', 'orders-finished')).toBe(0)
})

test('1: without any data nothing is proven', async () => {
  const products = join(EXAMPLE_SHOP, '商品')
  expect(await exitCodeOf('check', products, '--only', 'orders-finished')).toBe(1)
})

test.each([
  ['an unknown command', ['bakcup']],
  ['an unknown option', ['backup', '--fast']],
  ['a missing argument', ['find']],
  ['too many arguments', ['verify', 'now']],
  ['a missing option', ['export', 'orders']],
  ['an option without its value', ['export', 'orders', '--out']],
  ['a choice that is none', ['export', 'cats', '--out', 'x.csv']],
  ['an unknown condition', ['check', '--only', 'weather']],
  ['a limit that is no number', ['find', 'x', '--limit', 'many']],
  ['a format nobody knows', ['export', 'orders', '--out', 'x.pdf']],
  ['nothing to back up', ['backup']],
  ['a path that is not there', ['backup', 'no-such-folder']],
  ['a question without a terminal', ['addresses', 'add']],
])('2: %s', async (_, argv) => {
  const ended = await dyshop([...argv, '--archive', archive()])
  expect(ended).toMatchObject({ exitCode: 2, stdout: '' })
  expect(ended.stderr).not.toBe('')
})

test('2: an archive below a regular file', async () => {
  const file = folder.free()
  await writeFile(file, 'x')
  const ended = await dyshop(['backup', EXAMPLE_SHOP, '--archive', join(file, 'a'), '--json'])
  expect(ended.exitCode).toBe(2)
  expect(ended.error().error.exitCode).toBe(2)
})

test('2: a folder without an archive', async () => {
  const empty = folder.free()
  await mkdir(empty)
  for (const argv of [['verify'], ['rebuild'], ['check'], ['find', 'x'], ['addresses']]) {
    const ended = await dyshop([...argv, '--archive', empty, '--json'])
    expect(ended.exitCode).toBe(2)
    expect(ended.error().error.code).toBe('no-archive')
  }
})

test('2: a folder with somebody else’s files is not made an archive', async () => {
  const other = folder.free()
  await mkdir(other)
  await writeFile(join(other, 'thesis.doc'), 'mine')
  const ended = await dyshop(['backup', EXAMPLE_SHOP, '--archive', other, '--json'])
  expect(ended.exitCode).toBe(2)
  expect(ended.error().error.code).toBe('not-an-archive')
})

test('3: a row or a file was not read, also when the same input comes again', async () => {
  const copy = folder.free()
  const given = folder.free()
  await cp(EXAMPLE_SHOP, given, { recursive: true, preserveTimestamps: true })
  await writeFile(join(given, 'strange.csv'), 'a,b,c\n1,2,3\n')
  for (let run = 0; run < 2; run++) {
    const ended = await dyshop(['backup', given, '--archive', copy, '--json'])
    expect(ended.exitCode).toBe(3)
    const document = ended.json()
    expect(document.complete).toBe(false)
    expect(document.findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'unknown-report', where: { file: 'strange.csv' } },
    ])
  }
})

test('6: a damaged archive', async () => {
  const damaged = folder.free()
  await cp(archive(), damaged, { recursive: true, preserveTimestamps: true })
  await truncate(join(damaged, 'archive.db'), 9000)
  const verified = await dyshop(['verify', '--archive', damaged, '--json'])
  expect(verified.exitCode).toBe(6)
  expect(verified.json().data).toMatchObject({ ok: false, damaged: [{ path: 'archive.db' }] })
  expect((await dyshop(['verify', '--archive', damaged])).stdout).toContain('archive.db')
  const backup = await dyshop(['backup', EXAMPLE_SHOP, '--archive', damaged])
  expect(backup.exitCode).toBe(6)
  expect(backup.stderr).toContain('dyshop rebuild')
  for (const argv of [['check'], ['find', 'x'], ['addresses']]) {
    expect((await dyshop([...argv, '--archive', damaged])).exitCode, argv[0]).toBe(6)
  }
})

test('6: an archive whose manifest or database is gone', async () => {
  for (const name of ['manifest.json', 'archive.db', 'SHA256SUMS']) {
    const damaged = folder.free()
    await cp(archive(), damaged, { recursive: true, preserveTimestamps: true })
    await rm(join(damaged, name))
    const ended = await dyshop(['verify', '--archive', damaged, '--json'])
    expect(ended.exitCode, name).toBe(6)
    expect(ended.json().data).toMatchObject({ ok: false, damaged: [{ path: name }] })
  }
})

describe('7: the disk does not let it', () => {
  test('a name that is too long for the disk', async () => {
    const out = folder.at(`${'x'.repeat(300)}.csv`)
    expect(await exitCodeOf('export', 'orders', '--out', out)).toBe(7)
  })

  test('a folder that another user owns', async ({ skip }) => {
    skip(process.getuid?.() !== 0, 'only the superuser can run it as somebody else')
    const nobody = 65_534
    const probe = await dyshop(['--version'], { uid: nobody }).catch(() => null)
    skip(probe?.exitCode !== 0, 'another user cannot read this work tree')
    const ended = await dyshop(['backup', EXAMPLE_SHOP, '--archive', folder.at('new'), '--json'], {
      uid: nobody,
    })
    expect(ended.exitCode).toBe(7)
    expect(ended.error().error.code).toBe('no-permission')
  })
})
