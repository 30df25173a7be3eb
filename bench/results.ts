import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A line of the table. */
export interface Row {
  what: string
  /** Seconds. */
  own?: number
  peer?: number
  peerName?: string
  /** Bounds of own / peer; of the memory in MB where only that was measured. */
  must?: number
  aim?: number
  /** Bounds of the seconds themselves, where there is no peer. */
  mustSeconds?: number
  aimSeconds?: number
  memoryMb?: number | null
  ownPeakMb?: number | null
  peerPeakMb?: number | null
  /** Bytes, own and peer's; 0 where there are none. */
  sizes?: readonly [number, number]
  note?: string
}

const RESULTS = join(import.meta.dirname, 'RESULTS.md')
const END = '<!-- end of table -->'
/** What stands in front of each table. */
const BEGIN = {
  races: '<!-- table: npm run bench -- --keep -->',
  huge: '<!-- table: npm run bench -- --huge --keep -->',
} as const

export function tableOf(
  rows: readonly Row[],
  { machine, turns, skipped }: { machine: string; turns: number; skipped: readonly string[] },
): string {
  const header = [
    'what',
    'dyshop s',
    'peer s',
    'ratio',
    'must',
    'aim',
    'verdict',
    'peak MB (dyshop / peer)',
    'size MB (dyshop / peer)',
    'peer',
  ]
  const lines = [header, header.map(() => '---'), ...rows.map(cellsOf)]
  return [
    `${new Date().toISOString().slice(0, 10)}, ${machine}; medians of ${turns} turns taken in alternation (the slowest peers took one).`,
    ...(skipped.length > 0 ? [`Skipped: ${skipped.join('; ')}.`] : []),
    '',
    ...lines.map((cells) => `| ${cells.join(' | ')} |`),
    '',
  ].join('\n')
}

/** Puts the table where the last one stands; what is written around it stays. */
export async function keepResults(table: string, which: keyof typeof BEGIN): Promise<void> {
  const text = await readFile(RESULTS, 'utf8')
  const before = text.indexOf(BEGIN[which])
  const after = text.indexOf(END, before)
  if (before < 0 || after < before) throw new Error(`${RESULTS} has no place for the table`)
  const start = text.slice(0, before + BEGIN[which].length)
  await writeFile(RESULTS, `${start}\n\n${table}\n${text.slice(after)}`)
}

function cellsOf(row: Row): string[] {
  const { own, peer, must, aim, mustSeconds, aimSeconds, memoryMb } = row
  const ratio = own !== undefined && peer !== undefined ? own / peer : null
  const measured = memoryMb ?? ratio ?? own ?? null
  const bounds = [must ?? mustSeconds, aim ?? aimSeconds] as const
  const unit = mustSeconds === undefined ? '' : ' s'
  return [
    row.what,
    seconds(own),
    seconds(peer),
    ratio === null ? '' : ratio.toFixed(2),
    ...bounds.map((bound) => (bound === undefined ? '' : `≤ ${bound}${unit}`)),
    verdict(measured, bounds[0], bounds[1]),
    memoryMb === undefined ? pair(row.ownPeakMb, row.peerPeakMb) : pair(memoryMb, null),
    pair(...((row.sizes?.map((bytes) => bytes / 1e6 || null) ?? []) as [number?, number?])),
    [row.peerName, row.note].filter(Boolean).join('; '),
  ]
}

function verdict(measured: number | null, must?: number, aim?: number): string {
  if (measured === null || must === undefined) return ''
  if (aim !== undefined && measured <= aim) return 'aim'
  return measured <= must ? 'must' : 'MISSED'
}

function seconds(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(value < 1 ? 3 : 1)
}

function pair(own?: number | null, peer?: number | null): string {
  const show = (value?: number | null) => (value ? Math.round(value).toString() : '–')
  return own || peer ? `${show(own)} / ${show(peer)}` : ''
}
