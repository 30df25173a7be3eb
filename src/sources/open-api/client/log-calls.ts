import type { Clock, Log } from '../../../app/ports.ts'
import { DyshopError } from '../../../errors.ts'
import type { Send } from './transport.ts'

/** Notes every attempt for `--verbose`: the method and how it went, never what was sent or came. */
export function withLog(send: Send, log: Log, clock: Clock): Send {
  return async (call) => {
    const method = call.method.name
    const start = clock.now()
    try {
      const answer = await send(call)
      const { logId, raw } = answer
      log.debug('api', { method, milliseconds: clock.now() - start, bytes: raw.length, logId })
      return answer
    } catch (error) {
      const isOurs = error instanceof DyshopError
      const code = isOurs ? error.code : 'bug'
      const { logId = '', platformCode = '', reason = '' } = isOurs ? error.args : {}
      const milliseconds = clock.now() - start
      log.debug('api', { method, milliseconds, code, platformCode, reason, logId })
      throw error
    }
  }
}
