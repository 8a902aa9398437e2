import { flatHeaders, type HeaderPair, withHeaders } from '#domain/http/headers.ts'
import { type RequestView, requestView } from '#domain/http/request-view.ts'
import type { Provider } from '#domain/provider.ts'
import type { Secret, SecretRole } from '#domain/secret.ts'
import { signRequest } from '#domain/signature/sign.ts'
import { providerById } from '#providers/index.ts'

/** Time of most vectors: 2021-02-25T15:02:10Z. */
export const NOW = 1_614_265_330_000

interface ViewParts {
  readonly headers?: readonly HeaderPair[]
  readonly body?: string | Uint8Array
  readonly method?: string
  readonly url?: string
  readonly receivedAt?: number
}

/** A Request with sensible rest. */
export function viewOf({
  headers = [],
  body = '',
  method = 'POST',
  url = 'https://example.test/hook',
  receivedAt = NOW,
}: ViewParts): RequestView {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body
  const target = url.replace(/^https?:\/\/[^/]+/, '') || '/'
  return requestView({ method, url, target, headers: flatHeaders(headers), body: bytes, receivedAt })
}

let made = 0
export function secretOf(value: string, more: Partial<Secret> & { role?: SecretRole } = {}): Secret {
  made++
  return { id: `sec_${made}`, role: 'signing', label: null, validUntil: null, value, ...more }
}

export function provider(id: string): Provider {
  const found = providerById(id)
  if (!found) throw new Error(`no provider ${id}`)
  return found
}

interface SignedParts extends ViewParts {
  readonly provider: Provider
  readonly scheme?: string
  readonly secret: string
  readonly messageId?: string
  readonly signedAt?: number
}

/** A Request as the provider would send it, signed by the engine itself. `body` may be changed afterwards by `withBody`. */
export function signedView(parts: SignedParts): RequestView {
  const { headers = [], body = '', method = 'POST', url = 'https://example.test/hook', signedAt = NOW, messageId = 'msg_1' } = parts
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body
  const draft = { method, url, headers: flatHeaders(headers), body: bytes }
  const signed = signRequest(parts.provider, parts.scheme, draft, parts.secret, { now: signedAt, messageId, mayRewrite: true })
  if (!signed.ok) throw new Error(signed.reason)
  const all = withHeaders(draft.headers, signed.headers)
  const sent = signed.url ?? url
  const target = sent.replace(/^https?:\/\/[^/]+/, '') || '/'
  return requestView({ method, url: sent, target, headers: all, body: signed.body ?? bytes, receivedAt: parts.receivedAt ?? NOW })
}
