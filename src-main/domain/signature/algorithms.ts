import {
  createSign,
  createVerify,
  type KeyObject,
  type SigningOptions,
  sign as signOnce,
  timingSafeEqual,
  verify as verifyOnce,
} from 'node:crypto'
import { type HashName, hashPieces, hmacPieces } from './hmac.ts'
import type { Key } from './keys.ts'
import type { Algorithm, Encoding } from './scheme.ts'

const hmacs: Readonly<Partial<Record<Algorithm, HashName>>> = {
  'hmac-sha1': 'sha1',
  'hmac-sha256': 'sha256',
  'hmac-sha384': 'sha384',
  'hmac-sha512': 'sha512',
}

/** Bytes of a signature; null where the length is the key's affair. */
export function signatureLength(algorithm: Algorithm): number | null {
  switch (algorithm) {
    case 'hmac-sha1':
      return 20
    case 'hmac-sha256':
    case 'sha256':
      return 32
    case 'hmac-sha384':
      return 48
    case 'hmac-sha512':
    case 'ed25519':
    case 'ecdsa-p256-raw':
      return 64
    default:
      return null
  }
}

/** For a person: `HMAC-SHA256`. */
export function algorithmName(algorithm: Algorithm): string {
  switch (algorithm) {
    case 'sha256':
      return 'SHA-256'
    case 'ed25519':
      return 'Ed25519'
    case 'ecdsa-p256':
    case 'ecdsa-p256-raw':
      return 'ECDSA P-256'
    case 'ecdsa-p256-sha1':
      return 'ECDSA P-256 (SHA-1)'
    case 'token':
      return 'The token'
    case 'basic':
      return 'The user name and password'
    default:
      return algorithm.toUpperCase()
  }
}

/**
 * Whether one of the candidates is the signature of the pieces. Symmetric ones are computed once and compared in constant time;
 * the body is fed in as it lies, except for ed25519, which by its design needs the message in one piece.
 */
export function matchesAny(algorithm: Algorithm, key: Key, pieces: readonly Uint8Array[], candidates: readonly Uint8Array[]): boolean {
  if (hmacs[algorithm] !== undefined) return equalsAny(digestOf(algorithm, key, pieces), candidates)
  if (algorithm === 'ed25519') {
    const message = Buffer.concat(pieces)
    return candidates.some(candidate => verifyOnce(null, message, key.object, candidate))
  }
  const digest = asymmetricDigest(algorithm)
  if (digest !== null) {
    return candidates.some(candidate => {
      const verifier = createVerify(digest)
      for (const piece of pieces) verifier.update(piece)
      return verifier.verify(inputKey(algorithm, key), candidate)
    })
  }
  return equalsAny(digestOf(algorithm, key, pieces), candidates)
}

function equalsAny(expected: Buffer, candidates: readonly Uint8Array[]): boolean {
  let found = false
  // No early exit: how many candidates there are is the sender's to know, which one matches is not worth a difference in time.
  for (const candidate of candidates) if (candidate.length === expected.length && timingSafeEqual(candidate, expected)) found = true
  return found
}

/** The signature of the pieces, as text. `token` and `basic` never come here: they send the secret itself. */
export function signPieces(algorithm: Algorithm, key: Key, pieces: readonly Uint8Array[], encoding: Encoding): string {
  if (algorithm === 'ed25519') return signOnce(null, Buffer.concat(pieces), key.object).toString(encoding)
  const digest = asymmetricDigest(algorithm)
  if (digest === null) return hashOf(algorithm, key, pieces, encoding)
  const signer = createSign(digest)
  for (const piece of pieces) signer.update(piece)
  return signer.sign(inputKey(algorithm, key)).toString(encoding)
}

/** Text at once: the Buffer in between would be two thirds of what the hash itself takes. */
function hashOf(algorithm: Algorithm, key: Key, pieces: readonly Uint8Array[], encoding: Encoding | 'binary'): string {
  const hmac = hmacs[algorithm]
  return hmac === undefined ? hashPieces('sha256', pieces, encoding) : hmacPieces(hmac, key.object, pieces, encoding)
}

/** Digests of any algorithm fit in, one at a time. */
const memory = Buffer.allocUnsafeSlow(64)

/** The digest of the pieces, in memory that the next one overwrites: a Buffer of its own for each costs more than to fill one. */
function digestOf(algorithm: Algorithm, key: Key, pieces: readonly Uint8Array[]): Buffer {
  return memory.subarray(0, memory.write(hashOf(algorithm, key, pieces, 'binary'), 'latin1'))
}

function asymmetricDigest(algorithm: Algorithm): string | null {
  if (algorithm === 'ecdsa-p256-sha1') return 'sha1'
  if (algorithm.startsWith('ecdsa-')) return 'sha256'
  return algorithm.startsWith('rsa-') ? algorithm.slice('rsa-'.length) : null
}

function inputKey(algorithm: Algorithm, key: Key): KeyObject | (SigningOptions & { key: KeyObject }) {
  return algorithm === 'ecdsa-p256-raw' ? { key: key.object, dsaEncoding: 'ieee-p1363' } : key.object
}
