import { maskHeader } from '../../domain/privacy/masking-columns.ts'
import { meaningOfHeader } from '../../domain/privacy/personal-headers.ts'
import {
  ofContent,
  onlyCodes,
  onlyHarmless,
  onlyNumbers,
  onlyWords,
  type Treatment,
  withoutNumbers,
} from '../../domain/privacy/redaction.ts'
import { MORE_PEOPLE } from '../../rules/retention.ts'
import type { Column } from '../../sources/seller-files/format.ts'
import type { FileColumn, Header } from '../../sources/seller-files/header.ts'

/** What becomes of a column: left out, screened cell by cell, or kept. */
export type ColumnFate = 'removed' | Treatment | 'kept'

const PEOPLE: ReadonlySet<string> = new Set(['name', 'phone', 'address', 'identity'])

/** @param header decides which columns tell one row from another, and stay whatever they look like */
export function fateOfColumn(column: FileColumn, header: Header): ColumnFate {
  const { known, name } = column
  if (!known) return PEOPLE.has(meaningOfHeader(name)) ? 'removed' : onlyHarmless
  if (known.personal || MORE_PEOPLE.has(known.name)) return 'removed'
  return treatmentOf(known, header)
}

function treatmentOf(
  { type, field, unscreened, orText, holds }: Column,
  { format }: Header,
): ColumnFate {
  if (unscreened) return 'kept'
  if (holds) return ofContent[holds]
  if (field === 'status' || field === 'afterSaleStatus') return onlyWords
  if (type === 'id') return field === undefined ? onlyCodes : 'kept'
  if (type === 'text' || orText) return withoutNumbers
  return field === undefined || field !== format.coverage ? onlyNumbers : 'kept'
}

/** The header of a column nobody has described may itself have been typed by anybody. */
export function safeColumnName({ known, name, position }: FileColumn): string {
  if (known) return name
  return maskHeader(name) === name ? name : `第${position + 1}列`
}
