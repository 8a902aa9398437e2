import type { Provider } from '../provider.ts'
import type { SecretRole } from '../secret.ts'
import { decodeKey, keyBytes } from './keys.ts'
import type { KeyFormat, Scheme } from './scheme.ts'

/** A secret's role, or a sentence: why the provider has no use for it. */
export type RoleAnswer = { readonly ok: true; readonly role: SecretRole } | { readonly ok: false; readonly reason: string }

/**
 * What a secret is that somebody gave as a plain text: the first of the provider's keys that it can be. A text that none of them can be
 * is refused, for a secret that nothing reads would leave a Source as open as one without a secret.
 * @param schemeId the scheme in use; null = any of the provider's
 * @param use whether it is to verify or to sign: where the two take different keys, that kind is tried first
 */
export function roleOfPlain(provider: Provider, schemeId: string | null, value: string, use: 'verify' | 'sign'): RoleAnswer {
  const schemes = schemeId === null ? provider.schemes : provider.schemes.filter(({ id }) => id === schemeId)
  const [first] = schemes
  if (!first) return roleInHandshake(provider)
  for (const kind of use === 'verify' ? (['verify', 'sign'] as const) : (['sign', 'verify'] as const)) {
    for (const scheme of schemes) {
      const format = kind === 'verify' ? scheme.key : (scheme.signingKey ?? scheme.key)
      if (isKey(value, format, scheme, kind)) return { ok: true, role: format.role }
    }
  }
  const { hint } = use === 'verify' ? first.key : (first.signingKey ?? first.key)
  return { ok: false, reason: `This cannot be a secret for ${provider.name} (${first.name}). ${hint}` }
}

/** The role that somebody named for a new secret, where the provider has a use for such a one. */
export function roleGiven(provider: Provider, role: SecretRole): RoleAnswer {
  const read = rolesRead(provider)
  if (read.includes(role)) return { ok: true, role }
  return {
    ok: false,
    reason: read.length === 0 ? readsNone(provider) : `${provider.name} reads no secret of the role “${role}”, only ${read.join(', ')}.`,
  }
}

/** Roles of all the secrets that a provider's schemes and handshakes read. */
function rolesRead({ schemes, handshakes }: Provider): SecretRole[] {
  const url = (is: boolean | undefined): SecretRole | undefined => (is ? 'url' : undefined)
  const ofSchemes = schemes.flatMap(({ key, signingKey, registeredUrl }) => [key.role, signingKey?.role, url(registeredUrl)])
  const ofHandshakes = handshakes.flatMap(({ verifyToken, mac, learn }) => [
    verifyToken?.role,
    mac?.role,
    learn,
    url(mac?.plain?.includes('{url}')),
  ])
  return [...new Set([...ofSchemes, ...ofHandshakes])].filter(role => role !== undefined)
}

/** Of a provider that signs nothing: what its handshakes ask for. */
function roleInHandshake(provider: Provider): RoleAnswer {
  const [role] = rolesRead({ ...provider, schemes: [] })
  return role === undefined ? { ok: false, reason: readsNone(provider) } : { ok: true, role }
}

const readsNone = ({ name }: Provider) => `${name} does not sign its webhooks, so no secret would be read. Leave it out.`

/** With a certificate the secret is no key: it is compared, or signed along. */
function isKey(value: string, format: KeyFormat, { algorithm, certificate }: Scheme, use: 'verify' | 'sign'): boolean {
  return (certificate ? keyBytes(value, format) : decodeKey(value, format, algorithm, use)) !== null
}
