import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Secret } from '../../../../src/domain/privacy/secret.ts'
import {
  canonicalJson,
  type Param,
} from '../../../../src/sources/open-api/client/canonical-json.ts'
import { sign } from '../../../../src/sources/open-api/client/sign.ts'
import { VECTORS } from '../vectors.ts'

const SCRIPT = fileURLToPath(new URL('independent-signer.py', import.meta.url))
const HAS_PYTHON = spawnSync('python3', ['--version']).status === 0

interface Signed {
  param_json: string
  hmac: string
  md5: string
}

function signInPython(requests: readonly unknown[]): Signed[] {
  const input = requests.map((request) => `${jsonWithBigints(request)}\n`).join('')
  const run = spawnSync('python3', [SCRIPT], { input, encoding: 'utf8', maxBuffer: 1 << 26 })
  if (run.status !== 0) throw new Error(run.stderr)
  return run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Signed)
}

/** JSON.stringify, with BigInts as numbers: not the canonical form, only a way to hand values over. */
function jsonWithBigints(value: unknown): string {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[${value.map(jsonWithBigints).join(', ')}]`
  if (value !== null && typeof value === 'object') {
    const pairs = Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([key, each]) => `${JSON.stringify(key)}: ${jsonWithBigints(each)}`)
    return `{${pairs.join(', ')}}`
  }
  return JSON.stringify(value)
}

const name = fc.stringMatching(/^[a-z][a-z_]{0,9}$/)
const words = fc.string({ unit: fc.constantFrom(...'abc 汉ô😀"\\/<>&=\'%+#$,:{}[]') })

const { value: anyParam } = fc.letrec<{ value: Param }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    words,
    fc.maxSafeInteger(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { minKeys: 1, maxKeys: 4 }),
  ),
}))

const anyRequest = fc.record({
  app_key: fc.stringMatching(/^[1-9]\d{18}$/),
  secret: fc.stringMatching(/^[a-z0-9-]{1,40}$/),
  method: fc.constantFrom('order.searchList', 'afterSale.List', 'token.create'),
  timestamp: fc.stringMatching(/^1[78]\d{8}$/),
  params: fc.dictionary(name, anyParam, { maxKeys: 6 }),
})

describe('the signature', () => {
  test.each(VECTORS)('of $id is the published one', (vector) => {
    const { appKey, method, canonical: paramJson, timestamp, secret, hmac } = vector
    expect(sign({ appKey, method, paramJson, timestamp }, new Secret(secret))).toBe(hmac)
  })

  test.skipIf(!HAS_PYTHON)('of every vector agrees with the independent signer', () => {
    const signed = signInPython(
      VECTORS.map(({ appKey, ...vector }) => ({ ...vector, app_key: appKey })),
    )
    expect(signed).toEqual(
      VECTORS.map(({ canonical: param_json, hmac, md5 }) => ({ param_json, hmac, md5 })),
    )
  })

  test.skipIf(!HAS_PYTHON)(
    'agrees with the independent signer on anything that can be sent',
    () => {
      fc.assert(
        fc.property(fc.array(anyRequest, { minLength: 50, maxLength: 50 }), (requests) => {
          const ours = requests.map(({ app_key: appKey, secret, method, timestamp, params }) => {
            const paramJson = canonicalJson(params)
            const hmac = sign({ appKey, method, paramJson, timestamp }, new Secret(secret))
            return { param_json: paramJson, hmac }
          })
          const theirs = signInPython(requests).map(({ param_json, hmac }) => ({
            param_json,
            hmac,
          }))
          expect(ours).toEqual(theirs)
        }),
        { numRuns: 20 },
      )
    },
  )
})

describe('a secret', () => {
  test('shows itself only when asked to', () => {
    const secret = new Secret('canary-5f1e')
    const shown = [
      `${secret}`,
      JSON.stringify({ secret }),
      inspect(secret),
      inspect({ deep: { secret } }, { showHidden: true }),
      String(Object.values(secret)),
    ]
    for (const text of shown) expect(text).not.toContain('canary')
    expect(secret.reveal()).toBe('canary-5f1e')
  })
})
