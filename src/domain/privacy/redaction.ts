import { maskFreeText, maskNumbers, maskValue, maskWord } from './masking.ts'
import { maskOwnCode, maskRegion, maskTracking } from './masking-columns.ts'

/** What becomes of a cell when people's data is deleted. */
export type Treatment = (text: string) => string

/** What a mask leaves of a phone, a name or an address: enough to recognise somebody by. */
const LEFT_BY_MASKS = /\d*\*{2,}\d*|[\p{Script=Han}\p{L}]\*{2}/gu

/** Masked for showing, something of a phone or a name stays; deleted, nothing does. */
function deleting(mask: (text: string) => string): Treatment {
  return (text) => {
    const shown = mask(text)
    return shown === text ? text : shown.replace(LEFT_BY_MASKS, '***')
  }
}

/** Names of products and words of the platform: without the numbers that somebody put into them. */
export const withoutNumbers: Treatment = deleting(maskNumbers)

/** A status, unless a shifted row has a person's name there. */
export const onlyWords: Treatment = deleting(maskWord)

/** The merchant's own codes, parcels with their carriers, and regions, without what is none of these. */
export const ofContent: Readonly<Record<'own-code' | 'parcel' | 'region', Treatment>> = {
  'own-code': deleting(maskOwnCode),
  parcel: deleting(maskTracking),
  region: deleting(maskRegion),
}

const NUMBERS_AND_TIMES = /^[\d\s:+,./%-]*$/

/** A number or a moment; anything else that stands in its place is no money fact. */
export const onlyNumbers: Treatment = (text) => (NUMBERS_AND_TIMES.test(text) ? text : '')

/** An id or code as it is; other words without what tells of people, and no name by itself. */
const CODE = /^[\w;,./+#-]*$/
export const onlyCodes: Treatment = (text) => (CODE.test(text) ? text : deleting(maskValue)(text))

/**
 * A cell of a column that nobody has described: only what can be nothing but a code, a number or a
 * moment stays, for no screen can tell every name.
 */
export const onlyHarmless: Treatment = (text) => {
  const isPlain = CODE.test(text) || NUMBERS_AND_TIMES.test(text)
  return isPlain && !text.includes('##') && maskFreeText(text) === text ? text : ''
}
