import { createHash } from 'node:crypto'
import { parseBody } from '../http/body.ts'
import { type HeaderPair, headerValue, type RawHeaders, withHeaders } from '../http/headers.ts'
import { type Place, textAt } from '../place.ts'
import type { Provider } from '../provider.ts'
import type { Secret } from '../secret.ts'
import { signPieces } from './algorithms.ts'
import { itemPaths } from './batch.ts'
import { compile } from './compile.ts'
import { type ContentSource, contentOf } from './content.ts'
import { encode, formatSignature } from './encoding.ts'
import { decodeKey, type Key, keyOf } from './keys.ts'
import { headerName, put } from './put.ts'
import type { InClaim, InSignature, Scheme } from './scheme.ts'
import { tokenAlgorithm, writeToken } from './token.ts'
import { urlsToTry } from './url-forms.ts'

/** A request about to be sent: `url` absolute, headers without the signature (stale signature headers are harmless: replace them). */
export interface Draft {
  readonly method: string
  readonly url: string
  readonly headers: RawHeaders
  readonly body: Uint8Array
}

export type Signed =
  /**
   * Headers to set, replacing those of the same name. `scheme` = id of the scheme used. `url` and `body` are there when the signature
   * lies in them, and are to be sent in place of the draft's; only who says `mayRewrite` gets them.
   */
  | { readonly ok: true; readonly headers: HeaderPair[]; readonly scheme: string; readonly url?: string; readonly body?: Uint8Array }
  /** `reason`: a sentence. */
  | { readonly ok: false; readonly reason: string }

export interface SignAt {
  /** Time to sign for, ms since epoch. */
  readonly now: number
  /** Id to sign where the scheme has one. */
  readonly messageId: string
  /** Whether `url` and `body` of the result will be sent. Without it a scheme that signs inside them is refused. */
  readonly mayRewrite?: boolean
}

/**
 * Signs a draft by the definition that also verifies it.
 * @param schemeId one of the provider's schemes; undefined = its preferred one for such a draft
 */
export function signRequest(provider: Provider, schemeId: string | undefined, draft: Draft, secret: Secret | string, at: SignAt): Signed {
  const scheme = schemeFor(provider, schemeId, draft)
  if (!scheme) return refuse(schemeId ? `${provider.name} has no scheme “${schemeId}”.` : `${provider.name} does not sign its webhooks.`)
  const found = signingKeyOf(provider, scheme, secret)
  if (!found.ok) return found
  const { key } = found
  if (!at.mayRewrite && placesOf(scheme).some(place => place.in !== 'header' && !isSignedAsItIs(scheme, place, draft))) {
    return refuse(`${provider.name} carries its signature inside the body or URL, which cannot be set by headers.`)
  }
  const puts = new Map<string, HeaderPair>()
  const signed = scheme.each === undefined ? signOne(scheme, draft, key, at, puts) : signItems(scheme, scheme.each, draft, key, at, puts)
  if (typeof signed === 'string') return refuse(lacking[signed](provider.name, scheme))
  const headers = [...puts.values()]
  const bad = headers.find(([, value]) => !survivesAsHeader(value))
  if (bad) return refuse(`“${bad[0]}” cannot be sent: it is empty, or contains characters that headers cannot carry.`)
  const url = signed.url === draft.url ? {} : { url: signed.url }
  return { ok: true, headers, scheme: scheme.id, ...url, ...(signed.body === draft.body ? {} : { body: signed.body }) }
}

/** What a draft lacks that cannot be signed: items of a batch, a place in its body for what is put there, or a value that is signed. */
type Lack = 'items' | 'place' | 'value'

const lacking: Record<Lack, (name: string, scheme: Scheme) => string> = {
  items: (name, { each }) => `${name} marks each item of “${each?.replace('[]', '')}”, and the body is not JSON with such a list.`,
  place: name => `The body is no JSON object or form that could hold what ${name} writes into it.`,
  value: (name, { content }) => `The request lacks a value that ${name} signs (${content}).`,
}

/**
 * The key with which a secret signs, whatever is to be signed; else a sentence: why it never can. For those who take a secret in, too.
 */
export function signingKeyOf(
  provider: Provider,
  scheme: Scheme,
  secret: Secret | string,
): { readonly ok: true; readonly key: Key } | Extract<Signed, { ok: false }> {
  if (scheme.unsignable !== undefined) return refuse(scheme.unsignable)
  const format = scheme.signingKey ?? scheme.key
  const { algorithm, signature } = scheme
  const key = typeof secret === 'string' ? decodeKey(secret, format, algorithm, 'sign') : keyOf(secret, format, algorithm, 'sign')
  if (key === null) return refuse(`The secret cannot sign for ${provider.name} (${scheme.name}). ${format.hint}`)
  if (algorithm === 'token' && signature.place.in === 'header' && !survivesAsHeader(tokenText(scheme, key)))
    return refuse(`“${signature.place.names[0]}” cannot be sent: it is empty, or contains characters that headers cannot carry.`)
  return { ok: true, key }
}

/** The scheme named; else the first whose conditions the draft meets, so that a form is signed as forms are. */
export function schemeFor(provider: Provider, schemeId: string | undefined, draft: Draft): Scheme | undefined {
  if (schemeId !== undefined) return provider.schemes.find(candidate => candidate.id === schemeId)
  const fits = provider.schemes.find(({ when, content }) => {
    const form = !/\{(form|php:[^}]*)\}/.test(content) || sourceOf(draft, NOTHING).parsed().kind === 'form'
    return (
      form &&
      (when ?? []).every(
        ({ place, equals }) => equals === undefined || [undefined, equals].includes(textAt(sourceOf(draft, NOTHING), place)),
      )
    )
  })
  return fits ?? provider.schemes[0]
}

function placesOf({ signature, messageId, timestamp, bodyHash }: Scheme): Place[] {
  const all = [signature.place, messageId, timestamp?.at, bodyHash?.at]
  return all.filter((place): place is Place => place !== undefined && place.in !== 'signature' && place.in !== 'claim')
}

/** A timestamp inside a body that is signed as a whole stays as it is where nothing may be rewritten. */
function isSignedAsItIs(scheme: Scheme, place: Place, draft: Draft): boolean {
  return place === scheme.timestamp?.at && place.in === 'body' && textAt(sourceOf(draft, NOTHING), place) !== undefined
}

/** Headers to set, by the usual name of each. */
type Puts = Map<string, HeaderPair>

interface Stamps {
  readonly timestamp: string | null
  readonly id: string | null
  readonly token: string | null
}
const NOTHING: Stamps = { timestamp: null, id: null, token: null }

/** Each item in its turn, by its own path. */
function signItems(scheme: Scheme, each: string, draft: Draft, key: Key, at: SignAt, puts: Puts): Draft | Lack {
  const parsed = sourceOf(draft, NOTHING).parsed()
  const paths = parsed.kind === 'json' ? itemPaths(parsed.value, each) : []
  let current: Draft | Lack = paths.length === 0 ? 'items' : draft
  for (const path of paths) {
    if (typeof current === 'string') return current
    current = signOne(scheme, current, key, at, puts, `${path}.`)
  }
  return current
}

/**
 * The draft with timestamp, id, hash and signature put in their places, or what it lacks.
 * @param puts gathers the headers that were set
 * @param prefix of body paths, for an item of a batch
 */
function signOne(scheme: Scheme, draft: Draft, key: Key, at: SignAt, puts: Puts, prefix = ''): Draft | Lack {
  const alternative = alternativeOf(scheme, draft.headers)
  let current: Draft | null = scheme.sends ? { ...draft, headers: withHeaders(draft.headers, scheme.sends) } : draft
  for (const pair of scheme.sends ?? []) puts.set(pair[0], pair)
  const set = (place: Place | InSignature | InClaim | undefined, text: string) => {
    if (place === undefined || place.in === 'signature' || place.in === 'claim') return
    if (place.in === 'header') puts.set(place.names[0] ?? '', [headerName(place, alternative), text])
    else if (at.mayRewrite) current = current && put(current, place.in === 'body' ? { ...place, path: prefix + place.path } : place, text)
  }
  const id = scheme.messageId ? at.messageId : null
  if (id !== null) set(scheme.messageId, id)
  const timestamp = scheme.timestamp ? timestampText(at.now, scheme.timestamp.unit) : null
  if (timestamp !== null) set(scheme.timestamp?.at, timestamp)
  const hash = scheme.bodyHash ? encode(createHash('sha256').update(draft.body).digest(), scheme.bodyHash.encoding) : null
  if (hash !== null) set(scheme.bodyHash?.at, hash)
  const token = scheme.token ? tokenOf(scheme, key, at.now, hash) : null
  if (current === null) return 'place'
  // All at once: each costs a copy of the list.
  const complete = puts.size > 0 ? { ...current, headers: withHeaders(current.headers, [...puts.values()]) } : current
  const value = signatureValue(scheme, complete, key, { timestamp, id, token }, prefix)
  if (value === null) return 'value'
  set(scheme.signature.place, value)
  return current ?? 'place'
}

function timestampText(now: number, unit: 's' | 'ms' | 'iso'): string {
  if (unit === 'iso') return new Date(now).toISOString()
  return String(Math.floor(unit === 's' ? now / 1000 : now))
}

function tokenOf(scheme: Scheme, key: Key, now: number, hash: string | null): string {
  const header = { alg: tokenAlgorithm(scheme.algorithm), typ: 'JWT', ...(key.id === undefined ? {} : { kid: key.id }) }
  const hashClaim = hash !== null && scheme.bodyHash?.at.in === 'claim' ? { [scheme.bodyHash.at.name]: hash } : {}
  return writeToken(header, { ...scheme.token?.claims, iat: Math.floor(now / 1000), ...hashClaim })
}

/** The secret as it is sent itself; the chars of a header are its bytes. */
function tokenText({ signature }: Scheme, key: Key): string {
  return (signature.prefix ?? '') + (signature.place.in === 'header' ? Buffer.from(key.text, 'utf8').toString('latin1') : key.text)
}

/** What is put in the signature's place; null when the draft lacks something that is signed. */
function signatureValue(scheme: Scheme, draft: Draft, key: Key, stamps: Stamps, prefix: string): string | null {
  const { signature } = scheme
  const start = signature.prefix ?? ''
  if (scheme.algorithm === 'token') return tokenText(scheme, key)
  if (scheme.algorithm === 'basic') return start + encode(Buffer.from(key.text, 'utf8'), signature.encoding)
  const content = contentOf(compile(scheme).template, sourceOf(draft, stamps, prefix, scheme), key.text)
  if (!content.ok) return null
  const text = formatSignature(signPieces(scheme.algorithm, key, content.pieces, signature.encoding), signature)
  if (stamps.token !== null) return `${start}${stamps.token}.${text}`
  if (signature.wrapped) {
    const { signature: member, keyId, members } = signature.wrapped
    const value = { ...members, [keyId]: key.id ?? 'hookbench', [member]: text }
    return start + Buffer.from(JSON.stringify(value), 'utf8').toString('base64')
  }
  const item = signature.assign === undefined ? text : `${signature.field ?? ''}${signature.assign}${text}`
  if (scheme.timestamp?.at.in !== 'signature') return start + item
  return `${start}${scheme.timestamp.at.field}${signature.assign ?? ''}${stamps.timestamp}${signature.separator ?? ''}${item}`
}

function sourceOf(draft: Draft, stamps: Stamps, prefix = '', scheme?: Scheme): ContentSource {
  const type = headerValue(draft.headers, 'content-type')
  return {
    method: draft.method,
    url: urlsToTry(draft.url, scheme?.urlForms)[0] ?? draft.url,
    target: targetOf(draft.url),
    headers: draft.headers,
    body: draft.body,
    parsed: () => {
      const parsed = parseBody(type, draft.body)
      if (prefix === '' || parsed.kind !== 'json') return parsed
      const value = prefix
        .slice(0, -1)
        .split('.')
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], parsed.value)
      return { kind: 'json', value }
    },
    ...stamps,
  }
}

/** Which of the alternative names the draft already uses (a captured Svix request stays one); the usual one where it uses none. */
function alternativeOf(scheme: Scheme, headers: RawHeaders): number {
  const { place } = scheme.signature
  const used = place.in === 'header' ? place.names.findIndex(name => headerValue(headers, name) !== undefined) : 0
  return Math.max(0, used)
}

function targetOf(url: string): string {
  const at = url.indexOf('/', url.indexOf('://') + 3)
  return at < 0 ? '/' : url.slice(at)
}

/** Latin-1 without control characters and without spaces at the ends, which the receiver's parser would take off. */
function survivesAsHeader(text: string): boolean {
  return /^[\x21-\x7e\x80-\xff]([\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?$/.test(text)
}

function refuse(reason: string): Extract<Signed, { ok: false }> {
  return { ok: false, reason }
}

export { newSecret } from './new-secret.ts'
