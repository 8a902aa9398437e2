/** What a secret is for. The scheme or handshake that needs one asks for it by role. */
export type SecretRole = 'signing' | 'verify-token' | 'public-key' | 'private-key' | 'account-id' | 'url'

/** A configured secret in clear, as only the core's memory holds it. `validUntil` = ms since epoch, for rotation; null = no end. */
export interface Secret {
  readonly id: string
  readonly role: SecretRole
  readonly label: string | null
  readonly value: string
  readonly validUntil: number | null
}

/** Secrets of a role that are valid at a time, in the order configured. */
export function secretsFor(secrets: readonly Secret[], role: SecretRole, at: number): Secret[] {
  return secrets.filter(secret => secret.role === role && (secret.validUntil === null || secret.validUntil > at))
}

/** Shown instead of a secret: enough to tell two apart, never enough to use. Short ones show nothing of themselves. */
export function maskSecret(value: string): string {
  return value.length < 12 ? '••••••••' : `••••••••${value.slice(-4)}`
}

/** A masked value that came back from a form instead of a real one. */
export function looksMasked(value: string): boolean {
  return value.includes('••')
}
