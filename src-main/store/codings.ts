import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'

/**
 * Undoes one coding. `partial`: the input may be cut off, and what can be read of it is wanted.
 * @throws RangeError when there is more than `maxOutputLength` bytes, Error when it is no such thing
 */
export type Undo = (bytes: Uint8Array, options: { readonly maxOutputLength: number; readonly partial?: boolean }) => Uint8Array

const zlib = (partial: boolean | undefined) => (partial ? { finishFlush: constants.Z_SYNC_FLUSH } : {})
const gunzip: Undo = (bytes, { maxOutputLength, partial }) => gunzipSync(bytes, { ...zlib(partial), maxOutputLength })

/** Every coding that is undone anywhere here, by its name in a Content-Encoding (RFC 9110 §8.4.1, RFC 8878 for zstd). */
const codings: Readonly<Record<string, Undo>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  // "deflate" means zlib, and some senders leave its frame away; the first nibble tells.
  deflate: (bytes, { maxOutputLength, partial }) => {
    const framed = ((bytes[0] ?? 0) & 0x0f) === 8
    return (framed ? inflateSync : inflateRawSync)(bytes, { ...zlib(partial), maxOutputLength })
  },
  br: (bytes, { maxOutputLength, partial }) =>
    brotliDecompressSync(bytes, { ...(partial ? { finishFlush: constants.BROTLI_OPERATION_FLUSH } : {}), maxOutputLength }),
  zstd: (bytes, { maxOutputLength, partial }) =>
    zstdDecompressSync(bytes, { ...(partial ? { finishFlush: constants.ZSTD_e_flush } : {}), maxOutputLength }),
}

/** Names of a Content-Encoding in lower case, in the order in which they were applied, without `identity`. */
export function codingsOf(contentEncoding: string | undefined): string[] {
  return (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '' && name !== 'identity')
}

/** How a coding is undone; null when it is not known. */
export function undoOf(coding: string): Undo | null {
  return Object.hasOwn(codings, coding) ? (codings[coding] ?? null) : null
}
