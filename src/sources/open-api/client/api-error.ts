import { DyshopError, type ErrorCode } from '../../../errors.ts'

/**
 * What may help after a failed call. `retry`: the same read again, later. `throttle`: everyone waits
 * first. `renew-token`: with another token. `wait-for-token`: another process is renewing it right
 * now. `grant-again`: the refresh token is of no use any more. `none`: stop.
 */
export type Recovery =
  | 'retry'
  | 'throttle'
  | 'renew-token'
  | 'wait-for-token'
  | 'grant-again'
  | 'none'

export interface ApiErrorFacts {
  recovery: Recovery
  /** Milliseconds that the platform asked to wait. */
  retryAfterMs?: number
  /** The method's own error number, after the last colon of `sub_code`. */
  number?: string
}

/**
 * A call that failed. Its arguments hold method, platform code and log id, which the platform's
 * support asks for, and never a token, a signature or a secret; it has no `cause`, because the errors
 * of the network stack quote the address of the request.
 */
export class ApiError extends DyshopError {
  readonly recovery: Recovery
  readonly retryAfterMs: number | null
  readonly number: string | null

  constructor(
    code: ErrorCode,
    args: Readonly<Record<string, string | number>>,
    { recovery, retryAfterMs, number }: ApiErrorFacts,
  ) {
    super(code, args)
    this.recovery = recovery
    this.retryAfterMs = retryAfterMs ?? null
    this.number = number ?? null
  }
}

/** What may help after any error; a fault of the network is worth another try. */
export function recoveryOf(error: unknown): Recovery {
  if (error instanceof ApiError) return error.recovery
  if (!(error instanceof DyshopError)) return 'none'
  return error.code === 'api-unreachable' || error.code === 'api-bad-answer' ? 'retry' : 'none'
}
