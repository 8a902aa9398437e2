import type { SignDraft, Signer } from '#delivery/types.ts'
import { signWithAll } from '#domain/delivery/sign-all.ts'
import { secretsFor } from '#domain/secret.ts'
import { schemeFor } from '#domain/signature/sign.ts'
import { resolveScheme } from '#providers/index.ts'
import type { OwnKeys } from '../own-keys.ts'
import type { Secrets } from '../ports.ts'

/** Signatures for the delivery engine, which knows schemes only by their public names. */
export function createSigner(secrets: Pick<Secrets, 'open'>, ownKeys: Pick<OwnKeys, 'signingFor'> = { signingFor: () => null }): Signer {
  const find = (name: string, draft?: SignDraft) => {
    const found = resolveScheme(name)
    if (!found) return null
    const { provider } = found
    // A provider without a scheme leaves it to the draft: Twilio signs a form otherwise than JSON.
    const free = draft !== undefined && name === provider.id
    const scheme = free ? schemeFor(provider, undefined, draft) : provider.schemes.find(candidate => candidate.id === found.scheme)
    return scheme ? { provider, scheme } : null
  }
  return {
    sign(name, draft, keys, at) {
      const found = find(name, draft)
      if (!found) return { ok: false, reason: `there is no scheme “${name}”. Choose one from providers.list.` }
      const { scheme } = found
      const role = (scheme.signingKey ?? scheme.key).role
      const own = typeof keys !== 'string' && at.ownKey !== false && secretsFor(keys, role, at.now).length === 0
      return signWithAll(found, draft, (own ? ownKeys.signingFor(scheme) : null) ?? keys, { ...at, mayRewrite: true })
    },
    nameOf: name => find(name)?.provider.name ?? name,
    signsAlone(name) {
      const scheme = find(name)?.scheme
      return scheme !== undefined && ownKeys.signingFor(scheme) !== null
    },
    toleranceMs(name) {
      const seconds = find(name)?.scheme.timestamp?.toleranceSeconds ?? null
      return seconds === null ? null : seconds * 1000
    },
    openSecret: sealed => secrets.open(sealed),
  }
}
