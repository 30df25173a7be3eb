import { join } from 'node:path'
import { NAMES, requireArchive } from '../archive/folder.ts'
import { Store } from '../archive/store.ts'
import type { Address } from '../domain/address.ts'
import { FindingCollector } from '../domain/finding-collector.ts'
import { openScratchFile } from '../platform/scratch-file.ts'
import { backupOutcome } from './backup.ts'
import { importOriginal } from './import/import-originals.ts'
import { readAddresses } from './output/outputs.ts'
import type { Deps } from './ports.ts'
import type { BackupResult, Outcome } from './results.ts'
import { changeArchive } from './session/archive-session.ts'

/** An address as it was typed in. */
export interface TypedAddress {
  contact: string
  phone: string
  detail: string
  label: string
}

/**
 * Keeps typed-in addresses: as an original first, like everything else, so that `rebuild` finds them.
 * @throws {DyshopError} as `changeArchive` does
 */
export async function addAddresses(
  {
    addresses,
    root,
    toolVersion,
  }: {
    addresses: readonly TypedAddress[]
    root: string
    toolVersion: string
  },
  deps: Deps,
): Promise<Outcome<BackupResult>> {
  const findings = new FindingCollector()
  const options = { root, command: 'addresses add', toolVersion }
  const changed = await changeArchive(options, deps, findings, async (session) => {
    const { originals, store, startedAt } = session
    const bytes = Buffer.from(`${JSON.stringify({ addresses }, null, 2)}\n`)
    const facts = { file: 'typed-addresses.json', modifiedAt: startedAt, keptAt: startedAt }
    const kept = await originals.keepBytes(bytes, facts)
    const openScratch = () => openScratchFile(root)
    const context = { store, deps, importedAt: startedAt, fieldsOnly: false, openScratch }
    return importOriginal(originals, kept, context, findings)
  })
  return backupOutcome(root, changed, findings)
}

/** The addresses in an archive. @throws {DyshopError} `no-archive` */
export async function listAddresses(root: string): Promise<Outcome<{ addresses: Address[] }>> {
  await requireArchive(root)
  const store = await Store.openForReading(join(root, NAMES.database))
  try {
    return { complete: true, findings: [], data: { addresses: readAddresses(store) } }
  } finally {
    store.close()
  }
}
