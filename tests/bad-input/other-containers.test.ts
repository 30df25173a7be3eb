import { expect, test } from 'vitest'
import { useFolder } from '../support/folder.ts'
import { buildXlsx, relationship, relationshipPart } from '../support/xlsx-builder.ts'
import { buildZip } from '../support/zip-builder.ts'
import { backUp } from './backed-up.ts'
import { A, B, cellsOf, ordersText } from './small-orders.ts'

const folder = useFolder()
const GOOD = ordersText(cellsOf(A))

const bytes = (hex: string) => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(64)])
const OPEN_DOCUMENT = buildZip([{ name: 'content.xml', data: '<office/>' }])
const CONTENT_TYPES = { name: '[Content_Types].xml', data: '<Types/>' }

test.each([
  ['orders.rar', 'unsupported-archive', bytes('526172211a0701')],
  ['orders.7z', 'unsupported-archive', bytes('377abcaf271c0004')],
  ['orders.csv.gz', 'unsupported-archive', bytes('1f8b0800')],
  ['orders.tar', 'unsupported-archive', Buffer.from('orders.csv\0')],
  ['orders.zip', 'unsupported-archive', bytes('526172211a0700')],
  ['orders.ods', 'unsupported-sheet', OPEN_DOCUMENT],
  ['orders.numbers', 'unsupported-sheet', OPEN_DOCUMENT],
  ['orders.xlsb', 'unsupported-sheet', binaryWorkbook()],
] as const)(
  '%s may hold exports, so it is an error that says what to do, never passed over',
  async (name, code, content) => {
    const run = await backUp(folder, { 'good.csv': GOOD, [name]: content })
    expect(run.told()).toEqual([`${code} ${name}`])
    expect(run.complete).toBe(false)
    expect(run.data.totals.lines).toBe(1)
  },
)

test('one inside a ZIP is told by its place there', async () => {
  const zip = buildZip([
    { name: 'good.csv', data: GOOD },
    { name: 'more.rar', data: bytes('526172211a0701') },
  ])
  const run = await backUp(folder, { 'all.zip': zip })
  expect(run.told()).toEqual(['unsupported-archive all.zip/more.rar'])
  expect(run.data.totals.lines).toBe(1)
})

test('an export that only has such a name is read', async () => {
  const run = await backUp(folder, { 'a.ods': GOOD, 'b.numbers': ordersText(cellsOf(B)) })
  expect(run.told()).toEqual([])
  expect(run.data.totals.lines).toBe(2)
})

test.each(['in.zip', 'in.xlsx', 'in.csv', 'in'])(
  'ZIPs in ZIPs are read to the second only, also when they are called %s',
  async (name) => {
    const run = await backUp(folder, { 'good.csv': GOOD, 'all.zip': nested(name, 40) })
    expect(run.told()).toEqual([`nested-too-deep all.zip/${name}/${name}`])
    expect(run.data.totals.lines).toBe(1)
  },
)

/** An export in so many ZIPs, one inside the other. */
function nested(name: string, levels: number): Buffer {
  let inside = buildZip([{ name: 'orders.csv', data: ordersText(cellsOf(B)) }])
  for (let level = 1; level < levels; level++) inside = buildZip([{ name, data: inside }])
  return inside
}

/** Parts like those of any workbook, but the main one is no XML. */
function binaryWorkbook(): Buffer {
  const main = relationship('r1', 'officeDocument', 'xl/workbook.bin')
  return buildXlsx({
    change: (members) => [
      CONTENT_TYPES,
      { name: '_rels/.rels', data: relationshipPart(main) },
      ...members.slice(1),
    ],
  })
}
