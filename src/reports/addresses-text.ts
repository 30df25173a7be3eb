import type { Address } from '../domain/address.ts'
import { harmless } from './harmless.ts'

/** The merchant's own addresses as a text to copy from, one block each. */
export function addressesText(addresses: readonly Address[]): string {
  if (addresses.length === 0) return '还没有地址。用 dyshop addresses add 录入。\n'
  const blocks = addresses.map(({ label, contact, phone, province, city, district, detail }) =>
    [label, [contact, phone].filter(Boolean).join(' '), `${province}${city}${district}${detail}`]
      .filter(Boolean)
      .map((line) => harmless(line.replace(/\s+/g, ' ')))
      .join('\n'),
  )
  return `${blocks.join('\n\n')}\n`
}
