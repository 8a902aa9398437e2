import { parseBody } from '../http/body.ts'
import { type HeaderPair, headerValue } from '../http/headers.ts'
import { textAt } from '../place.ts'
import type { Provider } from '../provider.ts'
import { type Secret, secretsFor } from '../secret.ts'
import type { Scheme } from '../signature/scheme.ts'
import { type Draft, type SignAt, type Signed, signRequest } from '../signature/sign.ts'

/**
 * Signs with every signing secret that is valid at the time, where the scheme's header can hold several signatures (Stripe, Standard
 * Webhooks): a receiver that has only the old or only the new secret of a rotation accepts it either way. Elsewhere with the newest.
 * One that cannot sign stands in nobody's way: the newest of those that can is taken for the newest.
 * An id that the draft carries already (a captured Request being sent on) stays, for receivers know the event by it.
 * Where the provider signs the URL that is registered with it, and the owner has said which that is, that one is signed.
 * @param secrets all that the owner has, or one in clear
 * @param at.messageId id for a draft without one; `mayRewrite`: the result's `url` and `body` will be sent
 */
export function signWithAll(
  { provider, scheme }: { readonly provider: Provider; readonly scheme: Scheme },
  draft: Draft,
  secrets: readonly Secret[] | string,
  at: SignAt,
): Signed {
  const usable = usableSecrets(scheme, secrets, at.now)
  const newest = usable[0]
  if (newest === undefined)
    return { ok: false, reason: `there is no valid secret for ${provider.name}. Add one, or extend the one that has expired.` }
  const context = { ...at, messageId: carriedId(scheme, draft) ?? at.messageId }
  const registered = scheme.registeredUrl && typeof secrets !== 'string' ? secretsFor(secrets, 'url', at.now)[0]?.value : undefined
  const own = registered === undefined ? draft : { ...draft, url: registered }
  const { place, separator } = scheme.signature
  const several = separator !== undefined && place.in === 'header'
  const refused = signRequest(provider, scheme.id, own, newest, context)
  let signed = refused
  for (const secret of refused.ok ? usable.slice(1) : usable) {
    if (signed.ok && !several) break
    const next = signRequest(provider, scheme.id, own, secret, context)
    if (next.ok) signed = signed.ok && several ? { ...signed, headers: merge(signed.headers, next.headers, place.names, separator) } : next
  }
  return signed
}

/** Newest first: the ids of secrets grow with time. */
function usableSecrets(scheme: Scheme, secrets: readonly Secret[] | string, now: number): (Secret | string)[] {
  if (typeof secrets === 'string') return [secrets]
  const role = (scheme.signingKey ?? scheme.key).role
  return secretsFor(secrets, role, now).sort((a, b) => (a.id < b.id ? 1 : -1))
}

function carriedId({ messageId: place }: Scheme, draft: Draft): string | undefined {
  if (place === undefined) return undefined
  const parsed = () => parseBody(headerValue(draft.headers, 'content-type'), draft.body)
  return textAt({ headers: draft.headers, target: draft.url, parsed }, place) || undefined
}

/** Adds the items of the second signature that the first has not (its timestamp is the same). */
function merge(first: readonly HeaderPair[], second: readonly HeaderPair[], names: readonly string[], separator: string): HeaderPair[] {
  const isSignature = (name: string) => names.some(candidate => candidate.toLowerCase() === name.toLowerCase())
  return first.map(([name, value]) => {
    if (!isSignature(name)) return [name, value]
    const items = value.split(separator)
    const more = second.find(([other]) => other === name)?.[1].split(separator) ?? []
    return [name, [...items, ...more.filter(item => !items.includes(item))].join(separator)]
  })
}
