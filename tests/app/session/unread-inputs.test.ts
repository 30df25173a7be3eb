import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backUp, backUpInto, folderWith } from '../../bad-input/backed-up.ts'
import { orderLine } from '../../bad-input/small-orders.ts'
import { dyshop } from '../../support/dyshop.ts'
import { useFolder } from '../../support/folder.ts'
import { exportText } from '../../support/seller-exports.ts'

const folder = useFolder()
const A = orderLine('6917926768823643751')
const B = orderLine('6917926768823643752')
const BAD = exportText('orders', [A, { ...B, 订单提交时间: '昨天' }])
const AT = '2026-11-20T12:00:00+08:00'

async function asked(root: string, command = 'check') {
  const ended = await dyshop([command, '--archive', root, '--at', AT, '--json', '--no-input'])
  const { complete, findings } = ended.json()
  const told = findings.filter(({ severity }) => severity === 'error')
  const files = told.map(({ code, where }) => (where.file ? `${code} ${where.file}` : code))
  return { exitCode: ended.exitCode, complete, files }
}

test('what an archive could not read makes check incomplete until a whole export is there', async () => {
  const { root } = await backUp(folder, { '1785500000_a.csv': BAD })
  const files = ['rows-not-read 1785500000_a.csv']
  expect(await asked(root)).toEqual({ exitCode: 3, complete: false, files })
  for (const command of ['checklist', 'plan']) {
    expect(await asked(root, command)).toEqual({ exitCode: 0, complete: false, files })
  }
  const whole = exportText('orders', [A, B])
  await backUpInto(root, [await folderWith(folder, { '1788200000_b.csv': whole })])
  expect(await asked(root)).toEqual({ exitCode: 1, complete: true, files: [] })
})

test('a later backup that reads all it is given says what earlier ones could not read', async () => {
  const { root } = await backUp(folder, { '1785500000_a.csv': BAD, '说明.csv': '一,二\n3,4\n' })
  const other = exportText('products', [{}])
  const files = await folderWith(folder, { '1788200000_b.csv': other })
  const later = await dyshop(['backup', files, '--archive', root, '--no-input', '--json'])
  const told = later.json().findings.filter(({ code }) => code === 'earlier-unread')
  expect(told.map(({ where, message }) => [where.file, message])).toEqual([
    ['1785500000_a.csv', expect.stringContaining('没能读取这个文件里的 1 行')],
    ['说明.csv', expect.stringContaining('没能读取这个文件，')],
  ])
  expect(later.exitCode).toBe(0)
  const shown = await dyshop(['backup', files, '--archive', root, '--no-input'])
  expect(shown.stdout).toContain('但以前有 2 份报表没有读全')
})

test('it says no more of what a newer export has made up for, nor of what it reads itself', async () => {
  const { root } = await backUp(folder, { '1785500000_a.csv': BAD })
  const same = await backUpInto(root, [await folderWith(folder, { '1785500000_a.csv': BAD })])
  expect(same.told('warning')).toEqual([])
  const whole = await folderWith(folder, { '1788200000_b.csv': exportText('orders', [A, B]) })
  expect((await backUpInto(root, [whole])).told('warning')).toEqual([])
})

test('a file the merchant says is not needed no longer counts', async () => {
  const good = exportText('orders', [A])
  const { root } = await backUp(folder, { 'orders.csv': good, '说明.csv': '一,二\n3,4\n' })
  expect(await asked(root)).toMatchObject({ exitCode: 3, files: ['file-not-read 说明.csv'] })
  const shopFile = join(root, 'shop.toml')
  const text = await readFile(shopFile, 'utf8')
  await writeFile(shopFile, text.replace('# ignore =', 'ignore ='))
  expect(await asked(root)).toMatchObject({ exitCode: 1, files: [] })
})

test('a list of files to ignore that is none is refused with its name', async () => {
  const { root } = await backUp(folder, { 'orders.csv': exportText('orders', [A]) })
  await writeFile(join(root, 'shop.toml'), 'ignore = "说明.csv"\n')
  const ended = await dyshop(['check', '--archive', root, '--json', '--no-input'])
  expect(ended.exitCode).toBe(2)
  expect(ended.stderr).toContain('ignore')
})

test('a status word nobody knows keeps check incomplete until a newer export has another', async () => {
  const odd = exportText('orders', [{ ...A, 订单状态: '蒸发中' }])
  const { root } = await backUp(folder, { '1785500000_a.csv': odd })
  expect(await asked(root)).toMatchObject({ exitCode: 3, files: ['unknown-status'] })
  const known = exportText('orders', [A])
  await backUpInto(root, [await folderWith(folder, { '1788200000_b.csv': known })])
  expect(await asked(root)).toMatchObject({ exitCode: 1, files: [] })
})
