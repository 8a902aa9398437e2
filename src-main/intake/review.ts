import type { LearnedSecret } from '#domain/capture.ts'
import { answerHandshake } from '#domain/handshake.ts'
import { headerValue, type RawHeaders } from '#domain/http/headers.ts'
import { type RequestView, requestView } from '#domain/http/request-view.ts'
import type { Provider } from '#domain/provider.ts'
import type { Verification } from '#domain/request.ts'
import type { Secret, SecretRole } from '#domain/secret.ts'
import { explainFailure } from '#domain/signature/explain.ts'
import { certificateWanted, verifyRequest } from '#domain/signature/verify.ts'
import { providerById } from '#providers/index.ts'
import { type Certificates, lookupIn } from './certified.ts'
import type { IntakeLookup } from './config.ts'
import { decodeBody } from './decode.ts'

/** A stored Request to look at again, with what is to differ from its Source's settings. */
export interface ReviewInput {
  readonly method: string
  readonly target: string
  readonly effectiveUrl: string
  readonly headers: RawHeaders
  readonly body: Uint8Array
  readonly receivedAt: number
  readonly sourceId: number | null
  readonly provider: string | null
  /** A provider that is not yet saved, or not yet in this form: it is used in place of `provider`. */
  readonly draft?: Provider
  readonly scheme: string | null
  /** It came from ourselves, so that our own key pairs may have signed it. */
  readonly sample?: boolean
  /** Secrets to try instead of the Source's; null = the Source's. */
  readonly secrets: readonly string[] | null
  readonly certificates: Certificates
}

export interface Reviewed {
  readonly verification: Verification
  /** URL of a certificate that it takes: fetch it and ask again. */
  readonly wants: string | null
}

/**
 * Verifies stored bytes as of their arrival and, when that fails, looks for the variant that matches: the costly search,
 * done when somebody looks and never while a sender waits.
 */
export function review(input: ReviewInput, lookup: IntakeLookup): Reviewed {
  const { source, provider, view, secrets, options } = askedOf(input, lookup)
  const verification = verifyRequest(provider, view, secrets, options)
  if (verification.code === 'key_unavailable') return { verification, wants: certificateWanted(provider, view, options) }
  if (verification.verdict !== 'failed') return { verification, wants: null }
  const others = [...lookup.sources.values()]
    .filter(other => other.id !== source?.id)
    .map(other => ({ sourceName: other.name, secrets: other.secrets }))
  const found = explainFailure(provider, view, secrets, others, options)
  return { verification: found ? { ...verification, explanation: found.explanation } : verification, wants: null }
}

/** A stored Request's handshake, worked out again; null when it is none that would be answered. `wants`: as for a review. */
export function repeatHandshake(
  input: ReviewInput,
  lookup: IntakeLookup,
): { readonly learned: LearnedSecret | null; readonly confirmUrl: string | null; readonly wants: string | null } {
  const { provider, view, secrets, options } = askedOf(input, lookup)
  const verification = verifyRequest(provider, view, secrets, options)
  const answer = answerHandshake(provider, view, secrets, verification)
  const wants = verification.code === 'key_unavailable' ? certificateWanted(provider, view, options) : null
  return { learned: answer?.learned ?? null, confirmUrl: answer?.confirmUrl ?? null, wants }
}

/** Whom and what a review looks at: what is asked for, else what the Source says. */
function askedOf(input: ReviewInput, lookup: IntakeLookup) {
  const source = input.sourceId === null ? null : (lookup.sources.get(input.sourceId) ?? null)
  const provider = input.draft ?? providerById(input.provider ?? source?.provider ?? null)
  const roles = new Set(provider?.schemes.map(scheme => scheme.key.role))
  const secrets = input.secrets?.flatMap(value => [...roles].map(role => given(value, role))) ?? [
    ...(source?.secrets ?? []),
    ...(input.sample ? lookup.ownKeys : []),
  ]
  const scheme = input.scheme ?? (provider?.id === source?.provider ? source?.scheme : null)
  const options = {
    ...(scheme ? { scheme } : {}),
    ...(source?.asVendor ? { asVendor: true } : {}),
    certificates: lookupIn(input.certificates),
  }
  return { source, provider, view: viewOf(input), secrets, options }
}

/** A stored Request as rules read it. */
export function viewOf(input: ReviewInput): RequestView {
  const decoded = decodeBody(headerValue(input.headers, 'content-encoding'), input.body)
  return requestView({ ...input, url: input.effectiveUrl }, decoded.ok ? decoded.bytes : null)
}

/** A secret typed in for a trial: it is tried in every role that the provider's schemes ask for. */
function given(value: string, role: SecretRole): Secret {
  return { id: 'given', role, label: null, value, validUntil: null }
}
