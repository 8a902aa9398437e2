import { createHash, hash as hashAtOnce, type KeyObject } from 'node:crypto'
import type { Encoding } from './scheme.ts'

/** Bytes of a block and of a digest (FIPS 180-4), by OpenSSL's names. */
const sizes = {
  sha1: { block: 64, digest: 20 },
  sha256: { block: 64, digest: 32 },
  sha384: { block: 128, digest: 48 },
  sha512: { block: 128, digest: 64 },
} as const
export type HashName = keyof typeof sizes

/** So many bytes are put together and hashed with one call; more are fed in as they lie. */
const TOGETHER = 64 * 1024
const memory = Buffer.allocUnsafeSlow(TOGETHER)

/** The hash of pieces of bytes, one after the other. `binary`: a char for each byte. */
export function hashPieces(name: HashName, pieces: readonly Uint8Array[], encoding: Encoding | 'binary'): string {
  let length = 0
  for (const piece of pieces) length += piece.byteLength
  if (length > TOGETHER) {
    const hash = createHash(name)
    for (const piece of pieces) hash.update(piece)
    return hash.digest(encoding)
  }
  let at = 0
  for (const piece of pieces) {
    memory.set(piece, at)
    at += piece.byteLength
  }
  return hashAtOnce(name, memory.subarray(0, length), encoding)
}

/**
 * The HMAC of pieces of bytes (RFC 2104): hash(outer pad, hash(inner pad, pieces)). Not node's `createHmac`, which makes a stream with a
 * native half for each, and the collector has to take both apart again: every capture is verified and every attempt signed, and with it
 * a Delivery took 7 % longer.
 */
export function hmacPieces(name: HashName, key: KeyObject, pieces: readonly Uint8Array[], encoding: Encoding | 'binary'): string {
  const { inner, outer } = padsOf(name, key)
  outer.write(hashPieces(name, [inner, ...pieces], 'binary'), sizes[name].block, 'latin1')
  return hashAtOnce(name, outer, encoding)
}

interface Pads {
  readonly inner: Uint8Array
  /** Behind it lies the inner digest, each time another. */
  readonly outer: Buffer
}
/** Made once for a key; they go with it. */
const known = new WeakMap<KeyObject, Partial<Record<HashName, Pads>>>()

function padsOf(name: HashName, key: KeyObject): Pads {
  let ofKey = known.get(key)
  if (!ofKey) {
    ofKey = {}
    known.set(key, ofKey)
  }
  ofKey[name] ??= makePads(name, key)
  return ofKey[name]
}

function makePads(name: HashName, key: KeyObject): Pads {
  const { block, digest } = sizes[name]
  const bytes = key.export()
  const short = bytes.byteLength <= block ? bytes : Buffer.from(hashPieces(name, [bytes], 'binary'), 'latin1')
  const inner = Buffer.alloc(block, 0x36)
  const outer = Buffer.alloc(block + digest, 0x5c)
  for (const [i, byte] of short.entries()) {
    inner[i] = byte ^ 0x36
    outer[i] = byte ^ 0x5c
  }
  return { inner, outer }
}
