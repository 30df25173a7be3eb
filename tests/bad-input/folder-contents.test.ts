import { chmod, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { exportText } from '../support/seller-exports.ts'
import { buildXlsx } from '../support/xlsx-builder.ts'
import { buildZip } from '../support/zip-builder.ts'
import { backUp, backUpInto, folderWith } from './backed-up.ts'
import { inlineRow, orderLine } from './small-orders.ts'

const folder = useFolder()
const ORDERS = exportText('orders', [orderLine('6917926768823643751')])
const OLE = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)])
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const PROSE = '请在后台导出订单。\n有问题打电话，或看备注。\n'

test.each([
  'orders.txt',
  'orders.dat',
  'orders',
  'orders.xls',
  'orders.xlsx',
  'orders.zip',
  'orders.json',
  'orders.CSV',
  'orders.csv.bak',
  '订单(1).csv_',
])('an order export called %s is read out of a folder', async (name) => {
  const run = await backUp(folder, { [name]: ORDERS })
  expect(run.only).toMatchObject({ file: name, kind: 'orders', rows: 1, added: 1 })
  expect(run.told()).toEqual([])
})

test.each([
  ['orders.dat', 'a workbook'],
  ['orders.csv', 'a workbook'],
  ['orders', 'a workbook'],
  ['orders.bin', 'a ZIP of exports'],
] as const)('%s that is %s by its bytes is read as one', async (name, what) => {
  const row = inlineRow(2, ['6917926768823643751', '6917926768823643751', '已完成'])
  const workbook = buildXlsx({
    rows: inlineRow(1, ['主订单编号', '子订单编号', '订单状态']) + row,
    change: (members) => [{ name: '[Content_Types].xml', data: '<Types/>' }, ...members],
  })
  const zip = buildZip([{ name: 'a.csv', data: ORDERS }])
  const run = await backUp(folder, { [name]: what === 'a workbook' ? workbook : zip })
  expect(run.only).toMatchObject({ kind: 'orders', rows: 1, added: 1 })
  expect(run.told()).toEqual([])
})

test.each(['utf16le', 'gbk'] as const)(
  'an export in %s without its extension is read',
  async (as) => {
    const text = ORDERS.slice(1)
    const run = await backUp(folder, { orders: iconv.encode(text, as) })
    expect(run.only).toMatchObject({ kind: 'orders', added: 1 })
  },
)

test('what is no export is left in its folder, told, and does not make the run incomplete', async () => {
  const others = {
    'readme.txt': PROSE,
    'notes.txt': 'buy tea, then, phone\n',
    'package.json': '{"name":"shop","dependencies":{"address":"^1.0.0"}}',
    'list.json': '[1, 2, 3]',
    'photo.jpg': PNG,
    'letter.docx': buildZip([{ name: '[Content_Types].xml', data: '<Types/>' }]),
    'old.doc': OLE,
    'app.apk': buildZip([{ name: 'AndroidManifest.xml', data: 'x' }]),
    'page.html': '<html><td>主订单编号</td><td>子订单编号</td></html>',
    'empty.txt': '',
    empty: '',
  }
  const run = await backUp(folder, { 'orders.csv': ORDERS, ...others })
  expect(run.only.file).toBe('orders.csv')
  expect(run.complete).toBe(true)
  const skipped = Object.keys(others).sort((a, b) => (a < b ? -1 : 1))
  expect(run.told('info')).toEqual(skipped.map((name) => `skipped-file ${name}`))
})

test.each([
  ['[{"联系人":"李","电话":"1","详细地址":"某路1号"}]'],
  ['\uFEFF[{"contact":"Li","phone":"1","address":"1 Road"}]'],
  ['{"addresses":[{"contact":"Li","phone":"1","detail":"1 Road"}]}'],
])('a JSON list of addresses is read out of a folder: %s', async (text) => {
  const run = await backUp(folder, { 'mine.json': text })
  expect(run.only).toMatchObject({ kind: 'addresses', rows: 1, added: 1 })
})

test('a spreadsheet in a form that cannot be read is an error, not passed over', async () => {
  const run = await backUp(folder, { 'orders.csv': ORDERS, 'more.et': OLE, unnamed: OLE })
  expect(run.told()).toEqual(['old-xls more.et', 'old-xls unnamed'])
  expect(run.data.totals.lines).toBe(1)
})

test('a file that is given by itself is read whatever it is', async () => {
  const path = await folderWith(folder, { 'readme.txt': PROSE, 'a.csv': ORDERS })
  const run = await backUpInto(folder.free(), [join(path, 'readme.txt'), join(path, 'a.csv')])
  expect(run.told()).toEqual(['unknown-report readme.txt'])
  expect(run.data.totals.lines).toBe(1)
})

test('what systems, programs and browsers leave behind is no report', async () => {
  const run = await backUp(folder, {
    'orders.csv': ORDERS,
    '~$orders.xlsx': 'x',
    '.DS_Store': 'x',
    'Thumbs.db': OLE,
    '__MACOSX/._orders.csv': 'x',
    'more.csv.crdownload': ORDERS,
  })
  expect(run.data.imports).toHaveLength(1)
  expect(run.told()).toEqual(['unfinished-download more.csv.crdownload'])
})

test('links in a circle and links to nowhere are told, and the files beside them read', async () => {
  const path = await folderWith(folder, { 'orders.csv': ORDERS, 'inner/readme.txt': PROSE })
  await symlink('loop.csv', join(path, 'loop.csv'))
  await symlink('gone.csv', join(path, 'broken.csv'))
  await symlink('..', join(path, 'inner/up'))
  await symlink('orders.csv', join(path, 'same.csv'))
  const run = await backUpInto(folder.free(), [path])
  expect(run.told()).toEqual(['unreadable-file broken.csv', 'unreadable-file loop.csv'])
  expect(run.told('info')).toEqual(['skipped-file inner/readme.txt', 'skipped-file inner/up'])
  expect(run.data.totals.lines).toBe(1)
})

test.skipIf(process.getuid?.() === 0)(
  'a folder inside that the system keeps shut is told, and the rest is read',
  async () => {
    const path = await folderWith(folder, { 'orders.csv': ORDERS, 'shut/more.csv': ORDERS })
    await chmod(join(path, 'shut'), 0)
    const run = await backUpInto(folder.free(), [path])
    expect(run.told()).toEqual(['unreadable-file shut'])
    expect(run.data.totals.lines).toBe(1)
  },
)

test('the program exits 0 with skipped files and 3 with an unread spreadsheet', async () => {
  const fine = await folderWith(folder, { orders: ORDERS, 'readme.txt': PROSE, 'photo.jpg': PNG })
  const ended = await dyshop(['backup', fine, '--archive', folder.free(), '--json'])
  expect(ended.exitCode).toBe(0)
  const skipped = ended.json().findings.filter(({ code }) => code === 'skipped-file')
  expect(skipped.map(({ where }) => where.file)).toEqual(['photo.jpg', 'readme.txt'])
  const bad = await folderWith(folder, { orders: ORDERS, 'more.et': OLE })
  expect((await dyshop(['backup', bad, '--archive', folder.free()])).exitCode).toBe(3)
})

test('an archive of another kind is told, since exports may be inside, and the run is incomplete', async () => {
  const run = await backUp(folder, { 'orders.csv': ORDERS, 'older.rar': Buffer.from('Rar!') })
  expect(run.told('error')).toEqual(['unsupported-archive older.rar'])
  expect(run.complete).toBe(false)
})

test('a hidden file that holds an export is read, what programs hide is not worth a word', async () => {
  const run = await backUp(folder, {
    '.orders.csv': ORDERS,
    '._orders.csv': Buffer.from('00051607000200004d6163204f532058', 'hex'),
    '.~lock.orders.csv#': ',user,host,20.11.2026 12:00;',
    '.DS_Store': Buffer.alloc(64),
    '.settings.json': '{}',
  })
  expect(run.only).toMatchObject({ file: '.orders.csv', kind: 'orders', rows: 1 })
  expect(run.told()).toEqual([])
  expect(run.told('info')).toEqual([])
})

test('exports in a hidden folder are read, what programs keep there is not worth a word', async () => {
  const run = await backUp(folder, {
    '.old/deep/orders.csv': ORDERS,
    '.git/index': Buffer.from('44495243000000020000', 'hex'),
    '.git/config.tmp': '[core]',
    '.orders.csv.1234-0123456789ab.dyshop-part/orders.csv': ORDERS,
  })
  expect(run.only).toMatchObject({ file: '.old/deep/orders.csv', kind: 'orders', rows: 1 })
  expect(run.told()).toEqual([])
  expect(run.told('info').map((told) => told.split(' ')[0])).toEqual(['left-behind'])
})
