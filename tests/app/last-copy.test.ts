import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { backup } from '../../src/app/backup.ts'
import { rebuild } from '../../src/app/rebuild.ts'
import { verify } from '../../src/app/verify.ts'
import { quietDeps } from '../support/quiet-deps.ts'
import { writeExport } from '../support/seller-exports.ts'

const DEPS = quietDeps('2026-11-23T09:00:00+08:00')
const LINE = '6900000000000000011'

let folder: string
let root: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dyshop-last-copy-'))
  root = join(folder, 'archive')
  const row = { 主订单编号: LINE, 子订单编号: LINE, 订单状态: '已完成' }
  const path = await writeExport(join(folder, 'exports'), 'orders', [row], 1_795_300_000)
  await backup({ paths: [path], root, toolVersion: '0' }, DEPS)
  await rm(join(root, 'manifest.json'))
  await rm(join(root, 'originals'), { recursive: true })
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

it('rebuild leaves a database alone that is the last copy of lost originals', async () => {
  const stop = { code: 'originals-missing', exitCode: 6 }
  await expect(rebuild({ root, toolVersion: '0' }, DEPS)).rejects.toMatchObject(stop)
})

it('verify misses originals that the database was filled from, also without a manifest', async () => {
  const { data } = await verify({ root, deep: false }, DEPS)
  const missing = data.damaged.filter(({ path }) => path.startsWith('originals/'))
  expect(missing).toMatchObject([{ problem: 'missing', repair: 'export-again' }])
})
