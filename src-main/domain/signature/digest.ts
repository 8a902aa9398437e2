import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Encoding } from './scheme.ts'

/** SHA-256 of a text or of bytes, lower-case hex. */
export function sha256Hex(of: string | Uint8Array): string {
  return createHash('sha256').update(of).digest('hex')
}

/** Whether two texts are equal, in a time that tells neither where they differ nor how long the expected one is. */
export function equalTexts(given: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest())
}

/** HMAC of a text under a text key, for handshakes. */
export function macText(hash: 'sha1' | 'sha256', key: string, text: string, encoding: Encoding): string {
  return createHmac(hash, key).update(text, 'utf8').digest(encoding)
}

/** Hash of a text, for handshakes whose key is part of the text. */
export function hashText(hash: 'sha1' | 'sha256', text: string, encoding: Encoding): string {
  return createHash(hash).update(text, 'utf8').digest(encoding)
}
