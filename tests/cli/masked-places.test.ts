import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { listFiles } from '../../src/archive/folder.ts'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { workbookText } from '../support/workbook-text.ts'

const folder = useFolder()
const archive = () => folder.at('archive')

const PHONE = '13912345678'
const FILE = `欧阳翠花${PHONE}.csv`

/** A person in columns that are there for something else. */
const ROW = {
  主订单编号: '6980112233445566771',
  子订单编号: '6980112233445566771',
  选购商品: `红富士苹果 欧阳翠花收${PHONE}`,
  商品数量: '1',
  商家编码: PHONE,
  货号: 'A-88881234',
  快递信息: `SF123-顺丰速运-欧阳翠花-${PHONE}`,
  省: '浙江省杭州市西湖区文三路99号3栋502室',
  市: '杭州市',
  订单应付金额: '28.90',
  订单提交时间: '2026-01-01 10:00:00',
  承诺发货时间: '2026-01-03 10:00:00',
  订单状态: '歐陽翠花',
  实收人: '欧阳翠花',
  领取人: '欧阳翠花',
  [`欧阳翠花${PHONE}`]: 'x',
}

const said: string[] = []

beforeAll(async () => {
  await mkdir(folder.at('in'))
  const lines = [Object.keys(ROW), Object.values(ROW)].map((cells) => cells.join(','))
  await writeFile(folder.at('in', FILE), `${lines.join('\n')}\n`)
  for (const argv of [
    ['backup', folder.at('in')],
    ['check', '--at', '2026-01-10'],
    ['check', folder.at('in'), '--at', '2026-01-10'],
    ['checklist', '--at', '2026-01-10'],
    ['find', '6980112233445566771'],
    ['verify'],
    ['export', 'orders', '--out', folder.at('out.csv')],
    ['export', 'orders', '--out', folder.at('out.jsonl')],
    ['export', 'orders', '--out', folder.at('out.xlsx')],
  ]) {
    for (const more of [['--verbose'], ['--json', '--verbose']]) {
      const ended = await dyshop([...argv, ...more, '--archive', archive()])
      expect([0, 1, 3], ended.stderr).toContain(ended.exitCode)
      said.push(ended.stdout, ended.stderr)
    }
  }
}, 60_000)

async function textOf(path: string): Promise<string> {
  return path.endsWith('.xlsx') ? workbookText(path) : readFile(path, 'utf8')
}

test('a person stands in no output and no message, wherever somebody wrote one', async () => {
  const made = (await listFiles(archive())).filter(
    (path) => !/^(?:originals\/|archive\.db|manifest\.json)/.test(path),
  )
  const paths = [
    ...made.map((path) => join(archive(), path)),
    ...['csv', 'jsonl', 'xlsx'].map((format) => folder.at(`out.${format}`)),
  ]
  const texts = await Promise.all(paths.map(async (path) => [path, await textOf(path)] as const))
  for (const [path, text] of [...texts, ['messages', said.join('\n')] as const]) {
    for (const person of ['翠花', PHONE, '文三路']) {
      expect(text.includes(person), `${path}: ${person}`).toBe(false)
    }
  }
})

test('what such a column is there for stays', async () => {
  const text = await readFile(folder.at('out.csv'), 'utf8')
  for (const kept of ['SF123-顺丰速运', '红富士苹果', 'A-88881234', '杭州市', '28.90'])
    expect(text).toContain(kept)
})

test('the manifest keeps the name of a file as it was given', async () => {
  expect(await readFile(join(archive(), 'manifest.json'), 'utf8')).toContain(FILE)
})

test('an export that is asked to shows all of it', async () => {
  const out = folder.at('whole.csv')
  await dyshop(['export', 'orders', '--unmask', '--out', out, '--archive', archive()])
  const text = await readFile(out, 'utf8')
  expect(text).toContain(FILE)
  for (const cell of [...Object.keys(ROW), ...Object.values(ROW)]) expect(text).toContain(cell)
})
