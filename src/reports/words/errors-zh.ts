import { LIVE_HOST } from '../../domain/api-host.ts'
import type { ErrorCode } from '../../errors.ts'
import type { Sentence, Words } from './language.ts'
import { loginCommand } from './login-command.ts'

/** What the platform's support asks for, where there is any. */
const platform: Sentence = ({ platformCode = '?', logId = '' }) =>
  logId === '' ? `${platformCode}` : `${platformCode}，log_id ${logId}`

const detail: Sentence = ({ detail = '' }) => (detail === '' ? '' : `：${detail}`)

/** A place among Chinese words; a stream is one too. */
const place = (path: unknown) =>
  path === 'stdout' ? '标准输出' : path === '' || path === undefined ? '' : ` ${path}`

const PERMISSION_HINTS: Readonly<Record<string, string>> = {
  archive: '请检查文件夹权限，或用 --archive 换一个位置',
  input: '请检查它的权限，或把要读取的文件复制到自己的文件夹里再试',
  output: '请检查它的权限，或换一个可以写入的位置',
}

/** Login and tokens rest in a folder that no option names. */
const moveSettings = ({ place: at, variable }: Words) =>
  at === 'settings'
    ? `登录和令牌存在那里。请检查它的权限和磁盘空间，或让环境变量 ${variable} 指向可以写入的文件夹，再运行同一条命令`
    : null

const useHost = (host: unknown) =>
  host === LIVE_HOST ? '去掉 --api-url 和 DYSHOP_API_URL' : `加上 --api-url ${host}`

/** Only a run that had begun to read has anything to keep. */
const kept = ({ isBegun }: Words) => (isBegun === 1 ? '，已完成的部分都已保存' : '')
const goesOn = ({ isBegun }: Words) => (isBegun === 1 ? '，会接着做' : '')

const secretPlace = (path: unknown) => (path === '-' ? '标准输入' : `${path} `)

const SECRET_PROBLEMS: Readonly<Record<string, string>> = {
  empty: '是空的',
  large: '太大，不像是只放了 App Secret',
  lines: '不止一行',
  text: '里面不是 UTF-8 文字',
}

/** What happened and why, then what to do next, in Chinese. */
export const ERRORS_ZH: Readonly<Record<ErrorCode, readonly [message: Sentence, hint: Sentence]>> =
  {
    usage: [({ detail }) => `${detail}`, ({ command }) => `查看用法：${command} --help`],
    'no-paths': [() => '没有给出文件或文件夹', () => '例如：dyshop backup ~/Downloads/抖店导出'],
    'path-not-found': [({ path }) => `找不到 ${path}`, () => '请检查路径；路径里有空格时要加引号'],
    'broken-link': [
      ({ path }) => `${path} 是一个失效的链接，它指向的文件已经不在`,
      () => '请找回那个文件，或直接给出文件本身的路径',
    ],
    'not-a-file': [({ path }) => `${path} 不是一个文件`, () => '请给出一个文件的路径'],
    'foreign-file': [
      ({ path }) => `${path} 已经存在，不是 dyshop 写的（或写好后被改动过），没有覆盖它`,
      () => '请换一个文件名；确定不要原来的文件时，加上 --overwrite',
    ],
    'out-is-original': [
      ({ path }) => `${path} 是平台导出的原始文件，没有覆盖它`,
      () => '请换一个文件名',
    ],
    'nothing-to-read': [
      ({ path, first, count, isUnfinished }) =>
        isUnfinished === 1
          ? `${path} 里只有没下载完的文件：${first}${Number(count) > 1 ? ` 等 ${count} 个` : ''}`
          : first
            ? `${path} 里有 ${count} 个文件（如 ${first}），没有一个是能读的报表或地址清单`
            : `在 ${path} 里没有找到 CSV、XLSX、ZIP 或 JSON 文件`,
      ({ isUnfinished }) =>
        isUnfinished === 1
          ? '请在浏览器里等它下载完（下载失败就到后台的“导出记录”重新下载），再运行同一条命令'
          : '请先在抖店后台导出订单（订单管理 › 导出订单），再把下载的文件交给 dyshop backup；地址清单可以用 dyshop addresses add 录入',
    ],
    'no-archive': [
      ({ path }) => `${path} 里还没有存档`,
      () => '先运行 dyshop backup <导出文件所在的文件夹>；存档在别处时用 --archive 指定',
    ],
    'not-an-archive': [
      ({ path }) => `${path} 里已有别的文件，不是 dyshop 的存档，没有写入`,
      () => '请用 --archive 指定一个空文件夹或新的文件夹',
    ],
    'not-a-folder': [
      ({ path }) => `${path} 不是文件夹，不能放存档`,
      () => '请用 --archive 指定一个文件夹',
    ],
    'archive-too-new': [
      ({ version, known }) =>
        `存档由更新的 dyshop 写成（结构版本 ${version}，本程序只认识到 ${known}）`,
      () => '请升级 dyshop 后再试',
    ],
    'bad-shop-file': [
      ({ path, line, column, key }) =>
        key
          ? `${path} 第 ${line} 行第 ${column} 列：${key} 的值不对`
          : `${path} 第 ${line} 行第 ${column} 列读不懂`,
      () => '请用记事本打开改正后再运行；或删除 shop.toml，会重新生成一份空白的',
    ],
    'shop-file-set': [
      ({ keys }) => `shop.toml 里已经填写了别的值，没有改动：${keys}`,
      () => '确实要改，就加上 --replace；也可以直接编辑 shop.toml',
    ],
    'bad-time': [
      ({ name, value, today }) =>
        today ? `${name} 的时间“${value}”还没有到` : `${name} 的时间“${value}”无法识别`,
      ({ name, today }) =>
        today
          ? `请写今天或更早的日期，例如 ${name} ${today}`
          : '请写成 2026-11-23 或 2026-11-23T09:30:00+08:00',
    ],
    'bad-value': [
      ({ name, value }) => `${name} 的值“${value}”不对`,
      ({ steps, conditions, documents, item, least, most, example }) => {
        if (least !== undefined) return `请写 ${least} 到 ${most} 之间的数，例如 5`
        if (example) return `只写协议和主机名，不带用户名、路径和参数，例如 ${example}`
        if (item !== undefined) {
          return item === ''
            ? '编号要照清单里的写全，例如 line:6917926768823643751；运行 dyshop checklist 查看'
            : `编号要写全：${item}；全部编号见 dyshop checklist`
        }
        const known = [
          steps ? `步骤 ${steps}` : '',
          conditions ? `关店条件 ${conditions}` : '',
          documents ? `资料 ${documents}` : '',
        ].filter(Boolean)
        return known.length > 0 ? `可以用的编号：${known.join('；')}` : '用 --help 查看可用的值'
      },
    ],
    'bad-range': [
      ({ from, to }) => `--from ${from} 晚于 --to ${to}，这段时间里什么也没有`,
      () => '请把两个日期对调；--to 是一天时，当天也包含在内',
    ],
    'unknown-column': [
      ({ name }) => `没有“${name}”这一列`,
      () => '列名要和平台导出的表头一致，例如 --columns 子订单编号,订单状态',
    ],
    'no-such-status': [
      ({ value, known }) =>
        known === ''
          ? `这类数据没有状态，不能用 --status ${value}`
          : `没有“${value}”这种状态，没有写入`,
      ({ known }) =>
        known === '' ? '请去掉 --status；可以用 --from 和 --to 按日期选' : `可以用：${known}`,
    ],
    'bad-file-ending': [
      ({ path, endings }) => `--out 的文件名“${path}”不以 ${endings} 结尾，看不出要写成哪种文件`,
      ({ endings }) => `请把文件名改成以 ${endings} 结尾，或另外用 --format 指定格式`,
    ],
    'needs-out': [
      ({ format }) => `${format} 不能显示在屏幕上，要写成文件`,
      ({ format }) => `请加上文件名，例如 --out 待办.${format}`,
    ],
    'out-in-archive': [
      ({ path }) => `${path} 在存档文件夹里，没有写入`,
      () => '请用 --out 指定存档以外的位置',
    ],
    'needs-terminal': [
      ({ what }) => `这里不能提问（${what}）`,
      ({ flag }) => `请在终端里运行，或用 ${flag} 直接给出答案`,
    ],
    'needs-api': [
      ({ option }) => `选项 ${option} 只和 --api 一起用`,
      ({ option }) => `加上 --api，例如 dyshop backup --api ${option} …；或去掉 ${option}`,
    ],
    'shop-name-unknown': [
      () => '还不知道店铺名称，无法确认',
      () => '请运行 dyshop init，或在 shop.toml 的 [shop] 里填写 name',
    ],
    'not-confirmed': [
      () => '输入的不是这个店铺的名称，没有打勾',
      () => '请照 shop.toml 里的店铺名称填写：--force --confirm <店铺名称>',
    ],
    'archive-redacted': [
      ({ record }) => `这个存档里买家的个人信息已经删除（${record}），不能再读入新的文件`,
      () => '请另做一份存档：用 --archive 给出一个新的文件夹',
    ],
    'redact-unfinished': [
      () => '上一次删除个人信息还没有做完，先把它做完',
      () => '再运行一次 dyshop redact，它会接着做完',
    ],
    'redact-too-early': [
      ({ until }) =>
        until === ''
          ? '还不知道售后期什么时候结束，没有删除'
          : `售后期或未了的售后要到 ${until} 才结束，没有删除`,
      () => '到期后再运行；确认不再需要时，用 dyshop redact --now --confirm 店铺名称 立即删除',
    ],
    'unread-originals': [
      ({ count }) =>
        `有 ${count} 个原始文件没能读全，里面可能有买家信息，也可能有账目，没有删除任何内容`,
      () =>
        '用 dyshop redact --dry-run 查看是哪些；确认不需要后加上 --drop-unread：读不懂的会删除，同一个文件里读得懂的表照样改写保留',
    ],
    'not-redactable': [
      ({ path }) => `存档里的 ${path} 有问题，没有删除任何内容`,
      () => '先运行 dyshop verify 查看详情并修好，再运行 dyshop redact',
    ],
    'unknown-original': [
      ({ path }) => `${path} 不是 dyshop 放进存档的，里面可能有买家信息，没有删除任何内容`,
      () => '需要的话把它移到别处，不需要就删掉，再运行 dyshop redact',
    ],
    'wrong-shop-name': [
      () => '输入的不是这个店铺的名称，什么也没有改动',
      ({ from }) =>
        `请用 --confirm 写出${from === 'shop' ? ' shop.toml 里的店铺名称' : '存档文件夹的名字（shop.toml 里还没有店铺名称）'}`,
    ],
    'file-exists': [
      ({ path }) => `${path} 已经存在，没有覆盖它`,
      () => '用 --out 给出另一个文件名，或先把它移走',
    ],
    'mixed-keys': [
      () => '密码和钥匙不能一起用：age 文件只能用其中一种打开',
      () =>
        '只给钥匙（--recipient、--recipients-file、--identity），或只给密码（--passphrase-file、DYSHOP_PASSPHRASE_FILE）',
    ],
    'linked-archive': [
      ({ path }) =>
        `${path} 是一个链接：只会删掉链接，没有加密的存档还会留着，所以没有封存也没有删除`,
      ({ target }) => `请写出真正的文件夹：--archive ${target}`,
    ],
    'weak-passphrase': [
      () => '密码太容易被猜中，没有封存',
      () => '请换一个：至少 8 个字符，最好是四五个互不相干的词，或 16 个以上随机字母和数字',
    ],
    'unreadable-text': [
      ({ path }) => `${secretPlace(path)}里面不是 UTF-8 文字，没有使用`,
      () =>
        '请另存为 UTF-8（记事本：另存为 › 编码 › UTF-8），再运行同一条命令；密码也可以不用文件，在提问时输入',
    ],
    'bad-recipient': [
      ({ key }) => `${key} 不是 age 公钥，没有封存`,
      () => '公钥以 age1 开头，由 age-keygen 生成；不要给出以 AGE-SECRET-KEY 开头的私钥',
    ],
    'bad-identity': [
      ({ path }) => `${path} 里没有可用的 age 私钥`,
      () =>
        '--identity 要的是 age-keygen 生成的文件，里面有一行以 AGE-SECRET-KEY- 开头；加了密码的私钥文件请先用 age -d 解开',
    ],
    'needs-identity': [
      ({ path }) => `${path} 是用公钥封存的，要用私钥打开`,
      () => '用 --identity 给出私钥文件（age-keygen 生成的那个）',
    ],
    'needs-passphrase': [
      ({ path }) => `${path} 是用密码封存的，不能用私钥打开`,
      () => '去掉 --identity，再运行一次并输入密码',
    ],
    'wrong-passphrase': [
      () => '密码不对，没有打开（文件开头被改动时也会这样）',
      () => '检查大小写和输入法后再试；密码只有您知道，没有任何办法找回',
    ],
    'wrong-identity': [
      () => '这个私钥打不开它，没有打开（文件开头被改动时也会这样）',
      () => '换成封存时所用公钥对应的私钥文件，用 --identity 给出',
    ],
    'step-blocked': [
      ({ id, missing }) => `“${id}”还不能做，没有打勾。还没有满足：${missing}`,
      () => '运行 dyshop steps，先完成上面列出的事',
    ],
    'step-too-early': [
      ({ id, missing }) => `还没有轮到“${id}”，没有打勾。要先完成：${missing}`,
      () => '运行 dyshop steps 查看顺序；做完的用 dyshop steps done <编号> 打勾',
    ],
    'condition-disproved': [
      ({ id, count, rawId, until }) =>
        rawId === 'notice'
          ? `关店公示到 ${until} 才满 30 天，现在不能打勾`
          : `报表显示“${id}”还没有满足（${count} 行），不能打勾`,
      ({ rawId }) =>
        rawId === 'notice'
          ? '第一天已经记下；满了不用打勾，会自己变成已满足；日期填错了，用 dyshop init --notice-start <日期> --replace 改正'
          : `用 dyshop check --only ${rawId} 查看；处理完后重新导出，再运行 dyshop backup`,
    ],
    'api-url-insecure': [
      ({ host }) => `接口地址 ${host} 不是 https，没有连接`,
      ({ name }) => `请把 ${name} 改成 https:// 开头的地址（只有本机测试可以用 http）`,
    ],
    'api-url-empty': [
      ({ name }) => `${name} 是空的，不知道该连哪里，没有发送任何内容`,
      ({ name }) =>
        `要连抖店开放平台，请去掉 ${name}；要连别的地址，请写上 https:// 开头的完整地址`,
    ],
    'api-tls-unchecked': [
      ({ host }) =>
        `环境变量 NODE_TLS_REJECT_UNAUTHORIZED=0 关掉了证书检查，无法确认对方真是 ${host}，没有发送任何内容`,
      () =>
        '请去掉这个变量（unset NODE_TLS_REJECT_UNAUTHORIZED）再运行同一条命令；公司网络用自己的证书时，请让 NODE_EXTRA_CA_CERTS 指向那个证书文件',
    ],
    'keychain-unavailable': [
      ({ name }) => `用不了系统的钥匙串（${name}），没有保存任何内容`,
      () =>
        '请在登录了桌面的电脑上运行（Linux 需要 secret-tool）；或去掉 --keychain，存在只有您能读取的文件里',
    ],
    'keychain-locked': [
      ({ name }) => `系统的钥匙串（${name}）没有给出密钥，打不开保存的凭据`,
      () => '请解锁钥匙串再运行；在没有桌面的电脑上，请重新运行 dyshop login（不加 --keychain）',
    ],
    'api-no-credentials': [
      ({ what }) => `没有可用的开放平台凭据（缺少 ${what}）`,
      () =>
        '运行 dyshop login；或设置 DYSHOP_APP_KEY、DYSHOP_APP_SECRET_FILE，以及 DYSHOP_SHOP_ID 或 DYSHOP_AUTH_CODE',
    ],
    'api-other-host': [
      ({ host, other }) => `保存的登录是给 ${other} 的，不会发给 ${host}`,
      ({ host, other }) =>
        `要连 ${host}，请先为它登录：${loginCommand(host)}；要连 ${other}，请${useHost(other)}`,
    ],
    'bad-secret-file': [
      ({ path, problem }) => `${secretPlace(path)}${SECRET_PROBLEMS[`${problem}`] ?? ''}，没有使用`,
      () =>
        '文件里只放 App Secret（或授权码）这一行，存成 UTF-8 文本；请从控制台 › 应用详情重新复制，再运行同一条命令',
    ],
    'credentials-damaged': [
      ({ path }) => `保存登录的文件 ${path} 读不懂，可能被改动或损坏，没有使用`,
      () => '请重新运行 dyshop login，会换掉它；凭据来自环境变量的，运行 dyshop logout 删除它就行',
    ],
    'credentials-too-new': [
      ({ path, version, known }) =>
        `保存登录的文件 ${path} 是更新的 dyshop 写的（版本 ${version}，这个 dyshop 只认识到 ${known}），没有使用，也没有改动`,
      () => '请更新 dyshop；或运行 dyshop logout 删除它，再运行 dyshop login',
    ],
    'api-key-refused': [
      (args) => `开放平台不接受这个 App Key 或 App Secret（${platform(args)}）`,
      () =>
        '请在开放平台控制台 › 应用详情核对 App Key 和 App Secret、应用是否已上线，再运行 dyshop login',
    ],
    'api-signature-refused': [
      (args) => `开放平台不接受签名，多半是 App Secret 不对（${platform(args)}）`,
      () => '请在控制台 › 应用详情重新复制 App Secret，再运行 dyshop login',
    ],
    'api-permission-missing': [
      (args) =>
        `应用没有调用 ${`${args.method}`.replaceAll(', ', '、')} 的权限（${platform(args)}）`,
      () => '请在控制台 › 接口权限里申请包含上述接口的权限包，通过后再运行同一条命令',
    ],
    'api-ip-refused': [
      (args) => `这台电脑的 IP 不在应用的白名单里（${platform(args)}）`,
      () =>
        '请在控制台 › 应用详情 › IP 白名单里加上现在的公网 IP（换网络后会变），再运行同一条命令',
    ],
    'api-clock-wrong': [
      (args) => `电脑时间和开放平台相差超过 10 分钟（${platform(args)}）`,
      () => '请打开系统的“自动设置时间”，再运行同一条命令',
    ],
    'api-authorisation-lapsed': [
      (args) => `店铺没有授权给这个应用，或授权已失效、已关闭（${platform(args)}）`,
      () =>
        '先核对店铺 ID；没错的话，请用店铺主账号在抖店后台 › 服务市场 › 授权管理里重新授权，再运行 dyshop login',
    ],
    'api-code-refused': [
      (args) => `授权码已过期或已用过，10 分钟内有效且只能用一次（${platform(args)}）`,
      () => '请重新授权，取得新的授权码后马上运行 dyshop login',
    ],
    'api-token-refused': [
      (args) => `开放平台不接受刚取得的令牌（${platform(args)}）`,
      () => '令牌可能属于另一个应用：请核对 App Key 和店铺，再运行 dyshop login',
    ],
    'api-other-shop': [
      ({ expected, found, isArchive }) =>
        `凭据属于店铺 ${found}，而${isArchive === 1 ? '这个存档' : '要备份的'}是店铺 ${expected}${isArchive === 1 ? ' 的，没有写入任何内容' : ''}`,
      ({ isArchive }) =>
        isArchive === 1
          ? '要备份凭据的这个店铺，请另用一个存档：dyshop backup --archive <另一个文件夹> --api；要接着备份原来的店铺，请核对 DYSHOP_SHOP_ID，或用它的授权重新运行 dyshop login'
          : '请核对 DYSHOP_SHOP_ID，或用这个店铺的授权重新运行 dyshop login',
    ],
    'api-unreachable': [
      (args) => `连不上开放平台（${args.method}，${args.reason}）${kept(args)}`,
      (args) => `请检查网络，再运行同一条命令${goesOn(args)}`,
    ],
    'api-bad-answer': [
      (args) => `开放平台的回答无法读取（${args.method}，${args.reason}）${kept(args)}`,
      () => '请检查网络是否要求登录或被代理改写，稍后再运行同一条命令',
    ],
    'api-throttled': [
      (args) => `开放平台持续限流（${args.method}，${platform(args)}）${kept(args)}`,
      () => '请稍后再运行同一条命令；也可以用 DYSHOP_API_RATE 调低每秒的请求数',
    ],
    'api-busy': [
      (args) => `开放平台多次回答系统繁忙（${args.method}，${platform(args)}）${kept(args)}`,
      (args) => `请稍后再运行同一条命令${goesOn(args)}`,
    ],
    'api-refused': [
      (args) => `开放平台拒绝了 ${args.method}（${platform(args)}）${detail(args)}`,
      () => '请稍后再运行同一条命令；仍然如此时，请把 log_id 交给开放平台的技术支持',
    ],
    'archive-damaged': [
      ({ path }) => `存档里的 ${path} 已损坏或被改动`,
      () => '运行 dyshop verify 查看详情，再运行 dyshop rebuild 由原始文件重新生成',
    ],
    'not-sealable': [
      ({ path }) => `存档里的 ${path} 有问题，没有封存`,
      () => '先运行 dyshop verify 查看详情并修好，再封存',
    ],
    'sealed-damaged': [
      () => '这个封存文件损坏、被截断或被改动，没有打开',
      () => '换一份副本再试；如果原来的存档还在，请重新运行 dyshop seal',
    ],
    'sealed-foreign': [
      ({ path }) => `${path} 打开了，但里面不是完好的 dyshop 存档，没有写出`,
      () => '请确认是 dyshop seal 生成的文件；其他内容可以用 age -d 和 tar 取出',
    ],
    'unsafe-entry': [
      ({ path }) => `${path} 是链接，或名字会指到别处，为安全起见停下了`,
      () => '存档里的请移走或改名后再封存；封存文件里的说明它不是 dyshop 生成的，不要打开',
    ],
    'originals-missing': [
      ({ count }) =>
        `数据库里的内容有 ${count} 个原始文件已不在 originals 里，重新生成会丢掉它们，所以没有动`,
      () => '请从存档的副本里恢复 originals，或重新导出后运行 dyshop backup',
    ],
    'originals-lost': [
      ({ count }) =>
        `有 ${count} 个原始文件已不在 originals 里或已损坏，数据库里也查不到它们的内容；重新生成会丢掉这些内容，所以什么都没有动`,
      () =>
        '请从存档的副本里恢复 originals；确实找不回来时，先把 orders.xlsx 等表格另存一份，再运行 dyshop rebuild --accept-loss',
    ],
    'no-originals': [
      () => 'originals 里没有原始文件，数据库也已损坏，无法重新生成，所以什么都没有动',
      () =>
        '请从存档的副本里恢复 originals；没有副本时，先把 orders.xlsx 等表格另存一份，再用 --archive 另选一个新文件夹，重新备份导出的文件',
    ],
    'disk-full': [
      ({ path, freeMiB, neededMiB, isBegun }) => {
        const what = isBegun === 0 ? '还没有开始写' : '没有写完'
        const needed = neededMiB === undefined ? '' : `大约需要 ${neededMiB} MB，`
        const room = freeMiB === undefined ? '' : `（${needed}那里剩余 ${freeMiB} MB）`
        return `磁盘空间不足，${what}${place(path)}${room}`
      },
      (args) => moveSettings(args) ?? '请腾出空间后再运行同一条命令，会接着做',
    ],
    'no-permission': [
      ({ path, place: at }) =>
        at === 'input' ? `没有权限读取${place(path)}` : `没有权限读写${place(path)}`,
      (args) => moveSettings(args) ?? PERMISSION_HINTS[`${args.place}`] ?? '请检查文件夹权限',
    ],
    'read-only': [
      ({ path }) => `${path} 所在的磁盘是只读的`,
      (args) =>
        moveSettings(args) ??
        (args.place === 'output' ? '请换一个可以写入的位置' : '请用 --archive 指定可以写入的位置'),
    ],
    'file-too-large': [
      ({ path }) => `${path} 超过了系统允许的文件大小`,
      () => '请换一个支持大文件的磁盘（例如不要用 FAT32）',
    ],
    'disk-error': [
      ({ path, reason }) =>
        `读写${path === '' ? '' : `${place(path)} `}时磁盘出错${reason === '' ? '' : `（${reason}）`}`,
      (args) => moveSettings(args) ?? '请检查磁盘；数据没有丢失，换一个位置再运行一次',
    ],
    'file-in-use': [
      ({ path }) => `别的程序正开着${path === '' ? '这个文件' : ` ${path}`}，没有替换它`,
      () => '请关掉打开它的程序（如 Excel、WPS），再运行同一条命令；已完成的部分都在',
    ],
    'folder-exists': [
      ({ path }) => `${path} 已经存在，没有写入任何内容`,
      () => '请换一个名字，或先删除它',
    ],
    'folder-in-way': [
      ({ path }) =>
        `${path === '' ? '要读写的地方' : path} 应该是一个文件，却是一个文件夹，没有动它`,
      () => '请把这个文件夹移到别处，再运行同一条命令',
    ],
    'symlink-in-way': [
      ({ path }) => `${path} 是一个链接，为安全起见没有写入`,
      () => '请删除这个链接，或换一个存档位置',
    ],
    'archive-locked': [
      ({ pid, host, since }) =>
        `另一个 dyshop 正在使用这个存档（进程 ${pid}，电脑 ${host}，${since} 开始）`,
      ({ path }) => `等它结束后再运行；确定它已不在运行时，可以删除 ${path}`,
    ],
    'archive-in-use': [
      () => '数据库正被占用，多半是另一个 dyshop 正在第一次读入文件',
      () => '等它做完再运行；如果是别的程序打开了 archive.db，请先关闭它',
    ],
    'archive-changing': [
      ({ path }) => `存档里的 ${path} 在封存时被改动了，没有封存`,
      () => '请关闭正在改动存档的程序，再运行同一条命令',
    ],
    'credentials-locked': [
      () => '另一个 dyshop 正在更新开放平台的令牌，等了很久也没有结束',
      ({ path }) => `等它结束后再运行；确定它已不在运行时，可以删除 ${path}`,
    ],
    interrupted: [() => '已按要求停止，完成的部分已经保存', () => '再运行同一条命令会接着做'],
    terminated: [() => '已被系统要求停止，完成的部分已经保存', () => '再运行同一条命令会接着做'],
    bug: [
      ({ detail }) => `程序出错了：${detail}`,
      () => '存档没有被改坏；请加 --verbose 再运行一次，把输出交给开发者',
    ],
  }
