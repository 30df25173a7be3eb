import { join } from 'node:path'
import type { InitResult } from '../../app/results.ts'
import { harmless } from '../harmless.ts'
import type { Language } from '../words/language.ts'
import type { Paint } from './paint.ts'

/** What was written into `shop.toml`. */
export function initText(
  { changed, shop }: InitResult,
  { language, paint, root }: { language: Language; paint: Paint; root: string },
): string {
  const zh = language === 'zh'
  const lines = changed.map(({ key, before, after }) => {
    const was = before === null || before === '' ? '' : `${harmless(String(before))} → `
    return `  ${paint.green('✔')} ${harmless(key)}: ${was}${harmless(String(after))}\n`
  })
  const path = harmless(join(root, 'shop.toml'))
  const title = zh ? `店铺资料：${path}` : `Facts about the shop: ${path}`
  const nothing = zh ? '  没有要改的\n' : '  nothing to change\n'
  const notice = zh
    ? '下一步：dyshop notice（写好关店公示）；开启后运行 dyshop init --notice-start <日期>'
    : 'Next: dyshop notice (the closing notice); once it is on, dyshop init --notice-start <day>'
  const backup = zh
    ? '下一步：dyshop check（已有存档时）；还没有就运行 dyshop backup <导出文件所在的文件夹>'
    : 'Next: dyshop check where there is an archive, else dyshop backup <folder with the exports>'
  return `${title}\n${lines.length === 0 ? nothing : lines.join('')}${shop.noticeStart === null ? notice : backup}\n`
}
