import type { Texts } from './zh.ts'

/** Every word of the command line itself, in English. */
export const EN: Texts = {
  firstExamples: [
    ['dyshop', 'the menu, which leads through it step by step'],
    ['dyshop backup exports', 'make the archive from exported files'],
    ['dyshop check', 'what closing still takes, and what comes first'],
    ['dyshop report --open', 'all of it on one page, in the browser'],
  ],
  tagline:
    'Wind down a Douyin shop: one verified archive of what it exported, and a guide through the closing',
  titles: {},
  examples: 'Examples:',
  usageOptions: '[options]',
  usageCommand: '[command]',
  defaultIs: 'default: ',
  bracketed: (text) => ` (${text})`,
  choicesAre: 'choices: ',
  didYouMean: (names) => `did you mean ${names}?`,
  options: {
    archive: 'folder of the archive (or the environment variable DYSHOP_ARCHIVE)',
    json: 'print one JSON document on standard output',
    quiet: 'no progress and no talk; only an error or an incomplete result is told',
    verbose: 'more detail (never data of buyers)',
    noInput: 'never ask; fail where an answer is needed',
    lang: 'language',
    noColor: 'no colours',
    help: 'show help',
    version: 'show the version',
    at: 'evaluate as at this moment, for example 2026-11-23T09:30:00+08:00',
    only: 'only these conditions, for example orders-finished',
    out: 'write to this file',
    overwrite: 'write over a file that is there although dyshop did not make it',
    format: 'file format; from the name when left out',
    status: 'only these statuses, for example 待发货 or unshipped, separated by commas',
    from: 'from this day, for example 2026-01-01',
    to: 'to this day, included',
    columns: "only these columns, by the platform's names, separated by commas",
    unmask: "show buyers' names, phones and addresses",
    partition: 'write a folder with one Parquet file for each month',
    limit: 'show at most this many',
    ics: 'write the time table to a calendar file',
    route: 'where to close: pc is the back office, app the Douyin app',
    stepIds: 'ids of steps or conditions, such as verify-identity or deposit',
    documents: 'what to give up',
    force: 'tick a blocked step too; the name of the shop has to be typed',
    noticeDate: 'with notice: the first day of the closing notice, kept in shop.toml',
    confirm: 'the name of the shop, for scripts',
    shopKind: 'kind of shop: domestic, or cross-border (全球购)',
    shopName: 'name of the shop',
    shopId: 'id of the shop',
    noticeStart: 'first day of the closing notice, such as 2026-10-21',
    afterSaleDays: 'after-sale days: 90 for all goods, 食品饮料=30 for a category',
    settlementDays: 'days from receipt to settlement; by the rules when left out',
    reserveReleasedOn: 'day on which the after-sale reserve is released',
    replace: 'change values that are set already, too',
    itemId: 'id of an item, for example line:6917926768823643751',
    tickStatus: 'todo, asked, agreed, done or refused',
    checklistFile: 'the edited workbook (.xlsx)',
    acceptLoss: 'rebuild from what is left although originals are lost for good',
    repair: 'mend what can be mended from the originals, and name what cannot',
    deep: 'also derive everything from the originals again and compare row by row',
    kind: 'what the document is',
    note: 'a note',
    contact: 'contact person',
    phone: 'phone',
    address: 'full address',
    open: 'open it in the browser once it is written',
    label: 'what it is for, for example returns',
    api: 'back up through the Open API (run dyshop login first)',
    since: 'how far back the API is asked, such as 2026-01-01; as far as it gives when left out',
    rate: "requests a second for each method, by the app's quota in the console (5 by default)",
    apiUrl: 'address of the API, https only (DYSHOP_API_URL serves too)',
    appKey: 'App Key (DYSHOP_APP_KEY serves too)',
    appSecretFile:
      'a file with the App Secret, - for standard input (DYSHOP_APP_SECRET_FILE serves too)',
    loginShopId: "id of the shop, for a merchant's own app (DYSHOP_SHOP_ID serves too)",
    keychain:
      "encrypt what is stored with a key in the system's keychain (macOS, Windows, or a Linux desktop with secret-tool)",
    authCodeFile:
      'a file with the authorisation code of a tool app, - for standard input (DYSHOP_AUTH_CODE serves too)',
    sealDryRun: 'only tell what would be sealed and removed',
    logoutDryRun: 'only tell what would be deleted',
    dryRun: 'only tell what would be deleted; nothing is changed',
    redactNow: 'do not wait for the after-sale periods',
    dropUnread: 'delete what could not be read of the originals',
    withDocuments:
      'delete attached chats, reviews and other documents too (receipts, licences, invoices stay)',
    recipient: 'public key of age (age1…), as many as you like: each of them can open it',
    recipientsFile: 'a file with public keys, one a line',
    passphraseFile:
      'a file with the passphrase, - for standard input (DYSHOP_PASSPHRASE_FILE serves too)',
    sealedOut: 'the sealed file, such as shop.tar.age; beside the archive when left out',
    removePlain:
      'remove the plain archive once the sealed file was read back; needs --confirm with the name of the shop',
    confirmShop: 'name of the shop (of the archive folder, while shop.toml has none)',
    unsealTo:
      'the new folder to unpack into; in the current folder, named after the file, when left out',
    identity: 'a file with a secret key of age (made by age-keygen), as many as you like',
  },
  commands: {
    menu: {
      summary: 'the menu that leads through everything (as dyshop alone does)',
      examples: [['dyshop', 'from the first file to the last step']],
    },
    init: {
      summary: 'facts about the shop: name, notice, after-sale days (into shop.toml)',
      examples: [
        ['dyshop init', 'question by question'],
        ['dyshop init --notice-start 2026-10-21', 'once the notice is on'],
        ['dyshop init --after-sale-days 90 食品饮料=30', 'days by category'],
      ],
    },
    backup: {
      summary: 'make an archive of the exported files (the main job)',
      arguments: { paths: 'exported files, or the folders they are in' },
      examples: [
        ['dyshop backup ~/Downloads/exports', 'read a whole folder'],
        ['dyshop backup orders.csv after-sales.xlsx bills.zip --archive my-archive', 'a few files'],
        ['dyshop backup --api', 'through the Open API (run dyshop login first)'],
        [
          'dyshop backup --api ~/Downloads/doudian --rate 20',
          'files and API, 20 requests a second',
        ],
      ],
    },
    export: {
      summary: 'export one kind of data from the archive',
      arguments: { kind: 'which kind' },
      examples: [
        ['dyshop export orders --out orders.xlsx', 'all orders, buyers masked'],
        ['dyshop export orders --out to-ship.csv --status unshipped', 'only those to ship'],
        [
          'dyshop export settlements --out bills.jsonl --from 2026-01-01 --to 2026-06-30',
          'half a year of bills',
        ],
        [
          'dyshop export orders --out orders --format parquet --partition month',
          'for DuckDB, ClickHouse, Spark: one Parquet file a month',
        ],
      ],
    },
    check: {
      summary: 'what is still to be done, and whether the shop can be closed',
      arguments: { paths: 'look at these exported files without writing an archive' },
      examples: [
        ['dyshop check', 'look at the archive'],
        ['dyshop check orders.csv', 'look straight at an exported file'],
        ['dyshop check --json --no-input --only orders-finished', 'in a pipeline, by exit code'],
      ],
    },
    plan: {
      summary: 'the earliest day for filing, and when the deposit comes back',
      examples: [
        ['dyshop plan', 'as of today'],
        ['dyshop plan --ics closing.ics', 'a file for any calendar, too'],
      ],
    },
    checklist: {
      summary: 'orders to ship or refund and after-sales to answer, with steps and messages',
      arguments: { paths: 'look at these exported files without writing an archive' },
      examples: [
        ['dyshop checklist', 'the soonest deadline first'],
        ['dyshop checklist --out todo.xlsx', 'a workbook to tick'],
        ['dyshop checklist sync todo.xlsx', 'read the ticks back'],
      ],
    },
    'checklist mark': {
      summary: 'tick one item',
      examples: [
        [
          'dyshop checklist mark line:6917926768823643751 --status agreed --note "refund agreed"',
          'statuses: todo, asked, agreed, done, refused',
        ],
      ],
    },
    'checklist sync': {
      summary: 'read the ticks of an edited workbook back',
      examples: [
        ['dyshop checklist sync todo.xlsx', 'rows may be sorted or deleted; no tick is lost'],
      ],
    },
    notice: {
      summary: 'the 30-day closing notice and messages to buyers, ready to paste',
      examples: [
        ['dyshop notice', 'dates from notice_start in shop.toml, else from today'],
        ['dyshop notice --out notice.txt', 'into a file'],
      ],
    },
    steps: {
      summary: 'the steps of closing in order, and the last gate; tick what is done',
      examples: [
        ['dyshop steps', 'closing in the back office'],
        ['dyshop steps --route app', 'closing in the Douyin app'],
        ['dyshop steps done deposit loan', 'tick conditions that you looked at'],
      ],
    },
    'steps done': {
      summary: 'tick steps or conditions, with the date and who did it',
      examples: [
        ['dyshop steps done verify-identity', 'tick a step'],
        ['dyshop steps done deposit loan invoices --note "looked at"', 'tick conditions'],
        [
          'dyshop steps done notice --date 2026-10-21',
          'since when the notice is on; its 30 days are counted',
        ],
        ['dyshop steps done sign --force --confirm "shop name"', 'through a closed gate'],
      ],
    },
    'steps undo': {
      summary: 'take a tick back',
      examples: [['dyshop steps undo deposit', 'that it was made stays on record']],
    },
    'steps waive': {
      summary: 'give up something that can no longer be seen after closing',
      examples: [
        ['dyshop steps waive reviews', 'reviews are not kept'],
        ['dyshop steps undo reviews', 'after all they are'],
      ],
    },
    guide: {
      summary: 'guide: overview, backup, unshipped orders, both routes, money, duties, privacy …',
      arguments: { topic: 'which topic; without one they are listed' },
      examples: [
        ['dyshop guide', 'all topics'],
        ['dyshop guide closing', 'closing at a glance'],
        ['dyshop guide unshipped', 'what to do about unshipped orders'],
      ],
    },
    report: {
      summary: 'make a page to read and print: can the shop close, time line, orders, money',
      examples: [
        ['dyshop report', 'written as report.html in the current folder'],
        ['dyshop report --out closing.html --open', 'into a file of your choice, and opened'],
        ['dyshop report --at 2026-12-24', 'how things will stand on that day'],
      ],
    },
    find: {
      summary: 'find an order, product, tracking number or day in the archive',
      arguments: { text: 'a text, an id or a day' },
      examples: [
        ['dyshop find 6917926768823643751', 'by order number'],
        ['dyshop find 蓝牙耳机', 'by product'],
        ['dyshop find 2026-11-01', 'the orders of a day'],
      ],
    },
    attach: {
      summary: 'keep receipts, licences, chat screenshots in the archive',
      arguments: { files: 'files to keep' },
      examples: [
        [
          'dyshop attach receipt.pdf --kind deposit-receipt',
          'the receipt is void once the shop is closed',
        ],
        ['dyshop attach chat*.png --kind chats', 'some screenshots'],
      ],
    },
    addresses: {
      summary: "list or type in the merchant's own addresses",
      examples: [
        ['dyshop addresses', 'list them'],
        ['dyshop addresses add', 'type one in'],
      ],
    },
    'addresses add': {
      summary: 'type in an address',
      examples: [['dyshop addresses add', 'answer the questions']],
    },
    verify: {
      summary: 'check that the archive is whole',
      examples: [
        ['dyshop verify', 'compare every file'],
        ['dyshop verify --deep', 'derive everything again and compare'],
        ['dyshop verify --repair', 'mend what can be mended'],
      ],
    },
    rebuild: {
      summary: 'make the database and all outputs again from the originals',
      examples: [['dyshop rebuild', 'when the database is damaged or lost']],
    },
    login: {
      summary: 'log in to the Open Platform, for backup --api',
      examples: [
        ['dyshop login', 'asks for App Key, App Secret and the id of the shop'],
        [
          'dyshop login --app-key 34… --app-secret-file secret.txt --shop-id 446…',
          'without asking',
        ],
      ],
    },
    logout: {
      summary: 'delete the stored credentials of the Open Platform',
      examples: [
        ['dyshop logout --dry-run', 'where they are kept; nothing is deleted'],
        ['dyshop logout', 'archives stay as they are'],
      ],
    },
    redact: {
      summary:
        'delete people’s data when the after-sale periods are over; money facts stay ten years',
      examples: [
        ['dyshop redact --dry-run', 'what would be deleted; nothing is changed'],
        ['dyshop redact --confirm "My shop"', 'deletes, and leaves a record'],
      ],
    },
    seal: {
      summary:
        'encrypt the whole archive into one file for storage (age and tar open it without dyshop)',
      examples: [
        ['dyshop seal', 'asks for a passphrase twice; the sealed file stands beside the archive'],
        [
          'dyshop seal --out shop.tar.age --recipient age1… --recipient age1…',
          'with public keys; each of the secret keys opens it',
        ],
        [
          'dyshop seal --remove-plain --confirm "My shop"',
          'removes the plain archive once the sealed file was read back',
        ],
      ],
    },
    unseal: {
      summary: 'unpack a sealed file into a new archive folder, and verify it',
      arguments: { file: 'the sealed file (.tar.age)' },
      examples: [
        ['dyshop unseal shop.tar.age', 'asks for the passphrase; unpacks into ./shop'],
        ['dyshop unseal shop.tar.age --identity key.txt --to archive', 'with a secret key'],
      ],
    },
    doctor: {
      summary: 'look at the surroundings and the archive, with a fix for each problem',
      examples: [['dyshop doctor', 'the first thing to run when something is wrong']],
    },
    completion: {
      summary: 'let the shell complete commands, options and files with the Tab key',
      arguments: { shell: 'which shell' },
      examples: [
        ['source <(dyshop completion bash)', 'bash: put it into ~/.bashrc to keep it'],
        ['dyshop completion zsh > ~/.zfunc/_dyshop', 'zsh: ~/.zfunc has to be in fpath'],
        ['dyshop completion fish > ~/.config/fish/completions/dyshop.fish', 'fish'],
        [
          'dyshop completion powershell | Out-String | Invoke-Expression',
          'PowerShell: put it into $PROFILE to keep it',
        ],
      ],
    },
  },
  usageErrors: {
    unknownOption: (name) => `There is no option ${name}`,
    unknownCommand: (name) => `There is no command ${name}`,
    missingArgument: (name) => `The argument ${name} is missing`,
    optionMissingArgument: (name) => `The option ${name} needs a value`,
    missingMandatoryOptionValue: (name) => `The option ${name} is required`,
    excessArguments: () => 'Too many arguments',
    invalidArgument: (name, value) => `"${value}" is no value for ${name}`,
    conflictingOption: (name) => `The options ${name} cannot be used together`,
    other: (name) => `The command cannot be understood ${name}`,
  },
  progress: {
    reading: 'reading',
    writing: 'writing',
    checking: 'checking',
    fetching: 'Fetching',
    rows: 'rows',
    perSecond: 'rows/s',
    left: 'left',
  },
  stopping: 'Stopping safely … press Ctrl-C again to quit at once',
  nextHint: 'Try: ',
  incomplete:
    'Incomplete (exit 3). Run it again without --quiet to see what is lacking and what to do',
  error: 'Error: ',
  prompts: {
    appKey: 'App Key (console, details of the app)',
    appSecret: 'App Secret (not shown while typed)',
    shopId: "Id of the shop (a merchant's own app; leave empty for a tool app)",
    authCode: 'Authorisation code (good for 10 minutes; not shown while typed)',
    passphrase: {
      first:
        'Passphrase (best four or five unrelated words, or 16 and more random letters and digits; without it nobody can open the file)',
      again: 'The same once more',
      open: 'Passphrase it was sealed with (not shown while typed)',
      differs: 'The two are not the same',
      tooWeak: 'Too easy to guess: at least 8 characters, no rows and no repetition',
      blanks: 'It must not begin or end with a blank',
    },
    typeShopName: 'To force it, type the whole name of the shop',
    shop: {
      kind: 'Kind of shop',
      domestic: 'domestic',
      crossBorder: 'cross-border (全球购)',
      name: 'Name of the shop',
      id: 'Id of the shop',
      noticeStart: 'First day of the closing notice (such as 2026-10-21; empty while it is not on)',
      defaultDays: 'After-sale period in days; 90, the longest, is the safe answer',
      category: 'A category with another period? Its name (empty for none)',
      categoryDays: 'Days of this category',
      settlementDays: 'Days from receipt to settlement (empty: by the rules)',
      reserveReleasedOn: 'Day on which the after-sale reserve is released (empty: not known)',
      replace: 'This was filled in before. Change it?',
    },
    replaceFile: (path: string) =>
      `${path} is there already and was not made by dyshop (or was changed since); write over it?`,
    contact: 'Contact person',
    phone: 'Phone',
    detail: 'Full address',
    label: 'What it is for (may be empty)',
    another: 'Another one?',
    required: 'This cannot be empty',
    keys: '↑↓ or a number to choose, Enter to go on, Ctrl-C to leave',
    yes: 'yes',
    no: 'no',
    yesOrNo: 'Please answer yes or no',
    notNow: 'This cannot be chosen now',
    badDay: 'Write a day like 2026-11-23',
    badDays: 'Give a number of days from 0 to 3650',
  },
  moreAddresses:
    'Next: dyshop addresses add (one more); all of them stand in addresses.txt in the archive',
  noAddresses:
    'No addresses yet. Run dyshop addresses add, or give a list (CSV or JSON) to dyshop backup',
}
