import { describe, expect, test } from 'vitest'
import { DyshopError, ERROR_CODES, type ErrorCode, EXIT } from '../../src/errors.ts'
import { errorWords } from '../../src/reports/wording.ts'
import { ERRORS_EN } from '../../src/reports/words/errors-en.ts'
import { ERRORS_ZH } from '../../src/reports/words/errors-zh.ts'
import type { Words } from '../../src/reports/words/language.ts'

/** Everything that the words of a code ask for. */
function asked(code: ErrorCode): Record<string, string> {
  const names = new Set<string>(['id', 'missing'])
  const get = (_: Words, name: string | symbol) => {
    names.add(String(name))
    return 'x'
  }
  const spy = new Proxy<Words>({}, { get })
  for (const words of [ERRORS_ZH, ERRORS_EN]) for (const sentence of words[code]) sentence(spy)
  return Object.fromEntries([...names].map((name) => [name, name === 'id' ? 'deposit' : '3']))
}

/** Something to do: a command, a flag, a setting, or a plain request. */
const STEP_ZH = /dyshop |--|请|试|用|再|到|等|改|选|换|检查|可以|不要|先|删|补|按|看|联系|无需|接着/
const STEP_EN =
  /dyshop |--|\b(?:run|use|give|name|check|free|wait|try|ask|choose|correct|export|move|put|take|see|read|set|type|write|log|look|open|remove|start|restore|say|enter|copy|spell|let|add|go|goes|find|fill|end|bring|keep|make|install|update|save|leave|connect|repeat|switch)\b/i

describe('every way to stop', () => {
  test.each(ERROR_CODES)('%s has an exit code, words and a next step in both languages', (code) => {
    const { exitCode } = new DyshopError(code)
    expect(Object.values(EXIT)).toContain(exitCode)
    expect(exitCode).not.toBe(EXIT.clear)
    for (const args of [{}, asked(code)]) {
      const zh = errorWords({ code, args }, 'zh')
      const en = errorWords({ code, args }, 'en')
      for (const text of [zh.message, zh.hint, en.message, en.hint]) {
        expect(text.trim()).not.toBe('')
        expect(text).not.toMatch(/\[object|NaN|null/)
      }
      if ('id' in args) {
        const all = [zh, en].flatMap(({ message, hint }) => [message, hint])
        expect(all.join()).not.toContain('undefined')
      }
      expect(zh.message + zh.hint, code).toMatch(/[\u4e00-\u9fff]/)
      // Headers of the platform are Chinese in any language.
      expect(en.message, code).not.toMatch(/[\u4e00-\u9fff]/)
      expect(zh.hint, code).toMatch(STEP_ZH)
      expect(en.hint, code).toMatch(STEP_EN)
    }
  })

  test('there are words for these and for no others', () => {
    for (const words of [ERRORS_ZH, ERRORS_EN]) {
      expect(Object.keys(words).sort()).toEqual([...ERROR_CODES].sort())
    }
  })
})
