import { meaningOfHeader } from '../../domain/privacy/personal-headers.ts'
import { isOfPlatformWords } from '../../domain/privacy/platform-words.ts'
import {
  ofContent,
  ofPlainSize,
  onlyAmounts,
  onlyCodes,
  onlyHarmless,
  onlyIntegers,
  onlyKeys,
  onlyLinks,
  onlyStates,
  onlyTimes,
  type Treatment,
  unlessName,
} from '../../domain/privacy/redaction.ts'
import { FIELDS, type Field } from '../../domain/records.ts'
import { MORE_PEOPLE } from '../../rules/retention.ts'
import type { Column } from '../../sources/seller-files/format.ts'
import type { FileColumn, Header } from '../../sources/seller-files/header.ts'

/** What becomes of a column: left out, or screened cell by cell. */
export type ColumnFate = 'removed' | Treatment

const PEOPLE: ReadonlySet<string> = new Set(['name', 'phone', 'address', 'identity'])

export function fateOfColumn({ known, name }: FileColumn, { format }: Header): ColumnFate {
  if (!known) return PEOPLE.has(meaningOfHeader(name)) ? 'removed' : onlyHarmless
  if (known.personal || MORE_PEOPLE.has(known.name)) return 'removed'
  const field = FIELDS[format.record].find((each) => each.name === known.field)
  return treatmentOf(known, field)
}

/** @param field what the column gives; its value is a fact of the books, which must stay to the last digit */
function treatmentOf(column: Column, field: Field | undefined): Treatment {
  const { type, unscreened, orText, holds } = column
  if (unscreened) return onlyLinks
  if (holds) return ofContent[holds]
  if (field?.name === 'status' || field?.name === 'afterSaleStatus') return onlyStates
  if (orText) return (text) => onlyAmounts(text) || unlessName(text)
  switch (type) {
    case 'text':
      return unlessName
    case 'id':
      return field?.demand === 'present' ? onlyKeys : onlyCodes
    case 'amount':
      return field ? onlyAmounts : ofPlainSize(onlyAmounts)
    case 'integer':
      return field ? onlyIntegers : ofPlainSize(onlyIntegers)
    case 'time':
      return onlyTimes
  }
}

/** The header of a column nobody has described may itself have been typed by anybody. */
export function safeColumnName({ known, name, position }: FileColumn): string {
  return known || isOfPlatformWords(name) ? name : `第${position + 1}列`
}
