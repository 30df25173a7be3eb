import { join } from 'node:path'
import { folderState, NAMES } from '../archive/folder.ts'
import { firstOrderAt } from '../archive/queries/queries.ts'
import { readShopFile } from '../archive/shop-file.ts'
import { shopFileFindings } from '../archive/shop-file-keys.ts'
import { Store } from '../archive/store.ts'
import { type NoticeDates, noticeDates, noticeFindings } from '../domain/closing/notice-dates.ts'
import { finding } from '../domain/finding.ts'
import { beijingDay } from '../domain/time.ts'
import { FIGURES } from '../rules/figures.ts'
import type { Outcome } from './results.ts'

export interface NoticeResult extends NoticeDates {
  shopName: string
  /** Whether its start is in `shop.toml`, so that the days are not of today's asking. */
  isSet: boolean
}

/**
 * The days of the closing notice: from its start in `shop.toml`, else from the day asked about. It needs
 * no archive, because the thirty days should begin before everything is exported.
 * @param at ISO 8601 with +08:00
 * @throws {DyshopError} `bad-shop-file`
 */
export async function notice({
  root,
  at,
}: {
  root: string
  at: string
}): Promise<Outcome<NoticeResult>> {
  const { noticeStart, kind, name } = await readShopFile(root)
  const from = noticeStart ?? beijingDay(at)
  const { noticeDays, crossBorderNoticeDays } = FIGURES
  const days = kind === 'domestic' ? noticeDays.value : crossBorderNoticeDays.value
  const odd = noticeFindings({ noticeStart, at, firstOrderAt: await firstOrderOf(root) })
  const unset =
    noticeStart === null
      ? [finding('notice-start-unset', { file: 'shop.toml' }, { day: from })]
      : []
  return {
    complete: true,
    findings: [...odd, ...unset, ...(await shopFileFindings(root))],
    data: { ...noticeDates(from, days), shopName: name, isSet: noticeStart !== null },
  }
}

async function firstOrderOf(root: string): Promise<string | null> {
  if ((await folderState(root)) !== 'archive') return null
  const store = await Store.openForReading(join(root, NAMES.database))
  try {
    return firstOrderAt(store)
  } finally {
    store.close()
  }
}
