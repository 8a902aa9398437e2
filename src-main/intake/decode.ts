import { codingsOf, undoOf } from '#store/codings.ts'

/** Bounds of inflation: a few KiB on the wire must not become gigabytes in memory. */
const MAX_BYTES = 64 * 1024 * 1024
const MAX_RATIO = 100

export type Decoded = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly message: string }

/** True when the body is not what Content-Encoding left of it: parsing needs `decodeBody` first. */
export function isEncoded(contentEncoding: string | undefined): boolean {
  return contentEncoding !== undefined && codingsOf(contentEncoding).length > 0
}

/** Undoes Content-Encoding, the last named coding first (RFC 9110 §8.4). Never throws. @param atMost bytes, for callers with less time */
export function decodeBody(contentEncoding: string | undefined, body: Uint8Array, atMost = MAX_BYTES): Decoded {
  if (!isEncoded(contentEncoding) || body.byteLength === 0) return { ok: true, bytes: body }
  let bytes = body
  for (const name of codingsOf(contentEncoding).reverse()) {
    const undo = undoOf(name)
    if (!undo) return { ok: false, message: `The body's Content-Encoding "${name}" is unknown, so the body was not parsed.` }
    try {
      bytes = undo(bytes, { maxOutputLength: Math.min(atMost, Math.max(64 * 1024, body.byteLength * MAX_RATIO)) })
    } catch (error) {
      const tooLarge = error instanceof RangeError
      return {
        ok: false,
        message: tooLarge
          ? 'The body decompresses to more than 64 MiB or 100 times its size, so it was not parsed.'
          : `The body is not valid ${name}, although its Content-Encoding says so.`,
      }
    }
  }
  return { ok: true, bytes }
}
