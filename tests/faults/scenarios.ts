import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { attach } from '../../src/app/attach.ts'
import { backup } from '../../src/app/backup.ts'
import { markDone } from '../../src/app/mark-steps.ts'
import { seal } from '../../src/app/seal.ts'
import { TEST_IDENTITY, TEST_RECIPIENT } from '../support/age.ts'
import { realDeps } from '../support/deps.ts'
import { copyFiles, EXAMPLE_NOW, type WrittenShop } from '../support/shops.ts'

const toolVersion = 'test'

/** A command that changes files, and the state it starts from. */
export interface Scenario {
  name: string
  /** Makes the state in an empty folder. */
  prepare(workspace: string, sources: Sources): Promise<void>
  argv(workspace: string, sources: Sources): string[]
  /** Cut off, only the command itself knows what else was to be read: a repair leaves that to it. */
  leavesTheRest?: true
  /** Finished once, it refuses to be done again. */
  refusesToRepeat?: true
}

/** What commands read, outside of the folder that fails. */
export interface Sources {
  older: string
  newer: string
  receipt: string
  chats: string
}

/** Splits a shop's exports into an older and a newer half. */
export async function makeSources(shop: WrittenShop, folder: string): Promise<Sources> {
  const half = Math.ceil(shop.paths.length / 2)
  const older = await copyFiles(shop, shop.paths.slice(0, half), join(folder, 'older'))
  const newer = await copyFiles(shop, shop.paths.slice(half), join(folder, 'newer'))
  const receipt = join(folder, 'receipt.pdf')
  await writeFile(receipt, 'deposit: 2,000 yuan')
  const chats = join(folder, 'chats.png')
  await writeFile(chats, Buffer.alloc(100_000, 'chat'))
  return { older, newer, receipt, chats }
}

export function archiveOf(workspace: string): string {
  return join(workspace, 'archive')
}

async function withArchive(workspace: string, { older, receipt }: Sources): Promise<void> {
  const root = archiveOf(workspace)
  await backup({ paths: [older], root, toolVersion }, realDeps())
  const document = { paths: [receipt], kind: 'deposit-receipt', note: '' } as const
  await attach({ ...document, root, toolVersion }, realDeps())
  // What nothing can make again, so that no way of mending may lose it.
  const tick = { ids: ['crab-cards'], root, at: EXAMPLE_NOW, note: 'none sold', toolVersion }
  await markDone({ ...tick, force: false, askShopName: async () => '' }, realDeps())
  await mkdir(join(workspace, 'out'))
}

async function cutOff(workspace: string, sources: Sources): Promise<void> {
  await withArchive(workspace, sources)
  const root = archiveOf(workspace)
  await writeFile(join(root, '.dyshop.unfinished'), '')
  await writeFile(join(root, 'orders.xlsx.1.dyshop-part'), 'x')
  await rm(join(root, 'orders.xlsx'))
}

async function withSealed(workspace: string, sources: Sources): Promise<void> {
  await withArchive(workspace, sources)
  const key = async () => ({ recipients: [TEST_RECIPIENT] })
  const out = join(workspace, 'shop.tar.age')
  const options = { removePlain: false, confirm: null, key }
  await seal({ root: archiveOf(workspace), out, ...options }, realDeps())
  await writeFile(join(workspace, 'key.txt'), `${TEST_IDENTITY}\n`)
}

async function withPeople(workspace: string, sources: Sources): Promise<void> {
  await withArchive(workspace, sources)
  const root = archiveOf(workspace)
  const document = { paths: [sources.chats], kind: 'chats', note: '' } as const
  await attach({ ...document, root, toolVersion }, realDeps())
}

const nothing = async (workspace: string) => {
  await mkdir(workspace, { recursive: true })
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'a first backup',
    leavesTheRest: true,
    prepare: nothing,
    argv: (_, { older }) => ['backup', older],
  },
  {
    name: 'a backup of newer exports',
    leavesTheRest: true,
    prepare: withArchive,
    argv: (_, { newer }) => ['backup', newer],
  },
  { name: 'verify --repair', prepare: cutOff, argv: () => ['verify', '--repair'] },
  { name: 'rebuild', prepare: withArchive, argv: () => ['rebuild'] },
  {
    name: 'an export',
    prepare: withArchive,
    argv: (workspace) => ['export', 'orders', '--out', join(workspace, 'out/orders.xlsx')],
  },
  {
    name: 'a partitioned export',
    refusesToRepeat: true,
    prepare: withArchive,
    argv: (workspace) => {
      const out = join(workspace, 'out/orders')
      return ['export', 'orders', '--format', 'parquet', '--partition', 'month', '--out', out]
    },
  },
  {
    name: 'attach',
    prepare: withArchive,
    argv: (_, { chats, receipt }) => ['attach', chats, receipt],
  },
  {
    name: 'a checklist as a workbook',
    prepare: withArchive,
    argv: (workspace) => [
      'checklist',
      '--at',
      EXAMPLE_NOW,
      '--out',
      join(workspace, 'out/todo.xlsx'),
    ],
  },
  {
    name: 'seal',
    refusesToRepeat: true,
    prepare: withArchive,
    argv: (workspace) => [
      'seal',
      '--recipient',
      TEST_RECIPIENT,
      '--out',
      join(workspace, 'out/shop.tar.age'),
    ],
  },
  {
    name: 'unseal',
    refusesToRepeat: true,
    prepare: withSealed,
    argv: (workspace) => [
      'unseal',
      join(workspace, 'shop.tar.age'),
      '--identity',
      join(workspace, 'key.txt'),
      '--to',
      join(workspace, 'out/opened'),
    ],
  },
  {
    name: 'redact',
    prepare: withPeople,
    argv: () => ['redact', '--now', '--with-documents', '--confirm', 'archive'],
  },
  { name: 'steps done', prepare: withArchive, argv: () => ['steps', 'done', 'deposit', 'loan'] },
]
