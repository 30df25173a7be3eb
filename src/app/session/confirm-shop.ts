import { basename, resolve } from 'node:path'
import { readShopFile } from '../../archive/shop-file.ts'
import { DyshopError } from '../../errors.ts'

/**
 * What has to be typed before something is done that cannot be undone: the shop's name from `shop.toml`
 * or, while it has none there, the name of the archive's folder.
 */
export async function nameToConfirm(
  root: string,
): Promise<{ name: string; from: 'shop' | 'folder' }> {
  const { name } = await readShopFile(root)
  const plain = name.trim()
  if (plain !== '') return { name: plain, from: 'shop' }
  return { name: basename(resolve(root)), from: 'folder' }
}

/** @throws {DyshopError} `wrong-shop-name`, also for no name at all */
export async function refuseUnconfirmed(root: string, given: string | null): Promise<void> {
  const { name, from } = await nameToConfirm(root)
  const isSame = given !== null && given.normalize('NFC').trim() === name.normalize('NFC')
  if (!isSame) throw new DyshopError('wrong-shop-name', { from })
}
