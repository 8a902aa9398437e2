import type { AlertMute } from '#contract/alerts.ts'
import { AppError } from '#contract/errors.ts'
import { formatId } from '#domain/ids.ts'
import type { AlertRow } from '#store/alert-row.ts'
import type { Mutes } from '../alerts/mutes.ts'
import type { EventHub } from '../event-hub.ts'
import { idNumber, notFound } from '../ids.ts'
import type { Clock } from '../ports.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { nextOf, PAGE, readCursor } from './cursor.ts'

/** How long the button *Mute* keeps quiet. */
const MUTE_MS = 3_600_000

interface Deps {
  readonly store: Pick<StoreClient, 'read' | 'write'>
  readonly hub: Pick<EventHub, 'publish'>
  readonly clock: Pick<Clock, 'now'>
  readonly mutes: Mutes
  readonly retry: (deliveryId: string) => Promise<unknown>
  readonly startJob: Services['jobs.start']
}

/** `alerts.*` but its channels. */
export function alertServices({ store, hub, clock, mutes, retry, startJob }: Deps) {
  const acknowledge = async (ids: number[] | null) => {
    const changed = await store.write.acknowledgeAlerts({ ids, now: clock.now() })
    for (const alert of changed) hub.publish('alert.changed', { alert })
  }

  /** What an alert's button does. @returns the job that it began */
  const act = async (alert: AlertRow, action: 'retry' | 'retry-all' | 'mute'): Promise<{ jobId?: string }> => {
    if (!alert.actions.includes(action)) {
      throw new AppError('conflict', `"${action}" is not an action of this alert; alerts.list names its actions.`)
    }
    const { target, subject } = alert
    if (action === 'mute') {
      await mutes.mute(subject ? { kind: null, target: subject } : { kind: alert.kind, target: null }, MUTE_MS)
      return {}
    }
    if (action === 'retry') {
      await retry(target.id ?? '')
      return {}
    }
    return startJob({ kind: 'deliveries.retry', options: { endpointId: subject?.id ?? '', failedSince: alert.firstAt, inOrder: true } })
  }

  return {
    'alerts.list': async input => {
      const { rows, next } = await store.read.listAlerts({
        unacknowledged: input.unacknowledged ?? false,
        kind: input.kind ?? null,
        before: readCursor('alr', input.before),
        limit: input.limit ?? PAGE,
      })
      return { rows, ...nextOf('alr', next) }
    },
    'alerts.acknowledge': async ({ ids }) => {
      await acknowledge(ids === undefined ? null : ids.map(id => idNumber('alr', id)))
      return { ok: true as const }
    },
    'alerts.act': async ({ id, action }) => {
      const number = idNumber('alr', id)
      const alert = await store.read.getAlert({ id: number })
      if (!alert) throw notFound('alr', id)
      const begun = await act(alert, action)
      await acknowledge([number])
      return { ok: true as const, ...begun }
    },
    'alerts.mute': async ({ kind, target, forMs }) => {
      if (kind === undefined && target === undefined) throw new AppError('invalid_input', 'Say what to mute: a kind, a target, or both.')
      return { rows: shown(await mutes.mute({ kind: kind ?? null, target: target ? { ...target, id: known(target) } : null }, forMs)) }
    },
    'alerts.mutes': async () => ({ rows: shown(mutes.active()) }),
  } satisfies Partial<Services>
}

/** The id in the form in which alerts carry it. @throws AppError `not_found` for one that cannot be an id */
function known({ type, id }: { type: 'endpoint' | 'source'; id: string }): string {
  const prefix = type === 'endpoint' ? 'ep' : 'src'
  return formatId(prefix, idNumber(prefix, id))
}

const shown = (mutes: ReturnType<Mutes['active']>): AlertMute[] => mutes.map(mute => ({ ...mute }))
