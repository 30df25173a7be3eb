import type { FindingCode } from '../../domain/finding.ts'
import { daysOf, gapZh } from './gap-words.ts'
import type { Sentence, Words } from './language.ts'
import { periodText } from './period.ts'

const EXPORT_AGAIN = '请在抖店后台重新导出，不要用 Excel 打开保存，直接替换掉这个文件'

const CORRECT = '请在文件里改正，再运行一次 dyshop backup'

/** What the merchant wrote is corrected; what the platform exported is exported again. */
function mend({ byHand }: Words): string {
  return byHand === 1 ? CORRECT : EXPORT_AGAIN
}

/** What the system says of a link that leads nowhere, or round in a circle. */
const NOWHERE: ReadonlySet<string> = new Set(['ENOENT', 'ELOOP'])

const OWN_WORKBOOK = '请用 dyshop checklist --out 待办.xlsx 生成的工作簿，在里面填好再读回'

/** What each finding means and what to do, in Chinese. */
export const FINDINGS_ZH: Readonly<Record<FindingCode, Sentence>> = {
  'unknown-report': ({ columns, known, missing, byHand }) =>
    Number(known) > 0 && missing
      ? `表头里缺少“${missing}”，认不出是哪种报表，没有读取，原文件已保留。${byHand === 1 ? '这是地址清单的话，请补上这一列' : '请在抖店后台重新导出，并勾选这些列'}`
      : columns === 0
        ? '这不是表格，里面是二进制数据或别的文字，没有读取，原文件已保留。请确认它是抖店后台导出的 CSV、XLSX 或 ZIP；不是报表就移出这个文件夹'
        : `认不出这是哪种报表（${columns} 列），没有读取，原文件已保留。请确认是抖店后台导出的订单、售后、结算、动账、商品等报表，并且表头还在前 10 行里；不是报表就移出这个文件夹`,
  'nul-padded': () =>
    '文件已损坏，没有读取：里面没有文字，或后半截全是空字节，多半是下载中断。请重新下载，或在后台重新导出',
  'empty-file': () =>
    '里面是空的，没有读到内容。请换成有内容的文件；本来就没有数据的话，删掉它即可',
  'unreadable-file': ({ reason }) =>
    NOWHERE.has(String(reason))
      ? '这是一个失效的链接，它指向的文件已经不在，没有读取。请找回那个文件，或删除这个链接'
      : `系统打不开它（${reason}），没有读取。请确认它还在、没有被别的程序占用、您有读取权限，再运行一次`,
  'cut-file': () => '文件在表头处就断了，后面的内容没有下载到。请重新下载，替换掉这个文件',
  'old-xls': () => `这是旧版 .xls 文件，无法读取。${EXPORT_AGAIN}`,
  'unsupported-sheet': () =>
    `这是 .ods、.numbers 或 .xlsb 表格，读不了，里面可能有报表。${EXPORT_AGAIN}`,
  'encrypted-workbook': () => '工作簿有密码，没有读取。请在后台重新导出，或去掉密码后再试',
  'encrypted-zip': () => 'ZIP 有密码，没有读取。请用密码解压后，把里面的文件交给 dyshop',
  'unsupported-archive': () =>
    '这种压缩格式不能读取，里面可能有报表。请解压后，把里面的文件交给 dyshop',
  'damaged-zip': () => 'ZIP 或 XLSX 损坏，或没有下载完整，没有读取。请重新下载，替换掉这个文件',
  'damaged-xlsx': () => 'XLSX 损坏或没有下载完整，这张表一行也没有读取。请重新导出，替换掉这个文件',
  'zip-bomb': () => '压缩包解开后会异常巨大，为安全起见没有解压。请确认来源，手动解压后再试',
  'nested-too-deep': () => 'ZIP 里套了太多层 ZIP，没有读取。请先解压，再把里面的文件交给 dyshop',
  'member-too-large': () =>
    '压缩包里的工作簿太大，没有读取。请先解压，再把 .xlsx 文件直接交给 dyshop',
  'web-page': () => '这其实是一个网页，不是表格，可能是下载时登录已失效。请重新登录后台再导出',
  'masked-export': () =>
    '这是 dyshop 自己导出的、已隐藏买家信息的文件，不能当作原始数据。请使用平台导出的文件',
  'bad-json': () =>
    '这个 JSON 不是地址清单，没有读取。清单应是一个列表，每项有“联系人、电话、详细地址”；不是清单就移出这个文件夹',
  'ragged-row': ({ expected, found, ...args }) =>
    `这一行有 ${found} 格，表头是 ${expected} 格，无法对应，没有读取。${mend(args)}`,
  'broken-quote': (args) => `这一行的引号不成对，没有读取。${mend(args)}`,
  'row-too-long': (args) => `这一行长得不正常，没有读取。${mend(args)}`,
  'damaged-id': ({ value, rows }) =>
    typeof rows === 'number'
      ? `这一列的编号全部被四舍五入改坏了（Excel 等软件把编号当成数字保存，末几位已不是真的），整个文件（${rows} 行）都没有读取。${EXPORT_AGAIN}`
      : `编号 ${value} 已被 Excel 改坏（长数字被四舍五入），没有读取。${EXPORT_AGAIN}`,
  'missing-id': (args) =>
    `这一行缺少必需的编号或内容，没有读取，所以结果不完整。是手工加的说明行就删掉它，再运行一次；否则${mend(args)}`,
  'unreadable-id': ({ value, isHeader }) =>
    isHeader === 1
      ? '这一行又是表头，而且列和文件开头的不一样，像是把几份报表拼在了一起，没有读取，后面的行也可能错位。请把没有拼过的原文件分别交给 dyshop'
      : `编号“${value}”里有不该有的内容（空格、全角数字、#N/A 等），这一行没有读取。${EXPORT_AGAIN}`,
  'slash-date': ({ value }) =>
    `时间 ${value} 说明文件被 Excel 另存过，秒数和编号可能已丢失，没有读取。${EXPORT_AGAIN}`,
  'unreadable-time': ({ value = '（空）' }) =>
    `时间 ${value} 无法识别，这一行没有读取。${EXPORT_AGAIN}`,
  'unreadable-amount': ({ value = '（空）' }) =>
    `金额 ${value} 无法识别，这一行没有读取。${EXPORT_AGAIN}`,
  'unreadable-quantity': ({ value = '（空）' }) =>
    `数量 ${value} 无法识别，这一行没有读取。${EXPORT_AGAIN}`,
  'footer-row': ({ value }) =>
    `这一行像是合计（${value}），不是数据，没有读取。请确认不是订单；换成后台导出的原始文件，就不再提示`,
  'unknown-status': ({ value }) =>
    value
      ? `状态“${value}”没有见过，已原样保留，并按“未完结”处理。请在后台核对这一单`
      : '这一行没有状态，已按“未完结”处理。请在后台核对这一单',
  'undecodable-text': ({ isDropped, ...args }) =>
    isDropped === 1
      ? `这一行没有读取：这一格应是编号、金额或时间，里面却有乱码，原文件已保留。${mend(args)}`
      : `这一格有乱码，已连同乱码保留，这一行的其余各格照常读取。${mend(args)}`,
  'uncomputed-formula': ({ isDropped }) =>
    isDropped === 1
      ? '这一行没有读取：这一格应是编号、金额、数量或时间，却是没有算出结果的公式。请用后台导出的原始文件；一定要用这份表格，就先用 Excel 打开、保存一次'
      : '这一格是没有算出结果的公式，值不知道，这一行的其余各格照常读取。请用后台导出的原始文件；一定要用这份表格，就先用 Excel 打开、保存一次',
  'nul-character': () => '有一个空字符（NUL），已去掉，其余内容照常读取',
  'value-as-text': () => '这一格不是数字或时间，已按文字保留。请核对这一格',
  'same-moment': ({ id, columns, count }) =>
    `${id} 的“${columns}”${Number(count) > 3 ? `等 ${count} 列` : ''}，与同一时刻导出的另一份文件不一样，无法判断哪份是真的，两份原文件都已保留。请重新导出这段时间，以新的为准`,
  'duplicate-row': () =>
    '同一个文件里这个编号出现了两次而内容不同，保留了后一行。请在后台核对这个编号',
  'unknown-header': () => '没有见过这一列，已按文字原样保留',
  'duplicate-header': () => '表头里有重名的列，两列都已保留',
  'unlisted-sheet': ({ part, count }) =>
    `文件里有 ${count} 张没有列在目录里的工作表（${part}），Excel 里看不到，没有读取。${EXPORT_AGAIN}`,
  'unsafe-name': () => '压缩包里的文件名带有路径，只当作名字使用，内容照常读取',
  'future-as-of': ({ asOf }) => `数据截至时间 ${asOf} 在未来。请检查电脑时间和文件名`,
  'early-name-time': ({ named, newest }) =>
    `文件名开头的导出时间（${named}）比表里最新的时间（${newest}）还早，新旧仍按文件名判断。文件名改过的话，请换成后台下载时的文件名再导入一次`,
  'odd-name-time': ({ named }) =>
    `文件名开头的数字不像导出时间（${named}），没有采用，改按表里最新的时间判断新旧。请保留后台下载时的文件名，再导入一次`,
  'not-splittable': ({ count }) =>
    `有 ${count} 行是“订单维度”的多商品订单，无法拆成单个商品，另外保存。建议再导出一份“商品维度”`,
  'repeated-header': () =>
    '表头在文件中间又出现了一次，像是把几个文件拼在了一起。这一行已跳过，其余各行照常读取',
  'records-apart': ({ count }) =>
    `另有 ${count} 个订单只有“订单维度”的记录，一行含多个商品，不在这个文件里。请用 dyshop export order-records --out <文件> 另外导出`,
  'explanation-row': () => '这一行是列说明，不是数据，已跳过',
  'cut-row': () =>
    '文件到这一行就断了，行末没有换行：最后一格可能被截短，后面也可能还有行。请重新导出；核对过没有缺，就把文件名写进 shop.toml 的 ignore',
  'unfinished-download': () => '这个文件还没有下载完。请等下载完成后再运行一次',
  'linked-folder': () =>
    '这是通往别处的文件夹链接（快捷方式），没有进去读取。请把那个文件夹本身交给 dyshop',
  'own-output': () => '这是 dyshop 的存档文件夹，没有再读取',
  'skipped-file': () => '不是报表，没有读取。它确是导出的报表的话，请把它单独交给 dyshop',
  'left-behind': ({ count, first }) =>
    `跳过了 ${count} 个系统或办公软件留下的文件（如 ${first}），它们不是报表`,
  'api-window-doubtful': ({ what, from, to, total, came }) =>
    `${what}${from ? `：${periodText(from, to, 'zh')} 这一段` : ''}没有核实完整（平台说 ${total} 条，取到 ${came} 条）。请再运行一次 dyshop backup --api`,
  'api-no-detail': ({ method, id, reason }) =>
    `${method} 没有给出 ${id} 的详情（${reason}）。请在后台核对，再运行一次 dyshop backup --api`,
  'api-item-gone': ({ id }) =>
    `商品 ${id} 已经不在平台的商品清单里（多半已删除），它的详情没有取到，以后不再取；清单里原有的内容仍在存档里。请在后台核对`,
  'api-detail-denied': ({ method, id }) =>
    `没有取得 ${id} 的详情：应用没有调用 ${method} 的权限。请在控制台 › 接口权限里申请，通过后再运行一次 dyshop backup --api`,
  'credentials-were-open': ({ path }) =>
    `保存登录的文件 ${path} 别人也能读取，现在已改成只有您能读取。这台电脑有别人用过的话，请在控制台 › 应用详情重置 App Secret，再运行 dyshop login`,
  'shop-file-read-only': ({ path }) =>
    `${path} 是只读的，没有填上店铺名称和 ID；存档里已经有平台给的。要让 dyshop 填，请改成可以写入，再运行一次 dyshop backup --api`,
  'api-bad-row': ({ id, field, isUnreadable }) =>
    `接口返回的${id ? ` ${id} ` : ''}这一行${isUnreadable === 1 ? `里，${field} 读不懂` : `缺少 ${field}`}，没有放进数据库，原始返回已保存在 originals/api。请在后台核对这一条，导出那段时间的报表再运行 dyshop backup；以后还会提醒，直到平台或导出文件给出完整的这一行。已经另外记下的，把文件名写进 shop.toml 的 ignore`,
  'api-stream-refused': ({ method, platformCode, logId }) =>
    `没有取得 ${method} 的数据：平台拒绝了（${platformCode}，log_id ${logId}）。如是权限不足，请在控制台 › 接口权限里申请，通过后再运行一次`,
  'api-unfinished': ({ count }) =>
    `接口还没有取完：还有 ${count} 条详情没有取（实际退款、商品规格等在详情里）。请再运行一次 dyshop backup --api`,
  'api-days-owed': (args) =>
    `接口还没有把${args.what}取全（${daysOf(args, 'zh')}），这些天的结果不完整。请再运行一次 dyshop backup --api，或者导出这些天的报表再运行 dyshop backup`,
  'api-details-owed': ({ count }) =>
    `有 ${count} 条详情平台没有给出（实际退款、商品规格等在详情里），存档里还缺。请再运行一次 dyshop backup --api；没有权限的，先在控制台申请`,
  'api-unknown-value': ({ id, value }) =>
    `${id} 的这一项是 ${value}，平台没有公布过这个值，已原样保留，并按“未完结”处理。请在后台核对`,
  'api-unreadable-value': ({ id }) =>
    `${id} 的这一项读不懂，没有放进数据库（这一行的其他内容都在），原始返回已保存在 originals/api。请在后台核对，并另外记下这一项；以后还会提醒，直到平台或更新的导出文件给出它。已经记下的，把文件名写进 shop.toml 的 ignore`,
  'api-unlisted-orders': ({ count, id }) =>
    `导出文件里有 ${count} 个订单（例如 ${id}），接口的订单清单里没有，而它们下单的那段时间，清单已核实完整。可能是混进了别的店铺的文件，可能是平台删除或隐藏了这些订单，也可能是清单不全。请在后台按订单号查 ${id}：查得到，就重新导出这段时间的订单，再运行 dyshop backup；查不到，请核对这份文件是不是本店的，不是就去掉它，另建一个存档重新备份`,
  'api-unknown-orders': ({ count, id }) =>
    `接口给的售后或账单里提到 ${count} 个订单号（例如 ${id}），导出文件和订单清单里都没有，平台也没有给出它的详情：可能是 90 天以前的订单，也可能不是本店的订单号。请在后台按订单号查 ${id}：查得到，就导出那段时间的订单，再运行 dyshop backup`,
  'api-many-details': ({ count, minutes, rate }) =>
    `接下来要逐条取得 ${count} 条详情，每秒 ${rate} 次，大约需要 ${minutes} 分钟。中断后再运行会接着做；在控制台查到应用的实际配额后，可用 --rate 调快`,
  'source-conflict': ({ id }) =>
    `${id} 的这一项，导出文件和接口说的不一样，保留了较新的。请在后台核对`,
  'checklist-no-header': ({ unreadable }) =>
    unreadable
      ? `读不出这个文件：它不是 .xlsx 工作簿，或者有密码、已损坏，没有读取。${OWN_WORKBOOK}`
      : `这不是退款处理清单：没有“状态”和“编号（勿改）”两列，没有读取。${OWN_WORKBOOK}`,
  'checklist-unknown-item': ({ value }) =>
    value
      ? `清单里没有编号“${value}”，这一行没有读取。编号被改过的话，请重新生成清单再填`
      : '这一行没有编号，没有读取。请重新生成清单再填',
  'checklist-duplicate-item': ({ value }) =>
    `编号“${value}”出现了不止一次而内容不同，都没有读取，保留原来的记录。请只留一行`,
  'checklist-unknown-status': ({ value }) =>
    `状态“${value}”不在可选的词里，这一行没有读取。请从下拉框里选`,
  'checklist-moved-cells': ({ value }) =>
    `编号“${value}”和这一行的订单号对不上，可能只移动了部分列，这一行没有读取。请重新生成清单再填`,
  'checklist-conflict': ({ value }) =>
    `“${value}”在这份清单生成之后又被改过，保留较新的记录。如要更改，请用 dyshop checklist mark`,
  'checklist-missing-items': ({ count }) =>
    `清单里少了 ${count} 项（行被删掉了），这些项的记录保持不变`,
  'notice-in-future': ({ day }) => `关店公示开始日期 ${day} 还没有到。开启公示后再核对一次`,
  'notice-start-unset': ({ day }) =>
    `还没有填写公示开始日期，按 ${day} 开启来写。开启公示后请写进 shop.toml 的 notice_start`,
  'moment-before-shop': ({ day, first }) =>
    `要看的日期 ${day} 早于店铺的第一笔订单（${first}）。请核对 --at 和电脑的日期`,
  'notice-before-shop': ({ day, first }) =>
    `关店公示开始日期 ${day} 早于店铺最早的订单（${first}），请检查 shop.toml 里的 notice_start`,
  'unknown-shop-key': ({ key, nearest }) =>
    `没有“${key}”这个设置，它不起作用。请改成 ${nearest}，或者删掉这一行`,
  'misplaced-shop-key': ({ key, table }) =>
    `“${key}”写在 [${table}] 下面，不起作用。请把它移到文件里第一个 [ ] 的上面`,
  gap: gapZh,
  'partial-export': ({ id, day }) =>
    `这份导出里没有 ${day} 的 ${id}，接口里却有，多半是按状态或别的条件筛选后导出的，所以它的日期不算导出过。请不加筛选重新导出这段时间，再运行 dyshop backup`,
  'stale-export': ({ what, asOf }) =>
    `${what}的数据只到 ${asOf}，已超过一天。请重新导出后运行 dyshop backup，再看结果`,
  'missing-report': ({ what }) => `存档里还没有${what}。请在后台导出后再运行一次 dyshop backup`,
  'rejected-rows': ({ count, byHand, isPage }) =>
    isPage === 1
      ? `接口返回的内容里有 ${count} 行没有读取，原始返回已保存在 originals/api。请运行 dyshop check 看是哪些行，在后台核对，导出那段时间的报表再运行 dyshop backup`
      : `导入时有 ${count} 行没有读取。${byHand === 1 ? CORRECT : '请重新导出这个文件，再运行 dyshop backup'}`,
  'earlier-unread': ({ count }) =>
    `以前的 dyshop backup 没能读取${count === 0 ? '这个文件' : `这个文件里的 ${count} 行`}，至今也没有补上，存档里还缺。请在后台重新导出这份报表，再运行 dyshop backup；确认用不着，就把文件名写进 shop.toml 的 ignore`,
  'rows-not-read': ({ count, from, to, byHand }) =>
    byHand === 1
      ? `导入时有 ${count} 行没有读取，之后也没有补全。${CORRECT}；确认用不着，就把文件名写进 shop.toml 的 ignore`
      : `导入时有 ${count} 行没有读取，之后也没有更新的导出把它们补全，结果可能不完整。请在后台重新导出${from ? ` ${periodText(from, to, 'zh')} 的` : ''}这份报表，再运行 dyshop backup；确认用不着，就把文件名写进 shop.toml 的 ignore`,
  'redacted-rows': ({ count }) =>
    `有 ${count} 行当时没有读取，删除个人信息时一起删除了，这个存档里不会再有。要补，请在后台重新导出，用 dyshop backup --archive <新文件夹> 另做一份存档`,
  'file-not-read': () =>
    '这个文件导入时没能读取，里面可能有订单，结果可能不完整。请重新导出再运行 dyshop backup；不是报表或已经补齐，就把文件名写进 shop.toml 的 ignore',
  'cleaned-text': ({ cleaned, cut }) =>
    `表格里清理了 ${cleaned} 格 Excel 不支持的字符，截短了 ${cut} 格超过 Excel 长度的文字；原文完整保存在 originals 和 archive.db 里`,
  'taken-over-lock': ({ pid, since }) =>
    `上一次运行（进程 ${pid}，${since} 开始）没有正常结束，已接管`,
  'removed-leftovers': ({ count }) => `清理了上次中断留下的 ${count} 个临时文件`,
  'redacted-archive': ({ record }) =>
    `这个存档里买家的个人信息已经删除，originals 里是改写后的文件，原来的校验值留在删除记录 ${record} 里；要读入新的导出文件，请用 --archive 另做一份存档`,
  'cut-off-archive': ({ command }) =>
    `上一次运行${command ? `（${command}）` : ''}没有做完，或者还在进行，存档里可能缺内容，这里的结果不完整。请再运行一次同样的命令，给同样的文件`,
  'unfinished-run': ({ command }) =>
    `上一次运行${command ? `（${command}）` : ''}中断了。它已经存下的内容现在都已整理好；当时还没有轮到的，要这次也给出才会有`,
  'ticks-lost': () => '旧数据库无法读取，手动打过的勾没有保留下来。请重新打勾',
  'documents-unproven': () =>
    '清单、校验和与附件目录都丢了，已经没有东西能说明存档里原来有哪些附件（收据、截图等），只能把现有的当作全部。请对照副本核对，缺的用 dyshop attach 再放进来',
  'ticks-unproven': () =>
    '数据库和校验和对不上，可能是旧的副本或被改过；手动打过的勾是从它那里取来的，不一定是最后的样子。请运行 dyshop steps 和 dyshop checklist 逐个核对',
  'contents-unproven': () =>
    '清单、校验和与数据库都丢了，已经没有东西能说明存档原来有哪些报表，只能把现有的原文件当作全部。请对照导出记录核对，缺的重新导出再运行 dyshop backup',
  'unlisted-file': () => '清单里没有这个文件，没有检查它',
  'lost-facts': ({ path }) =>
    `${path} 丢了或坏了，不知道这份原文件的名称和导出时间，新旧可能判断错。请从备份里找回它再运行 dyshop rebuild，或重新导出这份报表再运行 dyshop backup`,
  'damaged-original': ({ path }) =>
    `保存的原始文件 ${path} 已损坏，没有读取。请重新导出，再运行 dyshop backup`,
  'lost-original': ({ isPage }) =>
    isPage === 1
      ? '这里面是接口返回的原件，现在不见了，存档里的内容无法再核对。请从副本恢复 originals 文件夹；没有副本，就用 dyshop backup --api --archive <新文件夹> 重新取一份'
      : '这个文件以前导入过，现在它在存档 originals 里的原件不见了，存档里的内容无法再核对。请从副本恢复 originals 文件夹，或把这个文件再交给 dyshop backup 一次',
  'documents-kept': ({ count }) =>
    `附件里还有 ${count} 份聊天截图、评价或其他文件没有动，里面可能有买家信息。请打开看一遍；不需要的用 --with-documents 一起删除`,
  'shop-file-kept': () =>
    '这一行里有像电话、身份证号或邮箱的内容；shop.toml 由您编辑，没有改动。是买家的，就请自己删掉',
  'unlisted-kept': () =>
    '这个文件不是 dyshop 放进存档的，没有检查也没有删除。里面有买家信息的话，请自己删除',
  'weak-passphrase': () =>
    '这个密码不难猜中。封存文件可能被人拿去慢慢试，最好换成四五个互不相干的词，或 16 个以上随机字母和数字，再封存一次',
  'changed-while-sealed': () =>
    '封存期间，存档里的它新增、改动或消失了，封存文件里没有它现在的样子，存档没有删除。请关闭正在改动存档的程序，再封存一次，并删除这次的封存文件',
  'windows-name': () =>
    'Windows 不允许这样的文件名（CON、NUL 等保留名，末尾的点或空格，< > : " | ? *），在 Windows 上解不开它。请改名后再封存一次',
  namesake: ({ other }) =>
    `名字与 ${other} 只差大小写或字符的写法，在 Windows 和 macOS 上是同一个文件，解开时只剩一个。请改名后再封存一次`,
  'nothing-exported': ({ hasAny }) =>
    hasAny
      ? '没有符合条件的记录，写出的文件里没有数据。请检查 --status、--from 和 --to'
      : '存档里没有这类数据，写出的文件是空的。请在后台导出后运行 dyshop backup',
  'not-opened': ({ path }) => `没能打开浏览器。请自己打开这个文件：${path}`,
  'already-attached': () => '这份文件已经在存档里',
  more: ({ code, count }) => `还有 ${count} 条同类问题（${code}）没有逐条列出`,
}
