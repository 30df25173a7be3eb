import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { measure } from './measure.ts'
import { type Finish, type Runner, race } from './race.ts'
import type { Row } from './results.ts'
import { columnTypes, type Workshop } from './workshop.ts'

/** The lines of the table, each a race of its own. */
export class Bench {
  readonly turns: number
  readonly #workshop: Workshop

  constructor(workshop: Workshop, turns: number) {
    this.#workshop = workshop
    this.turns = turns
  }

  /** Reading, archiving, Excel and hashes against the bare conversion of the same file. */
  async backups(lines: number): Promise<Row[]> {
    const out = this.#workshop.at('bare.xlsx')
    const csv = await this.#csvOf(lines)
    const types = await columnTypes(csv)
    const rivals = this.#workshop.converters.slice(0, 1).map(
      ({ name, command }): Runner => ({
        name,
        command: command(csv, out, types),
        clear: [out],
      }),
    )
    const [own, ...others] = await race([this.#backup(lines), ...rivals], this.turns)
    const size = await sizeOf(join(this.#workshop.archive(lines), 'archive.db'))
    return rowsOf(`backup of ${lines} lines; peers: bare conversion`, own, others, {
      must: 1.2,
      aim: 0.8,
      sizes: [size, await sizeOf(out)],
    })
  }

  /** The same sheet from the archive, and by each peer from a CSV file of the same cells. */
  async exports(lines: number): Promise<Row[]> {
    const archive = this.#workshop.archive(lines)
    const csv = this.#workshop.at('orders.csv')
    await measure(
      this.#workshop.dyshop('export', 'orders', '--out', csv, '--archive', archive, '--quiet'),
    )
    const types = await columnTypes(csv)
    const own = this.#workshop.at('dyshop.xlsx')
    const argv = ['export', 'orders', '--out', own, '--archive', archive, '--quiet']
    const peers = this.#workshop.converters.filter(({ maxRows }) => lines <= maxRows)
    const outs = peers.map(({ name }) => this.#workshop.at(`${name.replaceAll(' ', '-')}.xlsx`))
    const runners: Runner[] = [
      { name: 'dyshop', command: this.#workshop.dyshop(...argv), clear: [own] },
      ...peers.map(({ name, command }, i) => {
        const out = outs[i] ?? ''
        return { name, command: command(csv, out, types), clear: [out], isSlow: i > 0 }
      }),
    ]
    const [first, ...others] = await race(runners, this.turns)
    const sameCells = await this.#haveSameCells([own, ...outs], types.length)
    const sizes = await Promise.all([own, ...outs].map(sizeOf))
    const rows = rowsOf(`export of ${lines} lines to .xlsx`, first, others, {
      must: 0.8,
      aim: 0.5,
      sizes,
    })
    return rows.map((row, i) => ({ ...row, note: sameCells[i + 1] ? 'same cells' : 'OTHER CELLS' }))
  }

  async reading(lines: number): Promise<Row[]> {
    const xlsx = this.#workshop.at('dyshop.xlsx')
    const runners: Runner[] = [
      { name: 'dyshop', command: this.#workshop.readOwn(xlsx) },
      ...this.#workshop.readers
        .filter(({ maxRows }) => lines <= maxRows)
        .map(({ name, command }, i) => ({ name, command: command(xlsx), isSlow: i > 0 })),
    ]
    const [own, ...others] = await race(runners, this.turns)
    const size = await sizeOf(xlsx)
    const rows = rowsOf(`reading .xlsx of ${lines} lines`, own, others, {
      must: 0.35,
      aim: 0.2,
      sizes: [size, ...others.map(() => size)],
    })
    const cells = Number.parseInt(own?.stdout ?? '', 10)
    return rows.map((row, i) => {
      const isSame = Number.parseInt(others[i]?.stdout ?? '', 10) === cells
      return { ...row, note: isSame ? 'same count of cells' : 'OTHER COUNT OF CELLS' }
    })
  }

  /** Time and memory as the lines grow. */
  async growth(small: number, large: number): Promise<Row[]> {
    const [few, many] = await race([this.#backup(small), this.#backup(large)], 1)
    if (!few || !many) return []
    const factor = large / small
    return [
      {
        what: `backup: ${large} lines against ${small}, for each line`,
        own: many.seconds,
        peer: few.seconds * factor,
        peerName: `${factor} × the smaller`,
        must: 1.05,
        ownPeakMb: many.peakMb,
        peerPeakMb: few.peakMb,
        sizes: [await sizeOf(join(this.#workshop.archive(large), 'archive.db')), 0],
      },
      {
        what: `peak memory, ${large} lines × 73 columns`,
        memoryMb: many.peakMb,
        must: 300,
        aim: 200,
      },
    ]
  }

  /** Every big piece of work once, without a peer: none of them gets so far. */
  async alone(lines: number): Promise<Row[]> {
    const at = ['--archive', this.#workshop.archive(lines)]
    const out = (name: string) => this.#workshop.at(name)
    const [xlsx, parquet] = [out('huge.xlsx'), out('huge-parquet')]
    const works: Runner[] = [
      this.#backup(lines),
      this.#own('export to .xlsx', ['export', 'orders', '--out', xlsx, ...at], [xlsx]),
      this.#own(
        'export to Parquet by month',
        [
          'export',
          'orders',
          '--out',
          parquet,
          '--format',
          'parquet',
          '--partition',
          'month',
          ...at,
        ],
        [parquet],
      ),
      this.#own('check', ['check', '--json', '--no-input', ...at], []),
      this.#own('find 耳机', ['find', '耳机', '--json', ...at], []),
      this.#own('verify', ['verify', '--json', ...at], []),
    ]
    const rows: Row[] = []
    for (const work of works) {
      const [finish] = await race([work], 1)
      if (!finish) continue
      const { seconds, peakMb } = finish
      rows.push({ what: `${work.name}, ${lines} lines`, own: seconds, ownPeakMb: peakMb })
    }
    const [backup] = rows
    if (backup) {
      backup.what = `backup of ${lines} lines`
      backup.sizes = [await sizeOf(join(this.#workshop.archive(lines), 'archive.db')), 0]
    }
    return rows
  }

  #own(name: string, argv: readonly string[], clear: readonly string[]): Runner {
    const command = this.#workshop.dyshop(...argv)
    return { name, command, clear, exitCodes: [0, 1, 3] }
  }

  async queries(lines: number): Promise<Row[]> {
    const at = ['--archive', this.#workshop.archive(lines), '--json', '--no-input']
    const commands: Record<string, readonly string[]> = {
      check: ['check'],
      'find 耳机': ['find', '耳机'],
      'find 收纳箱': ['find', '收纳箱'],
      'find by the end of an id': ['find', '000011'],
      'find by a whole id': ['find', '6910000000000000111'],
    }
    const runners = Object.entries(commands).map(
      ([name, argv]): Runner => ({
        name,
        command: this.#workshop.dyshop(...argv, ...at),
        exitCodes: [0, 1, 3],
      }),
    )
    const finishes = await race(runners, this.turns)
    return finishes.map(({ name, seconds, peakMb }, i) => ({
      what: `${name}, archive of ${lines} lines`,
      own: seconds,
      ownPeakMb: peakMb,
      ...(i === 0 ? { mustSeconds: 1.5, aimSeconds: 0.5 } : { mustSeconds: 1 }),
    }))
  }

  async startUp(): Promise<Row[]> {
    const runners: Runner[] = [
      { name: 'dyshop', command: this.#workshop.dyshop('--version') },
      { name: 'node -e 0', command: [process.execPath, '-e', '0'] },
    ]
    const [own, ...others] = await race(runners, 25)
    return rowsOf('--version', own, others, { must: 1.5, aim: 1.25, sizes: [] })
  }

  #backup(lines: number): Runner {
    const archive = this.#workshop.archive(lines)
    const exports = this.#workshop.exports(lines)
    return {
      name: 'dyshop',
      command: this.#workshop.dyshop('backup', exports, '--archive', archive, '--quiet'),
      clear: [archive],
    }
  }

  async #csvOf(lines: number): Promise<string> {
    const folder = join(this.#workshop.exports(lines), '订单')
    const [file = ''] = await readdir(folder)
    return join(folder, file)
  }

  /** Whether each workbook has the very cells of the first, by dyshop's reader. */
  async #haveSameCells(workbooks: readonly string[], columns: number): Promise<boolean[]> {
    const digests: string[] = []
    for (const path of workbooks) {
      const command = this.#workshop.readOwn(path, '--digest', String(columns))
      digests.push((await measure(command)).stdout.trim())
    }
    return digests.map((digest) => digest === digests[0])
  }
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path)).size
}

function rowsOf(
  what: string,
  own: Finish | undefined,
  others: readonly Finish[],
  { must, aim, sizes }: { must: number; aim: number; sizes: readonly number[] },
): Row[] {
  if (!own) return []
  return others.map((other, i) => ({
    what,
    own: own.seconds,
    peer: other.seconds,
    peerName: other.name,
    ...(i === 0 ? { must, aim } : {}),
    ownPeakMb: own.peakMb,
    peerPeakMb: other.peakMb,
    sizes: [sizes[0] ?? 0, sizes[i + 1] ?? 0] as const,
  }))
}
