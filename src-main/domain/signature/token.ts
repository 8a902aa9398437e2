import { decodeCanonical } from './encoding.ts'
import type { Algorithm } from './scheme.ts'

/** A JSON Web Token taken apart; nothing in it is proven yet. */
export interface Token {
  /** Header and claims as written: what is signed. */
  readonly signed: string
  readonly signature: string
  readonly keyId: string | null
  readonly claims: Readonly<Record<string, unknown>>
}

/** Name of an algorithm in a token's header; null for those that tokens do not use. */
export function tokenAlgorithm(algorithm: Algorithm): string | null {
  switch (algorithm) {
    case 'hmac-sha256':
      return 'HS256'
    case 'hmac-sha384':
      return 'HS384'
    case 'hmac-sha512':
      return 'HS512'
    case 'rsa-sha256':
      return 'RS256'
    case 'rsa-sha512':
      return 'RS512'
    case 'ecdsa-p256-raw':
      return 'ES256'
    case 'ed25519':
      return 'EdDSA'
    default:
      return null
  }
}

/**
 * Reads a token, or says in half a sentence what is wrong with it. The algorithm is the scheme's to choose: a token that names another
 * (`none`, or HS256 with the public key as secret) is refused before any key is touched.
 */
export function readToken(text: string, algorithm: Algorithm): Token | { readonly wrong: string } {
  const [head = '', body = '', signature, more] = text.split('.')
  if (signature === undefined || more !== undefined) return { wrong: 'is not a three-part JSON Web Token' }
  const header = jsonPart(head, 'base64url')
  const claims = jsonPart(body, 'base64url')
  if (header === null || claims === null) return { wrong: 'is not a JSON Web Token: its parts are not JSON in base64url' }
  const expected = tokenAlgorithm(algorithm)
  if (header.alg !== expected) return { wrong: `is signed with an algorithm other than ${expected}` }
  // Extensions that the sender calls critical and we do not know make a token unreadable (RFC 7515, 4.1.11).
  if (header.crit !== undefined) return { wrong: 'requires an extension that Hookbench does not know' }
  return { signed: `${head}.${body}`, signature, keyId: typeof header.kid === 'string' ? header.kid : null, claims }
}

/** A JSON object in base64 or base64url; null for anything else. */
export function jsonPart(text: string, encoding: 'base64' | 'base64url'): Record<string, unknown> | null {
  const bytes = decodeCanonical(text, encoding)
  if (bytes === null) return null
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** A claim's text, a number written in decimal; undefined when there is none. */
export function claimText(token: Token, name: string): string | undefined {
  const value = Object.hasOwn(token.claims, name) ? token.claims[name] : undefined
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : undefined
}

/** Claims and header as the first two parts of a token. */
export function writeToken(header: Readonly<Record<string, unknown>>, claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url')
  return `${part(header)}.${part(claims)}`
}
