import { LIVE_HOST } from '../../domain/api-host.ts'

/** The command that logs in to a host of the Open API. */
export function loginCommand(host: unknown): string {
  return host === LIVE_HOST ? 'dyshop login' : `dyshop login --api-url ${host}`
}
