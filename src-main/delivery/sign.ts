import type { EndpointConfig, SourceConfig } from '#domain/config.ts'
import { freshSigning, sourceScheme } from '#domain/delivery/sign-plan.ts'
import type { HeaderPair } from '#domain/http/headers.ts'
import type { Leased, SignDraft, Signer } from './types.ts'

export type SignedDraft =
  /** `url` and `body`: to be sent instead of the draft's, for the signature is written into them. */
  | {
      readonly ok: true
      readonly headers: readonly HeaderPair[]
      readonly note: string | null
      readonly url?: string
      readonly body?: Uint8Array
    }
  | { readonly ok: false; readonly reason: string }

/** Whose secrets may sign. */
export interface Parties {
  readonly endpoint: EndpointConfig | null
  readonly source: SourceConfig | null
  /** One that the Message brings along, opened; null when it brings none, undefined when the key that sealed it is gone. */
  readonly own: string | null | undefined
}
interface At {
  readonly now: number
  readonly messageId: string
}

const asItIs = (note: string | null): SignedDraft => ({ ok: true, headers: [], note })

/** What signs an attempt, as the Message wants it. */
export function signFor(leased: Leased, draft: SignDraft, parties: Parties, signer: Signer, at: At): SignedDraft {
  const { sign } = leased
  switch (sign.mode) {
    case 'endpoint': {
      const { endpoint } = parties
      if (!endpoint || endpoint.scheme === null) return asItIs(null)
      return noted(signer.sign(endpoint.scheme, draft, endpoint.secrets, at), null)
    }
    case 'forward':
      return renew(leased, draft, parties.source, signer, at)
    case 'source': {
      const scheme = parties.source && sourceScheme(parties.source)
      if (!parties.source || scheme === null)
        return { ok: false, reason: 'the source whose secret would sign it was deleted or has no provider.' }
      return noted(signer.sign(scheme, draft, parties.source.secrets, at), `Signed with the secret of the source ${parties.source.name}.`)
    }
    case 'as-received':
      return asItIs(sign.edited ? 'Edited, but sent with its original signature: a receiver that verifies it will reject it.' : null)
    case 'fresh': {
      const secret = parties.own
      if (secret === undefined)
        return { ok: false, reason: 'the secret given for it can no longer be decrypted. Resend it with the secret.' }
      const signing = freshSigning({ scheme: sign.scheme, secret }, parties.endpoint, parties.source, signer.signsAlone)
      if (!signing.ok) return signing
      return noted(
        signer.sign(signing.scheme, draft, signing.secrets, at),
        `Re-signed with the scheme of ${signer.nameOf(signing.scheme)}.`,
      )
    }
  }
}

/**
 * A forward carries the provider's own signature while that is fresh. Later it would be refused as too old, so we sign in the Source's
 * name, but only what had verified when it came: a new signature on a forged Request would make it genuine.
 */
function renew(leased: Leased, draft: SignDraft, source: SourceConfig | null, signer: Signer, at: At): SignedDraft {
  const { request } = leased
  const scheme = source && sourceScheme(source)
  const tolerance = scheme === null ? null : signer.toleranceMs(scheme)
  const aged = request !== null && tolerance !== null && at.now - request.receivedAt > tolerance
  if (leased.attemptCount === 0 && !aged) return asItIs(null)
  if (!source || scheme === null) return asItIs('Sent as received: without a source and its provider there is nothing to sign with.')
  if (request?.verdict !== 'verified') {
    return asItIs('Sent as received: only requests that were verified on arrival are re-signed.')
  }
  const signed = signer.sign(scheme, draft, source.secrets, { ...at, ownKey: false })
  if (!signed.ok) return asItIs(`Sent as received, because it could not be re-signed: ${signed.reason}`)
  const why = aged ? 'as the original signature would be too old' : 'as every attempt but the first is'
  return noted(signed, `Re-signed with the scheme of ${signer.nameOf(scheme)}, ${why}.`)
}

/** The Message's own body stays what it is; that what was sent differs from it is said, or the two would look like a defect. */
function noted(signed: ReturnType<Signer['sign']>, note: string | null): SignedDraft {
  if (!signed.ok) return signed
  const places = [signed.body && 'body', signed.url && 'URL'].filter(place => place !== undefined)
  const where = places.length > 0 ? `The signature was written into the ${places.join(' and the ')}, as this scheme requires.` : null
  const notes = [note, where].filter(text => text !== null)
  return { ...signed, note: notes.length > 0 ? notes.join(' ') : null }
}
