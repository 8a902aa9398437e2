import { useEffect, useState } from 'react'
import { type BodyId, bodyUrl, type Progress } from '../../link/bodies.ts'
import { ASK_ABOVE } from './body/viewer.ts'
import { keptBody, loadBody } from './body-cache.ts'

export type BodyState =
  /** `progress`: of a large body, once its first bytes are here. */
  | { readonly kind: 'loading'; readonly progress?: Progress }
  | { readonly kind: 'ready'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Above 2 MiB nothing is loaded until somebody asks. */
  | { readonly kind: 'ask'; readonly size: number }
  | { readonly kind: 'failed'; readonly message: string }

/** What somebody has answered to `ask`, or to the offer to stop; `total`: bytes, as far as is known. */
interface Answer {
  readonly key: string
  readonly round: number
  readonly load: boolean
  readonly total: number
}

const empty = new Uint8Array()

/**
 * Loads a body of `size` bytes; `size` null = not known before. `show` answers `ask`, and tries again after a failure; `stop` gives up
 * loading a large one.
 */
export function useBody(id: BodyId, size: number | null): { state: BodyState; show(): void; stop(): void } {
  const key = bodyUrl(id)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const given = answer?.key === key ? answer : null
  const round = given?.round ?? 0
  const start = initial(id, size, given)
  const [loaded, setLoaded] = useState<{ key: string; round: number; state: BodyState } | null>(null)
  const current = loaded?.key === key && loaded.round === round ? loaded.state : start
  const mustLoad = start.kind === 'loading'

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for `id`, which is a new object on every render
  useEffect(() => {
    if (!mustLoad) return
    const abort = new AbortController()
    const set = (state: BodyState) => setLoaded({ key, round, state })
    const onProgress = (progress: Progress) => {
      if (abort.signal.aborted || progress.total <= ASK_ABOVE) return
      if (given?.load) return set({ kind: 'loading', progress })
      // Its size was not known before it began to come.
      abort.abort()
      set({ kind: 'ask', size: progress.total })
    }
    loadBody(id, abort.signal, onProgress).then(
      bytes => set({ kind: 'ready', bytes }),
      (error: unknown) => {
        if (abort.signal.aborted) return
        set({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
      },
    )
    return () => abort.abort()
  }, [key, mustLoad, round])

  const total = current.kind === 'ask' ? current.size : current.kind === 'loading' ? (current.progress?.total ?? size) : size
  const answerWith = (load: boolean) => () => setAnswer({ key, round: round + 1, load, total: total ?? 0 })
  return { state: current, show: answerWith(true), stop: answerWith(false) }
}

function initial(id: BodyId, size: number | null, answer: Answer | null): BodyState {
  if (size === 0) return { kind: 'ready', bytes: empty }
  const kept = keptBody(id)
  if (kept) return { kind: 'ready', bytes: kept }
  const load = answer?.load ?? (size === null || size <= ASK_ABOVE)
  return load ? { kind: 'loading' } : { kind: 'ask', size: size ?? answer?.total ?? 0 }
}
