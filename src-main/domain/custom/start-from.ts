import type { Place } from '../place.ts'
import type { Provider, ValueRule } from '../provider.ts'
import type { KeyFormat, Scheme } from '../signature/scheme.ts'
import type { CustomProvider, CustomScheme } from './custom-provider.ts'

export type Start =
  | { readonly ok: true; readonly draft: Omit<CustomProvider, 'id'> }
  /** `why`: a sentence. */
  | { readonly ok: false; readonly why: string }

/** A description that does what a built-in provider does, to be changed into one's own. @param schemeId default: the first that fits */
export function draftFrom(provider: Provider, schemeId?: string): Start {
  const wanted = schemeId === undefined ? provider.schemes : provider.schemes.filter(({ id }) => id === schemeId)
  const scheme = wanted.find(fits)
  if (!scheme) return { ok: false, why: `How ${provider.name} signs cannot be shown in a form. Start from another provider.` }
  return {
    ok: true,
    draft: {
      name: `Like ${provider.name}`,
      scheme: schemeDraft(scheme),
      eventId: onlyPlace(provider.eventKeys),
      eventType: onlyPlace(provider.eventType),
    },
  }
}

/** Whether a form can show it. Conditions (`when`) are left out: they choose among a provider's schemes, and a custom one has one. */
export function fits({ token, certificate, each, bodyHash, signature, timestamp }: Scheme): boolean {
  return !token && !certificate && each === undefined && !bodyHash && !signature.wrapped && timestamp?.at.in !== 'claim'
}

function schemeDraft(scheme: Scheme): CustomScheme {
  const { algorithm, key, signingKey, signature, timestamp, messageId, content, registeredUrl, urlForms, sends } = scheme
  const at = timestamp?.at
  return {
    algorithm,
    key: keyDraft(key),
    ...(signingKey ? { signingKey: keyDraft(signingKey) } : {}),
    signature,
    ...(timestamp && at && at.in !== 'claim' ? { timestamp: { ...timestamp, at } } : {}),
    ...(messageId ? { messageId } : {}),
    content,
    ...(urlForms ? { urlForms } : {}),
    ...(registeredUrl ? { registeredUrl } : {}),
    ...(sends ? { sends } : {}),
  }
}

function keyDraft({ decode, strip }: KeyFormat): CustomScheme['key'] {
  return { decode, ...(strip === undefined ? {} : { strip }) }
}

/** The place of the first rule that one place alone decides; what a rule adds to it where it is there is left out. */
function onlyPlace(rules: readonly ValueRule[]): Place | null {
  for (const { parts, each } of rules) {
    const [part, ...others] = parts.filter(({ optional }) => !optional)
    if (!part || others.length > 0 || each !== undefined) continue
    const { optional: _, ...place } = part
    return place
  }
  return null
}
