import { NAMES } from '../../archive/folder.ts'
import { editShopFile } from '../../archive/shop-file.ts'
import type { ShopValue } from '../../archive/shop-file-edit.ts'
import { DyshopError } from '../../errors.ts'
import type { ArchiveSession } from '../session/archive-session.ts'

const LONGEST_NAME = 100

/**
 * Writes the name and the id that the platform tells into `shop.toml`, each only where the merchant
 * left it empty. A file that is read-only, or in which that cannot be done by changing those two lines,
 * stays as it is: the archive knows both from the platform's answers.
 */
export async function fillShopFile(
  { root, deps, shop, findings }: Pick<ArchiveSession, 'root' | 'deps' | 'shop' | 'findings'>,
  { shopId, shopName }: { shopId: string; shopName: string },
): Promise<void> {
  const told = { name: plainName(shopName), id: shopId }
  const values = (['name', 'id'] as const).flatMap((key): ShopValue[] =>
    shop[key].trim() === '' && told[key] !== '' ? [{ table: 'shop', key, value: told[key] }] : [],
  )
  if (values.length === 0) return
  try {
    await editShopFile(root, deps.files, values)
  } catch (error) {
    if (!(error instanceof DyshopError)) throw error
    if (error.code === 'no-permission')
      findings.add('shop-file-read-only', {}, { path: NAMES.shopFile })
    else if (error.code !== 'bad-shop-file') throw error
  }
}

/** Without what a line of a text file cannot show, or could show as something else. */
function plainName(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '')
    .trim()
    .slice(0, LONGEST_NAME)
}
