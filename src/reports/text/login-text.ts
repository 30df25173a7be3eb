import type { LoginResult, LogoutResult } from '../../app/results.ts'
import { LIVE_HOST } from '../../domain/api-host.ts'
import { harmless } from '../harmless.ts'
import type { Language } from '../words/language.ts'
import { METHOD_PURPOSES } from '../words/method-purposes.ts'
import { nextLine } from './next-line.ts'
import { type Paint, table } from './paint.ts'

/** Whose shop the credentials open, and what the app may read of it. */
export function loginText(
  { host, shopId, shopName, storedIn, keychain, permissions }: LoginResult,
  { language, paint }: { language: Language; paint: Paint },
): string {
  const zh = language === 'zh'
  const rows = permissions.map(({ method, isGranted }) => [
    isGranted ? paint.green('✔') : paint.red('✘'),
    METHOD_PURPOSES[method]?.[language] ?? '',
    method,
  ])
  const isAll = permissions.every(({ isGranted }) => isGranted)
  const isLive = host === LIVE_HOST
  const next = `dyshop backup --api${isLive ? '' : ` --api-url ${host}`}`
  const shop = `${harmless(shopName)} (${shopId})`
  return [
    paint.green(zh ? `✔ 已登录：${shop}` : `✔ Logged in: ${shop}`),
    zh
      ? `  凭据存放在 ${harmless(storedIn)}（${keychain ? `已加密，密钥在系统的钥匙串里：${keychain}` : '只有您能读取'}）`
      : `  Credentials are kept in ${harmless(storedIn)} (${keychain ? `encrypted, the key is in ${keychain}` : 'only you can read it'})`,
    paint.bold(zh ? '接口权限' : 'What the app may read'),
    table([{ header: '' }, { header: '' }, { header: '' }], rows).trimEnd(),
    isAll
      ? ''
      : paint.yellow(
          zh
            ? '  缺少的权限请在开放平台控制台 › 接口权限里申请；没有的部分备份时会跳过并说明'
            : '  Apply for what is missing in the console under API permissions; a backup leaves it out and says so',
        ),
    isLive
      ? ''
      : zh
        ? `  只用于 ${host}，不会发给别的地址`
        : `  For ${host} alone; sent nowhere else`,
    zh ? `  下一步：${next}` : `  Next: ${next}`,
    '',
  ]
    .filter((line, index, lines) => line !== '' || index === lines.length - 1)
    .join('\n')
}

export function logoutText(
  { wasStored, storedIn, dryRun }: LogoutResult,
  language: Language,
): string {
  const path = harmless(storedIn)
  const zh = language === 'zh'
  const next = nextLine(language, 'dyshop verify', zh ? '核验存档' : 'prove the archive')
  if (!wasStored)
    return `${zh ? `没有存过凭据（${path}）` : `Nothing was stored (${path})`}\n${next}\n`
  if (dryRun) {
    const would = zh
      ? `会删除存放的凭据（${path}）；存档不受影响。现在没有删除任何内容`
      : `The stored credentials would be deleted (${path}); archives stay. Nothing was deleted now`
    return `${would}\n${nextLine(language, 'dyshop logout', zh ? '真的删除' : 'delete them')}\n`
  }
  const gone = zh
    ? `✔ 已删除存放的凭据（${path}）。存档没有变动；要彻底停用，请在开放平台控制台关闭授权`
    : `✔ The stored credentials are gone (${path}). Archives are as they were; to end it for good, close the authorisation in the console`
  return `${gone}\n${next}\n`
}
