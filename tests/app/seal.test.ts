import { appendFileSync, createReadStream, rmSync, truncateSync } from 'node:fs'
import {
  cp,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { basename, join } from 'node:path'
import { armor, generateIdentity, identityToRecipient } from 'age-encryption'
import { pack } from 'tar-stream'
import { beforeAll, describe, expect, test } from 'vitest'
import type { AtomicFiles } from '../../src/app/ports.ts'
import { planSeal, type SealInput, seal } from '../../src/app/seal.ts'
import { unseal } from '../../src/app/unseal.ts'
import { DyshopError } from '../../src/errors.ts'
import { decrypt, encrypt } from '../../src/platform/age.ts'
import { atomicFiles, PART_SUFFIX, removingPath } from '../../src/platform/atomic-file.ts'
import { NO_PROGRESS } from '../../src/platform/progress.ts'
import { ageMissing, openedByOthers, sealedByAge } from '../support/age.ts'
import { fileHashes } from '../support/archive-content.ts'
import { realDeps } from '../support/deps.ts'
import { dataOf } from '../support/dyshop.ts'
import { useFolder } from '../support/folder.ts'
import { EXAMPLE_SHOP } from '../support/shops.ts'

const folder = useFolder()
let identity: string
let recipient: string
let sealed: string
let original: string

beforeAll(async () => {
  identity = await generateIdentity()
  recipient = await identityToRecipient(identity)
  original = folder.at('plain')
  await dataOf(['backup', join(EXAMPLE_SHOP, '商品'), '--archive', original])
  await dataOf(['attach', join(EXAMPLE_SHOP, '../README.md'), '--archive', original])
  sealed = folder.at('shop.tar.age')
  await seal(inputFor(original, { out: sealed }), realDeps())
})

function inputFor(root: string, changed: Partial<SealInput> = {}): SealInput {
  const key = async () => ({ recipients: [recipient] })
  return { root, out: null, key, removePlain: false, confirm: null, ...changed }
}

const opened = (file: string, to: string, keys = [identity]) =>
  unseal({ file, to, key: async () => ({ identities: keys }) }, realDeps())

async function plainCopy(): Promise<string> {
  const root = join(folder.free(), '蓬莱小店')
  await cp(original, root, { recursive: true, preserveTimestamps: true })
  return root
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const stop = await work.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(stop instanceof DyshopError)) throw stop ?? new Error('it did not stop')
  return stop.code
}

describe('a sealed archive', () => {
  test('comes out as it went in, file by file, and verifies', async () => {
    const to = folder.free('opened')
    const { data } = await opened(sealed, to)
    expect(await fileHashes(to)).toEqual(await fileHashes(original))
    expect(data.files).toBe(Object.keys(await fileHashes(original)).length)
    await dataOf(['verify', '--deep', '--archive', to])
  })

  test('is for its owner only, and so is what comes out', async ({ skip }) => {
    skip(process.platform === 'win32', 'Windows has no such rights')
    expect((await stat(sealed)).mode & 0o777).toBe(0o600)
    const to = folder.free('opened')
    await opened(sealed, to)
    expect((await stat(to)).mode & 0o777).toBe(0o700)
    expect((await stat(join(to, 'archive.db'))).mode & 0o777).toBe(0o600)
  })

  test('says nothing of what is in it, not even names', async () => {
    const bytes = await readFile(sealed)
    for (const word of ['archive.db', 'originals', 'SQLite', basename(original)]) {
      expect(bytes.includes(word), word).toBe(false)
    }
  })

  test('opens with age and tar alone', async ({ skip }) => {
    skip(ageMissing !== undefined, ageMissing)
    const root = folder.free()
    await mkdir(root)
    await writeFile(join(root, 'key.txt'), `# a key\n${identity}\n`)
    openedByOthers(sealed, join(root, 'key.txt'), root)
    expect(await fileHashes(join(root, 'plain'))).toEqual(await fileHashes(original))
  })

  test('opens with the secret key of each of its recipients, and of nobody else', async () => {
    const people = await Promise.all([generateIdentity(), generateIdentity()])
    const recipients = await Promise.all(people.map(identityToRecipient))
    const out = folder.free('two.tar.age')
    const { data } = await seal(
      inputFor(original, { out, key: async () => ({ recipients }) }),
      realDeps(),
    )
    expect(data).toMatchObject({ recipients: 2, sealedWith: 'recipients', readBack: true })
    const head = (await readFile(out)).subarray(0, 600).toString('latin1')
    expect(head.match(/^-> /gm)).toHaveLength(2)
    for (const person of people) await opened(out, folder.free('opened'), [person])
    const to = folder.free('opened')
    expect(await codeOf(opened(out, to))).toBe('wrong-identity')
    await expect(stat(to)).rejects.toThrow('ENOENT')
  })

  test('takes along what somebody put into the folder by hand', async () => {
    const root = await plainCopy()
    await writeFile(join(root, '我的笔记.txt'), 'notes')
    const { data, findings } = await seal(inputFor(root), realDeps())
    expect(findings.map(({ code }) => code)).toContain('unlisted-file')
    const to = folder.free('opened')
    await opened(data.out, to)
    expect(await readFile(join(to, '我的笔记.txt'), 'utf8')).toBe('notes')
  })

  test('names the files that Windows could not unpack, and seals them all the same', async ({
    skip,
  }) => {
    skip(process.platform !== 'linux', 'other systems do not take these names')
    const root = await plainCopy()
    const strange = ['con.txt', 'aux/inside.txt', 'notes. ', 'why?.txt', 'List.txt', 'list.txt']
    await mkdir(join(root, 'aux'))
    for (const path of [...strange, 'fine.txt']) await writeFile(join(root, path), path)
    const named = (
      code: string,
      { findings }: Awaited<ReturnType<typeof seal | typeof planSeal>>,
    ) => findings.filter((each) => each.code === code).map(({ where, args }) => [where.file, args])
    const input = inputFor(root)
    const planned = await planSeal(input, realDeps())
    const outcome = await seal(input, realDeps())
    for (const each of [planned, outcome]) {
      expect(named('windows-name', each)).toEqual(
        ['aux', 'con.txt', 'notes. ', 'why?.txt'].map((path) => [path, {}]),
      )
      expect(named('namesake', each)).toEqual([['list.txt', { other: 'List.txt' }]])
      expect(each.complete).toBe(true)
    }
    const to = folder.free('opened')
    await opened(outcome.data.out, to)
    for (const path of strange) expect(await readFile(join(to, path), 'utf8')).toBe(path)
  })
})

describe('what is not whole', () => {
  test('is refused, wherever a byte was changed or the file cut off, and leaves nothing', async () => {
    const whole = await readFile(sealed)
    const places = [0, 5, 25, 60, 130, 180, 215, 240, 70_000, whole.length - 1]
    for (let at = 300; at < whole.length; at += Math.floor(whole.length / 12)) places.push(at)
    const root = folder.free()
    await mkdir(root)
    const damaged = join(root, 'damaged.tar.age')
    const refusals = async (bytes: Uint8Array) => {
      await writeFile(damaged, bytes)
      return codeOf(opened(damaged, join(root, 'opened')))
    }
    for (const at of places) {
      const altered = Buffer.from(whole)
      altered[at] = (altered[at] ?? 0) ^ 0x10
      expect(['sealed-damaged', 'wrong-identity'], `at ${at}`).toContain(await refusals(altered))
      const cut = whole.subarray(0, at)
      expect(await refusals(cut), `cut at ${at}`).toBe('sealed-damaged')
    }
    expect(await refusals(Buffer.concat([whole, Buffer.from('x')]))).toBe('sealed-damaged')
    expect(await readdir(root)).toEqual(['damaged.tar.age'])
  }, 120_000)

  test('is never sealed: a damaged archive is refused, and one that a run left half done', async () => {
    const root = await plainCopy()
    await writeFile(join(root, 'orders.xlsx'), 'altered')
    expect(await codeOf(seal(inputFor(root), realDeps()))).toBe('not-sealable')
    const other = await plainCopy()
    await writeFile(join(other, '.dyshop.unfinished'), '')
    expect(await codeOf(seal(inputFor(other), realDeps()))).toBe('not-sealable')
    expect(await readdir(join(other, '..'))).toEqual(['蓬莱小店'])
  })

  test('is found when the sealed file is read back, and then nothing is kept or removed', async () => {
    const root = await plainCopy()
    const disk = atomicFiles()
    // A disk that takes every byte and gives back another one.
    const lying: AtomicFiles = {
      ...disk,
      async create(path) {
        const file = await disk.create(path)
        if (!path.endsWith('.age')) return file
        return {
          write: (chunk) => file.write(chunk),
          sha256: () => file.sha256(),
          commit: (as) => file.commit(as),
          discard: () => file.discard(),
          async settle() {
            const at = await file.settle()
            const bytes = await readFile(at)
            bytes[bytes.length - 50_000] = 255 - (bytes[bytes.length - 50_000] ?? 0)
            await writeFile(at, bytes)
            return at
          },
        }
      },
    }
    const input = inputFor(root, { removePlain: true, confirm: '蓬莱小店' })
    expect(await codeOf(seal(input, realDeps({ files: lying })))).toBe('sealed-damaged')
    expect(await readdir(join(root, '..'))).toEqual(['蓬莱小店'])
    await dataOf(['verify', '--archive', root])
  })
})

describe('removing the plain archive', () => {
  test('needs the name of the shop, or of the folder while there is none', async () => {
    const root = await plainCopy()
    const removePlain = true
    for (const confirm of [null, '', '别的店']) {
      const work = seal(inputFor(root, { removePlain, confirm }), realDeps())
      expect(await codeOf(work)).toBe('wrong-shop-name')
    }
    await writeFile(join(root, 'shop.toml'), '[shop]\nname = "方壶商行"\n')
    const byFolder = seal(inputFor(root, { removePlain, confirm: '蓬莱小店' }), realDeps())
    expect(await codeOf(byFolder)).toBe('wrong-shop-name')
    const { data } = await seal(inputFor(root, { removePlain, confirm: '方壶商行' }), realDeps())
    expect(await readdir(join(root, '..'))).toEqual([basename(data.out)])
    const to = folder.free('opened')
    await opened(data.out, to)
    expect(await readFile(join(to, 'shop.toml'), 'utf8')).toContain('方壶商行')
  })

  test('is refused for a link, of which only the link would go', async () => {
    const root = await plainCopy()
    const link = folder.free('link')
    await symlink(root, link)
    const input = inputFor(link, { removePlain: true, confirm: basename(link) })
    expect(await codeOf(seal(input, realDeps()))).toBe('linked-archive')
    expect(await codeOf(planSeal(input, realDeps()))).toBe('linked-archive')
    expect(await readdir(join(root, '..'))).toEqual([basename(root)])
    expect(await fileHashes(root)).toEqual(await fileHashes(original))
  })

  test('goes on after a run that was killed in the middle of it', async () => {
    const root = await plainCopy()
    const { data } = await seal(inputFor(root), realDeps())
    await cp(root, removingPath(root), { recursive: true })
    const later = realDeps({ clock: { now: () => Date.now() + 60_000 } })
    const { out } = (await seal(inputFor(root), later)).data
    expect((await readdir(join(root, '..'))).sort()).toEqual(
      [basename(data.out), basename(out), '蓬莱小店'].sort(),
    )
  })
})

describe('what changes while it is being sealed', () => {
  /** Lets something happen between the last look at what was sealed and the removal. */
  const onceReadBack = (happens: () => Promise<void>): AtomicFiles => {
    const disk = atomicFiles()
    return {
      ...disk,
      async create(path) {
        const file = await disk.create(path)
        return {
          write: (chunk) => file.write(chunk),
          sha256: () => file.sha256(),
          settle: () => file.settle(),
          discard: () => file.discard(),
          async commit(as) {
            const written = await file.commit(as)
            await happens()
            return written
          },
        }
      },
    }
  }
  const onceListed = (happens: () => void) => ({
    ...NO_PROGRESS,
    start: (phase: string) => (phase === 'writing' ? happens() : undefined),
  })
  const confirm = '蓬莱小店'

  test.each<[string, string[], (root: string) => Promise<void>]>([
    ['came', ['late.txt'], (root) => writeFile(join(root, 'late.txt'), 'late')],
    ['came, an empty folder', ['late'], (root) => mkdir(join(root, 'late'))],
    ['came, a link', ['late'], (root) => symlink('/etc/hosts', join(root, 'late'))],
    ['changed its length', ['notes.txt'], (root) => writeFile(join(root, 'notes.txt'), 'longer')],
    [
      'changed, with length and time as before',
      ['notes.txt', 'orders.xlsx'],
      async (root) => {
        for (const name of ['notes.txt', 'orders.xlsx']) {
          const path = join(root, name)
          const { atime, mtime } = await stat(path)
          const bytes = await readFile(path)
          bytes[0] = 255 - (bytes[0] ?? 0)
          await writeFile(path, bytes)
          await utimes(path, atime, mtime)
        }
      },
    ],
    ['went', ['notes.txt'], (root) => rm(join(root, 'notes.txt'))],
    [
      'got another name',
      ['notes.txt', 'other.txt'],
      (root) => rename(join(root, 'notes.txt'), join(root, 'other.txt')),
    ],
    [
      'was written to the database by another program',
      ['archive.db-wal'],
      (root) => writeFile(join(root, 'archive.db-wal'), 'frames'),
    ],
  ])('keeps the plain archive when something %s, and names %j', async (_, named, happens) => {
    const root = await plainCopy()
    await writeFile(join(root, 'notes.txt'), 'notes')
    const files = onceReadBack(() => happens(root))
    const input = inputFor(root, { removePlain: true, confirm })
    const { data, findings, complete } = await seal(input, realDeps({ files }))
    const told = findings.filter(({ code }) => code === 'changed-while-sealed')
    expect(told.map(({ where }) => where.file)).toEqual(named)
    expect({ complete, removed: data.removedPlain }).toEqual({ complete: false, removed: false })
    expect((await readdir(join(root, '..'))).sort()).toEqual([basename(data.out), confirm].sort())
    expect(await readdir(root)).toContain('manifest.json')
  })

  test('is told too when nothing is to be removed', async () => {
    const root = await plainCopy()
    const files = onceReadBack(() => writeFile(join(root, 'late.txt'), 'late'))
    const { findings } = await seal(inputFor(root), realDeps({ files }))
    expect(findings.map(({ code }) => code)).toContain('changed-while-sealed')
  })

  test('is nothing when a file was only looked at or touched, and what dyshop has at work', async () => {
    const root = await plainCopy()
    const files = onceReadBack(async () => {
      await readFile(join(root, 'orders.xlsx'))
      await utimes(join(root, 'orders.xlsx'), new Date(0), new Date(0))
      await writeFile(join(root, 'archive.db-wal'), '')
      await writeFile(join(root, 'archive.db-shm'), 'shared')
    })
    const input = inputFor(root, { removePlain: true, confirm })
    const { data, complete } = await seal(input, realDeps({ files }))
    expect({ complete, removed: data.removedPlain }).toEqual({ complete: true, removed: true })
    await expect(stat(root)).rejects.toThrow('ENOENT')
  })

  test.each<[string, (path: string) => void]>([
    ['grows', (path) => appendFileSync(path, 'more')],
    ['shrinks', (path) => truncateSync(path, 2)],
    ['goes', (path) => rmSync(path)],
  ])(
    'stops it when a file %s before it is read, and nothing is kept or removed',
    async (_, happens) => {
      const root = await plainCopy()
      await writeFile(join(root, 'notes.txt'), 'notes')
      const progress = onceListed(() => happens(join(root, 'notes.txt')))
      const input = inputFor(root, { removePlain: true, confirm })
      expect(await codeOf(seal(input, realDeps({ progress })))).toBe('archive-changing')
      expect(await readdir(join(root, '..'))).toEqual([confirm])
    },
  )
})

describe('unsealing', () => {
  test('never writes over a folder that is there', async () => {
    const to = folder.free('opened')
    await mkdir(to)
    expect(await codeOf(opened(sealed, to))).toBe('folder-exists')
    expect(await readdir(to)).toEqual([])
  })

  test('clears away what a killed run had unpacked, which is people’s data in plain', async () => {
    const to = folder.free('opened')
    // No process has so high a number.
    const left = join(to, '..', `.${basename(to)}.99999999-0123456789ab${PART_SUFFIX}`)
    await mkdir(left)
    await writeFile(join(left, 'orders.csv'), 'name')
    await opened(sealed, to)
    await expect(stat(left)).rejects.toThrow('ENOENT')
  })

  async function sealedTar(entries: [name: string, content: string | null, link?: string][]) {
    const tar = pack()
    for (const [name, content, linkname] of entries) {
      if (linkname) tar.entry({ name, type: 'symlink', linkname })
      else if (content === null) tar.entry({ name, type: 'directory' })
      else tar.entry({ name }, content)
    }
    tar.finalize()
    const path = folder.free('made.tar.age')
    const { bytes } = await encrypt(tar as AsyncIterable<Uint8Array>, { recipients: [recipient] })
    const all: Uint8Array[] = []
    for await (const chunk of bytes) all.push(chunk)
    await writeFile(path, Buffer.concat(all))
    return path
  }

  test.each([
    ['unsafe-entry', [['../evil', 'x']]],
    [
      'unsafe-entry',
      [
        ['a/', null],
        ['a/../../evil', 'x'],
      ],
    ],
    ['unsafe-entry', [['/tmp/evil', 'x']]],
    [
      'unsafe-entry',
      [
        ['a/', null],
        ['b/evil', 'x'],
      ],
    ],
    [
      'unsafe-entry',
      [
        ['a/', null],
        ['a/link', null, '/etc'],
        ['a/link/evil', 'x'],
      ],
    ],
    [
      'unsafe-entry',
      [
        ['a/', null],
        ['a/x', 'x'],
        ['a/x', 'y'],
      ],
    ],
    [
      'unsafe-entry',
      [
        ['a/', null],
        ['a/x', 'x'],
        ['a/x/y', 'y'],
      ],
    ],
    [
      'unsafe-entry',
      [
        ['a/', null],
        ['a/x/y', 'y'],
        ['a/x', 'x'],
      ],
    ],
    [
      'unsafe-entry',
      [
        ['a/', null],
        ['a/.dyshop.lock', 'x'],
      ],
    ],
    [
      'sealed-foreign',
      [
        ['a/', null],
        ['a/holiday.txt', 'x'],
      ],
    ],
    [
      'sealed-foreign',
      [
        ['a/', null],
        ['a/manifest.json', '{}'],
      ],
    ],
  ] as [string, [string, string | null, string?][]][])(
    'ends with %s for a tar of %j, and writes nothing anywhere',
    async (code, entries) => {
      const file = await sealedTar(entries)
      const root = folder.free()
      await mkdir(root)
      expect(await codeOf(opened(file, join(root, 'a', 'b')))).toBe(code)
      expect(await readdir(join(root, 'a'))).toEqual([])
      expect(await readdir(root)).toEqual(['a'])
    },
  )

  test('says that a tar is cut off, inside of what age finds whole', async () => {
    const whole: Uint8Array[] = []
    const bytes = createReadStream(sealed) as AsyncIterable<Uint8Array>
    for await (const chunk of decrypt(bytes, { identities: [identity] })) whole.push(chunk)
    const tar = Buffer.concat(whole)
    for (const size of [1000, Math.floor(tar.length / 2), tar.length - 4000]) {
      const cut = (async function* () {
        yield new Uint8Array(tar.subarray(0, size))
      })()
      const file = folder.free('cut.tar.age')
      const encrypted = await encrypt(cut, { recipients: [recipient] })
      await writeFile(file, encrypted.bytes)
      const to = folder.free('opened')
      expect(await codeOf(opened(file, to)), `${size}`).toBe('sealed-damaged')
      await expect(stat(to)).rejects.toThrow('ENOENT')
    }
  })

  test('opens what age and tar sealed by hand', async ({ skip }) => {
    skip(ageMissing !== undefined, ageMissing)
    const { execFileSync } = await import('node:child_process')
    const tar = execFileSync('tar', ['-C', original, '-c', '.'], { maxBuffer: 1 << 30 })
    const file = folder.free('by-hand.tar.age')
    sealedByAge(tar, recipient, file)
    const to = folder.free('opened')
    await opened(file, to)
    expect(await fileHashes(to)).toEqual(await fileHashes(original))
  })

  describe('a file in armour', () => {
    const inArmor = async (change: (text: string) => string = (text) => text) => {
      const file = folder.free('armoured.tar.age')
      await writeFile(file, change(armor.encode(await readFile(sealed))))
      return file
    }

    test.each([
      ['as age writes it', (text: string) => text],
      ['with the line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
      ['with blank lines around it', (text: string) => `\n \n${text}\n\n`],
      ['without the last line end', (text: string) => text.trimEnd()],
    ])('is opened, %s', async (_, change) => {
      const to = folder.free('opened')
      await opened(await inArmor(change), to)
      expect(await fileHashes(to)).toEqual(await fileHashes(original))
    })

    test.each([
      ['cut off', (text: string) => text.slice(0, 200_000)],
      ['cut off at the end of a line', (text: string) => text.slice(0, 35 + 65 * 3000)],
      ['without its last line', (text: string) => text.replace(/-----END.*/, '')],
      ['with a character that is none of its own', (text: string) => putAt(text, 150_000, '?')],
      [
        'with another letter',
        (text: string) => putAt(text, 150_000, text[150_000] === 'A' ? 'B' : 'A'),
      ],
      ['with a line too few', (text: string) => text.slice(0, 35 + 650) + text.slice(35 + 715)],
      ['with an empty line', (text: string) => putAt(text, 35 + 64, '\n\n')],
      ['with something behind it', (text: string) => `${text}more`],
      ['on one line', (text: string) => text.replaceAll(/(?<!-)\n/g, '')],
    ])('is called damaged %s, and nothing is left', async (_, change) => {
      const root = folder.free()
      await mkdir(root)
      const file = await inArmor(change)
      expect(await codeOf(opened(file, join(root, 'opened')))).toBe('sealed-damaged')
      expect(await readdir(root)).toEqual([])
    })

    test('is opened when age itself made it', async ({ skip }) => {
      skip(ageMissing !== undefined, ageMissing)
      const { execFileSync } = await import('node:child_process')
      const maxBuffer = 1 << 30
      const tar = execFileSync('tar', ['-C', original, '-c', '.'], { maxBuffer })
      const file = folder.free('by-hand.tar.age')
      const text = execFileSync('age', ['--armor', '-r', recipient], { input: tar, maxBuffer })
      await writeFile(file, text)
      const to = folder.free('opened')
      await opened(file, to)
      expect(await fileHashes(to)).toEqual(await fileHashes(original))
    })
  })
})

const putAt = (text: string, at: number, put: string) =>
  text.slice(0, at) + put + text.slice(at + 1)
