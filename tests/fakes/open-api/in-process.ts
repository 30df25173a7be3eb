import type { Http } from '../../../src/app/ports.ts'
import { DyshopError } from '../../../src/errors.ts'
import type { FakeGateway } from './gateway.ts'
import type { VirtualTime } from './virtual-time.ts'

/**
 * The gateway without a socket, for thousands of runs in virtual time. Each request takes
 * `latencyMs()` there and back.
 */
export function inProcessHttp(gateway: FakeGateway, time: VirtualTime, latencyMs = () => 0): Http {
  return async ({ url, headers, body }) => {
    const way = latencyMs() / 2
    if (way > 0) await time.sleep(way)
    const { pathname, searchParams } = new URL(url)
    const answer = gateway.handle({ path: pathname, query: searchParams, headers, body })
    if (way > 0) await time.sleep(way)
    switch (answer.fault) {
      case 'reset-before-headers':
      case 'reset-after-headers':
      case 'slow-drip':
        throw new DyshopError('api-unreachable', { reason: 'ECONNRESET' })
      case 'cut-body':
        return { ...sent(answer.status), body: Buffer.from(answer.body.slice(0, -9)) }
      default:
        return { ...sent(answer.status), body: Buffer.from(answer.body) }
    }
  }
}

function sent(status: number) {
  return { status, retryAfter: status === 429 ? '3' : null }
}
