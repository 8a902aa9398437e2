import { useEffect, useState } from 'react'
import type { OutputOf } from '#contract/methods.ts'
import { messageOf } from '#domain/error-text.ts'
import { call, onAppEvent, onResync } from '../../state/api.ts'

export type EventView = OutputOf<'events.get'>
export type EventState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly view: EventView }
  | { readonly kind: 'failed'; readonly message: string }

/** One Event of a Source, loaded again when another Request brings it or a Delivery of it changes. */
export function useEvent(sourceId: string, eventId: string): EventState {
  const [state, setState] = useState<{ readonly of: string; readonly is: EventState }>({ of: '', is: { kind: 'loading' } })
  const key = `${sourceId} ${eventId}`
  useEffect(() => {
    let stopped = false
    const load = () => {
      call('events.get', { sourceId, eventId }).then(
        view => !stopped && setState({ of: key, is: { kind: 'ready', view } }),
        error => !stopped && setState({ of: key, is: { kind: 'failed', message: messageOf(error) } }),
      )
    }
    // Of a batch the row names the first key only; whatever it brings to this Source may be this Event.
    const concerns = (row: { readonly sourceId: string | null; readonly eventId: string | null; readonly eventCount: number }) =>
      row.sourceId === sourceId && (row.eventId === eventId || row.eventCount > 1)
    const stops = [
      onAppEvent('request.added', ({ rows, more }) => (more || rows.some(concerns)) && load()),
      onAppEvent('request.changed', ({ rows }) => rows.some(concerns) && load()),
      onResync(load),
    ]
    load()
    return () => {
      stopped = true
      for (const stop of stops) stop()
    }
  }, [sourceId, eventId, key])
  return state.of === key ? state.is : { kind: 'loading' }
}
