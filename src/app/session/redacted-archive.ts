import { redactionRecords } from '../../archive/redactions.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'

/**
 * Says of an archive that lost its people that it takes in nothing more, and where the record is.
 * @returns the path of the newest record, relative to the archive
 */
export async function tellRedacted(
  root: string,
  findings: FindingCollector,
): Promise<string | undefined> {
  const record = (await redactionRecords(root)).at(-1)
  if (record) findings.add('redacted-archive', {}, { record })
  return record
}
