import { mkdir, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { BY_HAND, CLEAR_NOW, CLEAR_ROWS, CLEAR_SHOP_NAME, writeClearExports } from './clear-shop.ts'
import { type Answer, onTerminal, reply, type Screen, type } from './pseudo-terminal.ts'
import { screenText } from './screen-text.ts'

const MENU = '要做什么'

/**
 * A merchant who knows no command: from an empty folder through the menu to the signed agreement, with
 * exports of the day before in which an order still had to be shipped, and those of the day itself.
 */
export async function walkToTheEnd(folder: string): Promise<Screen> {
  await mkdir(folder, { recursive: true })
  const { orders, ...others } = CLEAR_ROWS
  const unshipped = {
    ...orders,
    订单完成时间: '-',
    订单状态: '待发货',
    承诺发货时间: '2026-11-24 10:00:00',
  }
  await writeClearExports(join(folder, '昨天'), { ...others, orders: unshipped }, -86_400)
  await writeClearExports(join(folder, '今天'))
  await writeFile(join(folder, '收据.pdf'), '%PDF-1.7')
  const answers: Answer[] = [
    ...reply(MENU),
    ...type('导出的文件在哪个文件夹', '昨天'),
    ...type('还有别的文件夹', ''),
    ...type('存档放在哪个文件夹', '我的存档'),
    ...reply(MENU),
    ...reply('店铺类型'),
    ...type('店铺名称', CLEAR_SHOP_NAME),
    ...type('店铺ID', '10000001'),
    ...type('关店公示的第一天', '2026-10-20'),
    ...type('售后期多少天', ''),
    ...type('有售后期不同的类目吗', ''),
    ...type('确认收货后多少天结算', ''),
    ...type('售后预留金解冻的日期', ''),
    // Not what is proposed: first a look at what is still open.
    ...type(MENU, '4'),
    ...type('看哪一项的明细', '2'),
    ...type('看哪一项的明细', '1'),
    ...type(MENU, '5'),
    ...reply('接下来'),
    // What is proposed: what is missing, and the exports of the day.
    ...reply(MENU),
    ...type('导出好了吗', '2'),
    ...type('导出的文件在哪个文件夹', '今天'),
    ...type('还有别的文件夹', ''),
    ...reply(MENU),
    ...reply('接下来'),
    ...reply(MENU),
    ...reply('报告写到哪里'),
    ...reply('写好后用浏览器打开吗'),
    ...reply(MENU),
    ...BY_HAND.flatMap((_, index) => type(`[${index + 1}/${BY_HAND.length}]`, '2')),
    ...reply(MENU),
    ...type('保证金电子收据', '2'),
    ...type('文件在哪里', '收据.pdf'),
    ...type('评价', '3'),
    ...type('签署以后再也看不到“评价”', 'y'),
    ...type('飞鸽聊天', '3'),
    ...type('签署以后再也看不到“飞鸽聊天”', 'y'),
    ...reply(MENU),
    ...type('在哪里关店', '1'),
    ...type('接下来', '2'),
    ...type('接下来', '2'),
    ...type('接下来', '2'),
    ...type('接下来', '2'),
    ...type('您已经在后台完成这一步了吗', 'y'),
    ...type('接下来', '2'),
    ...type('接下来', '1'),
    ...reply(MENU),
    // Sealing takes a passphrase, and makes another file each time.
    ...type(MENU, '15'),
  ]
  return onTerminal(['--at', CLEAR_NOW], answers, { cwd: folder })
}

/** The walk as it looked at the end, without what differs from run to run. */
export function recordOf({ screen }: Screen): string {
  const who = userInfo().username.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return screenText(screen)
    .replace(
      new RegExp(`（${who}，\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}`, 'g'),
      '（店主，2026-11-23 09:30',
    )
    .replace(new RegExp(`（${who} 于 \\d{4}-\\d{2}-\\d{2} 打勾`, 'g'), '（店主 于 2026-11-23 打勾')
    .trim()
}

/** The page of the documentation that shows the walk. */
export function walkPage(walk: Screen): string {
  return `<!-- Made by \`npm run walk\`. / 由程序录下，请勿手改。 -->

# 从头到尾走一遍 · A walk from nothing to the end

在一个空文件夹里运行 \`dyshop\`（这里固定在 2026-11-23 09:30），跟着“← 下一步”走：读取昨天的导出（有一单还没发货），填写店铺资料，
看条件和清单，读取当天的导出，逐项查看，存好收据，走过最后一关，直到签署和退还保证金。以“✔”开头的行是问题和回答，\`$\` 后面是菜单运行的命令。

\`dyshop\` in an empty folder, following “← next”: exports of the day before with an order to ship, the facts of the shop, conditions
and checklist, the exports of the day, what has to be looked at, documents, the last gate, signing, the deposit. Lines that
begin with ✔ are questions and answers; behind \`$\` are the commands that the menu runs.

\`\`\`text
${recordOf(walk)}
\`\`\`
`
}
