import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Secret } from '../../src/domain/privacy/secret.ts'
import { atomicFiles } from '../../src/platform/atomic-file.ts'
import { CREDENTIALS_FILE, fileCredentialStore } from '../../src/platform/credential-store.ts'
import { systemKeychain } from '../../src/platform/keychain.ts'
import { lockTaker } from '../../src/platform/lock.ts'
import { VirtualTime } from '../fakes/open-api/virtual-time.ts'
import { useFolder } from '../support/folder.ts'

/**
 * The programs of three systems, as shell scripts on the path: each keeps what it is given below
 * `keychain/`, and writes down its command line and its environment.
 */
const PROGRAMS: Readonly<Record<string, string>> = {
  security: `case "$1" in
  -i) read -r line; set -- $line; [ "$1" = add-generic-password ] || exit 1
      while [ $# -gt 0 ]; do [ "$1" = -s ] && s=$2; [ "$1" = -w ] && w=$2; shift; done
      printf %s "$w" > "$KEPT/$s" ;;
  find-generic-password) while [ $# -gt 0 ]; do [ "$1" = -s ] && s=$2; shift; done
      [ -f "$KEPT/$s" ] || exit 44; cat "$KEPT/$s"; echo ;;
  delete-generic-password) while [ $# -gt 0 ]; do [ "$1" = -s ] && s=$2; shift; done
      rm "$KEPT/$s" ;;
esac`,
  'secret-tool': `case "$1" in
  store) cat > "$KEPT/$4" ;;
  lookup) [ -f "$KEPT/$3" ] || exit 1; cat "$KEPT/$3" ;;
  clear) rm "$KEPT/$3" ;;
esac`,
  'powershell.exe': `case "$4" in
  ConvertFrom-SecureString*) tr '0-9a-f' 'g-v' ;;
  *Net.NetworkCredential*) [ -f "$KEPT/other-user" ] && exit 1; tr 'g-v' '0-9a-f' ;;
esac`,
}

const folder = useFolder()
const before = { ...process.env }
let root: string
let kept: string

beforeEach(async () => {
  root = folder.free()
  kept = join(root, 'keychain')
  const bin = join(root, 'bin')
  await mkdir(kept, { recursive: true })
  await mkdir(bin)
  for (const [name, script] of Object.entries(PROGRAMS)) {
    const log = `{ tr '\\0' ' ' < /proc/$$/cmdline; env; } >> "$KEPT/../log"`
    await writeFile(join(bin, name), `#!/bin/sh\n${log}\n${script}\n`)
    await chmod(join(bin, name), 0o755)
  }
  process.env.PATH = `${bin}${delimiter}${before.PATH}`
  process.env.KEPT = kept
  process.env.DYSHOP_AUTH_CODE = 'canary-code'
})

afterEach(() => {
  process.env = { ...before }
})

const HOST = 'https://openapi.example'
const quiet = { debug() {}, note() {} }
const PLATFORMS = ['darwin', 'linux', 'win32'] as const
const APP = { appKey: '3409409348479354011', appSecret: new Secret('canary-secret'), shopId: '42' }
const TOKEN = {
  accessToken: new Secret('canary-access'),
  refreshToken: new Secret('canary-refresh'),
  ...{ expiresAtMs: 1, refreshExpiresAtMs: 2, shopId: '42', shopName: '测试小店' },
}

function open(platform: NodeJS.Platform) {
  const time = new VirtualTime()
  const takeLock = lockTaker(time, quiet)
  const keychain = systemKeychain(root, platform)
  const deps = { files: atomicFiles(), takeLock, time, log: quiet, keychain }
  return fileCredentialStore({ folder: root, ...deps })
}

const credentials = () => readFile(join(root, CREDENTIALS_FILE), 'utf8')

// The scripts that stand for them are for a shell.
describe.skipIf(process.platform === 'win32').each(PLATFORMS)('the keychain of %s', (platform) => {
  test('gives back after a restart what was put in, and the file alone tells nothing', async () => {
    await open(platform).of(HOST).saveApp(APP, true)
    await open(platform).of(HOST).saveToken(APP.appKey, TOKEN)
    expect(await open(platform).of(HOST).app()).toEqual(APP)
    const token = await open(platform).of(HOST).token(APP.appKey, '42')
    expect(token?.refreshToken.reveal()).toBe('canary-refresh')
    expect(await credentials()).not.toMatch(/canary|3409409348479354011|测试小店/)
    expect(await open(platform).keychain()).not.toBeNull()
    expect((await stat(join(root, CREDENTIALS_FILE))).mode & 0o777).toBe(0o600)
  })

  test('is given the key by standard input alone, and nothing of our environment', async () => {
    const store = open(platform)
    await store.of(HOST).saveApp(APP, true)
    await open(platform).of(HOST).app()
    const log = await readFile(join(root, 'log'), 'utf8')
    expect(log).toMatch(/security|secret-tool|powershell/)
    expect(log).not.toMatch(/[0-9a-f]{64}|[g-v]{64}|canary|DYSHOP_/)
  })

  test('is left again by a login without it', async () => {
    await open(platform).of(HOST).saveApp(APP, true)
    await open(platform).of(HOST).saveToken(APP.appKey, TOKEN)
    await open(platform).of(HOST).saveApp(APP, false)
    const plain = open('freebsd')
    expect(await plain.of(HOST).app()).toEqual(APP)
    expect(await plain.of(HOST).token(APP.appKey, '42')).not.toBeNull()
    expect(await plain.keychain()).toBeNull()
  })

  test('that gives no key is told as such, and can be got over by a new login', async () => {
    await open(platform).of(HOST).saveApp(APP, true)
    if (platform === 'win32') await writeFile(join(kept, 'other-user'), '')
    else await systemKeychain(root, platform)?.forget()
    const file = await credentials()
    await expect(open(platform).of(HOST).app()).rejects.toMatchObject({
      code: 'keychain-locked',
      exitCode: 4,
    })
    await expect(open(platform).of(HOST).saveToken(APP.appKey, TOKEN)).rejects.toMatchObject({
      code: 'keychain-locked',
    })
    expect(await credentials()).toBe(file)
    await open(platform).of(HOST).saveApp(APP, false)
    expect(await open(platform).of(HOST).app()).toEqual(APP)
  })

  test('forgets the key with the file', async () => {
    await open(platform).of(HOST).saveApp(APP, true)
    expect(await open(platform).forgetAll()).toBe(true)
    await expect(credentials()).rejects.toThrow('ENOENT')
    expect(await readdir(kept)).toEqual([])
  })
})

describe('a system without a keychain', () => {
  test.each([
    ['whose program is not there', 'linux' as const],
    ['that we know none of', 'freebsd' as const],
  ])('%s keeps nothing when it is asked to', async (_, platform) => {
    process.env.PATH = join(root, 'nowhere')
    await expect(open(platform).of(HOST).saveApp(APP, true)).rejects.toMatchObject({
      code: 'keychain-unavailable',
      exitCode: 2,
    })
    await expect(credentials()).rejects.toThrow('ENOENT')
  })

  test.each([
    ['keeps nothing but says it did', 'exit 0'],
    ['gives back another key', '[ "$1" = lookup ] && echo 00; exit 0'],
    ['fails', 'exit 1'],
  ])('whose program %s is not trusted with the credentials', async (_, script) => {
    await writeFile(join(root, 'bin', 'secret-tool'), `#!/bin/sh\n${script}\n`)
    await open('linux').of(HOST).saveApp(APP, false)
    const file = await credentials()
    await expect(open('linux').of(HOST).saveApp(APP, true)).rejects.toMatchObject({
      code: 'keychain-unavailable',
    })
    expect(await credentials()).toBe(file)
  })
})
