import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import iconv from 'iconv-lite'
import { beforeAll, describe, expect, test } from 'vitest'
import type { SealPlan, SealResult, UnsealResult } from '../../src/app/results.ts'
import { fileHashes } from '../support/archive-content.ts'
import { dataOf, dyshop } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { hasTerminal, onTerminal, type } from '../support/pseudo-terminal.ts'
import { EXAMPLE_SHOP } from '../support/shops.ts'
import { DYSHOP, spawned } from '../support/spawned.ts'

const PASSPHRASE = '七只 蓝色海龟 骑 竹马'

const folder = useFolder()
const archive = () => folder.at('archive')
let recipient: string
let identityFile: string
let passphraseFile: string

beforeAll(async () => {
  await dataOf(['backup', join(EXAMPLE_SHOP, '商品'), '--archive', archive()])
  const identity = await generateIdentity()
  recipient = await identityToRecipient(identity)
  identityFile = folder.at('key.txt')
  await writeFile(identityFile, `# created: 2026-11-23\n# public key: ${recipient}\n${identity}\n`)
  passphraseFile = folder.at('passphrase.txt')
  await writeFile(passphraseFile, `${PASSPHRASE}\n`)
})

describe.skipIf(!hasTerminal)('on a terminal (needs the script command)', () => {
  test('the passphrase is asked for twice, never shown, and asked again when it differs', async () => {
    const out = folder.free('typed.tar.age')
    const { screen, exitCode, unanswered } = await onTerminal(
      ['seal', '--archive', archive(), '--out', out],
      [
        ['密码（最好', 'short\r'],
        ['太容易被猜中', '\u0015'],
        ['密码（最好', `${PASSPHRASE}\r`],
        ['再输入一次', 'other\r'],
        ['两次输入不一样', '\u0015'],
        ['再输入一次', `${PASSPHRASE}\r`],
      ],
    )
    expect(unanswered).toEqual([])
    expect(exitCode).toBe(0)
    expect(screen).toContain('已经从头读回一遍')
    expect(screen).not.toContain('海龟')

    const to = folder.free('opened')
    const opened = await onTerminal(['unseal', out, '--to', to], type('封存时的密码', PASSPHRASE))
    expect(opened.exitCode).toBe(0)
    expect(opened.screen).not.toContain('海龟')
    expect(await fileHashes(to)).toEqual(await fileHashes(archive()))
  })

  test('Ctrl-C at the question ends with 130 and writes nothing', async () => {
    const out = folder.free('never.tar.age')
    const { exitCode } = await onTerminal(
      ['seal', '--archive', archive(), '--out', out],
      [['密码（最好', '\u0003']],
    )
    expect(exitCode).toBe(130)
    await expect(stat(out)).rejects.toThrow('ENOENT')
    expect(await readdir(archive())).not.toContain('.dyshop.lock')
  })
})

test('the passphrase comes from a file that the environment names, and opens it again', async () => {
  const env = { DYSHOP_PASSPHRASE_FILE: passphraseFile }
  const out = folder.free('by-file.tar.age')
  const options = ['--archive', archive(), '--out', out]
  const sealed = await dataOf<SealResult>(['seal', ...options], { env })
  expect(sealed).toMatchObject({
    out,
    sealedWith: 'passphrase',
    recipients: 0,
    readBack: true,
    removedPlain: false,
    files: Object.keys(await fileHashes(archive())).length,
  })
  expect((await stat(out)).size).toBe(sealed.size)
  const to = folder.free('opened')
  const opened = await dataOf<UnsealResult>(['unseal', out, '--to', to], { env })
  expect(opened).toMatchObject({ file: out, archive: to, files: sealed.files, verified: true })
  const wrong = folder.free('wrong.txt')
  await writeFile(wrong, 'quite another passphrase\n')
  const argv = ['unseal', out, '--to', folder.free('opened'), '--passphrase-file', wrong, '--json']
  const refused = await dyshop(argv)
  expect(refused.exitCode).toBe(2)
  expect(refused.error().error.code).toBe('wrong-passphrase')
})

test('the passphrase comes from standard input', async () => {
  const out = folder.free('piped.tar.age')
  const argv = [DYSHOP, 'seal', '--archive', archive(), '--out', out, '--passphrase-file', '-']
  const { exitCode } = await spawned(process.execPath, argv, { input: `${PASSPHRASE}\n` })
  expect(exitCode).toBe(0)
  await dataOf(['unseal', out, '--to', folder.free('o'), '--passphrase-file', passphraseFile])
})

test('a passphrase file of Windows is read as what it says, and one in another encoding refused', async () => {
  const file = folder.free('windows.txt')
  const seal = (out: string, ...more: string[]) =>
    dyshop(['seal', '--archive', archive(), '--out', out, ...more, '--json'])
  await writeFile(file, Buffer.from(`\uFEFF${PASSPHRASE}\r\n`, 'utf16le'))
  const out = folder.free('windows.tar.age')
  expect((await seal(out, '--passphrase-file', file)).exitCode).toBe(0)
  await dataOf(['unseal', out, '--to', folder.free('o'), '--passphrase-file', passphraseFile])

  const out2 = folder.free('gbk.tar.age')
  for (const bytes of [
    iconv.encode(PASSPHRASE, 'gbk'),
    Buffer.from('four plain words', 'utf16le'),
  ]) {
    await writeFile(file, bytes)
    const refused = await seal(out2, '--passphrase-file', file)
    expect(refused.exitCode).toBe(2)
    expect(refused.error().error.code).toBe('unreadable-text')
    await expect(stat(out2)).rejects.toThrow('ENOENT')
  }
})

test('an identity file that PowerShell wrote opens what was sealed for it', async () => {
  const out = folder.free('keys.tar.age')
  const file = folder.free('key.txt')
  const text = await readFile(identityFile, 'utf8')
  await writeFile(file, Buffer.from(`\uFEFF${text.replaceAll('\n', '\r\n')}`, 'utf16le'))
  await dataOf(['seal', '--archive', archive(), '--out', out, '--recipient', recipient])
  await dataOf(['unseal', out, '--to', folder.free('o'), '--identity', file])
})

test('a weak passphrase is told, and one that is next to nothing refused', async () => {
  const weak = folder.free('weak.txt')
  await writeFile(weak, 'douyin2026')
  const seal = (...more: string[]) =>
    dyshop(['seal', '--archive', archive(), '--out', folder.free('a.age'), ...more, '--json'])
  const told = await seal('--passphrase-file', weak)
  expect(told.exitCode).toBe(0)
  expect(told.json().findings).toMatchObject([{ code: 'weak-passphrase', severity: 'warning' }])
  for (const text of ['', '\n', '13800', 'aaaaaaaaaa']) {
    await writeFile(weak, text)
    const refused = await seal('--passphrase-file', weak)
    expect(refused.exitCode).toBe(2)
    expect(refused.error().error.code).toBe('weak-passphrase')
  }
})

test('a passphrase and keys together are refused, and so is a secret key as a recipient, unseen', async () => {
  const secret = /AGE-SECRET-KEY-\S+/.exec(await readFile(identityFile, 'utf8'))?.[0] ?? ''
  const seal = (argv: string[], env = {}) =>
    dyshop(['seal', '--archive', archive(), '--out', folder.free('a.age'), ...argv, '--json'], {
      env,
    })
  const mixed = ['--recipient', recipient, '--passphrase-file', passphraseFile]
  const byEnvironment = { DYSHOP_PASSPHRASE_FILE: passphraseFile }
  for (const ended of [await seal(mixed), await seal(mixed.slice(0, 2), byEnvironment)]) {
    expect(ended.exitCode).toBe(2)
    expect(ended.error().error.code).toBe('mixed-keys')
  }
  for (const wrong of [secret, 'age1nonsense', 'ssh-ed25519 AAAA', recipient.slice(0, -1)]) {
    const ended = await seal(['--recipient', wrong])
    expect(ended.error().error).toMatchObject({ code: 'bad-recipient', exitCode: 2 })
    expect(ended.stdout + ended.stderr).not.toContain(secret)
  }
})

test('recipients come from a file too; what was sealed with keys wants a key, and says so', async () => {
  const recipients = folder.free('recipients.txt')
  await writeFile(recipients, `# the shop\n${recipient}\n\n# the bookkeeper\n${recipient}\n`)
  const out = folder.free('keys.tar.age')
  const argv = ['--archive', archive(), '--out', out, '--recipients-file', recipients]
  expect(await dataOf<SealResult>(['seal', ...argv])).toMatchObject({ recipients: 1 })
  const unseal = (...more: string[]) =>
    dyshop(['unseal', out, '--to', folder.free('opened'), ...more, '--json'])
  const codeOf = async (...more: string[]) => (await unseal(...more)).error().error.code
  expect(await codeOf()).toBe('needs-identity')
  expect(await codeOf('--identity', passphraseFile)).toBe('bad-identity')
  expect(await codeOf('--identity', 'nowhere.txt')).toBe('path-not-found')
  expect((await unseal('--identity', identityFile)).exitCode).toBe(0)
})

test('without a terminal it names the ways to give a passphrase', async () => {
  const ended = await dyshop(['seal', '--archive', archive(), '--json'])
  expect(ended.exitCode).toBe(2)
  expect(ended.error().error.code).toBe('needs-terminal')
  expect(ended.error().error.hint).toContain('DYSHOP_PASSPHRASE_FILE')
})

test('a sealed file that is there is not written over, and none is made inside the archive', async () => {
  const out = folder.free('there.tar.age')
  await writeFile(out, 'precious')
  const argv = ['seal', '--archive', archive(), '--recipient', recipient, '--json', '--out']
  expect((await dyshop([...argv, out])).error().error).toMatchObject({ code: 'file-exists' })
  expect(await readFile(out, 'utf8')).toBe('precious')
  const inside = await dyshop([...argv, join(archive(), 'a.tar.age')])
  expect(inside.error().error.code).toBe('out-in-archive')
})

test('a damaged sealed file ends with 6 and leaves no folder', async () => {
  const parent = folder.free()
  await mkdir(parent)
  const out = join(parent, 'shop.tar.age')
  await dataOf(['seal', '--archive', archive(), '--recipient', recipient, '--out', out])
  const bytes = await readFile(out)
  await writeFile(out, bytes.subarray(0, bytes.length - 1))
  const ended = await dyshop(['unseal', out, '--identity', identityFile, '--json'], { cwd: parent })
  expect(ended.exitCode).toBe(6)
  expect(ended.error().error.code).toBe('sealed-damaged')
  expect(await readdir(parent)).toEqual(['shop.tar.age'])
  await writeFile(out, bytes)
  const opened = await dyshop(['unseal', out, '--identity', identityFile], { cwd: parent })
  expect(opened.exitCode).toBe(0)
  expect((await readdir(parent)).sort()).toEqual(['shop', 'shop.tar.age'])
})

test('nothing is sealed while another run works on the archive', async () => {
  const holder = JSON.stringify({ pid: 1, host: 'elsewhere', since: '', command: 'backup' })
  const lock = join(archive(), '.dyshop.lock')
  await writeFile(lock, holder)
  try {
    const argv = ['seal', '--archive', archive(), '--recipient', recipient, '--json']
    expect((await dyshop(argv)).exitCode).toBe(8)
  } finally {
    await rm(lock)
  }
})

test('--dry-run tells what would be sealed and removed, needs no key, and does neither', async () => {
  const before = await fileHashes(archive())
  const out = folder.free('planned.tar.age')
  const argv = ['seal', '--archive', archive(), '--out', out, '--remove-plain', '--dry-run']
  const planned = await dataOf<SealPlan>(argv)
  expect(planned).toMatchObject({ dryRun: true, out, removesPlain: true, archive: archive() })
  expect(await fileHashes(archive())).toEqual(before)
  await expect(stat(out)).rejects.toMatchObject({ code: 'ENOENT' })
  const sealed = await dataOf<SealResult>(['seal', ...argv.slice(1, 5), '--recipient', recipient])
  expect(sealed).toMatchObject({ files: planned.files, plainBytes: planned.plainBytes })
  expect((await dyshop(argv)).exitCode).toBe(2)
})
