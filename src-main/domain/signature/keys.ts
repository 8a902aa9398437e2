import { createPrivateKey, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto'
import type { Secret } from '../secret.ts'
import { isAsymmetric } from './algorithm-kind.ts'
import { decodeCanonical, padded } from './encoding.ts'
import type { Algorithm, KeyFormat } from './scheme.ts'

/** A secret ready for use: its text as configured, and the key that it stands for. Null = the text is not such a key. */
export interface Key {
  readonly text: string
  readonly object: KeyObject
  /** Key id of a JSON Web Key, where it has one. */
  readonly id?: string
}

/** DER in front of a raw ed25519 public key (RFC 8410) and of a raw seed. */
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex')
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/**
 * Decoded keys by Secret object, so that a Source's secret is decoded once and not for every Request. Weak: when the configuration
 * is read again its objects are new, and the old keys go with the old ones.
 */
const caches = { verify: new WeakMap<Secret, Known>(), sign: new WeakMap<Secret, Known>() }
type Known = Map<KeyFormat, Key | null>

/** The key of a configured secret; null when its text is not in the scheme's format. `use` matters to asymmetric algorithms only. */
export function keyOf(secret: Secret, format: KeyFormat, algorithm: Algorithm, use: 'verify' | 'sign' = 'verify'): Key | null {
  const cache = caches[use]
  let known = cache.get(secret)
  if (!known) {
    known = new Map()
    cache.set(secret, known)
  }
  let key = known.get(format)
  if (key === undefined) {
    key = decodeKey(secret.value, format, algorithm, use)
    known.set(format, key)
  }
  return key
}

/** A secret's text as a key. `use` matters to asymmetric algorithms only. */
export function decodeKey(text: string, format: KeyFormat, algorithm: Algorithm, use: 'verify' | 'sign'): Key | null {
  if (isAsymmetric(algorithm)) return asymmetricKey(text, format, algorithm, use)
  const bytes = keyBytes(text, format)
  return bytes === null || bytes.length === 0 ? null : { text, object: createSecretKey(bytes) }
}

/** The bytes that a secret's text stands for; null when it does not decode. */
export function keyBytes(text: string, format: KeyFormat): Buffer | null {
  const rest = format.strip !== undefined && text.startsWith(format.strip) ? text.slice(format.strip.length) : text
  if (format.decode === 'utf8') return Buffer.from(rest, 'utf8')
  if (format.decode === 'hex') return decodeCanonical(rest, 'hex')
  // Padding is often lost when a secret is copied, and what it stands for is the same; anything else must be exact.
  return decodeCanonical(padded(rest), 'base64')
}

function asymmetricKey(text: string, format: KeyFormat, algorithm: Algorithm, use: 'verify' | 'sign'): Key | null {
  try {
    const jwk = text.trimStart().startsWith('{') ? webKey(text) : null
    if (jwk) return fits(jwk.object, algorithm) && (use === 'verify' || jwk.object.type === 'private') ? jwk : null
    const object = use === 'verify' ? publicKey(text, format, algorithm) : privateKey(text, format, algorithm)
    return object === null || !fits(object, algorithm) ? null : { text, object }
  } catch {
    return null
  }
}

/** A JSON Web Key; its private half where it has one and `d` is there. Throws on what is none. */
function webKey(text: string): Key {
  const jwk = JSON.parse(text)
  const input = { key: jwk, format: 'jwk' } as const
  const object = jwk.d === undefined ? createPublicKey(input) : createPrivateKey(input)
  return { text, object, ...(typeof jwk.kid === 'string' ? { id: jwk.kid } : {}) }
}

function publicKey(text: string, format: KeyFormat, algorithm: Algorithm): KeyObject | null {
  if (text.includes('-----BEGIN')) return createPublicKey(withLines(text))
  const bytes = keyBytes(text, format)
  if (bytes === null) return null
  const der = algorithm === 'ed25519' && bytes.length === 32 ? Buffer.concat([ED25519_SPKI, bytes]) : bytes
  return createPublicKey({ key: der, format: 'der', type: 'spki' })
}

function privateKey(text: string, format: KeyFormat, algorithm: Algorithm): KeyObject | null {
  if (text.includes('-----BEGIN')) return createPrivateKey(withLines(text))
  const bytes = keyBytes(text, format)
  if (bytes === null) return null
  // 64 bytes = seed and public key, as libsodium writes it; the seed is the private key.
  const seed = algorithm === 'ed25519' && (bytes.length === 32 || bytes.length === 64)
  return createPrivateKey({ key: seed ? ed25519Seed(bytes.subarray(0, 32)) : bytes, format: 'der', type: 'pkcs8' })
}

/** PEM whose line breaks were lost: in a JSON answer that was copied, or in an environment variable (as `\\n`). */
function withLines(pem: string): string {
  const parts = /^(-----BEGIN [A-Z0-9 ]+-----)(.*?)(-----END [A-Z0-9 ]+-----)$/s.exec(pem.trim())
  if (!parts || parts[2]?.includes('\n')) return pem
  return [parts[1], parts[2]?.replaceAll('\\n', '').replaceAll(' ', ''), parts[3]].join('\n')
}

/** A raw ed25519 seed as PKCS #8. */
export function ed25519Seed(seed: Uint8Array): Buffer {
  return Buffer.concat([ED25519_PKCS8, seed])
}

function fits(key: KeyObject, algorithm: Algorithm): boolean {
  if (algorithm === 'ed25519') return key.asymmetricKeyType === 'ed25519'
  if (algorithm.startsWith('ecdsa-')) return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
  return key.asymmetricKeyType === 'rsa'
}
