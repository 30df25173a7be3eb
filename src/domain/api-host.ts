/** The Open Platform itself, as an origin. */
export const LIVE_HOST = 'https://openapi-fxg.jinritemai.com'

/** Tokens ride in the address, so nothing but TLS may carry it; this machine itself is no network. */
export function isSafeAddress({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:') return true
  return protocol === 'http:' && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}
