import { useEffect, useState } from 'react'
import type { Delivery, DeliveryRow } from '#contract/deliveries.ts'
import { LinkError } from '../../link/link-error.ts'
import { call, onAppEvent, onResync } from '../../state/api.ts'
import { callForRows, renewing } from '../../state/fresh.ts'

const PAGE = 100
const none: readonly DeliveryRow[] = []

/** Deliveries of a Request, newest first and up to date; the newest hundred, which is more than anybody resends. */
export function useDeliveries(requestId: string): readonly DeliveryRow[] {
  const [known, setKnown] = useState<{ requestId: string; rows: readonly DeliveryRow[] }>({ requestId, rows: none })
  useEffect(() => {
    let stopped = false
    const load = () => {
      callForRows('deliveries.list', { requestId, limit: PAGE }).then(
        ({ rows }) => {
          if (stopped) return
          // Those that have come meanwhile stay.
          const isNewer = (row: DeliveryRow) => row.requestId === requestId && row.id > (rows[0]?.id ?? '')
          setKnown(before => ({ requestId, rows: [...before.rows.filter(isNewer), ...rows] }))
        },
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
      onAppEvent('delivery.removed', ({ ids }) =>
        setKnown(before =>
          before.rows.some(row => ids.includes(row.id)) ? { ...before, rows: before.rows.filter(row => !ids.includes(row.id)) } : before,
        ),
      ),
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
    const told = new Set<string>()
    const load = () => {
      told.clear()
      for (const id of ids) {
        call('deliveries.get', { id }).then(
          // One that was told of meanwhile is known as it is now; the answer may have been made before.
          ({ attempts: _, ...row }) => told.has(id) || put([row]),
          () => {},
        )
      }
    }
    const stops = [
      onAppEvent('delivery.changed', event => {
        const changed = event.rows.filter(row => ids.includes(row.id))
        for (const { id } of changed) told.add(id)
        if (changed.length > 0) put(changed)
      }),
      onAppEvent('delivery.removed', event => {
        const removed = event.ids.filter(id => ids.includes(id))
        for (const id of removed) told.add(id)
        if (removed.length > 0) setRows(before => new Map([...before].filter(([id]) => !removed.includes(id))))
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

/** One Delivery with its attempts, up to date; null while it loads. `gone`: there is none with that id any more. */
export function useDelivery(id: string | null): Delivery | 'gone' | null {
  const [known, setKnown] = useState<{ id: string; delivery: Delivery | 'gone' } | null>(null)
  useEffect(() => {
    if (id === null) return
    const { renew, stop } = renewing(
      () => call('deliveries.get', { id }),
      delivery => setKnown({ id, delivery }),
      // Anything else is a link that is down: its state is in sight, and `resync` loads again.
      error => error instanceof LinkError && error.code === 'not_found' && setKnown({ id, delivery: 'gone' }),
    )
    const stops = [
      stop,
      onAppEvent('delivery.changed', event => event.rows.some(row => row.id === id) && renew()),
      onAppEvent('delivery.removed', event => event.ids.includes(id) && renew()),
      onResync(renew),
    ]
    renew()
    return () => {
      for (const each of stops) each()
    }
  }, [id])
  return known?.id === id ? known.delivery : null
}
