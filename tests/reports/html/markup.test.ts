import fc from 'fast-check'
import { expect, test } from 'vitest'
import { html, Markup } from '../../../src/reports/html/markup.ts'

test('no text can leave its element or its attribute', () => {
  const hostile = '"><script>alert(1)</script>&amp;'
  expect(html`<p title="${hostile}">${hostile}</p>`.text).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;">&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;</p>',
  )
})

test('any text shows no mark-up of its own and no character that turns the writing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = html`${text}`.text
      expect(shown).not.toMatch(/[<>"\u202e\u200b\u0000]/)
      expect(shown.replace(/&(?:amp|lt|gt|quot);/g, '')).not.toContain('&')
    }),
  )
})

test('markup, lists and nothing stand in a template as they are', () => {
  const item = (name: string) => html`<li>${name}</li>`
  expect(html`<ul>${['a<', 'b'].map(item)}${null}${false}${undefined}${7}</ul>`.text).toBe(
    '<ul><li>a&lt;</li><li>b</li>7</ul>',
  )
  expect(html`${new Markup('<hr>')}`.text).toBe('<hr>')
})
