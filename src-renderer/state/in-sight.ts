import { useEffect } from 'react'
import type { Alert } from '#contract/alerts.ts'
import type { DeliveryRow } from '#contract/deliveries.ts'

interface InSight {
  readonly ids: readonly string[]
  readonly rows: readonly DeliveryRow[]
}
const shown = new Set<InSight>()

/** Says that a dialog shows what becomes of these Deliveries. @param rows those of them that have been read */
export function useInSight(ids: readonly string[], rows: readonly DeliveryRow[]): void {
  useEffect(() => {
    const own = { ids, rows }
    shown.add(own)
    return () => void shown.delete(own)
  }, [ids, rows])
}

/** Whether what an alert is about stands in a dialog anyway: its Delivery, or of a whole Endpoint one that did not go through. */
export function isInSight({ type, id }: Alert['target']): boolean {
  const all = [...shown]
  if (type === 'delivery') return all.some(({ ids }) => id !== null && ids.includes(id))
  return type === 'endpoint' && all.some(({ rows }) => rows.some(row => row.endpointId === id && row.state !== 'delivered'))
}
