import type { z } from 'zod'
import { AppError } from '#contract/errors.ts'
import type { MaskedSecret, secretsInput } from '#contract/secrets.ts'
import type { Provider } from '#domain/provider.ts'
import { looksMasked, maskSecret, type Secret, type SecretRole } from '#domain/secret.ts'
import { roleGiven, roleOfPlain } from '#domain/signature/secret-roles.ts'
import { refusedAt } from '../errors.ts'
import type { Secrets } from '../ports.ts'

type ParsedSecrets = z.output<typeof secretsInput>

/**
 * The list after an update: a known id without a value keeps its secret, an entry with a value is new or replaces, what is not named
 * is removed.
 * @param mint makes the id of a new secret
 * @param roleOf the role of a new secret, of which the caller may have named one; throws AppError for one that nothing would read
 * @throws AppError `invalid_input` for a masked value or an id that is not there
 */
export function mergeSecrets(
  current: readonly Secret[],
  input: ParsedSecrets,
  mint: () => string,
  roleOf: (value: string, named: SecretRole | undefined) => SecretRole,
): Secret[] {
  return input.map(entry => {
    const given = typeof entry === 'string' ? { value: entry } : entry
    const known = 'id' in given && given.id ? current.find(secret => secret.id === given.id) : undefined
    if (given.value !== undefined && looksMasked(given.value)) {
      throw refusedAt(
        'secrets',
        'invalid_input',
        'That is the masked form of a secret. Leave the value out to keep the secret, or paste the full value.',
      )
    }
    if (given.value === undefined && !known) {
      throw new AppError('invalid_input', 'A new secret needs a value; an id without a value keeps an existing secret.')
    }
    const value = (given.value ?? known?.value ?? '').trim()
    if (value === '') throw new AppError('invalid_input', 'A secret cannot be empty; remove it from the list instead.')
    const named = 'role' in given ? given.role : undefined
    return {
      id: known?.id ?? mint(),
      role: known ? (named ?? known.role) : roleOf(value, named),
      label: ('label' in given ? given.label : undefined) ?? known?.label ?? null,
      value,
      validUntil: ('validUntil' in given ? given.validUntil : undefined) ?? known?.validUntil ?? null,
    }
  })
}

/**
 * Roles of new secrets of a provider: those named where it has a use for them, else that of the key which the text can be. Without a
 * provider there is nothing to go by.
 * @throws AppError (the function) `invalid_input` for a secret that nothing would read
 */
export function rolesFor(provider: Provider | null, schemeId: string | null, use: 'verify' | 'sign') {
  return (value: string, named: SecretRole | undefined): SecretRole => {
    if (provider === null) return named ?? 'signing'
    const answer = named === undefined ? roleOfPlain(provider, schemeId, value, use) : roleGiven(provider, named)
    if (!answer.ok) throw refusedAt('secrets', 'invalid_input', answer.reason)
    return answer.role
  }
}

/**
 * Secrets of a Source that changes to another provider: one in a role that this provider reads stays as it is, another is what its text
 * can be there. What can be nothing there is kept all the same, for the provider may be changed back.
 */
export function reassignRoles(secrets: readonly Secret[], provider: Provider, schemeId: string | null): Secret[] {
  return secrets.map(secret => {
    if (roleGiven(provider, secret.role).ok) return secret
    const answer = roleOfPlain(provider, schemeId, secret.value, 'verify')
    return answer.ok ? { ...secret, role: answer.role } : secret
  })
}

export function maskSecrets(secrets: readonly Secret[]): MaskedSecret[] {
  return secrets.map(({ value, ...rest }) => ({ ...rest, masked: maskSecret(value) }))
}

/** A secret as it lies in the database. */
export type SealedSecret = Omit<Secret, 'value'> & { readonly sealed: string }

export function sealSecrets(secrets: readonly Secret[], port: Secrets): Promise<SealedSecret[]> {
  return Promise.all(secrets.map(async ({ value, ...rest }) => ({ ...rest, sealed: await port.seal(value) })))
}

export function openSecrets(sealed: readonly SealedSecret[], port: Secrets): Promise<Secret[]> {
  return Promise.all(sealed.map(async ({ sealed, ...rest }) => ({ ...rest, value: await port.open(sealed) })))
}
