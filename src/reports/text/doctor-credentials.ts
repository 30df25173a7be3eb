import type { DoctorCheck } from '../../app/results.ts'
import type { Language } from '../words/language.ts'
import { loginCommand } from '../words/login-command.ts'

type Facts = DoctorCheck['facts']
type Sentences = Readonly<Record<string, (facts: Facts) => string>>

const SEEN: Readonly<Record<Language, Sentences>> = {
  zh: {
    'bad-host': () => 'DYSHOP_API_URL 不是可以用的接口地址',
    'tls-unchecked': () => 'NODE_TLS_REJECT_UNAUTHORIZED=0 关掉了证书检查',
    'too-new': ({ place }) => `${place} 是更新的 dyshop 写的`,
    damaged: ({ place }) => `${place} 读不懂，可能被改动或损坏`,
    'other-host': ({ host, other }) => `保存的登录是给 ${other} 的，不会发给 ${host}`,
    locked: ({ keychain }) => `系统的钥匙串（${keychain}）没有给出密钥`,
    none: () => '没有登录开放平台（只用导出文件时不需要）',
    unproven: ({ appKey }) => `App Key ${appKey}，还没有取得令牌`,
    proven: ({ appKey, shopName, shopId, until }) =>
      `App Key ${appKey}，${shopName} ${shopId}，授权有效至 ${until}`,
    lapsed: ({ appKey, shopName, shopId, until }) =>
      `App Key ${appKey}，${shopName} ${shopId}，授权已在 ${until} 到期`,
  },
  en: {
    'bad-host': () => 'DYSHOP_API_URL is no address of the API',
    'tls-unchecked': () => 'NODE_TLS_REJECT_UNAUTHORIZED=0 turns the check of certificates off',
    'too-new': ({ place }) => `${place} was written by a newer dyshop`,
    damaged: ({ place }) => `${place} cannot be understood: it was changed or is damaged`,
    'other-host': ({ host, other }) =>
      `the stored login is for ${other}; it is not sent to ${host}`,
    locked: ({ keychain }) => `the system's keychain (${keychain}) does not give the key`,
    none: () => 'not logged in (not needed for exported files)',
    unproven: ({ appKey }) => `App Key ${appKey}, no token yet`,
    proven: ({ appKey, shopName, shopId, until }) =>
      `App Key ${appKey}, ${shopName} ${shopId}, good until ${until}`,
    lapsed: ({ appKey, shopName, shopId, until }) =>
      `App Key ${appKey}, ${shopName} ${shopId}, ended ${until}`,
  },
}

const FIXES: Readonly<Record<Language, Sentences>> = {
  zh: {
    'bad-host': () => '请去掉 DYSHOP_API_URL，或写成 https:// 开头、不带路径的地址',
    'tls-unchecked': () => '请去掉这个变量，接口备份才会连接',
    'too-new': () => '请更新 dyshop；或运行 dyshop logout 删除它，再重新登录',
    damaged: () => '请重新运行 dyshop login，或用 dyshop logout 删除它',
    'other-host': ({ host }) => `要连 ${host}，请运行 ${loginCommand(host)}`,
    locked: () => '请解锁钥匙串；打不开就重新运行 dyshop login',
    lapsed: () => '自用型应用下次会自动重取令牌，工具型应用请重新授权后运行 dyshop login',
    unproven: () => '运行 dyshop login 验证一次',
  },
  en: {
    'bad-host': () => 'unset DYSHOP_API_URL, or make it an https:// address without a path',
    'tls-unchecked': () => 'take the variable away: nothing is sent while it is set',
    'too-new': () => 'update dyshop, or remove it with dyshop logout and log in again',
    damaged: () => 'run dyshop login again, or remove it with dyshop logout',
    'other-host': ({ host }) => `to read from ${host}, run ${loginCommand(host)}`,
    locked: () => 'unlock it, or run dyshop login again',
    lapsed: () =>
      "a merchant's own app gets a new token by itself, a tool app needs a new authorisation and dyshop login",
    unproven: () => 'run dyshop login to prove them',
  },
}

/** Which credentials are there, and how good they are. */
export function credentialsSeen(facts: Facts, language: Language): string {
  return SEEN[language][`${facts.state}`]?.(facts) ?? ''
}

/** What to do about them. */
export function credentialsFix(facts: Facts, language: Language): string {
  return FIXES[language][`${facts.state}`]?.(facts) ?? ''
}
