import { Secret } from '../../domain/privacy/secret.ts'
import { DyshopError, EXIT } from '../../errors.ts'
import { loginText, logoutText } from '../../reports/text/login-text.ts'
import { apiDeps } from '../api-deps.ts'
import type { CommandContext } from '../context.ts'
import type { AddCommand } from './common.ts'

interface Given {
  appKey?: string
  appSecretFile?: string
  shopId?: string
  authCodeFile?: string
  apiUrl?: string
  keychain?: true
}

export const addLogin: AddCommand = (program, texts, run) => {
  const { options } = texts
  program
    .command('login')
    .option('--app-key <key>', options.appKey)
    .option('--app-secret-file <file>', options.appSecretFile)
    .option('--shop-id <id>', options.loginShopId)
    .option('--auth-code-file <file>', options.authCodeFile)
    .option('--keychain', options.keychain)
    .option('--api-url <url>', options.apiUrl)
    .action((given: Given, command) =>
      run(command, async (context) => {
        const { login, loginHost } = await import('../../app/login.ts')
        const { toolVersion, env, deps, language, paint } = context
        // Nobody is asked for a secret that could not be sent anywhere.
        const host = loginHost(env, given.apiUrl)
        const credentials = await askForCredentials(given, context)
        const isInKeychain = given.keychain === true
        const input = { ...credentials, host, env, isInKeychain, toolVersion }
        const outcome = await login(input, await apiDeps(context), deps)
        return {
          outcome,
          text: () => loginText(outcome.data, { language, paint }),
          exitCode: EXIT.clear,
        }
      }),
    )
}

export const addLogout: AddCommand = (program, texts, run) => {
  program
    .command('logout')
    .option('--dry-run', texts.options.logoutDryRun)
    .action(({ dryRun = false }: { dryRun?: boolean }, command) =>
      run(command, async (context) => {
        const { logout } = await import('../../app/login.ts')
        const outcome = await logout({ ...(await apiDeps(context)), dryRun })
        return {
          outcome,
          text: () => logoutText(outcome.data, context.language),
          exitCode: EXIT.clear,
        }
      }),
    )
}

/** Each from its option, else the environment, else the user. No secret is ever the value of either. */
async function askForCredentials(given: Given, context: CommandContext) {
  const { env, prompter, texts } = context
  const { prompts } = texts
  const variable = (name: string) => env[name]?.trim() || undefined
  const ask = (message: string, flag: string, isRequired: boolean, isSecret?: true) =>
    prompter.ask({ name: flag, message, flag, isRequired, ...(isSecret ? { isSecret } : {}) })
  const fromFile = async (path: string | undefined) =>
    path === undefined ? undefined : readSecret(path, context)

  const appKey =
    given.appKey ??
    variable('DYSHOP_APP_KEY') ??
    (await ask(prompts.appKey, '--app-key / DYSHOP_APP_KEY', true))
  const appSecret =
    (await fromFile(given.appSecretFile ?? variable('DYSHOP_APP_SECRET_FILE'))) ??
    (await ask(prompts.appSecret, '--app-secret-file / DYSHOP_APP_SECRET_FILE', true, true))
  const knownCode = (await fromFile(given.authCodeFile)) ?? variable('DYSHOP_AUTH_CODE')
  const knownShop = given.shopId ?? variable('DYSHOP_SHOP_ID')
  const shopId =
    knownShop ?? (knownCode ? '' : await ask(prompts.shopId, '--shop-id / DYSHOP_SHOP_ID', false))
  const authCode =
    knownCode ??
    (shopId ? '' : await ask(prompts.authCode, '--auth-code-file / DYSHOP_AUTH_CODE', true, true))
  return {
    appKey: digits(appKey, '--app-key'),
    appSecret: new Secret(appSecret),
    shopId: shopId === '' ? null : digits(shopId, '--shop-id'),
    authCode: authCode === '' ? null : new Secret(authCode),
  }
}

/** @param path `-` is standard input */
async function readSecret(path: string, { readInput }: CommandContext): Promise<string> {
  const { readSecretFile, secretIn } = await import('../../platform/secret-file.ts')
  return path === '-' ? secretIn(await readInput(), path) : readSecretFile(path)
}

function digits(value: string, name: string): string {
  const text = value.trim()
  if (!/^\d{1,20}$/.test(text))
    throw new DyshopError('bad-value', { name, value: text.slice(0, 30) })
  return text
}
