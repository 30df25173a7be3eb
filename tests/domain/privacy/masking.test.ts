import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isHidden,
  maskAddress,
  maskFreeText,
  maskName,
  maskPhone,
} from '../../../src/domain/privacy/masking.ts'

test.each([
  ['张三丰', '张**'],
  ['李四', '李**'],
  ['欧阳修文', '欧**'],
  ['𠮷田', '𠮷**'],
  ['', ''],
  ['##abcDEF123==*abcDEF456==#1##', '***'],
])('a name is cut to its first character, whatever its length: %s', (name, shown) => {
  expect(maskName(name)).toBe(shown)
})

test.each([
  ['13800001234', '138****1234'],
  ['13800001234-5678', '138****1234'],
  ['138-0000-1234', '138****1234'],
  ['010-12345678', '***'],
  ['12345678-12', '***'],
  ['12345', '***'],
  ['', ''],
  ['$$abcDEF123==*abcDEF456==$1$$', '***'],
])('a phone keeps at most its ends: %s', (phone, shown) => {
  expect(maskPhone(phone)).toBe(shown)
})

test('an address is hidden whole, and an empty one stays empty', () => {
  expect(maskAddress('水帘洞路1号2栋303室')).toBe('***')
  expect(maskAddress('')).toBe('')
})

describe('free text', () => {
  test.each([
    ['客户电话19900001234，已沟通', '客户电话199****1234，已沟通'],
    ['孙悟空 199-0000-1234', '*** 199****1234'],
    ['打１３８００００１２３４', '打138****1234'],
    ['+86 13800001234', '861****1234'],
    ['座机 010-12345678 转 1', '座机 *** 转 1'],
    ['写信到 a.b@example.com', '写信到 ***'],
    ['收件人：孙悟空，尽快', '收件人：***，尽快'],
    ['微信: monkey_489', '微信: ***'],
    ['地址是 花果山', '地址是 ***'],
    ['密文##abcDEF123==*abcDEF456==#1##完', '密文***完'],
  ])('loses what tells of a person: %s', (text, shown) => {
    expect(maskFreeText(text)).toBe(shown)
  })

  test.each([
    '',
    '尽快发货，谢谢',
    '老客户，送小样',
    '加急！！发顺丰👍',
    '订单号 6980112233445566771',
    '金额 12800 元',
    '2026-11-23 09:30:00',
    '买家说"少放辣",已备注仓库',
  ])('keeps what does not: %s', (text) => {
    expect(maskFreeText(text)).toBe(text)
  })

  test('loses every mobile number, wherever it stands and however it is broken up', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 9, maxLength: 9 })
    const numbers = fc.tuple(fc.constantFrom(...'3456789'), digits, fc.constantFrom('', '-', ' '))
    // Around it anything but digits and what could be a part of the number.
    const around = fc.string({ unit: fc.constantFrom(...'请打电话给我，。a!'), maxLength: 8 })
    fc.assert(
      fc.property(numbers, around, around, ([second, rest, mark], before, after) => {
        const number = `1${second}${rest}`
        const written = [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(mark)
        const shown = maskFreeText(`${before}${written}${after}`)
        expect(shown.replaceAll(/\D/g, '')).not.toContain(number)
        expect(shown).not.toContain(number.slice(3, 7) + mark + number.slice(7))
      }),
      { seed: 13 },
    )
  })
})

test('what is masked twice is as it was masked once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const mask of [maskName, maskAddress, maskFreeText]) {
        expect(mask(mask(text))).toBe(mask(text))
      }
    }),
    { seed: 2 },
  )
})

test('only our own mask counts as hidden, not the stars of the platform', () => {
  expect(isHidden(maskAddress('x'))).toBe(true)
  for (const text of ['', '张*', '张**', '1**********', '##a*b#1##'])
    expect(isHidden(text)).toBe(false)
})
