import { requireArchive } from '../archive/folder.ts'
import { readShopFile } from '../archive/shop-file.ts'
import { init } from './init.ts'
import type { Deps } from './ports.ts'

/**
 * Whoever says that the closing notice has been on long enough says since when: a tick alone would be
 * believed for ever, a day can be counted from. It is kept in `shop.toml`, and proves the condition.
 * @param input.date the first day, when the command line has it; asked for where none is known yet
 * @throws {DyshopError} `no-archive`, `needs-terminal`, `shop-file-set` where another day is set, `bad-shop-file`
 */
export async function keepNoticeStart(
  { root, date, askDate }: { root: string; date?: string; askDate: () => Promise<string> },
  deps: Deps,
): Promise<void> {
  await requireArchive(root)
  const { noticeStart: known } = await readShopFile(root)
  if (date === undefined && known !== null) return
  const noticeStart = date ?? (await askDate())
  await init({ root, answers: { noticeStart }, mayReplace: async () => false }, deps)
}
