import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeLongFiles } from '../../examples/generator/long-files.ts'
import { readNaively } from './naive-csv.ts'

let parent: string

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'dyshop-long-'))
})

afterEach(async () => {
  await rm(parent, { recursive: true })
})

it('long files have exactly the lines asked for, every one with an id of its own', async () => {
  const folder = join(parent, 'shop')
  const truth = await writeLongFiles(folder, { lines: 20_001, files: 3, seed: 1 })
  const records = await Promise.all(truth.files.map((path) => readNaively(join(folder, path))))
  const lines = records.flat()
  const distinct = (name: string) => new Set(lines.map((record) => record.get(name))).size
  expect(lines).toHaveLength(20_001)
  expect(lines[0]?.size).toBe(73)
  expect(distinct('子订单编号')).toBe(20_001)
  expect(distinct('主订单编号')).toBe(truth.orders)
  expect(truth.lines).toBe(20_001)
})
