import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { ReportResult } from '../../src/app/results.ts'
import { dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_NOW, EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
const archive = () => folder.at('archive')

const BUYER = { name: '欧阳测验', phone: '13912345678', address: '金箍路77号3栋501室' }
const HOSTILE = '<img src=x onerror=alert(1)>\u202e苹果'

beforeAll(async () => {
  const columns = {
    主订单编号: '6980112233445566771',
    子订单编号: '6980112233445566771',
    选购商品: HOSTILE,
    商品数量: '1',
    订单应付金额: '10.00',
    收件人: BUYER.name,
    收件人手机号: BUYER.phone,
    详细地址: BUYER.address,
    买家留言: `请打${BUYER.phone}`,
    商家备注: `${BUYER.name}改地址：${BUYER.address}`,
    订单提交时间: '2026-11-20 10:00:00',
    订单状态: '待发货',
    承诺发货时间: '2026-11-22 10:00:00',
  }
  await mkdir(folder.at('more'))
  const line = (cells: readonly string[]) => `${cells.map((cell) => `"${cell}"`).join(',')}\n`
  const csv = line(Object.keys(columns)) + line(Object.values(columns))
  await writeFile(folder.at('more', 'buyer.csv'), csv)
  const ended = await dyshop(['backup', EXAMPLE_SHOP, folder.at('more'), '--archive', archive()])
  expect(ended.exitCode, ended.stderr).toBe(0)
})

function report(argv: readonly string[], options: Parameters<typeof dyshop>[1] = {}) {
  return dyshop(['report', '--archive', archive(), '--at', EXAMPLE_NOW, ...argv], options)
}

test('without a name the page is report.html in the current folder, and is told where it is', async () => {
  const cwd = folder.free()
  await mkdir(cwd)
  const ended = await report([], { cwd })
  expect(ended.exitCode, ended.stderr).toBe(0)
  expect(ended.stdout).toMatch(/还不能关店/)
  expect(ended.stdout).toMatch(/报告：report\.html/)
  expect(await readFile(join(cwd, 'report.html'), 'utf8')).toMatch(/^<!DOCTYPE html>/)
  // Our own page of yesterday may go.
  expect((await report([], { cwd })).exitCode).toBe(0)
})

test('a report.html of somebody else is left alone', async () => {
  const cwd = folder.free()
  await mkdir(cwd)
  await writeFile(join(cwd, 'report.html'), '<p>mine</p>')
  const ended = await report(['--json'], { cwd })
  expect(ended.exitCode).toBe(2)
  expect(ended.error().error.code).toBe('foreign-file')
  expect(await readFile(join(cwd, 'report.html'), 'utf8')).toBe('<p>mine</p>')
})

test('no page is written into the archive, where it would look like damage', async () => {
  const ended = await report(['--out', join(archive(), 'report.html'), '--json'])
  expect(ended.error().error.code).toBe('out-in-archive')
})

test('without an archive the usual error says how to make one', async () => {
  const ended = await dyshop(['report', '--archive', folder.at('none'), '--json'])
  expect(ended.exitCode).toBe(2)
  expect(ended.error().error.code).toBe('no-archive')
})

test('the document tells where the page is and the sums in it, and nothing else is on stdout', async () => {
  const out = folder.free('a.html')
  const ended = await report(['--out', out, '--json', '--lang', 'en'])
  const { data, complete } = ended.json<ReportResult>()
  expect(complete).toBe(true)
  expect(data).toMatchObject({ out, ready: false, at: EXAMPLE_NOW, asOf: EXAMPLE_NOW })
  expect(data.size).toBe((await stat(out)).size)
  expect(data.money.settledFen).toBe(3_940_143)
})

test('the page is the same to the byte whenever the same archive is looked at as at the same moment', async () => {
  const [one, two] = [folder.free('a.html'), folder.free('b.html')]
  await report(['--out', one])
  await report(['--out', two])
  expect(await readFile(one, 'utf8')).toBe(await readFile(two, 'utf8'))
})

test('the page can load nothing and run nothing, whatever a product is called', async () => {
  const out = folder.free('a.html')
  await report(['--out', out])
  const page = await readFile(out, 'utf8')
  expect(page).toContain("default-src 'none'")
  expect(page).not.toMatch(/<script|<img|<link|<iframe|<object|@import|url\(|\son\w+="/i)
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;\\u{202e}苹果')
  expect(page).not.toContain('\u202e')
})

test('no name, phone or address of a buyer is on the page or in the document', async () => {
  const out = folder.free('a.html')
  const { stdout, stderr } = await report(['--out', out, '--json', '--verbose'])
  const everything = (await readFile(out, 'utf8')) + stdout + stderr
  expect(everything).toContain('6980112233445566771')
  for (const secret of Object.values(BUYER)) expect(everything).not.toContain(secret)
})

test('--open hands the page to the program of the system by its whole path', async () => {
  const bin = folder.at('bin')
  await mkdir(bin)
  const opener = join(bin, process.platform === 'darwin' ? 'open' : 'xdg-open')
  await writeFile(
    opener,
    `#!/bin/sh\nprintf '%s' "$1" > "${folder.at('opened.tmp')}"\nmv "${folder.at('opened.tmp')}" "${folder.at('opened')}"\n`,
  )
  await chmod(opener, 0o755)
  const cwd = folder.free()
  await mkdir(cwd)
  const env = { PATH: `${bin}:${process.env.PATH}` }
  const ended = await report(['--out', 'a b.html', '--open'], { cwd, env })
  expect(ended.exitCode, ended.stderr).toBe(0)
  await expect
    .poll(() => readFile(folder.at('opened'), 'utf8').catch(() => ''))
    .toBe(join(cwd, 'a b.html'))
})

test('a system without a browser keeps the page and says to open it by hand', async () => {
  const out = folder.free('a.html')
  const ended = await report(['--out', out, '--open'], { env: { PATH: folder.at('nowhere') } })
  expect(ended.exitCode).toBe(0)
  expect(ended.stderr).toContain(out)
  expect(await readFile(out, 'utf8')).toMatch(/<\/html>/)
})

test('English and Chinese pages have the same parts', async () => {
  const parts = async (language: string) => {
    const out = folder.free('a.html')
    await report(['--out', out, '--lang', language])
    const page = await readFile(out, 'utf8')
    return {
      ids: [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id),
      lang: /<html lang="([^"]+)"/.exec(page)?.[1],
    }
  }
  const [zh, en] = [await parts('zh'), await parts('en')]
  expect(zh.ids).toEqual(en.ids)
  expect([zh.lang, en.lang]).toEqual(['zh-CN', 'en'])
})
