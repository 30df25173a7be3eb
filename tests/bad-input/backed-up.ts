import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import { backup } from '../../src/app/backup.ts'
import type { BackupResult, ImportedReport } from '../../src/app/results.ts'
import { readRecords } from '../../src/archive/records/record-reader.ts'
import { Store } from '../../src/archive/store.ts'
import type { Finding, Severity } from '../../src/domain/finding.ts'
import { FIELDS, type RecordKind } from '../../src/domain/records.ts'
import type { TestFolder } from '../support/folder.ts'
import { quietDeps } from '../support/quiet-deps.ts'

/** When these runs take place, and when the files they read were last changed. */
export const NOW = '2026-11-20T12:00:00+08:00'
export const MODIFIED = '2026-11-10T08:00:00+08:00'

/** Files of a folder: what they are called, and what is in them. */
export type Files = Readonly<Record<string, string | Buffer>>

export interface BackedUp {
  root: string
  complete: boolean
  findings: readonly Finding[]
  data: BackupResult
  /** The only report that was read, or not. */
  only: ImportedReport
  /** What was found of one severity, as `code file[sheet]:row column`, without gaps. */
  told(severity?: Severity): string[]
}

/** Puts files into a folder of their own. */
export async function folderWith(folder: TestFolder, files: Files): Promise<string> {
  const path = folder.free('files')
  await mkdir(path, { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    const file = join(path, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
    await utimes(file, new Date(MODIFIED), new Date(MODIFIED))
  }
  return path
}

/** Backs up a folder with these files into a new archive. */
export async function backUp(folder: TestFolder, files: Files): Promise<BackedUp> {
  return backUpInto(folder.free('archive'), [await folderWith(folder, files)])
}

/** Backs up paths; whatever they are like, every row that was seen is accounted for. */
export async function backUpInto(root: string, paths: readonly string[]): Promise<BackedUp> {
  const { complete, findings, data } = await backup(
    { paths, root, toolVersion: 'test' },
    quietDeps(NOW),
  )
  for (const { rows, added, updated, unchanged, rejected } of data.imports) {
    expect(rows).toBe(added + updated + unchanged + rejected)
  }
  expect(complete).toBe(!findings.some(({ severity }) => severity === 'error'))
  return {
    root,
    complete,
    findings,
    data,
    get only() {
      const [only] = data.imports
      if (!only || data.imports.length > 1) throw new Error(`${data.imports.length} reports`)
      return only
    },
    told: (severity = 'error') =>
      findings
        .filter((each) => each.severity === severity && each.code !== 'gap')
        .filter(({ code }) => code !== 'missing-report')
        .map(({ code, where }) => [code, place(where)].filter((part) => part !== '').join(' ')),
  }
}

function place({ file = '', sheet, row, column }: Finding['where']): string {
  const at = `${file}${sheet === undefined ? '' : `[${sheet}]`}${row === undefined ? '' : `:${row}`}`
  return column === undefined ? at : `${at} ${column}`
}

/** A record of an archive: its fields by our names, and the cells that were asked for by theirs. */
export type Kept = Record<string, string | number | null>

/** The records of a kind in an archive, by their keys. */
export async function keptIn(
  { root }: { root: string },
  kind: RecordKind = 'lines',
  columns: readonly string[] = [],
): Promise<Record<string, Kept>> {
  const store = await Store.openForReading(join(root, 'archive.db'))
  try {
    const all: Record<string, Kept> = {}
    for (const { key, values, cells } of readRecords(store, kind, columns, { withValues: true })) {
      const fields = FIELDS[kind].map(({ name }, index) => [name, values[index] ?? null] as const)
      const asked = columns.map((name, index) => [name, cells[index] ?? ''] as const)
      all[key] = Object.fromEntries([...fields, ...asked])
    }
    return all
  } finally {
    store.close()
  }
}
