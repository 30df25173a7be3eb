import { describe, expect, test } from 'vitest'
import { rebuild } from '../../src/app/rebuild.ts'
import { verify } from '../../src/app/verify.ts'
import { fakeSource } from '../fakes/open-api/fake-source.ts'
import { databaseContent } from '../support/archive-content.ts'
import { backupWorld, comparable, contentOf, truthOf } from '../support/archived-shop.ts'
import { realDeps } from '../support/deps.ts'
import { useFolder } from '../support/folder.ts'

const folder = useFolder()

describe('a shop read through the Open API', () => {
  test('is in the archive as it is on the platform, and can be rebuilt from the originals', async () => {
    const world = fakeSource({ orders: 230, products: 12, addresses: 25 })
    const root = folder.free()
    const outcome = await backupWorld(world, root)
    const [found, expected] = comparable(await contentOf(root), truthOf(world.shop))
    expect(found).toEqual(expected)
    expect(outcome.findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(outcome.complete).toBe(true)

    const before = await databaseContent(root)
    const deps = realDeps({ clock: world.time })
    expect((await verify({ root, deep: true }, deps)).data.damaged).toEqual([])
    await rebuild({ root, toolVersion: '0' }, deps)
    expect(await databaseContent(root)).toEqual(before)
  })
})
