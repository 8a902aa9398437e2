import type { DeliveryResult } from '#delivery/types.ts'
import { type AlertDraft, evaluateAttempt } from '#domain/alerts.ts'
import type { EventHub } from '../event-hub.ts'
import { idNumber } from '../ids.ts'
import type { Clock, Log, Notifier } from '../ports.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { nextOf, PAGE, readCursor } from './cursor.ts'

interface Deps {
  readonly store: Pick<StoreClient, 'read' | 'write'>
  readonly hub: Pick<EventHub, 'publish'>
  readonly notifier: Notifier
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  /** Whether the person wants to be told natively; the window shows an alert anyway. */
  readonly notifies: () => boolean
}

/** `alerts.*`. */
export function alertServices({ store, hub, clock }: Pick<Deps, 'store' | 'hub' | 'clock'>) {
  return {
    'alerts.list': async input => {
      const { rows, next } = await store.read.listAlerts({
        unacknowledged: input.unacknowledged ?? false,
        before: readCursor('alr', input.before),
        limit: input.limit ?? PAGE,
      })
      return { rows, ...nextOf('alr', next) }
    },
    'alerts.acknowledge': async ({ ids }) => {
      const numbers = ids === undefined ? null : ids.map(id => idNumber('alr', id))
      const changed = await store.write.acknowledgeAlerts({ ids: numbers, now: clock.now() })
      for (const alert of changed) hub.publish('alert.changed', { alert })
      return { ok: true as const }
    },
  } satisfies Partial<Services>
}

export interface Alerting {
  /** Looks at how an attempt ended. Never throws. */
  attempted(result: DeliveryResult): Promise<void>
  /** Keeps an alert and shows it: natively once, when it is new; as it grows only in the window. Never throws. */
  raise(draft: AlertDraft): Promise<void>
}

/** Turns what happens into alerts. What is worth one is decided by the pure evaluator. */
export function createAlerting({ store, hub, notifier, clock, log, notifies }: Deps): Alerting {
  const raise = async (draft: AlertDraft): Promise<void> => {
    try {
      const { alert, raised } = await store.write.raiseAlert({ draft, now: clock.now() })
      if (!alert) return
      hub.publish(raised ? 'alert.raised' : 'alert.changed', { alert })
      if (raised && notifies()) await notifier.notify({ title: alert.title, body: alert.body, group: draft.groupKey, target: alert.target })
    } catch (error) {
      log.error('alert.lost', { title: draft.one.title, error: String(error) })
    }
  }
  return {
    raise,
    async attempted({ row, step }) {
      if (!step) return
      const draft = evaluateAttempt({
        step,
        deliveryId: row.id,
        endpointId: row.endpointId,
        endpointName: row.endpointName,
        url: row.url,
        eventType: row.eventType,
        attemptCount: row.attemptCount,
        status: row.lastStatus,
        error: row.lastError,
      })
      if (draft) await raise(draft)
    },
  }
}
