import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import type { Provider } from '../provider.ts'
import { isAsymmetric } from './algorithm-kind.ts'
import { ed25519Seed } from './keys.ts'
import type { Algorithm, KeyFormat, Scheme } from './scheme.ts'

/**
 * A fresh secret in the scheme's own format, e.g. `whsec_..` with 32 bytes in base64 for Standard Webhooks.
 * @param randomBytes at least 32 bytes of good randomness; all of them go into a symmetric secret
 */
export function newSecret(provider: Provider, schemeId: string | undefined, randomBytes: Uint8Array): string {
  const scheme = provider.schemes.find(candidate => candidate.id === schemeId) ?? provider.schemes[0]
  if (!scheme) return Buffer.from(randomBytes).toString('hex')
  if (isAsymmetric(scheme.algorithm)) return newPrivateKey(scheme.algorithm, scheme.signingKey ?? scheme.key, randomBytes)
  return writeKey(scheme.key, Buffer.from(randomBytes))
}

/** The public half, as the app under test wants it configured; null for symmetric schemes and for what is not a private key. */
export function publicHalf(scheme: Scheme, privateText: string): string | null {
  if (!isAsymmetric(scheme.algorithm)) return null
  try {
    const format = scheme.signingKey ?? scheme.key
    const rest = format.strip && privateText.startsWith(format.strip) ? privateText.slice(format.strip.length) : privateText
    const pem = privateText.includes('-----BEGIN')
    const seed = Buffer.from(rest, format.decode === 'hex' ? 'hex' : 'base64').subarray(0, 32)
    const key = createPublicKey(pem ? privateText : createPrivateKey({ key: ed25519Seed(seed), format: 'der', type: 'pkcs8' }))
    const der = key.export({ format: 'der', type: 'spki' })
    return writeKey(scheme.key, scheme.algorithm === 'ed25519' ? der.subarray(-32) : der)
  } catch {
    return null
  }
}

function writeKey(format: KeyFormat, bytes: Buffer): string {
  const start = format.strip ?? format.startsWith ?? ''
  if (format.decode === 'base64') return start + bytes.toString('base64')
  return start + bytes.toString('hex')
}

/** Ed25519: seed and public key, as libsodium writes it. Others need a search for primes or a curve point: Node makes those. */
function newPrivateKey(algorithm: Algorithm, format: KeyFormat, randomBytes: Uint8Array): string {
  if (algorithm === 'ed25519') {
    const seed = Buffer.from(randomBytes.subarray(0, 32))
    const key = createPublicKey(createPrivateKey({ key: ed25519Seed(seed), format: 'der', type: 'pkcs8' }))
    return writeKey(format, Buffer.concat([seed, key.export({ format: 'der', type: 'spki' }).subarray(-32)]))
  }
  const pair = algorithm.startsWith('ecdsa-')
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 })
  return pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString().trim()
}
