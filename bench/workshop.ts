import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, open, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { writeLongFiles } from '../examples/generator/long-files.ts'
import { formatOf } from '../src/sources/seller-files/formats/all.ts'
import type { Command } from './measure.ts'

const run = promisify(execFile)
const ROOT = join(import.meta.dirname, '..')
const PEERS = join(import.meta.dirname, 'peers')
const NODE = process.execPath
/** The newest version of SheetJS that the npm registry has. */
const SHEETJS = 'xlsx@0.18.5'

/** A program that makes a sheet of a CSV file. */
export interface Converter {
  name: string
  /** Rows from which on it takes more memory than most machines have. */
  maxRows: number
  command(csv: string, out: string, types: string): Command
}

/** A program that reads a workbook and prints how many cells are filled. */
export interface Reader {
  name: string
  maxRows: number
  command(xlsx: string): Command
}

/** Everything that is needed before anything can be measured. */
export class Workshop {
  readonly folder: string
  /** Peers that cannot be had here, with the reason. */
  readonly skipped: string[] = []
  readonly converters: Converter[] = []
  readonly readers: Reader[] = []

  private constructor(folder: string) {
    this.folder = folder
  }

  static async open(folder: string, seed: number, sizes: readonly number[]): Promise<Workshop> {
    const workshop = new Workshop(folder)
    await mkdir(folder, { recursive: true })
    for (const lines of sizes) {
      await writeLongFiles(workshop.exports(lines), { lines, files: 1, seed })
    }
    await run(NODE, [join(ROOT, 'scripts/build.mjs')], { cwd: ROOT })
    await build({
      entryPoints: [join(import.meta.dirname, 'read-workbook.ts')],
      outfile: workshop.at('read-workbook.mjs'),
      bundle: true,
      format: 'esm',
      platform: 'node',
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
    })
    await workshop.#addConverters()
    await workshop.#addReaders()
    return workshop
  }

  at(...names: string[]): string {
    return join(this.folder, ...names)
  }

  /** The folder with the exports of so many lines. */
  exports(lines: number): string {
    return this.at(`lines-${lines}`)
  }

  archive(lines: number): string {
    return this.at(`archive-${lines}`)
  }

  dyshop(...argv: string[]): Command {
    return [NODE, join(ROOT, 'bin/dyshop.js'), ...argv]
  }

  readOwn(xlsx: string, ...argv: string[]): Command {
    return [NODE, this.at('read-workbook.mjs'), xlsx, ...argv]
  }

  async #addConverters(): Promise<void> {
    const program = this.at('csv_to_xlsx')
    const source = join(PEERS, 'csv_to_xlsx.c')
    await this.#offer('libxlsxwriter', async () => {
      await run('gcc', ['-O2', '-o', program, source, '-lxlsxwriter'])
      this.#convert('libxlsxwriter', (csv, out, types) => [program, csv, out, types])
    })
    this.#convert('exceljs streaming', (csv, out, types) => [
      NODE,
      join(PEERS, 'exceljs-write.mjs'),
      csv,
      out,
      types,
    ])
    for (const library of ['xlsxwriter', 'openpyxl']) {
      await this.#offer(`Python ${library}`, async () => {
        const python = await pythonWith(library)
        const script = join(PEERS, 'csv_to_xlsx.py')
        this.#convert(`Python ${library}`, (csv, out, types) => [
          python,
          script,
          library,
          csv,
          out,
          types,
        ])
      })
    }
    await this.#offer('SheetJS', async () => {
      const sheetJs = await this.#sheetJs()
      const command = (csv: string, out: string, types: string): Command => [
        ...sheetJs('write'),
        csv,
        out,
        types,
      ]
      this.converters.push({ name: 'SheetJS', maxRows: 200_000, command })
    })
  }

  #convert(name: string, command: Converter['command']): void {
    this.converters.push({ name, maxRows: Number.POSITIVE_INFINITY, command })
  }

  async #addReaders(): Promise<void> {
    this.readers.push({
      name: 'exceljs streaming',
      maxRows: Number.POSITIVE_INFINITY,
      command: (xlsx) => [NODE, join(PEERS, 'exceljs-read.mjs'), xlsx],
    })
    if (!existsSync(this.at('sheetjs'))) return
    const sheetJs = await this.#sheetJs()
    this.readers.push({
      name: 'SheetJS',
      maxRows: 200_000,
      command: (xlsx) => [...sheetJs('read'), xlsx],
    })
  }

  /** SheetJS is no dependency of the project: it goes to the benchmark's own folder. */
  async #sheetJs(): Promise<(job: string) => Command> {
    const folder = this.at('sheetjs')
    if (!existsSync(join(folder, 'node_modules'))) {
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, 'package.json'), '{"private":true}\n')
      await run('npm', ['install', '--no-audit', '--no-fund', SHEETJS], { cwd: folder })
    }
    const library = createRequire(join(folder, 'package.json')).resolve('xlsx')
    return (job) => [NODE, '--max-old-space-size=8192', join(PEERS, 'sheetjs.mjs'), library, job]
  }

  async #offer(name: string, make: () => Promise<void>): Promise<void> {
    try {
      await make()
    } catch (error) {
      this.skipped.push(`${name} (${String(error).split('\n')[0]?.slice(0, 120)})`)
    }
  }
}

/** More than the header of any order export. */
const HEADER_BYTES = 1 << 14
/** Debian's packages are seen by Debian's own Python only, which another may hide. */
async function pythonWith(library: string): Promise<string> {
  for (const python of ['python3', '/usr/bin/python3']) {
    const found = run(python, ['-c', `import ${library}`])
    if (await found.then(Boolean, () => false)) return python
  }
  throw new Error(`python3-${library} is not installed`)
}

const TYPE_LETTERS = { id: 't', text: 't', amount: 'a', integer: 'i', time: 'd' } as const

/** A letter per column of a CSV file of orders: what the peers make of its cells. */
export async function columnTypes(csv: string): Promise<string> {
  const file = await open(csv)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0)
  await file.close()
  const start = buffer.toString('utf8', 0, bytesRead)
  const [header = ''] = start.replace(/^\ufeff/, '').split(/\r?\n/)
  const known = new Map(formatOf('orders').columns.map(({ name, type }) => [name, type]))
  return header
    .split(',')
    .map((name) => (name === '数据截至' ? 'd' : TYPE_LETTERS[known.get(name) ?? 'text']))
    .join('')
}
