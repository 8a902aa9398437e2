import { headerValue, type RawHeaders } from '#domain/http/headers.ts'
import { type RequestView, requestView } from '#domain/http/request-view.ts'
import type { Verification } from '#domain/request.ts'
import type { Secret, SecretRole } from '#domain/secret.ts'
import { explainFailure } from '#domain/signature/explain.ts'
import { verifyRequest } from '#domain/signature/verify.ts'
import { providerById } from '#providers/index.ts'
import type { IntakeLookup } from './config.ts'
import { decodeBody } from './decode.ts'

/** A stored Request to look at again, with what the asker wants other than what its Source says. */
export interface ReviewInput {
  readonly method: string
  readonly target: string
  readonly effectiveUrl: string
  readonly headers: RawHeaders
  readonly body: Uint8Array
  readonly receivedAt: number
  readonly sourceId: number | null
  readonly provider: string | null
  readonly scheme: string | null
  /** Secrets to try instead of the Source's; null = the Source's. */
  readonly secrets: readonly string[] | null
}

/**
 * Verifies stored bytes as of their arrival and, when that fails, looks for the variant that matches: the costly search of design §6,
 * done when somebody looks and never while a sender waits.
 */
export function review(input: ReviewInput, lookup: IntakeLookup): Verification {
  const source = input.sourceId === null ? null : (lookup.sources.get(input.sourceId) ?? null)
  const provider = providerById(input.provider ?? source?.provider ?? null)
  const view = viewOf(input)
  const roles = new Set(provider?.schemes.map(scheme => scheme.key.role))
  const secrets = input.secrets?.flatMap(value => [...roles].map(role => given(value, role))) ?? source?.secrets ?? []
  const scheme = input.scheme ?? (provider?.id === source?.provider ? source?.scheme : null)
  const options = scheme ? { scheme } : {}
  const verification = verifyRequest(provider, view, secrets, options)
  if (verification.verdict !== 'failed') return verification
  const others = [...lookup.sources.values()]
    .filter(other => other.id !== source?.id)
    .map(other => ({ sourceName: other.name, secrets: other.secrets }))
  const found = explainFailure(provider, view, secrets, others, options)
  return found ? { ...verification, explanation: found.explanation } : verification
}

function viewOf(input: ReviewInput): RequestView {
  const decoded = decodeBody(headerValue(input.headers, 'content-encoding'), input.body)
  return requestView({ ...input, url: input.effectiveUrl }, decoded.ok ? decoded.bytes : new Uint8Array())
}

/** A secret typed in for a trial: it is tried in every role that the provider's schemes ask for. */
function given(value: string, role: SecretRole): Secret {
  return { id: 'given', role, label: null, value, validUntil: null }
}
