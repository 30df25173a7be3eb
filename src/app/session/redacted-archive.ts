import { redactionRecords } from '../../archive/redactions.ts'
import type { FindingCollector } from '../../domain/finding-collector.ts'

/** Says of an archive that lost its people that it takes in nothing more, and where the record is. */
export async function tellRedacted(root: string, findings: FindingCollector): Promise<void> {
  const record = (await redactionRecords(root)).at(-1)
  if (record) findings.add('redacted-archive', {}, { record })
}
