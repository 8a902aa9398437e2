import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import type { Algorithm, KeyAlgorithm } from './scheme.ts'

/** Which kind of pair an algorithm takes; null for those with one shared secret. */
export function pairFor(algorithm: Algorithm): KeyAlgorithm | null {
  if (algorithm === 'ed25519') return 'ed25519'
  if (algorithm.startsWith('ecdsa-')) return 'ecdsa-p256'
  return algorithm.startsWith('rsa-') ? 'rsa' : null
}

/** A new private key in PEM (PKCS #8). Its randomness is OpenSSL's own: none can be handed in. */
export function newPair(kind: KeyAlgorithm): string {
  const pair =
    kind === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : kind === 'ecdsa-p256'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('rsa', { modulusLength: 2048 })
  return pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString().trim()
}

/** The public half in PEM (SPKI). */
export function publicPem(privatePem: string): string {
  return createPublicKey(privatePem).export({ format: 'pem', type: 'spki' }).toString().trim()
}
