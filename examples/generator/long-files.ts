import { Buffer } from 'node:buffer'
import { mkdir, open, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beijing, HOUR, type Seconds } from './beijing-time.ts'
import { makeHistory } from './history.ts'
import { exportName, ORDER_CSV, PLAIN_LOOK } from './looks.ts'
import { orderColumns } from './order-columns.ts'
import { ORDER_LAYOUTS } from './order-layouts.ts'
import { clearFolder, truthPath } from './output-folder.ts'
import { Random } from './random.ts'
import { csvLine } from './sheet.ts'
import { statusAt } from './states.ts'

/** What a right archive of the long files adds up to. */
export interface LongTruth {
  readonly seed: number
  readonly files: readonly string[]
  readonly lines: number
  readonly orders: number
  readonly linesByStatus: Readonly<Record<string, number>>
  readonly payableFen: number
}

/** An order rendered once; a copy of it only needs new ids between the pieces. */
interface Mould {
  readonly lines: readonly {
    readonly pieces: readonly [beforeOrderId: string, beforeLineId: string, rest: string]
    readonly status: string
    readonly payableFen: number
  }[]
}

const MADE_AT = beijing('2026-07-01 10:00:00')
const CHUNK_CHARACTERS = 1 << 20

/**
 * Writes order exports of 73 columns for benchmarks: `lines` lines in `files` files, streamed, so
 * that memory does not grow with them. Six thousand orders are rendered, then repeated under new
 * ids, which never repeat. The truth goes to `<folder>-truth.json`.
 */
export async function writeLongFiles(
  folder: string,
  { lines, files, seed }: { lines: number; files: number; seed: number },
): Promise<LongTruth> {
  const random = new Random(`long files ${seed}`)
  const copies = new Copies(makeMoulds(seed))
  await clearFolder(folder)
  const paths: string[] = []
  for (let file = 0; file < files; file++) {
    const madeAt = MADE_AT + file * HOUR
    const path = `订单/${exportName(madeAt, 'csv', random)}`
    const share = Math.floor((lines * (file + 1)) / files) - Math.floor((lines * file) / files)
    await writeFileOf(share, copies, { path: join(folder, path), madeAt })
    paths.push(path)
  }
  const truth = { seed, files: paths, ...copies.totals() }
  await writeFile(truthPath(folder), `${JSON.stringify(truth, null, 2)}\n`)
  return truth
}

async function writeFileOf(
  lines: number,
  copies: Copies,
  { path, madeAt }: { path: string; madeAt: Seconds },
): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, 'w')
  let text = `\uFEFF${ORDER_LAYOUTS.v1.join(',')}\r\n`
  for (let written = 0; written < lines; written++) {
    text += copies.next()
    if (text.length < CHUNK_CHARACTERS) continue
    await file.write(Buffer.from(text))
    text = ''
  }
  await file.write(Buffer.from(text))
  await file.close()
  await utimes(path, madeAt, madeAt)
}

function makeMoulds(seed: number): Mould[] {
  const history = makeHistory({
    seed,
    from: beijing('2026-01-01'),
    until: beijing('2026-07-01'),
    orders: 6000,
    severalLines: [
      [2, 300],
      [3, 30],
    ],
    recordOnlyOrders: 0,
    products: 120,
    trouble: 1,
    qicShare: 0,
    finalRush: 1,
  })
  const columns = orderColumns(ORDER_LAYOUTS.v1)
  return history.orders.map((order) => ({
    lines: order.lines.map((line) => {
      const row = { order, lines: [line], at: MADE_AT, look: PLAIN_LOOK }
      const text = csvLine(columns, row, ORDER_CSV)
      return {
        pieces: piecesOf(text, order.id, line.id),
        status: statusAt(line, MADE_AT),
        payableFen: line.payableFen,
      }
    }),
  }))
}

/** 主订单编号 is the first cell of the layout and 子订单编号 the second. */
function piecesOf(text: string, orderId: string, lineId: string): [string, string, string] {
  const afterOrderId = text.indexOf(orderId) + orderId.length
  const lineIdAt = text.indexOf(lineId, afterOrderId)
  return [
    text.slice(0, text.indexOf(orderId)),
    text.slice(afterOrderId, lineIdAt),
    text.slice(lineIdAt + lineId.length),
  ]
}

/** Endless copies of the moulds, line by line, counted as they are handed out. */
class Copies {
  readonly #moulds: readonly Mould[]
  #mould = 0
  #place = 0
  #orderId = ''
  #ids = 0
  #lines = 0
  #orders = 0
  #payableFen = 0
  readonly #statuses = new Map<string, number>()

  constructor(moulds: readonly Mould[]) {
    this.#moulds = moulds
  }

  next(): string {
    const mould = this.#moulds[this.#mould]
    const line = mould?.lines[this.#place]
    if (mould === undefined || line === undefined) throw new RangeError('a mould without lines')
    if (this.#place === 0) {
      this.#orders += 1
      this.#orderId = this.#nextId()
    }
    const lineId = mould.lines.length === 1 ? this.#orderId : this.#nextId()
    this.#place += 1
    if (this.#place === mould.lines.length) {
      this.#place = 0
      this.#mould = (this.#mould + 1) % this.#moulds.length
    }
    this.#lines += 1
    this.#payableFen += line.payableFen
    this.#statuses.set(line.status, (this.#statuses.get(line.status) ?? 0) + 1)
    return `${line.pieces[0]}${this.#orderId}${line.pieces[1]}${lineId}${line.pieces[2]}`
  }

  totals() {
    return {
      lines: this.#lines,
      orders: this.#orders,
      linesByStatus: Object.fromEntries(this.#statuses),
      payableFen: this.#payableFen,
    }
  }

  /** 19 digits that never end in 000. */
  #nextId(): string {
    this.#ids += 1
    return `69${1_000_000_000_000_000 + this.#ids}${1 + (this.#ids % 9)}`
  }
}
