import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../bad-input/backed-up.ts'
import type { Wire } from '../fakes/open-api/wire-json.ts'
import type { Ended } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { useServedShops } from '../support/served-shop.ts'

/** Rows of the Open API that lack what a row needs: no later run asks for their page again. */
const folder = useFolder()
const serve = useServedShops(folder)

const DAY = 86_400
const BILLS_AGAIN = 3 * DAY

/** A shop whose fund movements of some numbers come without an amount, until they are mended. */
async function shopWithBadFunds() {
  const bad = new Set<string>()
  const bend = (method: string, data: Wire): Wire => {
    const { data: rows } = data as { data?: Wire[] | null }
    if (method !== 'order.getShopAccountItem' || !rows) return data
    const bent = rows.map((row) => {
      const { account_amount: amount = null, ...rest } = row as { [name: string]: Wire }
      return bad.has(String(rest.account_trade_no)) ? rest : { ...rest, account_amount: amount }
    })
    return { ...(data as object), data: bent } as Wire
  }
  const served = await serve({ orders: 60, days: 40, bend })
  const now = Math.floor(Date.now() / 1000)
  const byTime = [...served.shop.funds].sort((a, b) => b.movedAt - a.movedAt)
  const [recent] = byTime
  const [first, second] = byTime.filter(({ movedAt }) => movedAt < now - BILLS_AGAIN - DAY)
  if (!recent || !first || !second) throw new Error('the shop is too small')
  return { ...served, bad, recent: { ...recent, movedAt: now - DAY }, old: [first, second] }
}

function told(ended: Ended): string[] {
  const { findings } = ended.json()
  return findings.filter(({ code }) => code === 'api-bad-row').map(({ message }) => message)
}

function others(ended: Ended): string[] {
  const { findings } = ended.json()
  const about = ['rows-not-read', 'earlier-unread']
  return findings.map(({ code }) => code).filter((code) => about.includes(code))
}

const naming = (ids: readonly string[]) =>
  [...ids].sort().map((id) => expect.stringContaining(` ${id} 这一行缺少 动账金额`))

test('are told one by one by every command, and no run of the API is whole without them', async () => {
  const { run, bad, old } = await shopWithBadFunds()
  const ids = old.map(({ tradeNo }) => tradeNo)
  for (const id of ids) bad.add(id)
  const commands = [['backup', '--api'], ['backup', '--api'], ['check'], ['rebuild']]
  for (const argv of [...commands, ['backup', '--api'], ['plan']]) {
    const ended = await run([...argv, '--json'])
    expect([argv, told(ended).sort(), others(ended)]).toEqual([argv, naming(ids), []])
    expect(ended.json().complete).toBe(false)
    if (argv[0] !== 'plan') expect([argv, ended.exitCode]).toEqual([argv, 3])
  }
  const verified = await run(['verify', '--json'])
  const again = verified.json().findings.filter(({ code }) => code === 'rejected-rows')
  expect(again.map(({ message }) => message)).toEqual([
    expect.stringMatching(/接口返回的内容里有 2 行没有读取.*originals\/api/),
  ])
})

test('are told no more once a file has them, or the answers are said to be ignored', async () => {
  const { run, archive, bad, old } = await shopWithBadFunds()
  const [one, other] = old.map(({ tradeNo }) => tradeNo) as [string, string]
  bad.add(one).add(other)
  const first = await run(['backup', '--api', '--json'])
  const header = '动账时间,动帐流水号,动账方向,动账金额,动账账户,动账场景,订单号,订单实付应结'
  const row = `2026-09-22 00:54:10,'${one},入账,12.00,微信,货款结算入账,,12.00`
  const name = `${Math.floor(Date.now() / 1000) + 60}_funds.csv`
  const files = await folderWith(folder, { [name]: `${header}\n${row}\n` })
  expect(told(await run(['backup', files, '--json']))).toEqual(naming([other]))
  expect(told(await run(['check', '--json']))).toEqual(naming([other]))

  const { file = '' } =
    first.json().findings.find(({ code }) => code === 'api-bad-row')?.where ?? {}
  const shopFile = join(archive, 'shop.toml')
  const text = await readFile(shopFile, 'utf8')
  await writeFile(shopFile, text.replace(/^# ignore = .*$/m, `ignore = ["${file}"]`))
  expect(told(await run(['check', '--json']))).toEqual([])
  expect((await run(['backup', '--api'])).exitCode).toBe(0)
})

test('are told no more once the platform gives them whole', async () => {
  const { run, shop, bad, recent } = await shopWithBadFunds()
  const fund = shop.funds.find(({ tradeNo }) => tradeNo === recent.tradeNo)
  if (fund) fund.movedAt = recent.movedAt
  bad.add(recent.tradeNo)
  const first = await run(['backup', '--api', '--json'])
  expect([first.exitCode, told(first)]).toEqual([3, naming([recent.tradeNo])])
  bad.clear()
  const mended = await run(['backup', '--api', '--json'])
  expect([mended.exitCode, told(mended)]).toEqual([0, []])
  expect(told(await run(['check', '--json']))).toEqual([])
})
