import { useEffect, useState } from 'react'
import { type Inflated, inflate } from './inflate.ts'

/** The body after its Content-Encoding; null while that is being undone. */
export function useInflated(bytes: Uint8Array<ArrayBuffer>, encodings: readonly string[]): Inflated | null {
  const names = encodings.join(',')
  const [done, setDone] = useState<{ bytes: Uint8Array; names: string; result: Inflated } | null>(null)
  useEffect(() => {
    if (names === '') return
    let stopped = false
    void inflate(bytes, names.split(',')).then(result => {
      if (!stopped) setDone({ bytes, names, result })
    })
    return () => {
      stopped = true
    }
  }, [bytes, names])
  return done && done.bytes === bytes && done.names === names ? done.result : null
}
