import { AppError } from '#contract/errors.ts'
import type { SourceConfig } from '#domain/config.ts'
import { parseBody } from '#domain/http/body.ts'
import { headerValue, withHeaders } from '#domain/http/headers.ts'
import { textAt } from '#domain/place.ts'
import { secretsFor } from '#domain/secret.ts'
import type { Scheme } from '#domain/signature/scheme.ts'
import { type Draft, signRequest } from '#domain/signature/sign.ts'
import { providerById } from '#providers/index.ts'

interface At {
  readonly now: number
  /** Id to sign where the draft has none in the scheme's place. */
  readonly messageId: string
  /** The private key of ours that stands in for one that only the provider has; null where none can. */
  ownKeyOf(scheme: Scheme): string | null
}

/**
 * The draft as the Source's provider would send it. As it is when there is nothing to sign with: no provider, or no secret at all.
 * @throws AppError `cannot_sign`: the Source has secrets, so what is unsigned would be refused, and none of them can sign
 */
export function signForSource(source: SourceConfig | null, draft: Draft, { now, messageId, ownKeyOf }: At): Draft {
  const provider = providerById(source?.provider ?? null)
  if (!source || !provider) return draft
  const schemes = source.scheme === null ? provider.schemes : provider.schemes.filter(({ id }) => id === source.scheme)
  const secretOf = (scheme: Scheme) => secretsFor(source.secrets, (scheme.signingKey ?? scheme.key).role, now)[0]
  const verifies = schemes.filter(({ key }) => secretsFor(source.secrets, key.role, now).length > 0)
  const scheme = schemes.find(candidate => secretOf(candidate) !== undefined) ?? verifies[0]
  const secret = scheme && (secretOf(scheme) ?? ownKeyOf(scheme))
  if (!scheme) return draft
  if (!secret) throw new AppError('cannot_sign', scheme.unsignable ?? `Only ${provider.name} has the key that signs this.`)
  // Some providers sign the URL that is registered with them, whatever URL it is that reaches us.
  const registered = scheme.registeredUrl ? secretsFor(source.secrets, 'url', now)[0]?.value : undefined
  const own = registered === undefined ? draft : { ...draft, url: registered }
  // Left to the engine where it may choose: a form is signed otherwise than JSON.
  const schemeId = source.scheme ?? (scheme === schemes[0] ? undefined : scheme.id)
  const signed = signRequest(provider, schemeId, own, secret, { now, messageId: ownId(scheme, draft) ?? messageId, mayRewrite: true })
  if (!signed.ok) throw new AppError('cannot_sign', signed.reason)
  return {
    method: draft.method,
    url: registered === undefined ? (signed.url ?? draft.url) : draft.url,
    headers: withHeaders(draft.headers, signed.headers),
    body: signed.body ?? draft.body,
  }
}

/** The id that stands in the draft where the scheme has one: signing must not give it another. */
function ownId({ messageId }: Scheme, draft: Draft): string | undefined {
  if (messageId === undefined) return undefined
  const parsed = () => parseBody(headerValue(draft.headers, 'content-type'), draft.body)
  return textAt({ headers: draft.headers, target: draft.url, parsed }, messageId) || undefined
}
