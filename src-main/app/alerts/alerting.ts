import type { AlertChannel } from '#contract/alert-channels.ts'
import type { DeliveryResult } from '#delivery/types.ts'
import { type AlertDraft, type AlertText, evaluateAttempt, failingAlert } from '#domain/alerts.ts'
import type { DeliveryRow } from '#domain/delivery/row.ts'
import { parseId } from '#domain/ids.ts'
import type { AlertRow } from '#store/alert-row.ts'
import type { EventHub } from '../event-hub.ts'
import type { Clock, Log, NoticeAction, Notifier } from '../ports.ts'
import type { StoreClient } from '../store-client.ts'
import type { Mutes } from './mutes.ts'
import { createSettled } from './settled.ts'
import { createTeller } from './teller.ts'

export interface AlertingDeps {
  readonly store: Pick<StoreClient, 'read' | 'write'>
  readonly hub: Pick<EventHub, 'publish'>
  readonly notifier: Notifier
  readonly clock: Pick<Clock, 'now' | 'timer'>
  readonly log: Log
  readonly mutes: Pick<Mutes, 'muted'>
  /** Whether the person wants to hear of the kind that way; the window's list has it anyway. */
  readonly wants: (channel: AlertChannel, kind: AlertDraft['kind']) => boolean
  /** Sends it by a channel that leaves the machine. Returns at once. */
  readonly post: (channel: 'webhook' | 'email', alert: AlertText) => void
}

export interface Alerting {
  /** Looks at how an attempt ended. Never throws. */
  attempted(result: DeliveryResult): Promise<void>
  /** Dead letters were removed for good. */
  purged(rows: readonly DeliveryRow[]): void
  /** Keeps an alert, and tells it where it is wanted, unless it was told a moment ago. Never throws. */
  raise(draft: AlertDraft): Promise<void>
  stop(): void
}

const labels: Record<NoticeAction['id'], string> = { retry: 'Retry', 'retry-all': 'Retry all in order', mute: 'Mute for 1 h' }

/** The buttons of a notice. `open` is what a click on the notice itself does. */
const buttonsOf = (alert: AlertRow): NoticeAction[] =>
  alert.actions.filter(action => action !== 'open').map(id => ({ id, label: labels[id] }))

/** Turns what happens into alerts. What is worth one is decided by the pure evaluators, when it is news by the teller. */
export function createAlerting(deps: AlertingDeps): Alerting {
  const { store, hub, notifier, clock, log } = deps
  const lost = (title: string, error: unknown) => log.error('alert.lost', { title, error: String(error) })

  const outward = (alert: AlertText): void => {
    for (const channel of ['webhook', 'email'] as const) if (deps.wants(channel, alert.kind)) deps.post(channel, alert)
  }
  const natively = (
    alert: AlertText,
    group: string,
    target: Parameters<Notifier['notify']>[0]['target'],
    actions: NoticeAction[],
  ): void => {
    if (!deps.wants('native', alert.kind)) return
    const { id, title, body } = alert
    notifier.notify({ alertId: id, title, body, group, target, actions }).catch(error => lost(title, error))
  }

  const teller = createTeller({
    clock,
    fresh: async id => store.read.getAlert({ id: parseId('alr', id) ?? 0 }),
    tell: (alert, group) => {
      hub.publish('alert.told', { alert })
      natively(alert, group, alert.target, buttonsOf(alert))
      outward(alert)
    },
    tellTogether: text => {
      natively(text, 'together', { type: 'alerts', id: null }, [])
      outward(text)
    },
    failed: error => lost('a later notice', error),
  })

  /** @param at when it happened, which may be a moment ago: *Retry all* takes what has failed since the first of them */
  const raise = async (draft: AlertDraft, at = clock.now()): Promise<void> => {
    try {
      const { alert, raised } = await store.write.raiseAlert({ draft, muted: deps.mutes.muted(draft), now: at })
      if (!alert) return
      hub.publish(raised ? 'alert.raised' : 'alert.changed', { alert })
      teller.happened(alert, draft.groupKey, raised)
    } catch (error) {
      lost(draft.one.title, error)
    }
  }

  const settled = createSettled({ ...deps, failed: error => lost('what was solved', error) })

  return {
    raise: draft => raise(draft),
    async attempted({ row, step, health, again }) {
      if (!step) return
      if (again && step.kind === 'delivered') settled.solved(row)
      const draft = evaluateAttempt({
        step,
        deliveryId: row.id,
        endpointId: row.endpointId,
        endpointName: row.endpointName,
        url: row.url,
        eventType: row.eventType,
        attemptCount: row.attemptCount,
        again,
        status: row.lastStatus,
        error: row.lastError,
      })
      if (draft) await raise(draft, row.updatedAt)
      const { endpointId, endpointName } = row
      const failing = health && endpointId !== null ? failingAlert({ endpointId, endpointName, ...health }) : null
      if (failing) await raise(failing)
    },
    purged(rows) {
      for (const row of rows) settled.solved(row)
    },
    stop() {
      teller.stop()
      settled.stop()
    },
  }
}
