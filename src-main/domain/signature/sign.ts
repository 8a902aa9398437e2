import { parseBody } from '../http/body.ts'
import { type HeaderPair, headerValue, type RawHeaders, withHeaders } from '../http/headers.ts'
import type { Place } from '../place.ts'
import type { Provider } from '../provider.ts'
import type { Secret } from '../secret.ts'
import { signPieces } from './algorithms.ts'
import { compile } from './compile.ts'
import { contentOf } from './content.ts'
import { encode } from './encoding.ts'
import { decodeKey, type Key } from './keys.ts'
import type { Scheme } from './scheme.ts'

/** A request about to be sent: `url` absolute, headers without the signature (stale signature headers are harmless: replace them). */
export interface Draft {
  readonly method: string
  readonly url: string
  readonly headers: RawHeaders
  readonly body: Uint8Array
}

export type Signed =
  /** Headers to set, replacing those of the same name. `scheme` = id of the scheme used. */
  | { readonly ok: true; readonly headers: HeaderPair[]; readonly scheme: string }
  /** `reason`: a sentence. */
  | { readonly ok: false; readonly reason: string }

/**
 * Signs a draft by the definition that also verifies it.
 * @param schemeId one of the provider's schemes; undefined = its preferred one
 * @param at.now time to sign for, ms since epoch
 * @param at.messageId id to sign where the scheme has one
 */
export function signRequest(
  provider: Provider,
  schemeId: string | undefined,
  draft: Draft,
  secret: Secret | string,
  at: { readonly now: number; readonly messageId: string },
): Signed {
  const scheme = schemeId === undefined ? provider.schemes[0] : provider.schemes.find(candidate => candidate.id === schemeId)
  if (!scheme) return refuse(schemeId ? `${provider.name} has no scheme “${schemeId}”.` : `${provider.name} does not sign its webhooks.`)
  const text = typeof secret === 'string' ? secret : secret.value
  const format = scheme.signingKey ?? scheme.key
  const key = decodeKey(text, format, scheme.algorithm, 'sign')
  if (key === null) return refuse(`The secret cannot sign for ${provider.name} (${scheme.name}). ${format.hint}`)
  const places = [scheme.signature.place, scheme.messageId, scheme.timestamp && placeOf(scheme.timestamp.at)]
  if (places.some(place => place && place.in !== 'header')) {
    return refuse(`${provider.name} carries its signature inside the body or URL, which cannot be set by headers.`)
  }
  const stamps = stampsOf(scheme, draft, at)
  const bad = stamps.headers.find(([, value]) => !isHeaderValue(value))
  if (bad) return refuse(`“${bad[0]}” cannot be sent: it is empty, or holds characters that no header may hold.`)

  const value = signatureValue(scheme, draft, key, stamps)
  if (value === null) return refuse(`The request lacks a value that ${provider.name} signs (${scheme.content}).`)
  if (!isHeaderValue(value)) return refuse('The secret cannot be sent as it is: it holds characters that no header may hold.')
  const name = headerName(scheme.signature.place, alternativeOf(scheme, draft.headers))
  return { ok: true, headers: [...stamps.headers, [name, value]], scheme: scheme.id }
}

interface Stamps {
  readonly timestamp: string | null
  readonly id: string | null
  readonly headers: HeaderPair[]
}

/** The timestamp and id that are signed, and the headers that carry them. */
function stampsOf(scheme: Scheme, draft: Draft, at: { readonly now: number; readonly messageId: string }): Stamps {
  const headers: HeaderPair[] = []
  const alternative = alternativeOf(scheme, draft.headers)
  const id = scheme.messageId ? at.messageId : null
  if (scheme.messageId && id !== null) headers.push([headerName(scheme.messageId, alternative), id])
  let timestamp: string | null = null
  if (scheme.timestamp) {
    timestamp = timestampText(at.now, scheme.timestamp.unit)
    const place = placeOf(scheme.timestamp.at)
    if (place) headers.push([headerName(place, alternative), timestamp])
  }
  return { timestamp, id, headers }
}

function timestampText(now: number, unit: 's' | 'ms' | 'iso'): string {
  if (unit === 'iso') return new Date(now).toISOString()
  return String(Math.floor(unit === 's' ? now / 1000 : now))
}

function placeOf(at: Place | { readonly in: 'signature'; readonly field: string }): Place | undefined {
  return at.in === 'signature' ? undefined : at
}

/** The value of the signature header; null when the draft lacks something that is signed. */
function signatureValue(scheme: Scheme, draft: Draft, key: Key, stamps: Stamps): string | null {
  const { signature } = scheme
  const prefix = signature.prefix ?? ''
  if (scheme.algorithm === 'token') return prefix + Buffer.from(key.text, 'utf8').toString('latin1')
  if (scheme.algorithm === 'basic') return prefix + encode(Buffer.from(key.text, 'utf8'), signature.encoding)
  const headers = withHeaders(draft.headers, stamps.headers)
  const content = contentOf(
    compile(scheme).template,
    {
      method: draft.method,
      url: draft.url,
      target: targetOf(draft.url),
      headers,
      body: draft.body,
      parsed: () => parseBody(headerValue(draft.headers, 'content-type'), draft.body),
      timestamp: stamps.timestamp,
      id: stamps.id,
    },
    key.text,
  )
  if (!content.ok) return null
  const text = encode(signPieces(scheme.algorithm, key, content.pieces), signature.encoding)
  const item = signature.assign === undefined ? text : `${signature.field ?? ''}${signature.assign}${text}`
  if (scheme.timestamp?.at.in !== 'signature') return prefix + item
  return `${prefix}${scheme.timestamp.at.field}${signature.assign ?? ''}${stamps.timestamp}${signature.separator ?? ''}${item}`
}

/** Which of the alternative names the draft already uses (a captured Svix request stays one); the usual one where it uses none. */
function alternativeOf(scheme: Scheme, headers: RawHeaders): number {
  const { place } = scheme.signature
  return place.in === 'header'
    ? Math.max(
        0,
        place.names.findIndex(name => headerValue(headers, name) !== undefined),
      )
    : 0
}

/** `X-DocuSign-Signature-*` is written as its first, `-1`. */
function headerName(place: Place, alternative: number): string {
  if (place.in !== 'header') return ''
  return (place.names[alternative] ?? place.names[0] ?? '').replace(/\*$/, '1')
}

function targetOf(url: string): string {
  const at = url.indexOf('/', url.indexOf('://') + 3)
  return at < 0 ? '/' : url.slice(at)
}

/** Latin-1 without control characters and without spaces at the ends, which the receiver's parser would take off. */
function isHeaderValue(text: string): boolean {
  return /^[\x21-\x7e\x80-\xff]([\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?$/.test(text)
}

function refuse(reason: string): Signed {
  return { ok: false, reason }
}

export { newSecret } from './new-secret.ts'
