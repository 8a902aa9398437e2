/**
 * Bytes that go along with calls. A structured clone makes every typed array anew, with a buffer of its own, which for a webhook's body
 * costs more than all the rest of its call; so the small ones of a batch share one buffer, which is moved to the other thread.
 */
export interface PackedBytes {
  /** By call. */
  readonly lengths: readonly number[]
  /** The small ones, one after the other. */
  readonly shared: Uint8Array
  /** The large ones by call, moved as they are; null when there is none. */
  readonly alone: ReadonlyMap<number, Uint8Array> | null
}

/** Bytes below this are copied, larger ones are moved. */
const MOVE_FROM = 64 * 1024

export const NO_BYTES = new Uint8Array()

/** What to move of a body: its buffer when it is large and its own; else nothing, for a slice of Node's pool would take its neighbours along. */
export function movable(body: Uint8Array): ArrayBuffer[] {
  const { buffer } = body
  return body.byteLength > MOVE_FROM && buffer instanceof ArrayBuffer && buffer.byteLength === body.byteLength ? [buffer] : []
}

/** @returns null when none has any; and what is to be moved, which is not to be used here any more */
export function packBytes(list: readonly Uint8Array[]): { readonly packed: PackedBytes | null; readonly moved: ArrayBuffer[] } {
  let alone: Map<number, Uint8Array> | null = null
  const moved: ArrayBuffer[] = []
  const small: Uint8Array[] = []
  let total = 0
  for (let i = 0; i < list.length; i++) {
    const bytes = list[i] as Uint8Array
    const [buffer] = movable(bytes)
    if (buffer) {
      alone ??= new Map()
      alone.set(i, bytes)
      moved.push(buffer)
    } else {
      small.push(bytes)
      total += bytes.byteLength
    }
  }
  if (total === 0 && alone === null) return { packed: null, moved }
  const shared = joined(small, total)
  if (total > 0) moved.push(shared.buffer)
  return { packed: { lengths: list.map(bytes => bytes.byteLength), shared, alone }, moved }
}

/** Views of what was packed, by call: what is kept for long must be copied, and none may be sent on, for it would take the others along. */
export function unpackBytes(packed: PackedBytes): Uint8Array[] {
  const { lengths, shared, alone } = packed
  const next = cutter(shared)
  return lengths.map((length, i) => alone?.get(i) ?? next(length))
}

/** All in one buffer of its own. @param total their length */
export function joined(
  list: readonly Uint8Array[],
  total = list.reduce((sum, { byteLength }) => sum + byteLength, 0),
): Uint8Array<ArrayBuffer> {
  // Unsafe: filled below to its last byte. Slow: a buffer of the pool could not be moved.
  const all = Buffer.allocUnsafeSlow(total)
  let at = 0
  for (const bytes of list) {
    all.set(bytes, at)
    at += bytes.byteLength
  }
  return all
}

/** Takes one after the other off what was joined: views, by their lengths. */
export function cutter(bytes: Uint8Array): (length: number) => Uint8Array {
  let at = 0
  return length => {
    at += length
    return length === 0 ? NO_BYTES : viewOf(bytes, at - length, length)
  }
}

/** A part of it, without a copy. */
function viewOf(bytes: Uint8Array, at: number, length: number): Uint8Array {
  return Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset + at, length)
}
