import type { MaskedSecret, SecretsInput } from '#contract/secrets.ts'
import type { SecretRole } from '#domain/secret.ts'

/** Secrets while they are edited: those that stay (known by their mask), and values that were typed. */
export interface SecretsDraft {
  readonly kept: readonly MaskedSecret[]
  readonly typed: readonly string[]
}

export function secretsDraft(stored: readonly MaskedSecret[]): SecretsDraft {
  return { kept: stored, typed: stored.length === 0 ? [''] : [] }
}

/** What is sent: stored ones by id alone, which keeps them; new values with the role that the scheme asks for. */
export function secretsOf(draft: SecretsDraft, role: SecretRole): SecretsInput {
  return [
    ...draft.kept.map(({ id }) => ({ id })),
    // A pasted secret often brings a line break or a space along; no scheme has one at its ends.
    ...draft.typed
      .map(value => value.trim())
      .filter(Boolean)
      .map(value => ({ role, value })),
  ]
}
