/** What can go wrong with one request, by script. The first group happens to the connection. */
export type Fault =
  | 'reset-before-headers'
  | 'reset-after-headers'
  | 'cut-body'
  | 'slow-drip'
  | 'truncated-json'
  | 'html'
  | 'http-503'
  | 'http-429'
  | 'throttled'
  | 'busy-20004'
  | 'busy-20005'
  | 'service-error'
  | 'token-expired'

export const PASSING_FAULTS: readonly Fault[] = [
  'reset-before-headers',
  'reset-after-headers',
  'cut-body',
  'truncated-json',
  'html',
  'http-503',
  'http-429',
  'throttled',
  'busy-20004',
  'busy-20005',
  'service-error',
]

/** The fault of the n-th request (from 0) of all that have come; null lets it through. */
export type FaultScript = (count: number, method: string) => Fault | null

export const noFaults: FaultScript = () => null
