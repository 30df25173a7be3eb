import type { OpenScratch, ScratchFile } from '../../../app/ports.ts'
import type { ByteSource } from '../bytes.ts'
import { type Table, type TableRow, UnreadableFile } from '../table.ts'
import { openZip, type Zip, type ZipLimits, type ZipMember } from '../zip.ts'
import { refuseCompoundFile } from './ole.ts'
import { PackageParts } from './package-parts.ts'
import { readSharedStrings, type SharedStrings } from './shared-strings.ts'
import { sheetRows } from './sheet-rows.ts'
import { readNumberKinds } from './styles.ts'
import { readWorkbookParts } from './workbook-part.ts'
import { MalformedXml } from './xml-text.ts'

export interface Workbook {
  /** Every worksheet in the order of its tabs, hidden ones too; chart sheets have no rows. */
  readonly tables: readonly Table[]
  /** Parts that hold worksheets and that the workbook does not name: they are not read. */
  readonly unlisted: readonly string[]
  /** Frees what was held for reading; the bytes below belong to the caller. */
  close(): void
}

export interface WorkbookOptions {
  limits?: ZipLimits
  /** Where shared strings go that are too many for the memory; null or left out to keep them there. */
  openScratch?: OpenScratch | null
  /** The most that the shared strings may take in memory, where they may not go elsewhere. */
  maxSharedStringBytes?: number
}

const DEFAULT_MAX_SHARED_STRING_BYTES = 1 << 29
/** Shared strings that are shorter than this, unpacked, stay in memory anyway. */
const LONG_STRINGS_BYTES = 1 << 25
const NO_STRINGS: SharedStrings = { get: () => undefined }

/**
 * Opens an .xlsx workbook (ECMA-376, transitional or strict). Only its small parts are read here;
 * a table reads its sheet in a stream, and every part's checksum is checked at the part's end.
 * @throws {UnreadableFile} `old-xls`, `encrypted-workbook`, `damaged-xlsx`, `zip-bomb`,
 *   `encrypted-zip` or `member-too-large`
 */
export async function openWorkbook(
  bytes: ByteSource,
  options: WorkbookOptions = {},
): Promise<Workbook> {
  const { limits } = options
  await refuseCompoundFile(bytes)
  return damageOfWorkbook(async () => {
    const zip = await openZip(bytes, limits ? { limits } : {})
    const scratch = new LazyScratch(options.openScratch ?? null)
    const close = () => {
      scratch.close()
      zip.close()
    }
    try {
      return { ...(await readTables(zip, scratch, options)), close }
    } catch (error) {
      zip.close()
      throw error
    }
  })
}

/** What is damage of a ZIP or of its XML is damage of the workbook to whoever brought it. */
async function damageOfWorkbook<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof UnreadableFile && error.code === 'damaged-zip') {
      throw new UnreadableFile('damaged-xlsx', error.args, { cause: error })
    }
    if (error instanceof MalformedXml) {
      throw new UnreadableFile('damaged-xlsx', {}, { cause: error })
    }
    throw error
  }
}

async function readTables(
  zip: Zip,
  scratch: LazyScratch,
  { maxSharedStringBytes = DEFAULT_MAX_SHARED_STRING_BYTES }: WorkbookOptions,
): Promise<Pick<Workbook, 'tables' | 'unlisted'>> {
  const parts = new PackageParts(zip)
  const { sheets, unlisted, is1904, stylesPath, stringsPath } = await readWorkbookParts(parts)
  const numberKinds = stylesPath ? await readNumberKinds(parts.small(stylesPath)) : []
  const stringsPart = stringsPath ? parts.get(stringsPath) : undefined
  const loadStrings = once(() => readStrings(stringsPart, scratch, maxSharedStringBytes))
  const tables = sheets.map(({ name, path }) => {
    const part = parts.get(path)
    return {
      sheet: name,
      async *batches(): AsyncGenerator<TableRow[], void, undefined> {
        const sharedStrings = await damageOfWorkbook(loadStrings)
        yield* sheetRows(part.chunks(), name, { sharedStrings, numberKinds, is1904 })
      },
    }
  })
  return { tables, unlisted }
}

async function readStrings(
  part: ZipMember | undefined,
  lazyScratch: LazyScratch,
  maxInMemory: number,
): Promise<SharedStrings> {
  if (!part) return NO_STRINGS
  const scratch = part.size >= LONG_STRINGS_BYTES ? lazyScratch.open() : null
  // On disk the size of a part alone is the limit, which is checked when the ZIP is opened.
  const maxBytes = scratch ? Number.POSITIVE_INFINITY : maxInMemory
  return readSharedStrings(part.chunks(), { maxBytes, member: part.name, scratch })
}

/** A scratch file that is opened once, if at all. */
class LazyScratch {
  readonly #openScratch: OpenScratch | null
  #file: ScratchFile | null = null

  constructor(openScratch: OpenScratch | null) {
    this.#openScratch = openScratch
  }

  open(): ScratchFile | null {
    this.#file ??= this.#openScratch?.() ?? null
    return this.#file
  }

  close(): void {
    this.#file?.close()
    this.#file = null
  }
}

/** Does the work at the first call only; every call gets its result. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => {
    result ??= work()
    return result
  }
}
