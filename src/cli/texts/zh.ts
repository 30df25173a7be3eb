import { MENU_ZH } from './menu-zh.ts'

/** Every word of the command line itself, in Chinese; `en.ts` has the same keys. */
export const ZH = {
  tagline: '抖店关店助手：把导出的数据做成一份可核验的存档，并带你一步步完成关店',
  titles: {
    'Usage:': '用法：',
    'Arguments:': '参数：',
    'Options:': '选项：',
    'Commands:': '命令：',
    'Global Options:': '通用选项：',
  } as Record<string, string>,
  examples: '例子：',
  usageOptions: '[选项]',
  usageCommand: '[命令]',
  defaultIs: '默认：',
  choicesAre: '可选：',
  options: {
    archive: '存档文件夹（也可用环境变量 DYSHOP_ARCHIVE）',
    json: '在标准输出打印一个 JSON 文档',
    quiet: '不显示进度和说明',
    verbose: '显示更多细节（不含买家信息）',
    noInput: '不提问；需要回答时直接报错',
    lang: '语言',
    noColor: '不用颜色',
    help: '显示帮助',
    version: '显示版本',
    at: '按这个时间判断，例如 2026-11-23T09:30:00+08:00',
    only: '只看这些关店条件，例如 orders-finished',
    out: '写到这个文件',
    format: '文件格式；不写时按文件名判断',
    status: '只要这些状态，例如 待发货 或 unshipped，多个用逗号分开',
    from: '从这一天起，例如 2026-01-01',
    to: '到这一天为止（含）',
    columns: '只要这些列，用平台的列名，逗号分开',
    unmask: '显示买家姓名、电话和地址',
    partition: '写成一个文件夹，每个月一个 Parquet 文件',
    limit: '最多显示多少条',
    ics: '把时间表写成日历文件',
    route: '在哪里关店：pc 是抖店后台，app 是抖音 App',
    stepIds: '步骤或关店条件的编号，例如 verify-identity 或 deposit，可以写几个',
    documents: '要放弃的资料',
    force: '还不能做的步骤也打勾；要输入店铺名称确认',
    confirm: '店铺名称，代替输入，用于脚本',
    shopKind: '店铺类型：domestic 境内，cross-border 全球购',
    shopName: '店铺名称',
    shopId: '店铺ID',
    noticeStart: '关店公示的第一天，例如 2026-10-21',
    afterSaleDays: '售后期天数：90 用于全部商品，食品饮料=30 用于一个类目',
    settlementDays: '确认收货后多少天结算；不填按平台规则',
    reserveReleasedOn: '售后预留金解冻的日期',
    replace: '已经填写的值也改掉',
    itemId: '清单里的编号，例如 line:6917926768823643751',
    tickStatus: '进度：todo、asked、agreed、done、refused',
    checklistFile: '填好的待办表格（.xlsx）',
    deep: '再由原始文件重新推导一遍，逐行比较',
    kind: '文件是什么',
    note: '备注',
    contact: '联系人',
    phone: '电话',
    address: '详细地址',
    open: '写好后用浏览器打开',
    label: '用途，例如 退货地址',
  },
  commands: {
    menu: {
      summary: '打开菜单，一步步带着走（直接运行 dyshop 也是）',
      examples: [['dyshop', '从头到尾带着走']],
    },
    init: {
      summary: '填写店铺资料：名称、公示日期、售后天数（写进 shop.toml）',
      examples: [
        ['dyshop init', '一问一答地填写'],
        ['dyshop init --notice-start 2026-10-21', '公示开启后，记下第一天'],
        ['dyshop init --after-sale-days 90 食品饮料=30', '各类目的售后天数'],
      ],
    },
    backup: {
      summary: '把导出的文件做成存档（主要功能）',
      arguments: { paths: '导出文件，或它们所在的文件夹（含子文件夹）' },
      examples: [
        ['dyshop backup ~/Downloads/抖店导出', '读取整个文件夹'],
        ['dyshop backup 订单.csv 售后.xlsx 账单.zip --archive 我的存档', '读取几个文件'],
      ],
    },
    export: {
      summary: '从存档导出一类数据',
      arguments: { kind: '哪一类数据' },
      examples: [
        ['dyshop export orders --out 订单.xlsx', '全部订单，买家信息已隐藏'],
        ['dyshop export orders --out 待发货.csv --status 待发货', '只要待发货的'],
        [
          'dyshop export settlements --out 结算.jsonl --from 2026-01-01 --to 2026-06-30',
          '半年的结算',
        ],
        [
          'dyshop export orders --out 订单数据 --format parquet --partition month',
          '给 DuckDB、ClickHouse、Spark 用，每月一个 Parquet 文件',
        ],
      ],
    },
    check: {
      summary: '查看还有什么没处理完，能不能关店',
      arguments: { paths: '直接查看这些导出文件，不写存档' },
      examples: [
        ['dyshop check', '查看存档'],
        ['dyshop check 订单.csv', '直接查看一个导出文件'],
        ['dyshop check --json --no-input --only orders-finished', '在流水线里使用，看退出码'],
      ],
    },
    plan: {
      summary: '算出最早哪天能申请退店、保证金哪天退回',
      examples: [
        ['dyshop plan', '按今天计算'],
        ['dyshop plan --ics 关店.ics', '另存为日历文件，可导入手机和电脑日历'],
      ],
    },
    checklist: {
      summary: '列出要发货、退款和处理的订单与售后，附步骤和给买家的话',
      arguments: { paths: '直接查看这些导出文件，不写存档' },
      examples: [
        ['dyshop checklist', '按期限先后列出'],
        ['dyshop checklist --out 待办.xlsx', '写成可以打勾的表格'],
        ['dyshop checklist sync 待办.xlsx', '把表格里的勾读回来'],
      ],
    },
    'checklist mark': {
      summary: '给一项打勾',
      examples: [
        [
          'dyshop checklist mark line:6917926768823643751 --status agreed --note 买家同意退款',
          '状态：todo 待办、asked 已问、agreed 已同意、done 已办、refused 被拒',
        ],
      ],
    },
    'checklist sync': {
      summary: '把填好的待办表格读回来',
      examples: [['dyshop checklist sync 待办.xlsx', '行可以增删、排序，不会弄丢已打的勾']],
    },
    notice: {
      summary: '写好 30 天关店公示和发给买家的话，复制就能用',
      examples: [
        ['dyshop notice', '公示日期取自 shop.toml 的 notice_start，没填就从今天算'],
        ['dyshop notice --out 公示.txt', '写到文件'],
      ],
    },
    steps: {
      summary: '按顺序列出关店步骤和最后一关，并给做完的打勾',
      examples: [
        ['dyshop steps', '在抖店后台（电脑）关店'],
        ['dyshop steps --route app', '在抖音 App 里关店'],
        ['dyshop steps done deposit loan', '在后台看过没有问题的条件，打勾'],
      ],
    },
    'steps done': {
      summary: '给步骤或关店条件打勾，记下日期和打勾的人',
      examples: [
        ['dyshop steps done verify-identity', '给一个步骤打勾'],
        ['dyshop steps done deposit loan invoices --note 已在后台查看', '给几个关店条件打勾'],
        ['dyshop steps done sign --force --confirm 店铺名称', '最后一关没过也打勾（不建议）'],
      ],
    },
    'steps undo': {
      summary: '取消打错的勾',
      examples: [['dyshop steps undo deposit', '什么时候打过、取消过，都留有记录']],
    },
    'steps waive': {
      summary: '放弃保存某样关店后就看不到的资料',
      examples: [
        ['dyshop steps waive reviews', '不保存评价'],
        ['dyshop steps undo reviews', '改主意了'],
      ],
    },
    guide: {
      summary: '关店指南：总览、备份、未发货、两条路线、资金、义务、隐私等',
      arguments: { topic: '哪个主题；不写就列出全部' },
      examples: [
        ['dyshop guide', '列出全部主题'],
        ['dyshop guide closing', '关店总览'],
        ['dyshop guide unshipped', '未发货订单怎么办'],
      ],
    },
    report: {
      summary: '生成一页关店报告：能不能关、时间线、订单和资金，可以打印',
      examples: [
        ['dyshop report', '写成当前文件夹里的 report.html'],
        ['dyshop report --out 关店报告.html --open', '写到指定的文件，并用浏览器打开'],
        ['dyshop report --at 2026-12-24', '看看到那一天会怎样'],
      ],
    },
    find: {
      summary: '在存档里找订单、商品、快递单号或某一天',
      arguments: { text: '要找的文字、编号或日期' },
      examples: [
        ['dyshop find 6917926768823643751', '按订单号'],
        ['dyshop find 蓝牙耳机', '按商品名'],
        ['dyshop find 2026-11-01', '某一天的订单'],
      ],
    },
    attach: {
      summary: '把收据、执照、聊天截图等文件放进存档',
      arguments: { files: '要保存的文件' },
      examples: [
        ['dyshop attach 保证金收据.pdf --kind deposit-receipt', '关店后收据就失效了'],
        ['dyshop attach 聊天*.png --kind chats', '几张聊天截图'],
      ],
    },
    addresses: {
      summary: '查看或录入商家自己的地址',
      examples: [
        ['dyshop addresses', '列出存档里的地址'],
        ['dyshop addresses add', '在提示下录入一个地址'],
      ],
    },
    'addresses add': {
      summary: '录入一个地址',
      examples: [['dyshop addresses add', '在提示下录入']],
    },
    verify: {
      summary: '检查存档是否完好',
      examples: [
        ['dyshop verify', '核对每个文件'],
        ['dyshop verify --deep', '再由原始文件重新推导并比较'],
      ],
    },
    rebuild: {
      summary: '由原始文件重新生成数据库和所有表格',
      examples: [['dyshop rebuild', '数据库损坏或丢失时']],
    },
    doctor: {
      summary: '检查运行环境和存档的状况，并给出处理办法',
      examples: [['dyshop doctor', '出问题时先运行它']],
    },
    completion: {
      summary: '让命令行按 Tab 键补全命令、选项和文件名',
      arguments: { shell: '用哪一种命令行' },
      examples: [
        ['source <(dyshop completion bash)', 'bash：写进 ~/.bashrc 就一直有效'],
        ['dyshop completion zsh > ~/.zfunc/_dyshop', 'zsh：~/.zfunc 要在 fpath 里'],
        ['dyshop completion fish > ~/.config/fish/completions/dyshop.fish', 'fish'],
        [
          'dyshop completion powershell | Out-String | Invoke-Expression',
          'PowerShell：写进 $PROFILE 就一直有效',
        ],
      ],
    },
  },
  usageErrors: {
    unknownOption: (name: string) => `没有 ${name} 这个选项`,
    unknownCommand: (name: string) => `没有 ${name} 这个命令`,
    missingArgument: (name: string) => `缺少参数 ${name}`,
    optionMissingArgument: (name: string) => `选项 ${name} 后面要有值`,
    missingMandatoryOption: (name: string) => `必须给出选项 ${name}`,
    excessArguments: () => '参数太多',
    invalidArgument: (name: string) => `${name} 的值不对`,
    conflictingOption: (name: string) => `选项 ${name} 不能一起用`,
    other: (name: string) => `命令写法有误 ${name}`,
  },
  progress: {
    reading: '读取',
    writing: '写入',
    checking: '检查',
    rows: '行',
    perSecond: '行/秒',
    left: '剩余',
  },
  stopping: '正在安全停止……再按一次 Ctrl-C 立即退出',
  nextHint: '建议：',
  error: '错误：',
  prompts: {
    typeShopName: '要强行打勾，请完整输入店铺名称',
    shop: {
      kind: '店铺类型',
      domestic: '境内店铺',
      crossBorder: '全球购店铺',
      name: '店铺名称',
      id: '店铺ID',
      noticeStart: '关店公示的第一天（例如 2026-10-21；还没有开启就留空）',
      defaultDays: '售后期多少天？不清楚就用最长的 90 天',
      category: '有售后期不同的类目吗？输入类目名称（没有就留空）',
      categoryDays: '这个类目的售后期多少天',
      settlementDays: '确认收货后多少天结算（不清楚就留空，按平台规则）',
      reserveReleasedOn: '售后预留金解冻的日期（没有或不清楚就留空）',
      replace: '已经填写过，要改吗？',
    },
    contact: '联系人姓名',
    phone: '联系电话',
    detail: '详细地址（省市区街道门牌）',
    label: '用途（例如 退货地址，可以留空）',
    another: '再录入一个吗？',
    required: '这一项不能为空',
    keys: '↑↓ 或数字键选择，回车确定，Ctrl-C 退出',
    yes: '是',
    no: '否',
    yesOrNo: '请回答 是 或 否（也可以输入 y 或 n）',
    notNow: '现在还不能选这一项',
    badDay: '请写成 2026-11-23 这样的日期',
    badDays: '请填写 0 到 3650 之间的天数',
  },
  menu: MENU_ZH,
  noAddresses:
    '存档里还没有地址。运行 dyshop addresses add 录入，或把地址清单（CSV 或 JSON）交给 dyshop backup',
}

export type Texts = typeof ZH
