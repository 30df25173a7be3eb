/**
 * `npm run demo:api`: a made-up shop behind a real server on this machine, read through the Open API
 * from nothing, changed a little, and read again. No account is needed and nothing leaves the machine.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FakeGateway } from '../tests/fakes/open-api/gateway.ts'
import { startServer } from '../tests/fakes/open-api/server.ts'
import { makeShop } from '../tests/fakes/open-api/shop-data.ts'

const ARCHIVE = 'demo-api-archive'
const RATE = 50
const extra = process.argv.slice(2)
const isEnglish = /\ben\b/.test(`${extra} ${process.env.DYSHOP_LANG ?? ''}`)

const clock = { now: Date.now }
const shop = makeShop({ seed: 7, orders: 600, products: 12, now: Math.floor(Date.now() / 1000) })
const gateway = new FakeGateway({ shop, clock, limit: RATE, areBillsLate: true })
const server = await startServer(gateway)
const folder = await mkdtemp(join(tmpdir(), 'dyshop-demo-'))

try {
  await rm(ARCHIVE, { recursive: true, force: true })
  const secretFile = join(folder, 'secret.txt')
  await writeFile(secretFile, gateway.secret, { mode: 0o600 })
  say('一台假的开放平台服务器', 'A made-up Open Platform', `${server.url}`)
  await dyshop('login', '--app-key', gateway.appKey, '--app-secret-file', secretFile)
  await dyshop('backup', '--api', '--rate', String(RATE), '--archive', ARCHIVE)
  for (const order of shop.orders.slice(-5)) {
    order.status = 5
    order.updatedAt = Math.floor(Date.now() / 1000)
    for (const line of order.lines) line.status = 5
  }
  say('5 个订单有了变化，再备份一次', 'Five orders have changed; once more', '')
  await dyshop('backup', '--api', '--rate', String(RATE), '--archive', ARCHIVE)
  await dyshop('verify', '--deep', '--archive', ARCHIVE)
  say('服务器一共回答了', 'The server answered', `${gateway.log.length}`)
} finally {
  await server.close()
  await rm(folder, { recursive: true, force: true })
}

function say(zh: string, en: string, what: string): void {
  console.log(`\n${isEnglish ? en : zh}${what && `: ${what}`}`)
}

async function dyshop(...argv: string[]): Promise<void> {
  console.log(`\n$ dyshop ${argv.join(' ')}\n`)
  const env = {
    ...process.env,
    // The demonstration's own credentials, away from the user's.
    XDG_CONFIG_HOME: folder,
    APPDATA: folder,
    HOME: folder,
    DYSHOP_API_URL: server.url,
    DYSHOP_SHOP_ID: String(shop.shopId),
  }
  const child = spawn(process.execPath, ['bin/dyshop.js', ...argv, ...extra], {
    env,
    stdio: 'inherit',
  })
  const status = await new Promise<number | null>((ended) => child.on('close', ended))
  if (status !== 0) throw new Error(`dyshop ended with ${status}`)
}
