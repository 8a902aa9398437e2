import type { RequestView } from '../http/request-view.ts'
import type { Provider } from '../provider.ts'
import type { Check, FailureCode, Verification } from '../request.ts'
import { type Secret, secretsFor } from '../secret.ts'
import { ageOf } from './age.ts'
import { type CompiledScheme, compile, presentsSecret } from './compile.ts'
import { findKey } from './match.ts'
import { readSignature } from './read.ts'
import type { Scheme } from './scheme.ts'

export interface VerifyOptions {
  /** Id of one of the provider's schemes; without it, the one whose signature is present. */
  readonly scheme?: string
  /** Time against which the tolerance is measured, ms since epoch; default: when the Request arrived. */
  readonly at?: number
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
    return plain('unconfigured', null, null, 'Nothing was verified: choose a provider for this Source and give it the provider’s secret.')
  }
  if (provider.schemes.length === 0) return plain('unsigned', provider, null, `${provider.name} does not sign its webhooks.`)
  const schemes = schemesToTry(provider, options.scheme)
  if (schemes.length === 0) {
    return plain('unconfigured', provider, null, `${provider.name} has no scheme “${options.scheme}”. Choose another one for this Source.`)
  }
  const at = options.at ?? view.receivedAt
  let best: Failure | null = null
  for (const scheme of schemes) {
    const usable = secretsFor(secrets, scheme.key.role, at)
    if (usable.length === 0) continue
    // Old schemes count only where the new one is not used at all: a broken new signature must not be saved by an old one.
    if (scheme.legacy && best !== null && best.code !== 'missing_header') continue
    const result = tryScheme(compile(scheme), provider, view, usable, at)
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
}
type Tried = { readonly verified: true; readonly verification: Verification } | Failure

function tryScheme(compiled: CompiledScheme, provider: Provider, view: RequestView, secrets: readonly Secret[], at: number): Tried {
  const { scheme } = compiled
  const fail = (code: FailureCode, explanation: string, checks: readonly Check[], secretId: string | null = null): Failure => {
    return { verified: false, scheme, code, explanation, checks, secretId }
  }
  const reading = readSignature(compiled, view)
  if (!reading.ok) return fail(reading.code, reading.explanation, [check('Headers', false, reading.explanation)])
  const present = check('Headers', true, `The request carries ${count(reading.candidates.length)} of ${scheme.name}.`)

  const found = findKey(compiled, reading, view, secrets)
  if (found.result !== 'match') {
    const explanation = mismatch(found, scheme)
    const code = codes[found.result]
    return fail(code, explanation, [present, check(code === 'missing_header' ? 'Signed content' : 'Signature', false, explanation)])
  }
  const what = presentsSecret(scheme) ? `${compiled.proof}.` : `${compiled.proof} (body of ${view.body.length} bytes).`
  const signature = check('Signature', true, what)
  const age = ageOf(scheme, reading, at)
  if (age.code) {
    const explanation = `The signature itself is right. ${age.detail}`
    return fail(age.code, explanation, [present, signature, check('Timestamp', false, age.detail)], found.secret.id)
  }
  const checks = age.detail === '' ? [present, signature] : [present, signature, check('Timestamp', true, age.detail)]
  const label = found.secret.label ? ` with the secret “${found.secret.label}”` : ''
  return {
    verified: true,
    verification: {
      verdict: 'verified',
      provider: provider.id,
      scheme: scheme.id,
      code: null,
      explanation: `Signed by ${provider.name}${label}. ${what}`,
      checks,
      secretId: found.secret.id,
    },
  }
}

const codes = { mismatch: 'signature_mismatch', 'bad-secret': 'wrong_secret_format', missing: 'missing_header' } as const

function mismatch(found: { result: keyof typeof codes; missing?: string }, scheme: Scheme): string {
  if (found.result === 'bad-secret') return `The configured secret is not in the format of this scheme. ${scheme.key.hint}`
  if (found.result === 'missing') return `${found.missing} is part of what is signed, and the request does not have it.`
  if (presentsSecret(scheme)) return 'What the sender presented is not the configured secret.'
  return 'The signature does not match: the secret is not the one that the sender signs with, or what is signed was changed on the way.'
}

function count(signatures: number): string {
  return signatures === 1 ? 'one signature' : `${signatures} signatures`
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
  const { code, explanation, checks, secretId } = failure
  return { verdict: 'failed', provider: provider.id, scheme: failure.scheme.id, code, explanation, checks, secretId }
}
