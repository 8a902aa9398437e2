import { useCallback, useEffect, useRef, useState } from 'react'
import type { RequestDetail } from '#contract/requests.ts'
import { LinkError } from '../../link/link-error.ts'
import { call, onAppEvent, onResync } from '../../state/api.ts'

export type RequestState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly request: RequestDetail }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly message: string }

/** Who moves on sooner than this is walking the list; what is passed by need not be loaded. ms */
const WALKING = 100

/**
 * One Request, kept up to date with the core's events. While another one loads the last one stays: it comes within milliseconds,
 * and an empty pane in between would flicker under somebody who walks the list with the arrow keys.
 */
export function useRequest(id: string): { state: RequestState; reload(): void } {
  const [state, setState] = useState<RequestState>({ kind: 'loading' })
  const [round, setRound] = useState(0)
  const reload = useCallback(() => setRound(before => before + 1), [])

  const asked = useRef(Number.NEGATIVE_INFINITY)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round loads again
  useEffect(() => {
    const abort = new AbortController()
    const load = () =>
      call('requests.get', { id }, { signal: abort.signal }).then(
        request => setState({ kind: 'ready', request }),
        (error: unknown) => {
          if (abort.signal.aborted) return
          if (error instanceof LinkError && error.code === 'not_found') setState({ kind: 'gone' })
          else setState({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
        },
      )
    const walking = performance.now() - asked.current < WALKING
    asked.current = performance.now()
    const timer = walking ? setTimeout(load, WALKING) : void load()
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [id, round])

  useEffect(() => {
    const stops = [
      // `outside`: the list's filter hides the row, yet it is open here.
      onAppEvent('request.changed', event => (event.rows.some(row => row.id === id) || event.outside?.includes(id)) && reload()),
      // A duplicate that has just come in is one of this Request's repeats.
      onAppEvent('request.added', event => event.rows.some(row => row.duplicateOf === id) && reload()),
      onAppEvent('request.removed', event => event.ids.includes(id) && setState({ kind: 'gone' })),
      onResync(reload),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [id, reload])

  return { state, reload }
}
