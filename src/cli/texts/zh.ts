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
    itemId: '清单里的编号，例如 line:6917926768823643751',
    tickStatus: '进度：todo、asked、agreed、done、refused',
    checklistFile: '填好的待办表格（.xlsx）',
    deep: '再由原始文件重新推导一遍，逐行比较',
    kind: '文件是什么',
    note: '备注',
    contact: '联系人',
    phone: '电话',
    address: '详细地址',
    label: '用途，例如 退货地址',
  },
  commands: {
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
    fetching: '获取',
    rows: '行',
    perSecond: '行/秒',
    left: '剩余',
  },
  stopping: '正在安全停止……再按一次 Ctrl-C 立即退出',
  nextHint: '建议：',
  error: '错误：',
  prompts: {
    contact: '联系人姓名',
    phone: '联系电话',
    detail: '详细地址（省市区街道门牌）',
    label: '用途（例如 退货地址，可以留空）',
    another: '再录入一个吗？',
    required: '这一项不能为空',
  },
  noAddresses:
    '存档里还没有地址。运行 dyshop addresses add 录入，或把地址清单（CSV 或 JSON）交给 dyshop backup',
}

export type Texts = typeof ZH
