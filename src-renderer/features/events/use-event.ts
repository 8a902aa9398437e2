import { useEffect, useState } from 'react'
import type { OutputOf } from '#contract/methods.ts'
import { messageOf } from '#domain/error-text.ts'
import { call, onAppEvent, onResync } from '../../state/api.ts'
import { renewing } from '../../state/fresh.ts'

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
    const { renew, stop } = renewing(
      () => call('events.get', { sourceId, eventId }),
      view => setState({ of: key, is: { kind: 'ready', view } }),
      error => setState({ of: key, is: { kind: 'failed', message: messageOf(error) } }),
    )
    // Of a batch the row names the first key only; whatever it brings to this Source may be this Event.
    const concerns = (row: { readonly sourceId: string | null; readonly eventId: string | null; readonly eventCount: number }) =>
      row.sourceId === sourceId && (row.eventId === eventId || row.eventCount > 1)
    const stops = [
      stop,
      onAppEvent('request.added', ({ rows, more }) => (more || rows.some(concerns)) && renew()),
      onAppEvent('request.changed', ({ rows }) => rows.some(concerns) && renew()),
      onResync(renew),
    ]
    renew()
    return () => {
      for (const each of stops) each()
    }
  }, [sourceId, eventId, key])
  return state.of === key ? state.is : { kind: 'loading' }
}
