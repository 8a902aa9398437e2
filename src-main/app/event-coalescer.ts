import type { DeliveryRow } from '#contract/deliveries.ts'
import type { EventHub } from './event-hub.ts'
import type { Clock } from './ports.ts'

/** At most 30 frames a second: a window repaints no faster, and JSON of single rows costs more than the rows. */
export const frameMs = 1000 / 30

export interface Coalescer {
  deliveryChanged(row: DeliveryRow): void
  /** Told at once; a change of one of them that still waits is told no more, or it would come back. */
  deliveriesRemoved(ids: readonly string[]): void
  /** Publishes what waits and takes no more. */
  close(): void
}

/**
 * Gathers Deliveries that change and publishes them together (Requests are gathered where they are made, in intake/news.ts). The first
 * after a quiet time goes out at once, for the eye waits for it; what follows within the frame's time goes together; a Delivery that
 * changes twice is told once, as it is at the end.
 */
export function createCoalescer({ hub, clock }: { hub: Pick<EventHub, 'publish'>; clock: Pick<Clock, 'timer'> }): Coalescer {
  const changed = new Map<string, DeliveryRow>()
  let cancel: (() => void) | null = null
  let closed = false

  const publish = (): boolean => {
    if (changed.size === 0) return false
    const rows = [...changed.values()]
    changed.clear()
    hub.publish('delivery.changed', { rows })
    return true
  }
  /** After publishing, stays silent for one frame. */
  const pump = (): void => {
    cancel = publish() ? clock.timer(frameMs, pump) : null
  }

  return {
    deliveryChanged(row) {
      if (closed) return
      changed.set(row.id, row)
      // After the caller's own loop: 64 Deliveries of one call are one frame, not one and then 63.
      cancel ??= clock.timer(0, pump)
    },
    deliveriesRemoved(ids) {
      if (closed || ids.length === 0) return
      for (const id of ids) changed.delete(id)
      hub.publish('delivery.removed', { ids: [...ids] })
    },
    close() {
      closed = true
      cancel?.()
      publish()
    },
  }
}
