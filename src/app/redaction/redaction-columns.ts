import { maskHeader } from '../../domain/privacy/masking-columns.ts'
import { meaningOfHeader } from '../../domain/privacy/personal-headers.ts'
import {
  ofContent,
  onlyCodes,
  onlyHarmless,
  onlyIds,
  onlyLinks,
  onlyNumbers,
  onlyWords,
  type Treatment,
  unlessName,
} from '../../domain/privacy/redaction.ts'
import { MORE_PEOPLE } from '../../rules/retention.ts'
import type { Column } from '../../sources/seller-files/format.ts'
import type { FileColumn } from '../../sources/seller-files/header.ts'

/** What becomes of a column: left out, or screened cell by cell. */
export type ColumnFate = 'removed' | Treatment

const PEOPLE: ReadonlySet<string> = new Set(['name', 'phone', 'address', 'identity'])

export function fateOfColumn({ known, name }: FileColumn): ColumnFate {
  if (!known) return PEOPLE.has(meaningOfHeader(name)) ? 'removed' : onlyHarmless
  if (known.personal || MORE_PEOPLE.has(known.name)) return 'removed'
  return treatmentOf(known)
}

function treatmentOf({ type, field, unscreened, orText, holds }: Column): ColumnFate {
  if (unscreened) return onlyLinks
  if (holds) return ofContent[holds]
  if (field === 'status' || field === 'afterSaleStatus') return onlyWords
  if (type === 'id') return field === undefined ? onlyCodes : onlyIds
  return type === 'text' || orText ? unlessName : onlyNumbers
}

/** The header of a column nobody has described may itself have been typed by anybody. */
export function safeColumnName({ known, name, position }: FileColumn): string {
  if (known) return name
  return maskHeader(name) === name ? name : `第${position + 1}列`
}
