import { useEffect, useState } from 'react'
import { type BodyId, bodyUrl, type Progress } from '../../link/bodies.ts'
import { ASK_ABOVE } from './body/viewer.ts'
import { keptBody, loadBody } from './body-cache.ts'

export type BodyState =
  /** `progress`: of a large body, once its first bytes are here. */
  | { readonly kind: 'loading'; readonly progress?: Progress }
  | { readonly kind: 'ready'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Above 2 MiB nothing is loaded until somebody asks. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'failed'; readonly message: string }

const empty = new Uint8Array()

/**
 * Loads a body of `size` bytes; `size` null = not known before. `show` answers `ask`, and tries again after a failure; `stop` gives up
 * loading a large one.
 */
export function useBody(id: BodyId, size: number | null): { state: BodyState; show(): void; stop(): void } {
  const key = bodyUrl(id)
  const [wanted, setWanted] = useState<{ key: string; round: number } | null>(null)
  const asked = wanted?.key === key
  const round = asked ? wanted.round : 0
  const start = initial(id, size, asked)
  const [loaded, setLoaded] = useState<{ key: string; round: number; state: BodyState } | null>(null)
  const current = loaded?.key === key && loaded.round === round ? loaded.state : start
  const mustLoad = start.kind === 'loading'

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for `id`, which is a new object on every render
  useEffect(() => {
    if (!mustLoad) return
    const abort = new AbortController()
    const set = (state: BodyState) => setLoaded({ key, round, state })
    const onProgress = (progress: Progress) => progress.total > ASK_ABOVE && !abort.signal.aborted && set({ kind: 'loading', progress })
    loadBody(id, abort.signal, onProgress).then(
      bytes => set({ kind: 'ready', bytes }),
      (error: unknown) => {
        if (abort.signal.aborted) return
        set({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
      },
    )
    return () => abort.abort()
  }, [key, mustLoad, round])

  return { state: current, show: () => setWanted({ key, round: round + 1 }), stop: () => setWanted(null) }
}

function initial(id: BodyId, size: number | null, asked: boolean): BodyState {
  if (size === 0) return { kind: 'ready', bytes: empty }
  const kept = keptBody(id)
  if (kept) return { kind: 'ready', bytes: kept }
  return size !== null && size > ASK_ABOVE && !asked ? { kind: 'ask' } : { kind: 'loading' }
}
