import type { KeyObject } from 'node:crypto'
import type { RequestView } from '../http/request-view.ts'
import { placeSubject, textAt } from '../place.ts'
import type { Provider } from '../provider.ts'
import { viewFor } from '../provider-view.ts'
import type { Check, FailureCode, Verification } from '../request.ts'
import { type Secret, secretsFor } from '../secret.ts'
import { ageOf } from './age.ts'
import { itemViews, MAX_ITEMS } from './batch.ts'
import { isHashOf } from './body-hash.ts'
import { type CertificateLookup, certificateUrl, findCertificate, noCertificates } from './certificate.ts'
import { type CompiledScheme, compile, presentsSecret } from './compile.ts'
import { findKey } from './match.ts'
import { readSignature } from './read.ts'
import type { Scheme } from './scheme.ts'

export interface VerifyOptions {
  /** Id of one of the provider's schemes; without it, the one whose signature is present. */
  readonly scheme?: string
  /** Time against which the tolerance is measured, ms since epoch; default: when the Request arrived. */
  readonly at?: number
  /** Let pass what the vendor's own SDK lets pass (`vendorAccepts` of a scheme). */
  readonly asVendor?: boolean
  /** Certificates fetched before. One that is not here makes the verdict `key_unavailable`; `certificateWanted` says which. */
  readonly certificates?: CertificateLookup
}

/**
 * Verifies one Request. Pure, never throws, and cheap: it runs for every capture while the sender waits, so why a signature does not
 * match is left to `explainFailure`. No text in the result holds a secret or the expected signature.
 */
export function verifyRequest(
  provider: Provider | null,
  view: RequestView,
  secrets: readonly Secret[],
  options: VerifyOptions = {},
): Verification {
  if (provider === null) {
    const todo = 'Choose it in the Source of this path, or create one, and give it the provider’s secret.'
    return plain('unconfigured', null, null, `Nothing was verified: no provider is set for this path. ${todo}`)
  }
  if (provider.schemes.length === 0) return plain('unsigned', provider, null, `${provider.name} does not sign its webhooks.`)
  const schemes = schemesToTry(provider, options.scheme)
  if (schemes.length === 0) {
    return plain('unconfigured', provider, null, `${provider.name} has no scheme “${options.scheme}”. Choose another one for this Source.`)
  }
  const seen = viewFor(provider, view)
  const at = options.at ?? view.receivedAt
  let best: Failure | null = null
  for (const scheme of schemes) {
    const usable = secretsFor(secrets, scheme.key.role, at)
    if (usable.length === 0) continue
    // Old schemes count only where the new one is not used at all: a broken new signature must not be saved by an old one.
    if (scheme.legacy && best !== null && best.code !== 'missing_header') continue
    const registered = scheme.registeredUrl ? secretsFor(secrets, 'url', at).map(secret => secret.value) : []
    const result = trySchemeOn(compile(scheme), provider, seen, { secrets: usable, registered, at, options })
    if (result.verified) return result.verification
    if (best === null || rank(result.code) > rank(best.code)) best = result
  }
  if (best !== null) return failed(provider, best)
  return plain(
    'unconfigured',
    provider,
    schemes[0]?.id ?? null,
    `Nothing was verified: no valid secret for ${provider.name} is configured here. ${provider.setup.secret}`,
  )
}

/**
 * URL of the certificate that a Request needs to be verified, when it is the vendor's own and not there yet; else null.
 * For the one who fetches: ask this before verifying, fetch, then verify with the lookup.
 */
export function certificateWanted(provider: Provider | null, view: RequestView, options: VerifyOptions = {}): string | null {
  if (provider === null) return null
  const seen = viewFor(provider, view)
  for (const scheme of schemesToTry(provider, options.scheme)) {
    if (!scheme.certificate || !readSignature(compile(scheme), seen).ok) continue
    const found = certificateUrl(scheme.certificate, seen)
    if ('url' in found) return (options.certificates ?? noCertificates)(found.url).state === 'unknown' ? found.url : null
  }
  return null
}

/** The named scheme alone, or all of them in the provider's order. */
export function schemesToTry(provider: Provider, named: string | undefined): readonly Scheme[] {
  return named === undefined ? provider.schemes : provider.schemes.filter(scheme => scheme.id === named)
}

interface Failure {
  readonly verified: false
  readonly scheme: Scheme
  readonly code: FailureCode
  readonly explanation: string
  readonly checks: readonly Check[]
  readonly secretId: string | null
  readonly offMs?: number
}
type Tried = { readonly verified: true; readonly verification: Verification } | Failure

interface Means {
  readonly secrets: readonly Secret[]
  readonly registered: readonly string[]
  readonly at: number
  readonly options: VerifyOptions
}

/** The Request, or each item of its batch: all must be right, for whoever reads it takes them all. */
function trySchemeOn(compiled: CompiledScheme, provider: Provider, view: RequestView, means: Means): Tried {
  const { each } = compiled.scheme
  if (each === undefined) return tryScheme(compiled, provider, view, means)
  const items = itemViews(view, each)
  if (items.length === 0 || items.length > MAX_ITEMS) {
    const explanation =
      items.length === 0 ? `The body contains no ${each}.` : `The body contains ${items.length} items; at most ${MAX_ITEMS} are verified.`
    const code = items.length === 0 ? 'missing_header' : 'malformed_header'
    return { verified: false, scheme: compiled.scheme, code, explanation, checks: [check('Items', false, explanation)], secretId: null }
  }
  let last: Tried | null = null
  for (const [index, item] of items.entries()) {
    last = tryScheme(compiled, provider, item, means)
    if (!last.verified)
      return items.length === 1 ? last : { ...last, explanation: `Item ${index + 1} of ${items.length}: ${last.explanation}` }
  }
  return last as Tried
}

function tryScheme(compiled: CompiledScheme, provider: Provider, view: RequestView, means: Means): Tried {
  const { scheme } = compiled
  const { at, options } = means
  const fail = (code: FailureCode, explanation: string, checks: readonly Check[], secretId: string | null = null): Failure => {
    return { verified: false, scheme, code, explanation, checks, secretId }
  }
  const reading = readSignature(compiled, view)
  if (!reading.ok) return fail(reading.code, reading.explanation, [check('Headers', false, reading.explanation)])
  const { length } = reading.candidates
  const present = length === 1 ? compiled.presentOnce : check('Headers', true, `The request carries ${length} ${scheme.name} signatures.`)
  let certificate: KeyObject | null = null
  if (scheme.certificate) {
    const found = findCertificate(scheme.certificate, view, at, options.certificates ?? noCertificates)
    if ('code' in found) return fail(found.code, found.explanation, [present, check('Certificate', false, found.explanation)])
    certificate = found.key
  }
  const owned = ownSecrets(scheme, view, means.secrets)
  if (typeof owned === 'string') return fail('unknown_key', owned, [present, check('Owner', false, owned)])

  const found = findKey(compiled, reading, view, owned, certificate, means.registered)
  if (found.result !== 'match') {
    const explanation = mismatch(found, scheme)
    const code = codes[found.result]
    return fail(code, explanation, [present, check(code === 'missing_header' ? 'Signed content' : 'Signature', false, explanation)])
  }
  const what = compiled.presents ? `${compiled.proof}.` : `${compiled.proof} (body of ${view.body.length} bytes).`
  const proven = [present, check('Signature', true, what)]
  if (reading.bodyHash !== null) {
    if (!isHashOf(reading.bodyHash, view.body)) {
      const explanation = 'The signature itself is valid, but the body does not have the hash it covers: the body was changed in transit.'
      return fail('body_altered', explanation, [...proven, check('Body', false, explanation)], found.secret.id)
    }
    proven.push(check('Body', true, 'The body matches the hash that the signature covers.'))
  }
  const age = ageOf(scheme, reading, at, options.asVendor)
  if (age.code) {
    const explanation = `The signature itself is valid. ${age.detail}`
    const failure = fail(age.code, explanation, [...proven, check('Timestamp', false, age.detail)], found.secret.id)
    return age.offMs === undefined ? failure : { ...failure, offMs: age.offMs }
  }
  if (age.detail !== '') proven.push(check('Timestamp', true, age.detail))
  const label = found.secret.label ? ` with the secret “${found.secret.label}”` : ''
  return {
    verified: true,
    verification: {
      verdict: 'verified',
      provider: provider.id,
      scheme: scheme.id,
      code: null,
      explanation: `Signed by ${provider.name}${label}. ${what}`,
      checks: proven,
      secretId: found.secret.id,
    },
  }
}

/** The secrets under which a Request may be ours; or a sentence when it is somebody else's. */
function ownSecrets({ certificate }: Scheme, view: RequestView, secrets: readonly Secret[]): readonly Secret[] | string {
  const place = certificate?.belongsTo
  if (!place) return secrets
  const text = textAt(view, place) ?? ''
  const own = secrets.filter(secret => secret.value === text)
  if (own.length > 0) return own
  return `${placeSubject(place)} is “${text.slice(0, 200)}”, not the one this source expects: the request was meant for someone else.`
}

const codes = {
  mismatch: 'signature_mismatch',
  'bad-secret': 'wrong_secret_format',
  missing: 'missing_header',
  'unknown-key': 'unknown_key',
} as const

function mismatch(found: { result: keyof typeof codes; missing?: string; keyId?: string }, scheme: Scheme): string {
  if (found.result === 'unknown-key') {
    return `It is signed with the key “${found.keyId?.slice(0, 80)}”, but no key with that id is configured. ${scheme.key.hint}`
  }
  if (found.result === 'bad-secret') return `The configured secret is not in this scheme’s format. ${scheme.key.hint}`
  if (found.result === 'missing') return `${found.missing} is part of the signed content, but the request does not have it.`
  if (presentsSecret(scheme)) return 'The sender did not present the configured secret.'
  return 'The signature does not match: the sender signs with a different secret, or the signed content was changed in transit.'
}

/** How much a failure says about the scheme being the right one: an absent header says nothing. */
function rank(code: FailureCode): number {
  if (code === 'missing_header') return 0
  return code === 'malformed_header' ? 1 : 2
}

function check(name: string, ok: boolean, detail: string): Check {
  return { name, ok, detail }
}

function plain(verdict: 'unconfigured' | 'unsigned', provider: Provider | null, scheme: string | null, explanation: string): Verification {
  return { verdict, provider: provider?.id ?? null, scheme, code: null, explanation, checks: [], secretId: null }
}

function failed(provider: Provider, failure: Failure): Verification {
  const { code, explanation, checks, secretId, offMs } = failure
  const found = { verdict: 'failed', provider: provider.id, scheme: failure.scheme.id, code, explanation, checks, secretId } as const
  return offMs === undefined ? found : { ...found, offMs }
}
