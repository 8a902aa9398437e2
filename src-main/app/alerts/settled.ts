import { failedGroup } from '#domain/alerts.ts'
import type { DeliveryRow } from '#domain/delivery/row.ts'
import { parseId } from '#domain/ids.ts'
import type { EventHub } from '../event-hub.ts'
import type { Clock } from '../ports.ts'
import type { StoreClient } from '../store-client.ts'

/** Dead letters that are sent again come by the hundred: their alert is looked at when it has been quiet for so long, ms. */
const QUIET_MS = 500

interface Deps {
  readonly store: Pick<StoreClient, 'read' | 'write'>
  readonly hub: Pick<EventHub, 'publish'>
  readonly clock: Pick<Clock, 'now' | 'timer'>
  readonly failed: (error: unknown) => void
}

/** Marks an alert about dead letters as seen once all have been delivered after all, or purged: there is nothing left to do about it. */
export function createSettled({ store, hub, clock, failed }: Deps) {
  /** By group, how to call off its look. */
  const looks = new Map<string, () => void>()

  const look = async (row: DeliveryRow, groupKey: string): Promise<void> => {
    const alert = await store.read.openAlert({ groupKey })
    if (!alert) return
    // Those to a bare URL are not listed anywhere: only the one that the alert is about is known to be solved.
    const left =
      row.endpointId === null
        ? alert.count > 1 || alert.target.id !== row.id
        : await store.read.hasDead({ endpointId: parseId('ep', row.endpointId) ?? 0, since: alert.firstAt })
    if (left) return
    const seen = await store.write.acknowledgeAlerts({ ids: [parseId('alr', alert.id) ?? 0], now: clock.now() })
    for (const each of seen) hub.publish('alert.changed', { alert: each })
  }

  return {
    /** A Delivery that was a dead letter has arrived, or is no more. */
    solved(row: DeliveryRow): void {
      const groupKey = failedGroup(row)
      looks.get(groupKey)?.()
      const callOff = clock.timer(QUIET_MS, () => {
        looks.delete(groupKey)
        look(row, groupKey).catch(failed)
      })
      looks.set(groupKey, callOff)
    },
    stop(): void {
      for (const callOff of looks.values()) callOff()
    },
  }
}
