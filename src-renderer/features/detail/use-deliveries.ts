import { useEffect, useState } from 'react'
import type { Delivery, DeliveryRow } from '#contract/deliveries.ts'
import { call, onAppEvent, onResync } from '../../state/api.ts'

const PAGE = 100
const none: readonly DeliveryRow[] = []

/** Deliveries of a Request, newest first and up to date; the newest hundred, which is more than anybody resends. */
export function useDeliveries(requestId: string): readonly DeliveryRow[] {
  const [known, setKnown] = useState<{ requestId: string; rows: readonly DeliveryRow[] }>({ requestId, rows: none })
  useEffect(() => {
    let stopped = false
    const load = () => {
      call('deliveries.list', { requestId, limit: PAGE }).then(
        ({ rows }) => !stopped && setKnown({ requestId, rows }),
        // The link is down: its state is in sight, and `resync` loads again.
        () => {},
      )
    }
    const stops = [
      onAppEvent('delivery.changed', event => {
        const changed = event.rows.filter(row => row.requestId === requestId)
        if (changed.length > 0)
          setKnown(before => ({ requestId, rows: merged(before.requestId === requestId ? before.rows : none, changed) }))
      }),
      onResync(load),
    ]
    load()
    return () => {
      stopped = true
      for (const stop of stops) stop()
    }
  }, [requestId])
  return known.requestId === requestId ? known.rows : none
}

function merged(rows: readonly DeliveryRow[], changed: readonly DeliveryRow[]): DeliveryRow[] {
  const byId = new Map([...rows, ...changed].map(row => [row.id, row]))
  // Text order of ids is order of birth.
  return [...byId.values()].sort((a, b) => (a.id < b.id ? 1 : -1))
}

/** Named Deliveries in the order named, up to date; those that are not loaded yet are missing. */
export function useDeliveryRows(ids: readonly string[]): readonly DeliveryRow[] {
  const [rows, setRows] = useState<ReadonlyMap<string, DeliveryRow>>(new Map())
  useEffect(() => {
    let stopped = false
    const put = (changed: readonly DeliveryRow[]) => {
      if (!stopped) setRows(before => new Map([...before, ...changed.map(row => [row.id, row] as const)]))
    }
    const load = () => {
      for (const id of ids) {
        call('deliveries.get', { id }).then(
          ({ attempts: _, ...row }) => put([row]),
          () => {},
        )
      }
    }
    const stops = [
      onAppEvent('delivery.changed', event => {
        const changed = event.rows.filter(row => ids.includes(row.id))
        if (changed.length > 0) put(changed)
      }),
      onResync(load),
    ]
    load()
    return () => {
      stopped = true
      for (const stop of stops) stop()
    }
  }, [ids])
  return ids.flatMap(id => rows.get(id) ?? [])
}

/** One Delivery with its attempts, up to date; null while it loads. */
export function useDelivery(id: string | null): Delivery | null {
  const [delivery, setDelivery] = useState<Delivery | null>(null)
  useEffect(() => {
    if (id === null) return
    let stopped = false
    const load = () => {
      call('deliveries.get', { id }).then(
        next => !stopped && setDelivery(next),
        () => {},
      )
    }
    const stops = [onAppEvent('delivery.changed', event => event.rows.some(row => row.id === id) && load()), onResync(load)]
    load()
    return () => {
      stopped = true
      for (const stop of stops) stop()
    }
  }, [id])
  return delivery?.id === id ? delivery : null
}
