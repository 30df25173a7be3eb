import type { DyingDocument, GatePartId } from '../../domain/closing/gate.ts'
import type { Language, Sentence } from './language.ts'

/** What each part of the last gate asks for, and what to do while it is not met. */
export interface GateWords {
  title: string
  /** `missing`: names, joined; '' when nothing can be named. */
  todo: Sentence
  /** The command that helps. */
  command: string
}

export const GATE_WORDS: Readonly<Record<Language, Readonly<Record<GatePartId, GateWords>>>> = {
  zh: {
    'archive-verified': {
      title: '存档已核验',
      todo: ({ missing }) => `刚才核验没有通过：${missing}`,
      command: 'dyshop verify',
    },
    'exports-to-today': {
      title: '报表导出到当天',
      todo: ({ missing }) => `这些报表还没有导出到当天：${missing}`,
      command: 'dyshop backup <导出文件所在的文件夹>',
    },
    'check-clear': {
      title: '关店条件全部满足',
      todo: ({ missing }) => (missing ? `还没有满足：${missing}` : '还没有检查过'),
      command: 'dyshop check',
    },
    'deposit-receipt': {
      title: '保证金电子收据已存档',
      todo: () =>
        '签署后收据失效，先从保证金页面下载；确定不要：dyshop steps waive deposit-receipt',
      command: 'dyshop attach <收据> --kind deposit-receipt',
    },
    reviews: {
      title: '评价已存档',
      todo: () => '签署后看不到评价，先截图或导出；确定不要：dyshop steps waive reviews',
      command: 'dyshop attach <文件> --kind reviews',
    },
    chats: {
      title: '飞鸽聊天已存档',
      todo: () => '签署后看不到聊天，把和买家的约定先截图；确定不要：dyshop steps waive chats',
      command: 'dyshop attach <文件> --kind chats',
    },
  },
  en: {
    'archive-verified': {
      title: 'Archive verified',
      todo: ({ missing }) => `Just verified, and damaged: ${missing}`,
      command: 'dyshop verify',
    },
    'exports-to-today': {
      title: 'Exports reach to the day',
      todo: ({ missing }) => `These reports do not reach to the day: ${missing}`,
      command: 'dyshop backup <folder with the exports>',
    },
    'check-clear': {
      title: 'Every condition is met',
      todo: ({ missing }) => (missing ? `Not met yet: ${missing}` : 'Not checked yet'),
      command: 'dyshop check',
    },
    'deposit-receipt': {
      title: 'Deposit receipt archived',
      todo: () =>
        'It becomes void when you sign: download it from the deposit page first, or give it up: dyshop steps waive deposit-receipt',
      command: 'dyshop attach <receipt> --kind deposit-receipt',
    },
    reviews: {
      title: 'Reviews archived',
      todo: () =>
        'They can no longer be seen after signing: save or photograph them first, or give them up: dyshop steps waive reviews',
      command: 'dyshop attach <file> --kind reviews',
    },
    chats: {
      title: '飞鸽 chats archived',
      todo: () =>
        'They can no longer be seen after signing: photograph what was agreed with buyers first, or give them up: dyshop steps waive chats',
      command: 'dyshop attach <file> --kind chats',
    },
  },
}

export const DOCUMENT_NAMES: Readonly<Record<Language, Readonly<Record<DyingDocument, string>>>> = {
  zh: { 'deposit-receipt': '保证金电子收据', reviews: '评价', chats: '飞鸽聊天' },
  en: { 'deposit-receipt': 'deposit receipt', reviews: 'reviews', chats: '飞鸽 chats' },
}
