import type { RequestView } from '../http/request-view.ts'
import type { Provider } from '../provider.ts'
import { viewFor } from '../provider-view.ts'
import { type Secret, secretsFor } from '../secret.ts'
import { ageOf } from './age.ts'
import { itemViews, MAX_ITEMS } from './batch.ts'
import { isHashOf } from './body-hash.ts'
import { type CompiledScheme, compile, presentsSecret } from './compile.ts'
import { decodeKey, type Key } from './keys.ts'
import { contentSource, type GoodReading, matchesKey } from './match.ts'
import { readSignature } from './read.ts'
import type { Scheme } from './scheme.ts'
import { urlsToTry } from './url-forms.ts'
import { bodyVariants } from './variants/body.ts'
import { spelledSignatures } from './variants/encoding.ts'
import { secretVariants } from './variants/secret.ts'
import { timestampVariants } from './variants/timestamp.ts'
import { urlVariants } from './variants/url.ts'
import { schemesToTry, type VerifyOptions, verifyRequest } from './verify.ts'

export interface Explanation {
  /** Stable name of the variant that matches, e.g. `json-compact`. */
  readonly variant: string
  readonly explanation: string
}

/** Secrets of another Source, tried in case the provider was pointed at the wrong one. */
export interface OtherSecrets {
  readonly sourceName: string
  readonly secrets: readonly Secret[]
}

/**
 * Looks for the one change under which a Request that failed would verify, and says what it means. Null when nothing was found or
 * nothing is wrong. It tries, and so takes its time (tens of ms for a large body): for when somebody looks, never while a sender waits.
 * One change at a time: with two at once nearly everything has an explanation, and few of them are true.
 */
export function explainFailure(
  provider: Provider | null,
  view: RequestView,
  secrets: readonly Secret[],
  others: readonly OtherSecrets[],
  options: VerifyOptions = {},
): Explanation | null {
  if (provider === null || verifyRequest(provider, view, secrets, options).verdict !== 'failed') return null
  const at = options.at ?? view.receivedAt
  const seen = viewFor(provider, view)
  const named = schemesToTry(provider, options.scheme)
  for (const scheme of named) {
    const found = explainScheme(compile(scheme), seen, secrets, others, at)
    if (found === 'verifies') return explainOtherScheme(provider, scheme)
    if (found !== null) return found
  }
  for (const scheme of provider.schemes) {
    if (named.includes(scheme)) continue
    const reading = readSignature(compile(scheme), seen)
    const keys = keysOf(secretsFor(secrets, scheme.key.role, at), scheme)
    if (reading.ok && attempt(compile(scheme), reading, seen)(keys)) return explainOtherScheme(provider, scheme)
  }
  return null
}

/** Another scheme's signature is right: one that the Source does not name, or a legacy one beside a broken new one. */
function explainOtherScheme(provider: Provider, scheme: Scheme): Explanation {
  const explanation = `The request also carries a valid signature in another ${provider.name} scheme: ${scheme.name}. If you trust it, choose that scheme for this source.`
  return { variant: 'other-scheme', explanation }
}

function explainScheme(
  compiled: CompiledScheme,
  whole: RequestView,
  secrets: readonly Secret[],
  others: readonly OtherSecrets[],
  at: number,
): Explanation | 'verifies' | null {
  const { scheme } = compiled
  const own = secrets.filter(secret => secret.role === scheme.key.role)
  const valid = keysOf(secretsFor(own, scheme.key.role, at), scheme)
  // A certificate is the vendor's own; no other key or content is worth a try.
  if (scheme.certificate) return null
  const view = scheme.each === undefined ? whole : wrongItem(compiled, whole, scheme.each, valid)
  if (view === null) return null
  const reading = readSignature(compiled, view)
  if (!reading.ok) return reading.code === 'malformed_header' ? explainSpelling(compiled, view, valid) : null

  const matches = attempt(compiled, reading, view)
  if (matches(valid)) return explainHash(reading, view) ?? explainAge(scheme, reading, at) ?? 'verifies'
  const ended = own.find(secret => matches(keysOf([secret], scheme)))
  if (ended) return explainEnded(ended)
  return (
    explainSecrets(scheme, own, matches) ??
    explainOthers(scheme, others, matches) ??
    explainTest(scheme, matches) ??
    (presentsSecret(scheme) ? null : explainContent(compiled, view, reading, valid, matches))
  )
}

type Changes = { readonly body?: Uint8Array; readonly url?: string; readonly timestamp?: string }
type Attempt = (keys: readonly Key[], changes?: Changes) => boolean

/** A function that tells whether the signature is right under one of some keys, with something changed. */
function attempt(compiled: CompiledScheme, reading: GoodReading, view: RequestView): Attempt {
  const source = contentSource(reading, view)
  return (keys, changes = {}) => {
    const urls = urlsToTry(changes.url ?? view.url, compiled.signsUrl ? compiled.scheme.urlForms : undefined)
    return keys.some(key => urls.some(url => matchesKey(compiled, reading.candidates, { ...source, ...changes, url }, key) === true))
  }
}

/** The first item of a batch that does not match; null when there is none that can be read. */
function wrongItem(compiled: CompiledScheme, view: RequestView, each: string, keys: readonly Key[]): RequestView | null {
  for (const item of itemViews(view, each).slice(0, MAX_ITEMS)) {
    const reading = readSignature(compiled, item)
    if (!reading.ok || !attempt(compiled, reading, item)(keys)) return item
  }
  return null
}

/** What the body was when its hash was signed. */
function explainHash(reading: GoodReading, view: RequestView): Explanation | null {
  const { bodyHash } = reading
  if (bodyHash === null || isHashOf(bodyHash, view.body)) return null
  for (const { name, value, explanation } of bodyVariants(view)) {
    if (isHashOf(bodyHash, value)) return { variant: name, explanation }
  }
  return { variant: 'body-hash', explanation: 'The signature itself is valid, but the hash it covers belongs to a different body.' }
}

function keysOf(secrets: readonly Secret[], scheme: Scheme): Key[] {
  return secrets.map(secret => decodeKey(secret.value, scheme.key, scheme.algorithm, 'verify')).filter(key => key !== null)
}

function explainAge(scheme: Scheme, reading: GoodReading, at: number): Explanation | null {
  const age = ageOf(scheme, reading, at)
  if (age.code === null) return null
  const otherUnit = age.otherUnit
  if (otherUnit !== null) {
    const explanation = `The signature itself is valid, but its timestamp is in ${otherUnit}, which is not the unit this scheme uses. The sender must use the scheme’s unit.`
    return { variant: 'timestamp-unit', explanation }
  }
  const why =
    age.code === 'timestamp_too_old'
      ? 'It was delayed in transit or replayed, or one of the two clocks is wrong.'
      : 'One of the two clocks is wrong.'
  return { variant: 'timestamp-tolerance', explanation: `The signature itself is valid. ${age.detail} ${why}` }
}

function explainEnded(secret: Secret): Explanation {
  const name = secret.label ? `the secret “${secret.label}”` : 'a secret of this source'
  const when = secret.validUntil === null ? '' : ` on ${new Date(secret.validUntil).toISOString().slice(0, 10)}`
  return {
    variant: 'secret-ended',
    explanation: `The signature matches ${name}, which expired${when}: the sender still signs with the old secret. Extend it, or rotate the secret at the sender.`,
  }
}

function explainSecrets(scheme: Scheme, secrets: readonly Secret[], matches: Attempt): Explanation | null {
  for (const secret of secrets) {
    for (const { name, value, explanation } of secretVariants(secret.value, scheme)) {
      if (matches([value])) return { variant: name, explanation }
    }
  }
  return null
}

function explainOthers(scheme: Scheme, others: readonly OtherSecrets[], matches: Attempt): Explanation | null {
  const name = others.find(other => {
    const keys = other.secrets.filter(secret => secret.role === scheme.key.role)
    return matches(keysOf(keys, scheme))
  })?.sourceName
  if (name === undefined) return null
  const explanation = `The signature matches the secret of the source “${name}”: the provider sends that source’s webhooks to this URL, or the two secrets were swapped.`
  return { variant: 'other-source', explanation }
}

function explainTest(scheme: Scheme, matches: Attempt): Explanation | null {
  const { testSecret } = scheme
  const key = testSecret === undefined ? null : decodeKey(testSecret, scheme.key, scheme.algorithm, 'verify')
  if (key === null || !matches([key])) return null
  const explanation =
    'The signature matches the provider’s test secret, which is public: someone pressed its test button, or is pretending to. Real events are signed with your own secret.'
  return { variant: 'test-secret', explanation }
}

function explainContent(
  { scheme }: CompiledScheme,
  view: RequestView,
  reading: GoodReading,
  keys: readonly Key[],
  matches: Attempt,
): Explanation | null {
  for (const { name, value, explanation } of scheme.content.includes('{url}') ? urlVariants(view.url, view.headers) : []) {
    if (matches(keys, { url: value })) return { variant: name, explanation }
  }
  for (const { name, value, explanation } of timestampVariants(scheme, reading.timestamp)) {
    if (matches(keys, { timestamp: value })) return { variant: name, explanation }
  }
  if (!scheme.content.includes('{body}')) return null
  for (const { name, value, explanation } of bodyVariants(view)) {
    if (matches(keys, { body: value })) return { variant: name, explanation }
  }
  return null
}

function explainSpelling(compiled: CompiledScheme, view: RequestView, keys: readonly Key[]): Explanation | null {
  for (const { name, value, explanation } of spelledSignatures(compiled.scheme)) {
    const reading = readSignature({ ...compiled, scheme: value }, view)
    if (reading.ok && attempt(compiled, reading, view)(keys)) return { variant: name, explanation }
  }
  return null
}
