import { codingsOf, undoOf } from '../codings.ts'

/** More output than so many times the input is an attack, not a text. */
const MAX_RATIO = 100
const SMALL = 64 * 1024

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
  const codings = codingsOf(encoding)
  if (codings.length === 0) return { bytes: read(Math.min(size, limit)), cut: size > limit }
  const steps = codings.reverse().map(undoOf)
  for (let take = Math.max(4096, Math.floor(limit / 8)); ; take *= 2) {
    const whole = take >= size
    let bytes = read(Math.min(size, take))
    try {
      for (const undo of steps) {
        if (!undo) return null
        bytes = undo(bytes, { maxOutputLength: Math.max(SMALL, bytes.byteLength * MAX_RATIO), partial: true })
      }
    } catch {
      // Not what its header says, or it swells beyond the bound.
      return null
    }
    if (whole || bytes.byteLength > limit) return { bytes: bytes.subarray(0, limit), cut: bytes.byteLength > limit }
  }
}
