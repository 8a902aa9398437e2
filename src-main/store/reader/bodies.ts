import type { ReadableDb } from '../open.ts'
import { CHUNK } from '../writer/capture.ts'

export interface BodyInfo {
  /** Whose bytes they are: the Request's own, or those of one of the same Event, which may be gone itself. */
  readonly owner: number
  readonly size: number
  readonly headersJson: string
}

/** Bodies by their owner's id: Requests (inline, shared or chunked; of one that is gone but shared: chunked), Messages and uploads (chunked). */
export function bodyReads(db: ReadableDb) {
  const request = db.prepare<[number], { size: number; body_of: number | null; headers_json: string }>(
    'SELECT size, body_of, headers_json FROM requests WHERE id = ?',
  )
  const inline = db.prepare<[number, number, number], { bytes: Uint8Array | null }>(
    'SELECT substr(body, ? + 1, ?) AS bytes FROM requests WHERE id = ? AND body IS NOT NULL',
  )
  const holder = db.prepare<[number], { body_of: number | null }>('SELECT body_of FROM requests WHERE id = ?')
  const chunk = db.prepare<[number, number], { bytes: Uint8Array }>('SELECT bytes FROM chunks WHERE owner = ? AND n = ?')

  /** At most one chunk's worth of bytes from an offset; empty at the end. */
  const slice = (owner: number, from: number, length: number): Uint8Array => {
    const rest = Math.min(length, CHUNK)
    const whole = inline.get(from, rest, owner)
    if (whole) return whole.bytes ?? new Uint8Array()
    const n = Math.floor(from / CHUNK)
    const offset = from - n * CHUNK
    return chunk.get(owner, n)?.bytes.subarray(offset, offset + rest) ?? new Uint8Array()
  }

  return {
    requestBody(input: { id: number }): BodyInfo | null {
      const row = request.get(input.id)
      return row ? { owner: row.body_of ?? input.id, size: row.size, headersJson: row.headers_json } : null
    },
    bodySlice: (input: { owner: number; from: number; length: number }): Uint8Array => slice(input.owner, input.from, input.length),
    /** A whole body, for signing and sending. */
    readBody(input: { owner: number; size: number }): Uint8Array {
      const owner = holder.get(input.owner)?.body_of ?? input.owner
      const bytes = new Uint8Array(input.size)
      for (let at = 0; at < input.size; ) {
        const part = slice(owner, at, input.size - at)
        if (part.byteLength === 0) return bytes.subarray(0, at)
        bytes.set(part, at)
        at += part.byteLength
      }
      return bytes
    },
  }
}
