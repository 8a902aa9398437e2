import { headerValues, type RawHeaders, withoutHeaders } from '../http/headers.ts'

/** Marks what we sent, so that a Request which comes back to us is known as a loop. */
export const DELIVERY_HEADER = 'Hookbench-Delivery'

/**
 * Fields that speak of one connection and not of the message (RFC 9110 7.6.1), and those that the client writes itself: `host` belongs
 * to the new URL, `content-length` and the framing to the new connection, `expect` would only wait.
 */
const connectionBound: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** The fields that travel on: order, letter case and repetitions kept, and what `Connection` names is taken out as well. */
export function travelling(raw: RawHeaders): string[] {
  const named = headerValues(raw, 'connection').flatMap(value => value.split(',').map(token => token.trim().toLowerCase()))
  return withoutHeaders(raw, named.length === 0 ? connectionBound : new Set([...connectionBound, ...named]))
}
