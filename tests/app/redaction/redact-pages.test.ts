import { expect, test } from 'vitest'
import { backup } from '../../../src/app/backup.ts'
import { rebuild } from '../../../src/app/rebuild.ts'
import { redact } from '../../../src/app/redact.ts'
import { verify } from '../../../src/app/verify.ts'
import { fakeSource } from '../../fakes/open-api/fake-source.ts'
import { databaseContent } from '../../support/archive-content.ts'
import { backupWorld, contentOf } from '../../support/archived-shop.ts'
import { placesOf } from '../../support/canaries.ts'
import { realDeps } from '../../support/deps.ts'
import { useFolder } from '../../support/folder.ts'
import { EXAMPLE_SHOP } from '../../support/shops.ts'

const folder = useFolder()

/** What the made-up platform says of people: masked, as ciphertext, typed by buyers, an address. */
const PEOPLE = [
  ...['王**', '1********35', 'Y2FuYXJ5', '请放门口', '忠义街道', '退货仓'],
  // Where a buyer is, the platform's id of the address, and who of the staff wrote what.
  ...['116.397128', '39.916527', 'canaryaddress7', '客服阿紫', '已联系买家'],
  // A reason that somebody typed instead of choosing it.
  '司马迟说不要了',
]

test('an amount that looks like a phone is none', async () => {
  const world = fakeSource({ orders: 5, products: 1, addresses: 0 })
  const [order] = world.shop.orders
  if (order?.lines[0])
    Object.assign(order.lines[0], { priceFen: 13_812_345_678, discountFen: 0, quantity: 1 })
  const root = folder.free()
  await backupWorld(world, root)
  const { lines } = await contentOf(root)
  expect(JSON.stringify(lines)).toContain('13812345678')
  await redact(
    {
      ...{ root, at: '2026-11-23T09:30:00+08:00', toolVersion: '0', confirm: '测试小店' },
      ...{ dryRun: false, now: true, dropUnread: false, withDocuments: false },
    },
    realDeps({ clock: world.time }),
  )
  expect((await contentOf(root)).lines).toEqual(lines)
})

test('answers of the Open API lose their people and keep the books', async () => {
  const world = fakeSource({ orders: 60, products: 6, addresses: 3 })
  const root = folder.free()
  await backupWorld(world, root)
  for (const text of PEOPLE) expect(await placesOf(text, root), text).not.toEqual([])
  const { addresses, ...before } = await contentOf(root)
  expect(addresses?.length).toBeGreaterThan(0)

  const deps = realDeps({ clock: world.time })
  const input = {
    ...{ root, at: '2026-11-23T09:30:00+08:00', toolVersion: '0', confirm: '测试小店' },
    ...{ dryRun: false, now: true, dropUnread: false, withDocuments: false },
  }
  const { data } = await redact(input, deps)
  expect(data.fields.map(({ column }) => column)).toEqual(
    expect.arrayContaining(['mask_post_receiver', 'mask_post_tel', 'buyer_words']),
  )
  for (const text of PEOPLE) expect(await placesOf(text, root), text).toEqual([])
  expect(await contentOf(root)).toEqual({ ...before, addresses: [] })

  expect((await verify({ root, deep: true }, deps)).data.damaged).toEqual([])
  const after = await databaseContent(root)
  await rebuild({ root, toolVersion: '0' }, deps)
  expect(await databaseContent(root)).toEqual(after)
  const again = backup({ paths: [EXAMPLE_SHOP], root, toolVersion: '0' }, deps)
  await expect(again).rejects.toMatchObject({ code: 'archive-redacted' })
})
