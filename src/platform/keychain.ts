import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'

/**
 * The system's own place for secrets, reached by the system's own program. It holds one key, with which
 * the file of credentials is encrypted: a copy of that file alone, in a backup or a cloud folder, opens
 * nothing. Keys go to those programs by standard input and come by standard output; no command line
 * ever holds one.
 */
export interface Keychain {
  /** For people: `macOS Keychain`. */
  readonly name: string
  /** @returns what has to be kept beside the encrypted file to find the key again */
  keep(key: string): Promise<string>
  /** @throws {Error} when there is no such key, or nobody is there to unlock it */
  find(kept: string): Promise<string>
  forget(): Promise<void>
}

/** A dialogue may ask the user to unlock it. */
const LONGEST_WAIT_MS = 60_000

type Run = (program: string, args: readonly string[], input: string) => Promise<string>

/** @param folder of the credentials, so that two of them have a key each. @returns null where there is none */
export function systemKeychain(
  folder: string,
  platform: NodeJS.Platform = process.platform,
  run: Run = runProgram,
): Keychain | null {
  const service = `dyshop-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`
  if (platform === 'darwin') return macKeychain(service, run)
  if (platform === 'linux') return secretService(service, run)
  return platform === 'win32' ? dataProtection(run) : null
}

function macKeychain(service: string, run: Run): Keychain {
  const item = ['-a', 'dyshop', '-s', service]
  return {
    name: 'macOS Keychain',
    async keep(key) {
      // In its interactive mode it reads commands, and with them the key, from standard input.
      const command = `add-generic-password -U ${item.join(' ')} -l dyshop -w ${key}\n`
      await run('security', ['-i'], command)
      return service
    },
    find: (kept) =>
      run('security', ['find-generic-password', '-a', 'dyshop', '-s', kept, '-w'], ''),
    forget: () => run('security', ['delete-generic-password', ...item], '').then(nothing),
  }
}

function secretService(service: string, run: Run): Keychain {
  return {
    name: 'Secret Service',
    async keep(key) {
      await run('secret-tool', ['store', '--label=dyshop', 'service', service], key)
      return service
    },
    find: (kept) => run('secret-tool', ['lookup', 'service', kept], ''),
    forget: () => run('secret-tool', ['clear', 'service', service], '').then(nothing),
  }
}

/** Windows encrypts for the user who is logged in (DPAPI) and leaves it to us where that is kept. */
function dataProtection(run: Run): Keychain {
  const read = '[Console]::In.ReadToEnd().Trim()'
  const powershell = (script: string, input: string) =>
    run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script], input)
  return {
    name: 'Windows DPAPI',
    keep: (key) =>
      powershell(
        `ConvertFrom-SecureString (ConvertTo-SecureString (${read}) -AsPlainText -Force)`,
        key,
      ),
    find: (kept) =>
      powershell(
        `(New-Object Net.NetworkCredential('', (ConvertTo-SecureString (${read})))).Password`,
        kept,
      ),
    forget: async () => undefined,
  }
}

function nothing(): void {}

/** What it says is not shown to anybody: it may quote what it was given. */
function runProgram(program: string, args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: withoutOurs(process.env),
      // Not the option `timeout`: its timer holds the process when the program is not there.
      signal: AbortSignal.timeout(LONGEST_WAIT_MS),
      windowsHide: true,
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
    // It may end before it has read all of it; how it ended tells.
    child.stdin.on('error', nothing)
    child.stdin.end(input)
    child.on('error', reject)
    child.on('close', (status) => {
      if (status === 0) resolve(output.trim())
      else reject(new Error(`${program} ended with ${status}`))
    })
  })
}

/** An authorisation code may stand in our environment; it is nobody else's business. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('DYSHOP_')))
}
