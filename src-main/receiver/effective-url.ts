import { headerValue, type RawHeaders } from '#domain/http/headers.ts'
import type { Via } from '#domain/request.ts'

/**
 * Scheme, host and path as the sender saw them: some providers sign this URL.
 * Forwarding headers count only on the tunnel's own socket. On the public port anybody may write them.
 */
export function effectiveUrl(via: Via, headers: RawHeaders, target: string, localHost: string): string {
  if (/^https?:\/\//i.test(target)) return target
  const host = headerValue(headers, 'host') ?? localHost
  const path = target.startsWith('/') ? target : `/${target}`
  if (via === 'direct') return `http://${host}${path}`
  const scheme = firstOf(headerValue(headers, 'x-forwarded-proto'))?.toLowerCase()
  return `${scheme === 'http' ? 'http' : 'https'}://${firstOf(headerValue(headers, 'x-forwarded-host')) ?? host}${path}`
}

function firstOf(list: string | undefined): string | undefined {
  const first = list?.split(',')[0]?.trim()
  return first === '' ? undefined : first
}
