import { FindingCollector } from '../domain/finding-collector.ts'
import { changeArchive } from './archive-session.ts'
import { type BackupResult, backupOutcome, type Outcome } from './backup.ts'
import { importOriginal } from './import-files.ts'
import type { Deps } from './ports.ts'

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
    const context = { store, deps, importedAt: startedAt, fieldsOnly: false }
    return importOriginal(originals, kept, context, findings)
  })
  return backupOutcome(root, changed, findings)
}
