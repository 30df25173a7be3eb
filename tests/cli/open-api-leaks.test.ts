import { readdirSync, readFileSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { listFiles } from '../../src/archive/folder.ts'
import type { Fault } from '../fakes/open-api/faults.ts'
import type { Wire } from '../fakes/open-api/wire-json.ts'
import type { Ended } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { type ServedShop, serveShop } from '../support/served-shop.ts'

const folder = useFolder()
const opened: ServedShop[] = []

afterAll(async () => {
  for (const { server } of opened) await server.close()
})

/** Of the receiver, wherever the platform has a place for it; nobody masked these. */
const RECEIVER = {
  name: '卡娜丽·收件人',
  phone: '13911112222',
  detail: '金丝雀路八十八号三单元',
  cipher: '##Q0FOQVJZ/K+canary*Q0FOQVJZ#1##',
  idCard: '110101199003077777',
}

/** Plants the receiver into every order and after-sale. */
function withReceiver(method: string, data: Wire): Wire {
  const fields = {
    post_receiver: RECEIVER.name,
    post_tel: RECEIVER.phone,
    encrypt_post_receiver: RECEIVER.cipher,
    encrypt_post_tel: RECEIVER.cipher,
    buyer_words: `请打 ${RECEIVER.phone} 联系`,
    seller_words: `寄 ${RECEIVER.phone}`,
    user_id_info: { id_card_no: RECEIVER.idCard, encrypt_id_card_no: RECEIVER.cipher },
    post_addr: { detail: RECEIVER.detail, encrypt_detail: RECEIVER.cipher },
  }
  const answer = data as { [key: string]: Wire }
  if (method === 'order.searchList') {
    const list = (answer.shop_order_list ?? []) as { [key: string]: Wire }[]
    return { ...answer, shop_order_list: list.map((order) => ({ ...order, ...fields })) }
  }
  if (method === 'order.orderDetail') {
    return { shop_order_detail: { ...(answer.shop_order_detail as object), ...fields } }
  }
  if (method === 'afterSale.Detail') {
    const process = answer.process_info as { [key: string]: Wire }
    const info = {
      ...(process.after_sale_info as object),
      post_receiver: RECEIVER.name,
      post_tel_sec: RECEIVER.phone,
      post_address: { detail: RECEIVER.detail },
      reason_remark: RECEIVER.phone,
    }
    return { ...answer, process_info: { ...process, after_sale_info: info } }
  }
  return data
}

/** What must not be told: as it is, and as a URL or a dump of bytes would have it. */
function canaries({ gateway }: ServedShop): string[] {
  const plain = [
    gateway.secret,
    'canary-access',
    'canary-refresh',
    'canary-code',
    'canary-words',
    ...Object.values(RECEIVER),
    'access_token=',
    'sign=',
  ]
  const encoded = plain.flatMap((text) => [
    encodeURIComponent(text),
    Buffer.from(text).toString('base64').replace(/=+$/, '').slice(0, -2),
    Buffer.from(text).toString('hex'),
  ])
  // The mark of the receiver's ciphertext alone tells nothing.
  return [...plain, ...encoded].filter((text) => text.length >= 5)
}

/** All command lines and environments of a process and of what it started, while they run. */
function watchProcesses(pid: number): { stop(): string } {
  const seen = new Set<string>()
  const read = (path: string) => {
    try {
      return readFileSync(path, 'utf8')
    } catch {
      return ''
    }
  }
  const look = (each: number) => {
    for (const name of ['cmdline', 'environ']) seen.add(read(`/proc/${each}/${name}`))
    let tasks: string[] = []
    try {
      tasks = readdirSync(`/proc/${each}/task`)
    } catch {
      return
    }
    for (const task of tasks) {
      const children = read(`/proc/${each}/task/${task}/children`).split(' ').filter(Boolean)
      for (const child of children) look(Number(child))
    }
  }
  const timer = setInterval(() => look(pid), 20)
  look(pid)
  return {
    stop() {
      clearInterval(timer)
      return [...seen].join('\n')
    },
  }
}

async function watchedRun(
  served: ServedShop,
  argv: readonly string[],
): Promise<{ ended: Ended; processes: string }> {
  const { child, ended } = served.start(argv)
  const watch = watchProcesses(child.pid ?? 0)
  const end = await ended
  return { ended: end, processes: watch.stop() }
}

/** Every file of the archive but the two places that may know people. */
async function openPartOf({ archive }: ServedShop): Promise<string[]> {
  const all = await listFiles(archive).catch(() => [])
  const names = all.filter((path) => !/^originals\/|^archive\.db/.test(path))
  const texts = names.map(async (path) => {
    const bytes = await readFile(join(archive, path))
    return path.endsWith('.xlsx') ? (await unzipped(bytes)).join('\n') : bytes.toString('utf8')
  })
  return [...names, ...(await Promise.all(texts))]
}

async function unzipped(bytes: Buffer): Promise<string[]> {
  const { fromBuffer } = await import('yauzl')
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      const texts: string[] = []
      zip.on('end', () => resolve(texts))
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, async (failure, stream) => {
          if (failure) return reject(failure)
          const chunks: Buffer[] = []
          for await (const chunk of stream) chunks.push(chunk as Buffer)
          texts.push(Buffer.concat(chunks).toString('utf8'))
          zip.readEntry()
        })
      })
      zip.readEntry()
    })
  })
}

/** Makes a shop fail in some way; the fault that it returns meets every call about after-sales. */
type Break = (shop: ServedShop) => Fault | null | Promise<null>

function inEnvironment(name: string, value: string): Break {
  return ({ env }) => {
    env[name] = value
    return null
  }
}

/** Every way to end, and what makes it. */
const WAYS: readonly (readonly [way: string, exitCode: number, break_: Break])[] = [
  ['all is well', 0, () => null],
  ['the key is unknown', 4, inEnvironment('DYSHOP_APP_KEY', '1111111111111111111')],
  [
    'the secret is wrong',
    4,
    async ({ env }) => {
      await writeFile(env.DYSHOP_APP_SECRET_FILE ?? '', 'canary-app-secret-wrong\n')
      return null
    },
  ],
  [
    'the address is not listed',
    4,
    ({ gateway }) => {
      gateway.isIpListed = false
      return null
    },
  ],
  [
    'the shop withdrew',
    4,
    ({ gateway }) => {
      gateway.tokens.isAuthorised = false
      return null
    },
  ],
  [
    'a permission is missing',
    4,
    ({ gateway }) => {
      gateway.denied.add('order.orderDetail')
      return null
    },
  ],
  ['another shop answers', 4, inEnvironment('DYSHOP_SHOP_ID', '1')],
  [
    'a code was used',
    4,
    ({ env }) => {
      env.DYSHOP_SHOP_ID = ''
      env.DYSHOP_AUTH_CODE = 'canary-code-0001'
      return null
    },
  ],
  ['nobody answers', 5, inEnvironment('DYSHOP_API_URL', 'http://127.0.0.1:9')],
  ['answers are cut', 5, () => 'cut-body'],
  ['connections break', 5, () => 'reset-after-headers'],
  ['a proxy answers', 5, () => 'html'],
  ['the platform is busy', 5, () => 'busy-20004'],
]

describe('secrets, tokens, signatures and receivers stay where they belong', () => {
  // Together, because those that fail spend their time waiting.
  test.concurrent.each(WAYS)('when %s (%i)', async (_, exitCode, break_) => {
    let fault: Fault | null = null
    const served = await serveShop(folder.free('shop'), {
      orders: 6,
      products: 1,
      bend: withReceiver,
      faults: (_count, method) => (method.startsWith('afterSale') ? fault : null),
    })
    opened.push(served)
    fault = await break_(served)
    const runs = [
      await watchedRun(served, ['backup', '--api', '--verbose']),
      await watchedRun(served, ['backup', '--api', '--verbose', '--json']),
      await watchedRun(served, ['doctor', '--verbose']),
      await watchedRun(served, ['login', '--verbose']),
    ]
    expect(runs.slice(0, 2).map(({ ended }) => ended.exitCode)).toEqual([exitCode, exitCode])
    const processes = runs.map((each) => each.processes).join('\n')
    if (process.platform === 'linux') expect(processes).toContain('backup')
    const all = [
      ...runs.flatMap(({ ended: { stdout, stderr } }) => [stdout, stderr]),
      ...(await openPartOf(served)),
      // Whoever gives a code in the environment has it there; nobody gives a secret that way.
      processes.replaceAll('DYSHOP_AUTH_CODE=canary-code-0001', ''),
    ].join('\n')
    expect(canaries(served).filter((canary) => all.includes(canary))).toEqual([])
    if (exitCode === 0) await expectReceiverIn(served)
  })
})

/** Where people may be they are, or the test would pass for want of any. */
async function expectReceiverIn({ archive, gateway }: ServedShop): Promise<void> {
  const pages = join(archive, 'originals', 'api')
  const [first = ''] = await readdir(pages)
  const kept = await readFile(join(pages, first), 'utf8')
  expect(kept).toContain(RECEIVER.name)
  expect(kept).not.toContain('canary-access')
  expect(kept).not.toContain(gateway.secret)
}
