import type { EndpointConfig, SourceConfig } from '../config.ts'
import type { Secret } from '../secret.ts'

/** What a Message wants done about its signature. Kept with it as JSON; secrets in it are sealed. */
export type SignPlan =
  /** Composed here: signed by the Endpoint's scheme on every attempt. */
  | { readonly mode: 'endpoint' }
  /** Forwarded: the provider's own signature first, ours in the Source's name when it would have aged. */
  | { readonly mode: 'forward' }
  /** Resent with the headers that it has. */
  | { readonly mode: 'as-received'; readonly edited: boolean }
  /** Resent and signed anew on every attempt, with what the call gave, or else as `freshSigning` finds. */
  | { readonly mode: 'fresh'; readonly scheme: string | null; readonly sealedSecret: string | null }
  /** Composed here and signed in a Source's name on every attempt, whatever the Endpoint would sign with. */
  | { readonly mode: 'source'; readonly sourceId: number }

/** `scheme` is `provider` or `provider/scheme`. */
export type Signing =
  | { readonly ok: true; readonly scheme: string; readonly secrets: readonly Secret[] | string }
  | { readonly ok: false; readonly reason: string }

/** Public name of a Source's scheme; null when it has no provider. */
export function sourceScheme(source: SourceConfig): string | null {
  if (source.provider === null) return null
  return source.scheme === null ? source.provider : `${source.provider}/${source.scheme}`
}

/**
 * Scheme and secret of a fresh signature: those given, else the Endpoint's, else the Source's. Scheme and secret that are not given
 * come from the same place, so that one party's key never signs in another's format; a given secret goes with the first scheme found.
 * @param signsAlone schemes for which a key pair of our own may sign, so that no secret is needed
 */
export function freshSigning(
  given: { readonly scheme: string | null; readonly secret: string | null },
  endpoint: EndpointConfig | null,
  source: SourceConfig | null,
  signsAlone: (scheme: string) => boolean = () => false,
): Signing {
  const parties = [
    endpoint && endpoint.scheme !== null ? { scheme: endpoint.scheme, secrets: endpoint.secrets } : null,
    source && sourceScheme(source) !== null ? { scheme: sourceScheme(source) as string, secrets: source.secrets } : null,
  ].filter(party => party !== null)
  const scheme = given.scheme ?? parties[0]?.scheme
  if (scheme === undefined) {
    return { ok: false, reason: 'no scheme is known. Name one, give the endpoint a scheme, or the source a provider.' }
  }
  if (given.secret !== null) return { ok: true, scheme, secrets: given.secret }
  const provider = scheme.split('/')[0]
  const owner =
    given.scheme === null
      ? parties.find(party => party.secrets.length > 0)
      : parties.find(p => p.scheme.split('/')[0] === provider && p.secrets.length > 0)
  if (!owner && signsAlone(scheme)) return { ok: true, scheme, secrets: [] }
  if (!owner) return { ok: false, reason: `no secret for ${scheme} is known. Enter one here, or configure it in the source.` }
  return { ok: true, scheme: given.scheme ?? owner.scheme, secrets: owner.secrets }
}
