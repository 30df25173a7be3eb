import { expect, test } from 'vitest'
import { passphraseStrength } from '../../../src/domain/privacy/passphrase.ts'

test.each([
  '',
  '1234567',
  '12345678',
  'aaaaaaaaaaaaaaaa',
  'abcdefghijklmnop',
  '888888888888',
  '19900115086',
  '张张张张张张张张',
])('a passphrase like “%s” is refused', (text) => {
  expect(passphraseStrength(text)).toBe('refused')
})

test.each(['douyin2026', 'Pa55word!'])('“%s” is called weak', (text) => {
  expect(passphraseStrength(text)).toBe('weak')
})

test.each(['correct horse battery staple', 'k7m2pq9x4w1tz8rn', '蓬莱的仙人骑着四只蓝色海龟'])(
  '“%s” is fine',
  (text) => {
    expect(passphraseStrength(text)).toBe('fine')
  },
)
