import type { DeliveryRow } from '#contract/deliveries.ts'
import type { RequestRow } from '#contract/requests.ts'
import type { EventHub } from './event-hub.ts'
import type { Clock } from './ports.ts'

/** At most 30 frames a second: a window repaints no faster, and JSON of single rows costs more than the rows. */
export const frameMs = 1000 / 30

export interface Coalescer {
  requestAdded(row: RequestRow): void
  requestChanged(row: RequestRow): void
  requestRemoved(ids: readonly string[]): void
  deliveryChanged(row: DeliveryRow): void
  /** Publishes what waits, at once. */
  flush(): void
  /** Publishes what waits and takes no more. */
  close(): void
}

/**
 * Gathers rows and publishes them together. The first row after a quiet time goes out at once (the eye waits for it), what follows
 * within the frame's time goes together; a row that changes twice is told once, as it is at the end.
 */
export function createCoalescer({ hub, clock }: { hub: Pick<EventHub, 'publish'>; clock: Pick<Clock, 'timer'> }): Coalescer {
  const added = new Map<string, RequestRow>()
  const changed = new Map<string, RequestRow>()
  const removed = new Set<string>()
  const deliveries = new Map<string, DeliveryRow>()
  let cancel: (() => void) | null = null
  let closed = false

  const takeRows = <T>(rows: Map<string, T>): T[] => {
    const taken = [...rows.values()]
    rows.clear()
    return taken
  }
  /** @returns how many frames went out */
  const publish = (): number => {
    let frames = 0
    if (added.size > 0) frames += hub.publish('request.added', { rows: takeRows(added) }) ? 1 : 0
    if (changed.size > 0) frames += hub.publish('request.changed', { rows: takeRows(changed) }) ? 1 : 0
    if (deliveries.size > 0) frames += hub.publish('delivery.changed', { rows: takeRows(deliveries) }) ? 1 : 0
    if (removed.size > 0) {
      const ids = [...removed]
      removed.clear()
      hub.publish('request.removed', { ids })
      frames += 1
    }
    return frames
  }
  /** Every frame that went out is paid for with one frame's time of silence, whatever its kind. */
  const pump = (): void => {
    const frames = publish()
    cancel = frames > 0 ? clock.timer(frames * frameMs, pump) : null
  }
  const touch = (): void => {
    // After the caller's own loop: a commit of 64 Requests is one frame, not one and then 63.
    if (!closed && !cancel) cancel = clock.timer(0, pump)
  }

  return {
    requestAdded(row) {
      added.set(row.id, row)
      touch()
    },
    requestChanged(row) {
      if (added.has(row.id)) added.set(row.id, row)
      else if (!removed.has(row.id)) changed.set(row.id, row)
      touch()
    },
    requestRemoved(ids) {
      for (const id of ids) {
        added.delete(id)
        changed.delete(id)
        removed.add(id)
      }
      touch()
    },
    deliveryChanged(row) {
      deliveries.set(row.id, row)
      touch()
    },
    flush: () => void publish(),
    close() {
      closed = true
      cancel?.()
      publish()
    },
  }
}
