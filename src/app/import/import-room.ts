import { extname } from 'node:path'
import { Originals } from '../../archive/originals.ts'
import type { SellerFile } from '../../sources/seller-files/discover.ts'
import type { Deps } from '../ports.ts'
import type { Room } from '../session/room.ts'

/** Measured: of 7.1 GB of CSV come a database of 14.1 GB and workbooks of 2.5 GB; the file itself is kept. */
const DERIVED_BYTES = 3.4
/** A workbook or a ZIP unfolds to some five times its size. */
const UNFOLDED = 5
const PACKED = new Set(['.xlsx', '.zip'])
/** An empty database with its indexes. */
const EMPTY_BYTES = 2 * 2 ** 20

/** What keeping and reading files takes. Files of the same size may be the same, and are kept once. */
export async function roomForFiles(
  files: readonly SellerFile[],
  root: string,
  deps: Pick<Deps, 'files'>,
): Promise<Room> {
  const known = (await Originals.open(root, deps.files)).all()
  const seen = new Set(known.map(({ facts }) => facts.size))
  const added = files.filter(({ size }) => !seen.has(size) && seen.add(size))
  const derived = added.map(({ file, size }) => {
    const isPacked = PACKED.has(extname(file).toLowerCase())
    return size * (isPacked ? UNFOLDED : 1) * DERIVED_BYTES
  })
  const least = added.reduce((sum, { size }) => sum + size, 0)
  return { about: derived.reduce((sum, size) => sum + size, least + EMPTY_BYTES), least }
}
