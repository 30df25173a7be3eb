import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CheckResult } from '../../src/app/results.ts'
import type { FaultScript } from '../fakes/open-api/faults.ts'
import type { Ended } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { useServedShops } from '../support/served-shop.ts'

/** What a run through the Open API began and did not finish is said by every command that follows. */
const folder = useFolder()
const serve = useServedShops(folder)

function codes(ended: Ended, severity = 'error'): string[] {
  return ended
    .json()
    .findings.filter((each) => each.severity === severity)
    .map(({ code }) => code)
}

async function addressFile(): Promise<string> {
  const files = folder.free('files')
  await mkdir(files)
  const file = join(files, '地址.json')
  await writeFile(file, '[{"联系人":"测试","电话":"13800000000","详细地址":"测试路 1 号"}]')
  return file
}

describe('a list of orders that was cut off', () => {
  /** The platform fails from the third page of orders on. */
  function failing(): { faults: FaultScript; heal: () => void } {
    let pages = 0
    let isWell = false
    const faults: FaultScript = (_, method) => {
      if (isWell || method !== 'order.searchList') return null
      pages++
      return pages > 2 ? 'http-503' : null
    }
    const heal = () => {
      isWell = true
    }
    return { faults, heal }
  }

  test('proves no condition, and every command says that it is not whole until it is', async () => {
    const { faults, heal } = failing()
    const { run } = await serve({ orders: 400, faults })
    expect((await run(['backup', '--api'])).exitCode).toBe(5)

    const check = await run(['check', '--only', 'orders-finished', '--json'])
    expect(check.exitCode).toBe(3)
    expect(codes(check)).toContain('api-days-owed')
    const { ready, conditions } = check.json<CheckResult>().data
    expect(ready).toBe(false)
    expect(conditions[0]?.status).not.toBe('pass')

    const files = await run(['backup', await addressFile(), '--json'])
    expect([files.exitCode, codes(files)]).toEqual([3, ['api-days-owed', 'api-unfinished']])
    expect(codes(await run(['rebuild', '--json']))).toEqual(['api-days-owed', 'api-unfinished'])

    heal()
    expect((await run(['backup', '--api'])).exitCode).toBe(0)
    expect(codes(await run(['check', '--json']))).toEqual([])
  })
})

test('details that the app may not read are owed in every command', async () => {
  const { gateway, run } = await serve()
  gateway.denied.add('afterSale.Detail')
  expect((await run(['backup', '--api'])).exitCode).toBe(4)
  const check = await run(['check', '--json'])
  expect([check.exitCode, codes(check)]).toEqual([3, ['api-unfinished']])
  const files = await run(['backup', await addressFile(), '--json'])
  expect([files.exitCode, codes(files)]).toEqual([3, ['api-unfinished']])
  gateway.denied.clear()
  expect((await run(['backup', '--api'])).exitCode).toBe(0)
  expect(codes(await run(['check', '--json']))).toEqual([])
})

test('answers that have gone from the originals are missed by the next run', async () => {
  const { archive, run } = await serve()
  expect((await run(['backup', '--api'])).exitCode).toBe(0)
  const [pages = ''] = await readdir(join(archive, 'originals', 'api'))
  await rm(join(archive, 'originals', 'api', pages))
  const again = await run(['backup', '--api', '--json'])
  expect([again.exitCode, codes(again)]).toEqual([3, ['lost-original']])
  expect(again.json().findings.find(({ code }) => code === 'lost-original')?.where.file).toBe(
    `api/${pages}`,
  )
})
