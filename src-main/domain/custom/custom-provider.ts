import type { Place } from '../place.ts'
import type { Provider } from '../provider.ts'
import { isAsymmetric } from '../signature/algorithm-kind.ts'
import type { KeyFormat, Scheme, SignatureFormat, TimestampFormat } from '../signature/scheme.ts'

/**
 * A sender that a person has described: what a provider's file says, less what a form cannot show (tokens, certificates, batches of
 * signatures). It holds no secrets; those are the Source's.
 */
export interface CustomProvider {
  /** `custom-` and a slug. */
  readonly id: string
  readonly name: string
  readonly scheme: CustomScheme
  /** Where the Event's id is; null = its Requests carry none. */
  readonly eventId: Place | null
  readonly eventType: Place | null
}

export interface CustomScheme extends Pick<Scheme, 'algorithm' | 'content' | 'messageId' | 'urlForms' | 'registeredUrl' | 'sends'> {
  readonly key: Pick<KeyFormat, 'decode' | 'strip'>
  /** Where the private key is written otherwise than the public one. */
  readonly signingKey?: Pick<KeyFormat, 'decode' | 'strip'>
  readonly signature: Omit<SignatureFormat, 'wrapped'>
  readonly timestamp?: Omit<TimestampFormat, 'at'> & { readonly at: Exclude<TimestampFormat['at'], { in: 'claim' }> }
}

export const CUSTOM_PREFIX = 'custom-'
/** The one scheme of a custom provider: `custom-shop/custom`. */
export const CUSTOM_SCHEME = 'custom'

/** A guess by its signature's header alone; the name may be one that others use too. */
const DETECT_WEIGHT = 0.6

/** The provider that a description stands for, as the engine knows them. */
export function providerOf({ id, name, scheme, eventId, eventType }: CustomProvider): Provider {
  const { place } = scheme.signature
  return {
    id,
    name,
    evidence: 'custom',
    schemes: [schemeOf(scheme)],
    eventKeys: eventId ? [{ parts: [eventId] }] : [],
    eventType: eventType ? [{ parts: [eventType] }] : [],
    detect: place.in === 'header' ? place.names.filter(isWhole).map(header => ({ header, weight: DETECT_WEIGHT })) : [],
    handshakes: [],
    credentials: { headers: presents(scheme) && place.in === 'header' ? place.names : [], query: [], body: [] },
    timeoutMs: null,
    retries: 'Its retries are unknown: the provider was described manually.',
    setup: {
      url: null,
      paste: `Paste the URL where ${name} asks for a webhook URL.`,
      secret: `The secret is the one ${name} shows next to its webhook URL.`,
    },
  }
}

const isWhole = (name: string): boolean => !name.endsWith('*')
const presents = ({ algorithm }: CustomScheme): boolean => algorithm === 'token' || algorithm === 'basic'

function schemeOf({ key, signingKey = key, ...scheme }: CustomScheme): Scheme {
  const asymmetric = isAsymmetric(scheme.algorithm)
  const own: Scheme = {
    ...scheme,
    id: CUSTOM_SCHEME,
    name: `${algorithmLabel(scheme.algorithm)} (${placeLabel(scheme.signature.place)})`,
    key: { ...key, role: asymmetric ? 'public-key' : 'signing', hint: keyHint(key, scheme.algorithm) },
  }
  if (!asymmetric) return own
  return { ...own, signingKey: { ...signingKey, role: 'private-key', hint: 'To sign: the private key, as PEM or in the same form.' } }
}

/** `HMAC-SHA256`, `Ed25519`, `Token`. */
export function algorithmLabel(algorithm: Scheme['algorithm']): string {
  if (algorithm.startsWith('hmac-') || algorithm === 'sha256')
    return algorithm.toUpperCase().replace(/^SHA256$/, 'SHA-256 of text and secret')
  if (algorithm === 'token') return 'Token'
  if (algorithm === 'basic') return 'Basic authentication'
  if (algorithm === 'ed25519') return 'Ed25519'
  if (algorithm === 'ecdsa-p256-raw') return 'ECDSA P-256 (r and s)'
  if (algorithm === 'ecdsa-p256-sha1') return 'ECDSA P-256 with SHA-1'
  return algorithm === 'ecdsa-p256' ? 'ECDSA P-256' : algorithm.toUpperCase()
}

function placeLabel(place: Place): string {
  if (place.in === 'header') return place.names[0] ?? 'header'
  return place.in === 'query' ? `?${place.name}` : `${place.path} in the body`
}

function keyHint({ decode, strip }: CustomScheme['key'], algorithm: Scheme['algorithm']): string {
  if (algorithm === 'basic') return 'The credentials as user:password.'
  const start = strip === undefined ? '' : `, after ${strip}`
  if (isAsymmetric(algorithm)) return `The sender’s public key: PEM, or ${decode === 'utf8' ? 'base64' : decode}${start}.`
  return decode === 'utf8' ? `The secret as plain text${start}.` : `The secret in ${decode}${start}.`
}
