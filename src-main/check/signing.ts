import { parseBody } from '#domain/http/body.ts'
import { type HeaderPair, headerValue, withHeaders } from '#domain/http/headers.ts'
import { textAt } from '#domain/place.ts'
import { secretsFor } from '#domain/secret.ts'
import type { Scheme } from '#domain/signature/scheme.ts'
import { type Draft, signRequest } from '#domain/signature/sign.ts'
import type { Target } from './target.ts'

export interface SignOptions {
  /** Time to sign for, ms since epoch. */
  readonly now: number
  /** Id to sign where the scheme has one and the draft carries none. */
  readonly messageId: string
  /** Instead of the target's own. */
  readonly secret?: string
}

/** The draft as the provider would send it; null where it cannot be signed so. What is not signed at all stays as it is. */
export function signed(target: Target, draft: Draft, { now, messageId, secret }: SignOptions): Draft | null {
  const { provider, signing } = target
  if (!provider || !signing) return draft
  const { scheme } = signing
  const registered = scheme.registeredUrl ? secretsFor(target.secrets, 'url', now)[0]?.value : undefined
  const own = registered === undefined ? draft : { ...draft, url: registered }
  const id = carriedId(scheme, draft) ?? messageId
  const result = signRequest(provider, scheme.id, own, secret ?? signing.secret, { now, messageId: id, mayRewrite: true })
  if (!result.ok) return null
  return {
    method: draft.method,
    url: registered === undefined ? (result.url ?? draft.url) : draft.url,
    headers: withHeaders(draft.headers, result.headers),
    body: result.body ?? draft.body,
  }
}

function carriedId({ messageId: place }: Scheme, draft: Draft): string | undefined {
  if (place === undefined) return undefined
  const parsed = () => parseBody(headerValue(draft.headers, 'content-type'), draft.body)
  return textAt({ headers: draft.headers, target: draft.url, parsed }, place) || undefined
}

/** The header that holds the signature; null where it lies elsewhere. */
export function signatureHeader(scheme: Scheme, draft: Draft): HeaderPair | null {
  const { place } = scheme.signature
  if (place.in !== 'header') return null
  const name = place.names.find(candidate => headerValue(draft.headers, candidate.replace(/\*$/, '1')) !== undefined)?.replace(/\*$/, '1')
  return name === undefined ? null : [name, headerValue(draft.headers, name) ?? '']
}

/** A token or password that is merely sent along signs nothing. */
export const isComputed = ({ algorithm }: Scheme): boolean => algorithm !== 'token' && algorithm !== 'basic'

/** Whether the whole body is signed: by its bytes, its hash or its form's fields, and not by some values of it. */
export const coversBody = (scheme: Scheme): boolean =>
  isComputed(scheme) && (scheme.bodyHash !== undefined || /\{(body|crc32|form|php:[^}]*)\}/.test(scheme.content))

/** A signature with one character of its value changed, the same in length and form. */
export function spoiled(value: string): string {
  const at = value.length - (value.endsWith('==') ? 4 : value.endsWith('=') ? 3 : 2)
  const old = value.charAt(at)
  const other = /[0-9]/.test(old) ? String((Number(old) + 1) % 10) : old === 'a' ? 'b' : old === 'A' ? 'B' : /[a-z]/.test(old) ? 'a' : 'A'
  return value.slice(0, at) + other + value.slice(at + 1)
}

/** Secrets that handlers accept by mistake: what a missing variable turns into, and what examples are full of. */
export const commonSecrets: readonly string[] = ['undefined', 'null', 'secret', 'test', 'changeme', 'whsec_test', 'your-webhook-secret']
