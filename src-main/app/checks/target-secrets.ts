import type { Secret } from '#domain/secret.ts'
import { resolveScheme } from '#providers/index.ts'

/** A secret given plainly is the one that signs, whatever the scheme calls its role. */
export function withRoles(provider: string | null, secrets: readonly Secret[]): Secret[] {
  const first = provider === null ? undefined : resolveScheme(provider)?.provider.schemes[0]
  const role = first ? (first.signingKey ?? first.key).role : 'signing'
  return secrets.map(secret => (secret.role === 'signing' ? { ...secret, role } : secret))
}
