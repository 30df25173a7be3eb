import { expect, test } from 'vitest'
import type { ErrorCode } from '../../../../src/errors.ts'
import type { Recovery } from '../../../../src/sources/open-api/client/api-error.ts'
import { type Envelope, readEnvelope } from '../../../../src/sources/open-api/client/envelope.ts'
import { refusal } from '../../../../src/sources/open-api/client/outcomes.ts'
import { ORDER_LIST, PRODUCT_LIST, TOKEN_CREATE } from '../../../../src/sources/open-api/methods.ts'

/** The answers of the platform that are documented, and what a merchant has to hear of each. */
const READING: [number, string, ErrorCode, Recovery][] = [
  // A token that another one may replace, and one of another app.
  [40003, 'isv.access-token-expired', 'api-token-refused', 'renew-token'],
  [40003, 'isv.access-token-no-existed', 'api-token-refused', 'renew-token'],
  [40001, 'isv.access-token-missing', 'api-token-refused', 'renew-token'],
  [40003, 'isv.access-token-invalid', 'api-token-refused', 'none'],
  // The shop has to authorise the app again.
  [30001, 'dop.authorization-no-existed', 'api-authorisation-lapsed', 'none'],
  [30001, 'dop.authorization-closed', 'api-authorisation-lapsed', 'none'],
  [40003, 'isv.authorization-type-invalid', 'api-authorisation-lapsed', 'none'],
  // The app itself.
  [30001, 'dop.app-forbidden', 'api-key-refused', 'none'],
  [40001, 'isv.app-id-missing', 'api-key-refused', 'none'],
  [40003, 'isv.app-id-invalid', 'api-key-refused', 'none'],
  [40003, 'isv.app-id-expired', 'api-key-refused', 'none'],
  [40001, 'isv.signature-missing', 'api-signature-refused', 'none'],
  [40003, 'isv.signature-invalid', 'api-signature-refused', 'none'],
  [40003, 'isv.timestamp-invalid', 'api-clock-wrong', 'none'],
  [40003, 'isv.timestamp-format-error', 'api-clock-wrong', 'none'],
  [30001, 'isv.app-permissions-insufficient', 'api-permission-missing', 'none'],
  [30001, 'dop.no-permissions', 'api-permission-missing', 'none'],
  // The words may change; the number of the group says the same.
  [30001, 'isv.something-new', 'api-permission-missing', 'none'],
  [99999, 'dop.no-permissions', 'api-permission-missing', 'none'],
  [30002, 'isv.invalid_ip', 'api-ip-refused', 'none'],
  // What only needs patience.
  [20000, 'dop.service-error', 'api-busy', 'retry'],
  [20001, '', 'api-busy', 'retry'],
  [50000, '', 'api-busy', 'retry'],
  [50002, 'isv.business-failed:20004', 'api-busy', 'retry'],
  [50002, 'isv.business-failed:20005', 'api-busy', 'retry'],
  [50002, 'isv.business-failed:20045', 'api-busy', 'retry'],
  [50002, 'isv.business-failed: 20055', 'api-busy', 'retry'],
  [60000, 'isv.traffic-limited', 'api-throttled', 'throttle'],
  [50002, 'isv.business-failed:2010401', 'api-throttled', 'throttle'],
  // Everything else is final: asking again would bring the same.
  [50002, 'isv.business-failed:20009', 'api-refused', 'none'],
  [50002, 'isv.business-failed:31012', 'api-refused', 'none'],
  [40004, 'isv.parameter-invalid:20008', 'api-refused', 'none'],
  [40004, 'isv.parameter-invalid:20004', 'api-refused', 'none'],
  [70000, 'isp.api-service-off', 'api-refused', 'none'],
  [90000, 'isp.unknown-error', 'api-refused', 'none'],
]

const TOKENS: [number, string, ErrorCode, Recovery][] = [
  [50001, 'dop.token-generate-failed:code-expired', 'api-code-refused', 'none'],
  [50001, 'dop.token-generate-failed: code-invalid', 'api-code-refused', 'none'],
  [50001, 'dop.token-generate-failed:app-secret-invalid', 'api-key-refused', 'none'],
  [50001, 'dop.token-generate-failed:app-id-invalid', 'api-key-refused', 'none'],
  [50001, 'dop.token-generate-failed:app-forbidden', 'api-key-refused', 'none'],
  [50001, 'dop.token-generate-failed:no-authorization', 'api-authorisation-lapsed', 'none'],
  [50001, 'dop.token-generate-failed:token-expired', 'api-authorisation-lapsed', 'grant-again'],
  [50001, 'dop.token-generate-failed:token-invalid', 'api-authorisation-lapsed', 'grant-again'],
  [50001, 'dop.token-generate-failed:grant-type-invalid', 'api-refused', 'none'],
  [50002, 'isv.business-failed:4', 'api-no-credentials', 'none'],
  [50002, 'isv.business-failed:31005', 'api-authorisation-lapsed', 'none'],
  [50002, 'isv.business-failed:31020', 'api-authorisation-lapsed', 'none'],
  [50002, 'isv.business-failed:31006', 'api-authorisation-lapsed', 'none'],
  [50002, 'isv.business-failed:31007', 'api-code-refused', 'none'],
  [50002, 'isv.business-failed:31009', 'api-authorisation-lapsed', 'grant-again'],
  [50002, 'isv.business-failed:31011', 'api-key-refused', 'none'],
  [50002, 'isv.business-failed:31012', 'api-busy', 'wait-for-token'],
  [50002, 'isv.business-failed:31021', 'api-code-refused', 'none'],
  [50002, 'isv.business-failed:31003', 'api-refused', 'none'],
  // What asks for patience when orders are read says nothing of tokens.
  [50002, 'isv.business-failed:20004', 'api-refused', 'none'],
]

function answer(code: number, sub: string, more = {}): Envelope {
  const read = readEnvelope({ code, sub_code: sub, log_id: '20261128ABC', ...more })
  if (!read) throw new Error('no envelope')
  return read
}

test.each(READING)(
  '%i %s to a reading call means %s, and then %s',
  (code, sub, means, recovery) => {
    expect(refusal(answer(code, sub), ORDER_LIST)).toMatchObject({ code: means, recovery })
  },
)

test.each(TOKENS)('%i %s to a token call means %s, and then %s', (code, sub, means, recovery) => {
  expect(refusal(answer(code, sub), TOKEN_CREATE)).toMatchObject({ code: means, recovery })
})

test('a refusal says for which method, and what the platform needs to find it', () => {
  const envelope = answer(50002, 'isv.business-failed:2010401', { sub_msg: 'slow down' })
  const error = refusal(envelope, PRODUCT_LIST)
  expect(error.number).toBe('2010401')
  expect(error.args).toEqual({
    method: 'product.listV2',
    platformCode: '50002 isv.business-failed:2010401',
    logId: '20261128ABC',
    detail: 'slow down',
  })
})

test('without words of the platform there are none', () => {
  expect(refusal(answer(90000, ''), ORDER_LIST).args).toEqual({
    method: 'order.searchList',
    platformCode: '90000',
    logId: '20261128ABC',
  })
})

test('an app that is not of the shop itself is told to bring a code', () => {
  const error = refusal(answer(50002, 'isv.business-failed:4'), TOKEN_CREATE)
  expect(error.args).toMatchObject({ what: 'DYSHOP_AUTH_CODE' })
})
