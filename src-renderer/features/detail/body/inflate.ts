/** Outcome of undoing a Content-Encoding. On refusal or damage, what was decoded so far is not shown as if it were the whole. */
export type Inflated =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly reason: 'unsupported' | 'damaged' | 'too-large'; readonly encoding: string }

/** Bounds: a small body can unpack to gigabytes, and the window must survive looking at it. */
export interface InflateBound {
  readonly maxBytes: number
  /** Output bytes for each input byte; applies above `ratioFrom` bytes, because a short repetitive text is no attack. */
  readonly maxRatio: number
  readonly ratioFrom: number
}
export const inflateBound: InflateBound = { maxBytes: 64 * 1024 * 1024, maxRatio: 100, ratioFrom: 1024 * 1024 }

/** Codings of a Content-Encoding value in the order they were applied, without `identity`. */
export function codings(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map(coding => coding.trim().toLowerCase())
    .filter(coding => coding !== '' && coding !== 'identity')
}

/** Undoes all codings, last applied first. */
export async function inflate(bytes: Uint8Array<ArrayBuffer>, encodings: readonly string[], bound = inflateBound): Promise<Inflated> {
  let current = bytes
  for (const encoding of [...encodings].reverse()) {
    const result = await undo(current, encoding, bound)
    if (!result.ok) return result
    current = result.bytes
  }
  return { ok: true, bytes: current }
}

/** Stream formats to try for a coding. `deflate` means zlib, yet some senders write it raw. */
const formats: Readonly<Record<string, readonly string[]>> = {
  gzip: ['gzip'],
  'x-gzip': ['gzip'],
  deflate: ['deflate', 'deflate-raw'],
  br: ['brotli'],
  zstd: ['zstd'],
}

async function undo(bytes: Uint8Array<ArrayBuffer>, encoding: string, bound: InflateBound): Promise<Inflated> {
  let last: Inflated = { ok: false, reason: 'unsupported', encoding }
  for (const format of Object.hasOwn(formats, encoding) ? (formats[encoding] ?? []) : []) {
    last = await unpack(bytes, format, encoding, bound)
    if (last.ok || last.reason !== 'damaged') return last
  }
  return last
}

async function unpack(bytes: Uint8Array<ArrayBuffer>, format: string, encoding: string, bound: InflateBound): Promise<Inflated> {
  const stream = streamFor(format)
  if (!stream) return { ok: false, reason: 'unsupported', encoding }
  const limit = Math.min(bound.maxBytes, Math.max(bound.ratioFrom, bytes.length * bound.maxRatio))
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.length
      if (size > limit) {
        await reader.cancel()
        return { ok: false, reason: 'too-large', encoding }
      }
      chunks.push(next.value)
    }
  } catch {
    return { ok: false, reason: 'damaged', encoding }
  }
  return { ok: true, bytes: joined(chunks, size) }
}

/** null where this browser does not know the format; brotli and zstd are younger than the class. */
function streamFor(format: string): DecompressionStream | null {
  try {
    return new DecompressionStream(format as CompressionFormat)
  } catch {
    return null
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}
