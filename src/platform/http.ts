import type { Http, HttpRequest } from '../app/ports.ts'
import { isSafeAddress } from '../domain/api-host.ts'
import { DyshopError } from '../errors.ts'

export interface HttpLimits {
  /** For the whole exchange, so that an answer that drips for ever ends too. */
  timeoutMs: number
  /** Most bytes of an answer, after decompression. */
  maxBytes: number
}

const DEFAULT_LIMITS: HttpLimits = { timeoutMs: 30_000, maxBytes: 64 << 20 }

/**
 * The Open API's way out, over Node's fetch.
 * @param signal ends a request that is under way; its reason is thrown
 */
export function fetchHttp(limits: Partial<HttpLimits> = {}, signal?: AbortSignal): Http {
  const { timeoutMs, maxBytes } = { ...DEFAULT_LIMITS, ...limits }
  return async (request) => {
    refusePlainHttp(request.url)
    const timeout = AbortSignal.timeout(timeoutMs)
    try {
      return await exchange(
        request,
        maxBytes,
        signal ? AbortSignal.any([signal, timeout]) : timeout,
      )
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      if (error instanceof DyshopError) throw error
      // No cause: fetch's errors quote the address, which holds the token and the signature.
      throw new DyshopError('api-unreachable', {
        reason: timeout.aborted ? `no answer in ${timeoutMs / 1000} s` : networkReason(error),
      })
    }
  }
}

/** @throws {DyshopError} `api-url-insecure` */
function refusePlainHttp(address: string): void {
  const url = new URL(address)
  if (isSafeAddress(url)) return
  throw new DyshopError('api-url-insecure', { host: url.hostname, name: '--api-url' })
}

async function exchange(
  { url, headers, body }: HttpRequest,
  maxBytes: number,
  signal: AbortSignal,
) {
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body,
    signal,
    redirect: 'manual',
  })
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: await readBody(response, maxBytes),
  }
}

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > maxBytes) {
      throw new DyshopError('api-bad-answer', { reason: `more than ${maxBytes} bytes` })
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

/** `ECONNRESET` and the like, found below fetch's own "fetch failed"; never a message. */
function networkReason(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code)) return code
  }
  return 'connection failed'
}
