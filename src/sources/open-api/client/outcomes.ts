import type { ErrorCode } from '../../../errors.ts'
import type { Method } from '../methods.ts'
import { ApiError, type Recovery } from './api-error.ts'
import { type Envelope, platformCode } from './envelope.ts'

/** What each refusal of the gateway means (API notes 2.4, 3 and 5.2), by code and never by words. */

type Meaning = readonly [ErrorCode, Recovery]

const MEANING_OF_SUB_CODE: Readonly<Record<string, Meaning>> = {
  'isv.access-token-expired': ['api-token-refused', 'renew-token'],
  'isv.access-token-no-existed': ['api-token-refused', 'renew-token'],
  'isv.access-token-missing': ['api-token-refused', 'renew-token'],
  'isv.access-token-invalid': ['api-token-refused', 'none'],
  'dop.authorization-no-existed': ['api-authorisation-lapsed', 'none'],
  'dop.authorization-closed': ['api-authorisation-lapsed', 'none'],
  'isv.authorization-type-invalid': ['api-authorisation-lapsed', 'none'],
  'dop.app-forbidden': ['api-key-refused', 'none'],
  'isv.app-id-missing': ['api-key-refused', 'none'],
  'isv.app-id-invalid': ['api-key-refused', 'none'],
  'isv.app-id-expired': ['api-key-refused', 'none'],
  'isv.signature-missing': ['api-signature-refused', 'none'],
  'isv.signature-invalid': ['api-signature-refused', 'none'],
  'isv.timestamp-invalid': ['api-clock-wrong', 'none'],
  'isv.timestamp-format-error': ['api-clock-wrong', 'none'],
}

const MEANING_OF_CODE: Readonly<Record<number, Meaning>> = {
  20000: ['api-busy', 'retry'],
  20001: ['api-busy', 'retry'],
  30001: ['api-permission-missing', 'none'],
  30002: ['api-ip-refused', 'none'],
  50000: ['api-busy', 'retry'],
  60000: ['api-throttled', 'throttle'],
}

/** 50001, the older family of token errors, by the word after the colon. */
const OLD_TOKEN_ERRORS: Readonly<Record<string, Meaning>> = {
  'code-expired': ['api-code-refused', 'none'],
  'code-invalid': ['api-code-refused', 'none'],
  'app-secret-invalid': ['api-key-refused', 'none'],
  'app-id-invalid': ['api-key-refused', 'none'],
  'app-forbidden': ['api-key-refused', 'none'],
  'no-authorization': ['api-authorisation-lapsed', 'none'],
  'token-expired': ['api-authorisation-lapsed', 'grant-again'],
  'token-invalid': ['api-authorisation-lapsed', 'grant-again'],
}

/** 50002 of the token methods, the newer family. */
const TOKEN_NUMBERS: Readonly<Record<string, Meaning>> = {
  4: ['api-no-credentials', 'none'],
  31005: ['api-authorisation-lapsed', 'none'],
  31020: ['api-authorisation-lapsed', 'none'],
  31006: ['api-authorisation-lapsed', 'none'],
  31007: ['api-code-refused', 'none'],
  31009: ['api-authorisation-lapsed', 'grant-again'],
  31011: ['api-key-refused', 'none'],
  31012: ['api-busy', 'wait-for-token'],
  31021: ['api-code-refused', 'none'],
}

/** 50002 of the reading methods: these four ask for patience, all others are final. */
const BUSY_NUMBERS: ReadonlySet<string> = new Set(['20004', '20005', '20045', '20055'])
/** A method's own throttle (product methods). */
const THROTTLE_NUMBERS: ReadonlySet<string> = new Set(['2010401'])

const PERMISSION_SUB_CODES: ReadonlySet<string> = new Set([
  'isv.app-permissions-insufficient',
  'dop.no-permissions',
])

/** The error that an envelope without success means. */
export function refusal(envelope: Envelope, method: Method): ApiError {
  const [code, recovery] = meaningOf(envelope, method)
  const { logId, detail, number } = envelope
  return new ApiError(
    code,
    {
      method: method.name,
      platformCode: platformCode(envelope),
      logId,
      ...(code === 'api-no-credentials' ? { what: 'DYSHOP_AUTH_CODE' } : {}),
      // Words about a signature may quote the text that was signed, which begins with the secret.
      ...(detail === '' || code === 'api-signature-refused' ? {} : { detail }),
    },
    { recovery, number },
  )
}

function meaningOf({ code, subCode, number }: Envelope, method: Method): Meaning {
  const exact = MEANING_OF_SUB_CODE[subCode]
  if (exact) return exact
  if (PERMISSION_SUB_CODES.has(subCode)) return ['api-permission-missing', 'none']
  if (THROTTLE_NUMBERS.has(number)) return ['api-throttled', 'throttle']
  if (code === 50001) return OLD_TOKEN_ERRORS[number] ?? ['api-refused', 'none']
  if (code === 50002) {
    const isToken = method.name.startsWith('token.')
    if (isToken) return TOKEN_NUMBERS[number] ?? ['api-refused', 'none']
    return BUSY_NUMBERS.has(number) ? ['api-busy', 'retry'] : ['api-refused', 'none']
  }
  return MEANING_OF_CODE[code] ?? ['api-refused', 'none']
}
