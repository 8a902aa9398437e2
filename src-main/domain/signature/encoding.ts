import type { Encoding, SignatureFormat } from './scheme.ts'

/**
 * Text to bytes, strictly: the text must be exactly what encoding the bytes gives back (hex in any letter case), else null.
 * Node's own decoders skip what they do not know, so `AAAA!` and `AAAA` would be two spellings of one signature.
 */
export function decodeCanonical(text: string, encoding: Encoding): Buffer | null {
  if (text.length === 0) return null
  const bytes = Buffer.from(text, encoding)
  // Node stops at the first character that is no hex digit, so whatever is not hex comes out shorter.
  if (encoding === 'hex') return bytes.length * 2 === text.length ? bytes : null
  return bytes.toString(encoding) === text ? bytes : null
}

/** Bytes to text: lower-case hex, padded base64, unpadded base64url. */
export function encode(bytes: Uint8Array, encoding: Encoding): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(encoding)
}

/** Base64 with the `=` that its length asks for. */
export function padded(base64: string): string {
  return base64.padEnd(Math.ceil(base64.length / 4) * 4, '=')
}

/** A signature's text to bytes, as strictly. */
export function decodeSignature(text: string, { encoding, unpadded }: SignatureFormat): Buffer | null {
  if (!unpadded) return decodeCanonical(text, encoding)
  return text.endsWith('=') ? null : decodeCanonical(padded(text), encoding)
}

/** The text of a signature as its format has it. @param text in its encoding */
export function formatSignature(text: string, { unpadded }: SignatureFormat): string {
  return unpadded ? text.replace(/=+$/, '') : text
}
