import { AppError } from '#contract/errors.ts'
import type { Secret, SecretRole } from '#domain/secret.ts'
import { newSecret, signingKeyOf } from '#domain/signature/sign.ts'
import { resolveScheme } from '#providers/index.ts'
import { rolesFor } from '../config/secrets.ts'

/** A new secret in the form that the scheme's provider gives. */
export function freshSecret(scheme: string, mintSecretId: () => string, randomBytes: (count: number) => Uint8Array): Secret {
  const { provider, format } = formatOf(scheme)
  return {
    id: mintSecretId(),
    role: signingRole(scheme),
    label: null,
    value: newSecret(provider, format.id, randomBytes(32)),
    validUntil: null,
  }
}

/** One that the caller has given for signing. @throws AppError `cannot_sign` when it never can */
export function givenSecret(scheme: string, mintSecretId: () => string, value: string): Secret {
  const secret = { id: mintSecretId(), role: signingRole(scheme), label: null, value, validUntil: null }
  mustSign(scheme, [secret])
  return secret
}

/** Which secret signs in a scheme, as the contract names its role. @throws AppError `invalid_input` for a scheme that is not known */
export function signingRole(scheme: string): SecretRole {
  const { format } = formatOf(scheme)
  return (format.signingKey ?? format.key).role
}

/**
 * Roles of an Endpoint's new secrets. It signs and verifies nothing, so that a plain one is the one that signs, and so is one in the
 * role of the key that verifies: of a pair the signing half is meant.
 */
export function endpointRoles(scheme: string | null) {
  const { provider, format } = scheme === null ? { provider: null, format: null } : formatOf(scheme)
  const given = rolesFor(provider, format?.id ?? null, 'sign')
  return (value: string, named: SecretRole | undefined): SecretRole =>
    scheme !== null && (named === undefined || named === format?.key.role) ? signingRole(scheme) : given(value, named)
}

/**
 * Tells now what a dead letter would tell at the first Message: that a scheme cannot be signed by us, or a secret cannot sign in it.
 * Secrets of other roles are no business of the scheme's.
 * @throws AppError `cannot_sign`
 */
export function mustSign(scheme: string, secrets: readonly Secret[]): void {
  const { provider, format } = formatOf(scheme)
  if (format.unsignable !== undefined) throw new AppError('cannot_sign', format.unsignable)
  const role = signingRole(scheme)
  for (const secret of secrets) {
    const found = secret.role === role ? signingKeyOf(provider, format, secret) : null
    if (found?.ok === false) throw new AppError('cannot_sign', found.reason)
  }
}

function formatOf(scheme: string) {
  const found = resolveScheme(scheme)
  const format = found?.provider.schemes.find(known => known.id === found.scheme)
  if (!found || !format) throw new AppError('invalid_input', `There is no scheme "${scheme}".`)
  return { provider: found.provider, format }
}
