import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'

/** More output than so many times the input is an attack, not a text. */
const MAX_RATIO = 100
const SMALL = 64 * 1024

const zlibFlush = { finishFlush: constants.Z_SYNC_FLUSH }
const brotliFlush = { finishFlush: constants.BROTLI_OPERATION_FLUSH }
type Decoder = (bytes: Uint8Array, maxOutputLength: number) => Uint8Array
const gunzip: Decoder = (bytes, maxOutputLength) => gunzipSync(bytes, { ...zlibFlush, maxOutputLength })
const decoders: Readonly<Record<string, Decoder>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  br: (bytes, maxOutputLength) => brotliDecompressSync(bytes, { ...brotliFlush, maxOutputLength }),
  // "deflate" means zlib, and some senders leave its frame away; the first nibble tells.
  deflate: (bytes, maxOutputLength) =>
    ((bytes[0] ?? 0) & 0x0f) === 8
      ? inflateSync(bytes, { ...zlibFlush, maxOutputLength })
      : inflateRawSync(bytes, { ...zlibFlush, maxOutputLength }),
}

export interface Beginning {
  readonly bytes: Uint8Array
  /** There is more than was asked for. */
  readonly cut: boolean
}

/**
 * The first `limit` bytes of a body after Content-Encoding was undone; null when that cannot be done. Reads and inflates no more than it
 * needs: twice as much input at each try, so a 30 MiB archive costs a search no more than a small one.
 * @param read the first n bytes as stored
 */
export function decodedBeginning(
  encoding: string | undefined,
  size: number,
  limit: number,
  read: (n: number) => Uint8Array,
): Beginning | null {
  const codings = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .flatMap(coding => (/^\s*(identity)?\s*$/.test(coding) ? [] : [coding.trim()]))
  if (codings.length === 0) return { bytes: read(Math.min(size, limit)), cut: size > limit }
  const undo = codings.reverse().map(coding => (Object.hasOwn(decoders, coding) ? decoders[coding] : undefined))
  for (let take = Math.max(4096, Math.floor(limit / 8)); ; take *= 2) {
    const whole = take >= size
    let bytes = read(Math.min(size, take))
    try {
      for (const decode of undo) {
        if (!decode) return null
        bytes = decode(bytes, Math.max(SMALL, bytes.byteLength * MAX_RATIO))
      }
    } catch {
      // Not what its header says, or it swells beyond the bound.
      return null
    }
    if (whole || bytes.byteLength > limit) return { bytes: bytes.subarray(0, limit), cut: bytes.byteLength > limit }
  }
}
