import { headerValue, type RawHeaders } from '#domain/http/headers.ts'
import type { Via } from '#domain/request.ts'

/**
 * Scheme, host and path as the sender saw them: some providers sign this URL.
 * Forwarding headers count only on the tunnel's own socket. On the public port anybody may write them.
 * @param publicUrl base URL of the tunnel that is up: for a proxy that passes its own idea of the host on, and the sender's nowhere
 */
export function effectiveUrl(via: Via, headers: RawHeaders, target: string, localHost: string, publicUrl: string | null = null): string {
  if (/^https?:\/\//i.test(target)) return target
  const host = headerValue(headers, 'host') ?? localHost
  const path = target.startsWith('/') ? target : `/${target}`
  if (via === 'direct') return `http://${host}${path}`
  const scheme = firstOf(headerValue(headers, 'x-forwarded-proto'))?.toLowerCase()
  const forwardedHost = firstOf(headerValue(headers, 'x-forwarded-host')) ?? host
  if (publicUrl !== null && isOurs(forwardedHost)) return `${publicUrl}${path}`
  return `${scheme === 'http' ? 'http' : 'https'}://${forwardedHost}${path}`
}

/** Nobody on the internet has asked for this host. */
function isOurs(host: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i.test(host)
}

function firstOf(list: string | undefined): string | undefined {
  const first = list?.split(',')[0]?.trim()
  return first === '' ? undefined : first
}

/** Who sent it to the tunnel: the last of the list, which the edge itself has written; those before it are the sender's claim. */
export function senderOf(via: Via, headers: RawHeaders): string | undefined {
  if (via === 'direct') return undefined
  return headerValue(headers, 'x-forwarded-for')?.split(',').at(-1)?.trim() || undefined
}
