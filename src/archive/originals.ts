import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { AtomicFiles } from '../app/ports.ts'
import { listFiles, NAMES } from './folder.ts'

/** What is known about a kept file besides its bytes; stands beside it as `<sha256>.facts`. */
export interface OriginalFacts {
  sha256: string
  size: number
  /** The name it was given under, relative to the path on the command line. */
  file: string
  /** When the file was last changed, ISO 8601 with +08:00: the last resort for its "as of". */
  modifiedAt: string
  keptAt: string
  /** Set when people's data was deleted from it: what it was before, and what can no longer be read in it. */
  redacted?: RedactedFacts
}

/** A report that took the place of one whose file had people's data in it. */
export interface RedactedFacts {
  /** SHA-256 of the file that was given. */
  replaces: string
  /** SHA-256 of the report in it, and its sheet by number; by both it is known when it is given again. */
  sha256: string
  sheet: string
  asOf: string
  /** Rows that could not be read and were not kept. */
  rejected: number
}

export interface KeptOriginal {
  facts: OriginalFacts
  /** Where its bytes are, relative to the archive. */
  path: string
  isNew: boolean
  /** False when name and times were lost and are made up for. */
  hasFacts: boolean
}

/** Sees every byte of a file while it is being kept. */
export type Observer = (chunk: Buffer) => void

const EXTENSIONS = new Set(['.csv', '.tsv', '.txt', '.xlsx', '.xls', '.zip', '.json', '.ndjson'])

/** The byte-exact inputs under `originals/`, named by their own hash. */
export class Originals {
  readonly #root: string
  readonly #files: AtomicFiles
  readonly #known = new Map<string, KeptOriginal>()
  readonly #sizes = new Set<number>()

  private constructor(root: string, files: AtomicFiles) {
    this.#root = root
    this.#files = files
  }

  /** Reads what is kept already. Facts that cannot be read are made up for by the file's own name. */
  static async open(root: string, files: AtomicFiles): Promise<Originals> {
    const originals = new Originals(root, files)
    const folder = join(root, NAMES.originals)
    const paths = await listFiles(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    })
    for (const path of paths) {
      const [, sha256, extension] = /(?:^|\/)([0-9a-f]{64})(\.[a-z]+)?$/.exec(path) ?? []
      if (!sha256 || extension === '.facts') continue
      const known = await readFacts(folder, path, sha256)
      const facts = known ?? (await madeUpFacts(folder, path, sha256))
      const hasFacts = known !== null
      originals.#remember({ facts, path: `${NAMES.originals}/${path}`, isNew: false, hasFacts })
    }
    return originals
  }

  /** Everything kept, oldest first. */
  all(): KeptOriginal[] {
    return [...this.#known.values()].sort(
      (a, b) => compare(a.facts.keptAt, b.facts.keptAt) || compare(a.facts.sha256, b.facts.sha256),
    )
  }

  /** The path of a kept file's bytes on disk. */
  pathOf({ path }: KeptOriginal): string {
    return join(this.#root, path)
  }

  /**
   * Copies a file into the archive, byte by byte, unless its very bytes are there already.
   * @param observe sees all bytes in any case
   */
  async keep(
    source: string,
    facts: Pick<OriginalFacts, 'file' | 'modifiedAt' | 'keptAt'>,
    observe: Observer,
  ): Promise<KeptOriginal> {
    if (this.#sizes.has((await stat(source)).size)) {
      const known = this.#known.get(await hashOf(source))
      if (known && (await this.#isWhole(known))) {
        for await (const chunk of createReadStream(source, READ)) observe(chunk)
        return { ...known, isNew: false }
      }
    }
    return this.#copy(chunksOf(source), extname(facts.file), facts, observe)
  }

  /** Gives kept bytes a better name: one that tells a later export of the very same content. */
  async rename(kept: KeptOriginal, file: string): Promise<void> {
    const renamed = { ...kept, facts: { ...kept.facts, file } }
    const path = join(this.#root, factsPathOf(kept.facts.sha256))
    await this.#files.write(path, `${JSON.stringify(renamed.facts, null, 2)}\n`)
    this.#remember(renamed)
  }

  /** Keeps bytes that were not a file before, such as an address typed in. */
  async keepBytes(
    bytes: Buffer,
    facts: Pick<OriginalFacts, 'file' | 'modifiedAt' | 'keptAt'>,
  ): Promise<KeptOriginal> {
    return this.#copy([bytes], extname(facts.file), facts, () => undefined)
  }

  /** Keeps what takes the place of a report, or a file as another archive has it. */
  async keepChunks(
    chunks: AsyncIterable<Buffer>,
    facts: Omit<OriginalFacts, 'sha256' | 'size'>,
  ): Promise<KeptOriginal> {
    return this.#copy(chunks, extname(facts.file), facts, () => undefined)
  }

  async #copy(
    chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
    extension: string,
    facts: Omit<OriginalFacts, 'sha256' | 'size'>,
    observe: Observer,
  ): Promise<KeptOriginal> {
    const part = await this.#files.create(join(this.#root, NAMES.originals, 'incoming'))
    try {
      let size = 0
      for await (const chunk of chunks) {
        observe(chunk)
        size += chunk.length
        await part.write(chunk)
      }
      const sha256 = part.sha256()
      const known = this.#known.get(sha256)
      if (known && (await this.#isWhole(known))) {
        await part.discard()
        return { ...known, isNew: false }
      }
      // Bytes that are damaged or gone are made good by the same ones given again; their facts stay.
      const factsPath = join(this.#root, factsPathOf(sha256))
      const before = known?.facts ?? (await readFactsFile(factsPath))
      const kept: KeptOriginal = {
        facts: { sha256, size, ...pick(before ?? facts) },
        path: known?.path ?? originalPath(sha256, extension),
        isNew: !known,
        hasFacts: true,
      }
      // The facts first: bytes without their name and date could not be rebuilt from as they were.
      await this.#files.write(factsPath, `${JSON.stringify(kept.facts, null, 2)}\n`)
      await part.commit(join(this.#root, kept.path))
      this.#remember(kept)
      return kept
    } catch (error) {
      await part.discard()
      throw error
    }
  }

  async #isWhole(kept: KeptOriginal): Promise<boolean> {
    return (await hashOf(this.pathOf(kept))) === kept.facts.sha256
  }

  #remember(kept: KeptOriginal): void {
    this.#known.set(kept.facts.sha256, kept)
    this.#sizes.add(kept.facts.size)
  }
}

const READ = { highWaterMark: 1 << 20 }

/**
 * The bytes of a file, which is only opened once someone waits for them: a stream that cannot be
 * opened while nobody listens ends the process.
 */
async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  yield* createReadStream(path, READ)
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, READ)) hash.update(chunk)
  return hash.digest('hex')
}

function originalPath(sha256: string, extension: string): string {
  const plain = extension.toLowerCase()
  return `${NAMES.originals}/${sha256.slice(0, 2)}/${sha256}${EXTENSIONS.has(plain) ? plain : '.bin'}`
}

/** Where the facts about a kept file stand. */
export function factsPathOf(sha256: string): string {
  return `${NAMES.originals}/${sha256.slice(0, 2)}/${sha256}.facts`
}

async function readFacts(
  folder: string,
  path: string,
  sha256: string,
): Promise<OriginalFacts | null> {
  const { size } = await stat(join(folder, path))
  const before = await readFactsFile(
    join(folder, path.slice(0, path.indexOf(sha256)), `${sha256}.facts`),
  )
  return before && { ...before, sha256, size }
}

/** Lost or damaged facts: the bytes are what counts; whoever reads them tells about the facts. */
async function madeUpFacts(folder: string, path: string, sha256: string): Promise<OriginalFacts> {
  const { size, mtimeMs } = await stat(join(folder, path))
  const modifiedAt = new Date(Math.floor(mtimeMs) + 8 * 3_600_000).toISOString()
  const time = `${modifiedAt.slice(0, 19)}+08:00`
  return { sha256, size, file: path.split('/').at(-1) ?? path, modifiedAt: time, keptAt: time }
}

/** @returns null when they are not there or cannot be read */
async function readFactsFile(path: string): Promise<OriginalFacts | null> {
  try {
    const facts = JSON.parse(await readFile(path, 'utf8')) as Partial<OriginalFacts>
    const { file, modifiedAt, keptAt } = facts
    const isWhole = [file, modifiedAt, keptAt].every((text) => typeof text === 'string')
    return isWhole ? (facts as OriginalFacts) : null
  } catch {
    return null
  }
}

function pick({ file, modifiedAt, keptAt, redacted }: Omit<OriginalFacts, 'sha256' | 'size'>) {
  return { file, modifiedAt, keptAt, ...(redacted ? { redacted } : {}) }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
