import { type BodyId, bodyUrl, fetchBody, type Progress } from '../../link/bodies.ts'

/**
 * Bodies looked at last. A captured body never changes, so going back to one (another tab, the row above) shows it at once.
 * Attempt bodies are the same: an attempt that is listed is over.
 */
const LIMIT = 24 * 1024 * 1024
const kept = new Map<string, Uint8Array<ArrayBuffer>>()
let size = 0

/** The bytes of a body if they were looked at lately. */
export const keptBody = (id: BodyId): Uint8Array<ArrayBuffer> | undefined => kept.get(bodyUrl(id))

/** Loads a whole body. @throws LinkError */
export async function loadBody(
  id: BodyId,
  signal?: AbortSignal,
  onProgress?: (progress: Progress) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = bodyUrl(id)
  const known = kept.get(key)
  if (known) return known
  const { bytes } = await fetchBody(id, undefined, signal, onProgress)
  kept.set(key, bytes)
  size += bytes.length
  for (const [oldest, body] of kept) {
    if (size <= LIMIT || oldest === key) break
    kept.delete(oldest)
    size -= body.length
  }
  return bytes
}
