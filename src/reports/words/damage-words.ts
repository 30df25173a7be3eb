import type { DamageProblem, Repair } from '../../app/results.ts'
import type { Language } from './language.ts'

/** What is wrong with a file of the archive. */
export const DAMAGE_PROBLEMS: Readonly<Record<Language, Record<DamageProblem, string>>> = {
  zh: {
    missing: '不见了',
    altered: '内容被改动或损坏',
    unreadable: '无法读取',
    'folder-in-way': '应该是一个文件，却是一个文件夹，请先把它移到别处',
    'row-count': '行数与清单不符',
    'content-differs': '与原始文件推导的结果不一致',
    'unfinished-run': '上一次运行没有完成',
  },
  en: {
    missing: 'is missing',
    altered: 'was altered or is damaged',
    unreadable: 'cannot be read',
    'folder-in-way': 'should be a file and is a folder: move it elsewhere first',
    'row-count': 'has another number of rows than listed',
    'content-differs': 'differs from what the originals give',
    'unfinished-run': 'is of a run that was cut off',
  },
}

/** How to mend it. */
export const DAMAGE_REPAIRS: Readonly<Record<Language, Record<Repair, string>>> = {
  zh: {
    rebuild: '运行 dyshop rebuild 由原始文件重新生成',
    backup: '再运行一次 dyshop backup',
    redact: '再运行一次 dyshop redact，把删除做完',
    'restore-copy': '从存档的副本里恢复这个文件',
    'export-again': '从副本恢复，或在后台重新导出后运行 dyshop backup',
  },
  en: {
    rebuild: 'run dyshop rebuild to make it again from the originals',
    backup: 'run dyshop backup again',
    redact: 'run dyshop redact again, which finishes the deletion',
    'restore-copy': 'restore this file from a copy of the archive',
    'export-again': 'restore it from a copy, or export it again and run dyshop backup',
  },
}
