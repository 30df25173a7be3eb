import type { DoctorCheck, DoctorCheckId, DoctorResult } from '../../app/results.ts'
import { harmless } from '../harmless.ts'
import { momentOr } from '../moment.ts'
import type { Language } from '../words/language.ts'
import { credentialsFix, credentialsSeen } from './doctor-credentials.ts'
import { nextLine } from './next-line.ts'
import { type Paint, table } from './paint.ts'

type Facts = DoctorCheck['facts']
/** What was seen, and what to do about it when it is not as it should be. */
type Words = readonly [name: string, seen: (facts: Facts) => string, fix: (facts: Facts) => string]

const ZH: Readonly<Record<DoctorCheckId, Words>> = {
  node: ['Node.js', ({ version }) => `${version}`, () => '请安装 Node.js 20.19 或更新的版本'],
  folder: [
    '存档文件夹',
    ({ path, state }) => `${path}（${FOLDER_ZH[String(state)] ?? state}）`,
    ({ path, state }) =>
      state === 'long-path'
        ? '请换一个靠近盘符的文件夹，例如 D:\\\\抖店存档，否则 Excel 等程序可能打不开里面的文件'
        : state === 'archive' || state === 'empty'
          ? `别的用户也能读取，请运行 chmod 700 ${path}`
          : '请用 --archive 指定一个可以写入的空文件夹',
  ],
  space: ['磁盘空间', ({ freeMiB }) => `剩余 ${freeMiB} MB`, () => '建议留出 2 GB 以上再运行备份'],
  lock: [
    '占用',
    ({ state, pid, since }) =>
      state === undefined ? '没有别的运行' : `进程 ${pid}，${since} 开始`,
    ({ state, pid }) =>
      state === 'held'
        ? `请等它结束；确认它卡死了，就结束进程 ${pid}`
        : '它已不在运行，下一次运行会自动接管',
  ],
  leftovers: [
    '上次运行',
    ({ unfinished, count }) =>
      unfinished ? '没有完成' : Number(count) > 0 ? `留下 ${count} 个临时文件` : '正常结束',
    () => '运行 dyshop verify --repair，会接着做完并清理',
  ],
  'shop-file': [
    '店铺资料',
    ({ name, shopId, line }) =>
      line === undefined
        ? [name, shopId].filter(Boolean).join(' ') || '还没有填写'
        : 'shop.toml 写法有误',
    ({ line, column, key, oddKey, oddLine }) =>
      oddKey !== undefined
        ? `shop.toml 第 ${oddLine} 行的“${oddKey}”不起作用，运行 dyshop check 查看怎么改`
        : line === undefined
          ? '运行 dyshop init 填写店铺名称和店铺ID'
          : key
            ? `请改正 ${key}`
            : `请改正第 ${line} 行第 ${column} 列`,
  ],
  files: [
    '存档里的文件',
    ({ state, files, count, first }) =>
      state === 'there'
        ? `${files} 个都在，大小一致（内容没有核对，用 dyshop verify 核对）`
        : state === 'gone'
          ? `${count} 个不见了或大小不对，例如 ${first}`
          : '清单（manifest.json）不见了或已损坏',
    ({ lost }) =>
      Number(lost) > 0
        ? `运行 dyshop verify --repair；其中 ${lost} 个是原始文件或资料，只能从存档副本恢复或重新导出，它会逐个说明`
        : '运行 dyshop verify --repair 重新生成',
  ],
  database: [
    '数据库',
    ({ state }) =>
      ({
        whole: '结构完好',
        damaged: '已损坏',
        missing: '不见了',
        unreadable: '打不开',
        folder: 'archive.db 是一个文件夹，不是文件',
        absent: '还没有存档',
      })[String(state)] ?? '',
    ({ state }) =>
      state === 'absent'
        ? '先运行 dyshop backup <导出文件所在的文件夹>'
        : state === 'unreadable'
          ? '请检查文件权限，并关闭打开 archive.db 的程序'
          : state === 'folder'
            ? '请把这个文件夹移到别处，再运行 dyshop verify --repair'
            : '运行 dyshop verify --repair 由原始文件重新生成',
  ],
  clock: [
    '电脑时间',
    ({ now }) => `${now}`,
    ({ behind, against }) =>
      ({
        data: `数据截至 ${behind}，晚于电脑时间，请校准电脑时间`,
        rules: `平台规则 ${behind} 已生效，电脑时间却更早，请校准电脑时间`,
        archive: `存档写于 ${behind}，晚于电脑时间：现在或当时的电脑时间不对，请校准电脑时间`,
      })[String(against)] ?? '',
  ],
  credentials: [
    '接口凭据',
    (facts) => credentialsSeen(facts, 'zh'),
    (facts) => credentialsFix(facts, 'zh'),
  ],
  rules: [
    '平台规则',
    ({ newest, ageDays }) => `最新一条 ${newest} 生效（${ageDays} 天前）`,
    () => '规则可能已变，请升级 dyshop，并在后台核对《商家退店规范》',
  ],
}

const FOLDER_ZH: Readonly<Record<string, string>> = {
  absent: '还没有建立',
  'long-path': '路径太长',
  empty: '空的',
  archive: '已有存档',
  other: '里面是别的文件',
  file: '是一个文件，不是文件夹',
  'read-only': '不能写入',
  unreadable: '不能读取',
}

const EN: Readonly<Record<DoctorCheckId, Words>> = {
  node: ['Node.js', ({ version }) => `${version}`, () => 'Install Node.js 20.19 or newer'],
  folder: [
    'archive folder',
    ({ path, state }) => `${path} (${state})`,
    ({ path, state }) =>
      state === 'long-path'
        ? 'choose a folder nearer to the drive, such as D:\\\\shop-archive: Excel and others may not open what lies deeper'
        : state === 'archive' || state === 'empty'
          ? `other users can read it; run chmod 700 ${path}`
          : 'name an empty folder that can be written to with --archive',
  ],
  space: [
    'disk space',
    ({ freeMiB }) => `${freeMiB} MB free`,
    () => 'leave 2 GB or more for a backup',
  ],
  lock: [
    'lock',
    ({ state, pid, since }) =>
      state === undefined ? 'no other run' : `process ${pid} since ${since}`,
    ({ state }) =>
      state === 'held'
        ? 'wait for it to end, or end it if it hangs'
        : 'it is gone; the next run takes over',
  ],
  leftovers: [
    'last run',
    ({ unfinished, count }) =>
      unfinished
        ? 'was cut off'
        : Number(count) > 0
          ? `left ${count} temporary files`
          : 'ended well',
    () => 'run dyshop verify --repair: it goes on and tidies up',
  ],
  'shop-file': [
    'shop',
    ({ name, shopId, line }) =>
      line === undefined
        ? [name, shopId].filter(Boolean).join(' ') || 'not filled in'
        : 'shop.toml cannot be read',
    ({ line, column, key, oddKey, oddLine }) =>
      oddKey !== undefined
        ? `“${oddKey}” in line ${oddLine} of shop.toml has no effect; dyshop check tells how to mend it`
        : line === undefined
          ? 'run dyshop init to fill in name and id'
          : key
            ? `correct ${key}`
            : `correct line ${line}, column ${column}`,
  ],
  files: [
    'files',
    ({ state, files, count, first }) =>
      state === 'there'
        ? `all ${files} are there at their size (dyshop verify compares what is in them)`
        : state === 'gone'
          ? `${count} are missing or of another size, such as ${first}`
          : 'the manifest is missing or damaged',
    ({ lost }) =>
      Number(lost) > 0
        ? `run dyshop verify --repair; ${lost} are originals or documents, which only a copy or another export brings back: it names them`
        : 'run dyshop verify --repair to make them again',
  ],
  database: [
    'database',
    ({ state }) =>
      ({
        whole: 'sound in itself',
        damaged: 'damaged',
        missing: 'missing',
        unreadable: 'cannot be opened',
        folder: 'archive.db is a folder, not a file',
        absent: 'no archive yet',
      })[String(state)] ?? '',
    ({ state }) =>
      state === 'absent'
        ? 'run dyshop backup <folder> first'
        : state === 'unreadable'
          ? 'check its rights, and close what has archive.db open'
          : state === 'folder'
            ? 'move the folder elsewhere, then run dyshop verify --repair'
            : 'run dyshop verify --repair to make it again',
  ],
  clock: [
    'clock',
    ({ now }) => `${now}`,
    ({ behind, against }) =>
      ({
        data: `the data is of ${behind}, which lies ahead; set the clock`,
        rules: `a rule has been in force since ${behind}, which lies ahead; set the clock`,
        archive: `the archive was written at ${behind}, which lies ahead: the clock is wrong, or was then; set it`,
      })[String(against)] ?? '',
  ],
  credentials: [
    'API credentials',
    (facts) => credentialsSeen(facts, 'en'),
    (facts) => credentialsFix(facts, 'en'),
  ],
  rules: [
    'rules',
    ({ newest, ageDays }) => `newest of ${newest} (${ageDays} days ago)`,
    () => 'they may have changed: upgrade dyshop and look at 《商家退店规范》',
  ],
}

/** Each thing that was looked at, with its fix where one is needed. */
export function doctorText(
  { checks, healthy }: DoctorResult,
  { language, paint }: { language: Language; paint: Paint },
): string {
  const words = language === 'zh' ? ZH : EN
  const marks = { ok: paint.green('✔'), warn: paint.yellow('!'), fail: paint.red('✘') }
  const rows = checks.map(({ id, status, facts: raw }) => {
    const [name, seen, fix] = words[id]
    const facts = Object.fromEntries(
      Object.entries(raw).map(([key, value]) => [key, momentOr(value)]),
    )
    const advice = status === 'ok' ? '' : ` → ${fix(facts)}`
    return [marks[status], name, harmless(seen(facts)) + harmless(advice)]
  })
  const text = table([{ header: '' }, { header: '' }, { header: '' }], rows)
  const verdict = healthy
    ? paint.green(language === 'zh' ? '✔ 可以使用' : '✔ Ready to use')
    : paint.red(language === 'zh' ? '✘ 请先处理上面标 ✘ 的项目' : '✘ Mend what is marked ✘ first')
  return `${text}${verdict}\n${healthy ? `${nextText(checks, language)}\n` : ''}`
}

function nextText(checks: readonly DoctorCheck[], language: Language): string {
  const zh = language === 'zh'
  const hasArchive = checks.some(({ id, facts }) => id === 'folder' && facts.state === 'archive')
  return hasArchive
    ? nextLine(language, 'dyshop check', zh ? '离关店还差什么' : 'what closing still takes')
    : nextLine(
        language,
        zh ? 'dyshop backup <导出文件所在的文件夹>' : 'dyshop backup <folder with the exports>',
        zh ? '做存档' : 'make the archive',
      )
}
