import { useEffect, useState } from 'react'
import { type BodyId, fetchDecoded } from '../../../link/bodies.ts'
import { type Inflated, inflate } from './inflate.ts'

/**
 * The body after its Content-Encoding; null while that is being undone. Browsers know gzip and deflate and few of them more, so for the
 * others (br, zstd) the core is asked, where the body is one that it has by a name.
 */
export function useInflated(bytes: Uint8Array<ArrayBuffer>, encodings: readonly string[], id: BodyId | null): Inflated | null {
  const names = encodings.join(',')
  const [done, setDone] = useState<{ bytes: Uint8Array; names: string; result: Inflated } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the bytes are those of `id`, which is a new object on every render
  useEffect(() => {
    if (names === '') return
    let stopped = false
    void inflate(bytes, names.split(','))
      .then(result => (result.ok || result.reason !== 'unsupported' || id === null ? result : askCore(id, result)))
      // Whatever else goes wrong with what strangers send, the view must come to an end.
      .catch((): Inflated => ({ ok: false, reason: 'damaged', encoding: names }))
      .then(result => {
        if (!stopped) setDone({ bytes, names, result })
      })
    return () => {
      stopped = true
    }
  }, [bytes, names])
  return done && done.bytes === bytes && done.names === names ? done.result : null
}

/** @param refusal what to answer where the core cannot do it either */
async function askCore(id: BodyId, refusal: Inflated): Promise<Inflated> {
  try {
    return { ok: true, bytes: (await fetchDecoded(id)).bytes }
  } catch {
    return refusal
  }
}
