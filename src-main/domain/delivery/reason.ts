import { type Outcome, outcomeCode } from '../outcome.ts'

/** Key by which dead letters are grouped: `http-503`, `timeout-headers`, `connect`, `dns` .., and `expired` for an ordered queue's head. */
export function reasonOf(outcome: Outcome): string {
  return outcome.kind === 'response' ? `http-${outcome.status}` : outcomeCode(outcome)
}

/** Said of a Delivery that blocked an ordered Endpoint for as long as it may. */
export const EXPIRED = 'expired'

const titles: Readonly<Record<string, string>> = {
  'timeout-dns': 'DNS lookup timed out',
  'timeout-connect': 'Connection timed out',
  'timeout-tls': 'TLS handshake timed out',
  'timeout-headers': 'Response timed out',
  'timeout-body': 'Response not complete in time',
  dns: 'Name not found',
  connect: 'Could not connect',
  tls: 'TLS handshake failed',
  'reset-headers': 'Connection closed without a response',
  'reset-body': 'Connection closed during the response',
  'not-http': 'The response was not valid HTTP',
  'refused-address': 'Address refused',
  'cannot-sign': 'Could not be signed',
  'cannot-send': 'Could not be sent',
  [EXPIRED]: 'Blocked the ordered queue for too long',
}

/** A few words for a person, e.g. for the head of a group. */
export function reasonTitle(reason: string): string {
  const status = /^http-(\d{3})$/.exec(reason)?.[1]
  if (status === undefined) return titles[reason] ?? reason
  return status.startsWith('3') ? `Redirected with ${status}; redirects are not followed` : `Answered ${status}`
}
