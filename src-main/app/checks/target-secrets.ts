import type { Secret } from '#domain/secret.ts'
import { roleOfPlain } from '#domain/signature/secret-roles.ts'
import { providerById } from '#providers/index.ts'

/**
 * A secret given plainly is the one that signs, whatever the scheme calls its role. One that can be no such key stays as it is: the
 * check says what it lacks.
 */
export function withRoles(providerId: string | null, scheme: string | null, secrets: readonly Secret[]): Secret[] {
  const provider = providerById(providerId)
  return secrets.map(secret => {
    const answer = provider && secret.role === 'signing' ? roleOfPlain(provider, scheme, secret.value, 'sign') : null
    return answer?.ok ? { ...secret, role: answer.role } : secret
  })
}
