/** How a request leaves the machine, as this source sees it. The real one is `platform/http.ts`. */

export interface HttpRequest {
  url: string
  headers: Readonly<Record<string, string>>
  /** Sent byte for byte: it is what was signed. */
  body: string
}

export interface HttpAnswer {
  status: number
  /** Seconds, as the header said it; null without the header. */
  retryAfter: string | null
  body: Uint8Array
}

/**
 * POSTs once; never follows a redirect, never retries.
 * @throws {DyshopError} `api-unreachable` when no whole answer came, `api-bad-answer` when it grew
 *   over the cap, `api-url-insecure` for plain http to another machine
 */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>
