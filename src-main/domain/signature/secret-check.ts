import type { Provider } from '../provider.ts'
import { looksMasked } from '../secret.ts'
import { decodeKey } from './keys.ts'

export interface SecretAdvice {
  readonly level: 'ok' | 'warning'
  /** A sentence or two; null when all is well. */
  readonly message: string | null
}

/**
 * Looks at a pasted secret before anything was verified with it: the wrong one of a vendor's many secrets is the commonest mistake.
 * A warning never forbids: formats change, and only a verified Request proves a secret.
 */
export function checkSecret(provider: Provider, schemeId: string | null, value: string): SecretAdvice {
  if (looksMasked(value)) return warn('This is the masked text, not the secret itself. Paste the secret again.')
  const wrong = provider.secretCheck?.find(rule => value.trim().startsWith(rule.startsWith))
  if (wrong) return warn(wrong.message)
  if (value !== value.trim()) return warn('There are spaces or line breaks around this secret. Remove them unless they are part of it.')
  if (/^(["'`]).*\1$/s.test(value)) return warn('This secret is in quotation marks. Remove them unless they are part of it.')
  const scheme = schemeId === null ? provider.schemes[0] : provider.schemes.find(candidate => candidate.id === schemeId)
  if (!scheme) return { level: 'ok', message: null }
  const keys = scheme.signingKey ? [scheme.key, scheme.signingKey] : [scheme.key]
  const readable = keys.some((key, index) => decodeKey(value, key, scheme.algorithm, index === 0 ? 'verify' : 'sign') !== null)
  if (!readable) return warn(`This cannot be a secret for ${provider.name} (${scheme.name}). ${scheme.key.hint}`)
  const starts = keys.map(key => key.startsWith).filter(start => start !== undefined)
  if (starts.length > 0 && !starts.some(start => value.startsWith(start))) {
    return warn(`Secrets of ${provider.name} usually begin with “${starts[0]}”; this one does not. ${scheme.key.hint}`)
  }
  return { level: 'ok', message: null }
}

function warn(message: string): SecretAdvice {
  return { level: 'warning', message }
}
