import { z } from 'zod'
import { deliverySelection } from '#contract/deliveries.ts'
import { AppError } from '#contract/errors.ts'
import { id, time } from '#contract/method.ts'
import type { DeliveryRow } from '#domain/delivery/row.ts'
import { parseId } from '#domain/ids.ts'
import type { DeliverySelection } from '#store/delivery-selection.ts'
import type { ConfigCache } from '../config/cache.ts'
import { idNumber } from '../ids.ts'
import type { Clock } from '../ports.ts'
import type { StoreClient } from '../store-client.ts'
import type { JobInput, JobKind } from './runner.ts'

/** Deliveries of one step: one commit. */
const STEP = 200

/** Deliveries by what they have in common; `failedSince`: whose last change is no older. Always in the order in which they were made. */
const options = z.strictObject({
  ...deliverySelection,
  endpointId: id.optional(),
  failedSince: time.optional(),
  inOrder: z.boolean().optional(),
})

export interface DeliveryKindsDeps {
  readonly store: Pick<StoreClient, 'read' | 'write'>
  readonly config: Pick<ConfigCache, 'endpoint'>
  readonly clock: Pick<Clock, 'now'>
  readonly wake: (endpointIds: readonly number[]) => void
  readonly changed: (rows: readonly DeliveryRow[]) => void
  /** Told of dead letters and cancelled ones that are no more. */
  readonly purged: (rows: readonly DeliveryRow[]) => void
}

/** Work over many Deliveries: `deliveries.retry` and `deliveries.purge`, by ids or by selection; with neither, all dead letters. */
export function deliveryKinds({ store, config, clock, wake, changed, purged }: DeliveryKindsDeps) {
  /** An Endpoint that is gone has nowhere to send to. */
  const sendable = (row: DeliveryRow) => row.endpointId === null || config.endpoint(parseId('ep', row.endpointId) ?? 0) !== null

  const over = (work: (ids: number[]) => Promise<number>): JobKind => ({
    accept: async input => {
      if (input.filter !== null) throw new AppError('invalid_input', 'This job takes ids, or options that select deliveries; not a filter.')
      selectionOf(input)
      return input
    },
    count: async input => (input.ids ? input.ids.length : store.read.countDeliveries({ selection: selectionOf(input) })),
    step: async (input, cursor) => {
      const from = typeof cursor === 'number' ? cursor : 0
      if (input.ids) {
        const ids = input.ids.slice(from, from + STEP).map(text => idNumber('dlv', text))
        const done = await work(ids)
        return { cursor: from + STEP, done, failed: ids.length - done, finished: from + STEP >= input.ids.length }
      }
      const ids = await store.read.selectDeliveries({ selection: selectionOf(input), after: from, limit: STEP })
      const done = ids.length > 0 ? await work(ids) : 0
      return { cursor: ids.at(-1) ?? from, done, failed: ids.length - done, finished: ids.length < STEP }
    },
  })

  return {
    'deliveries.retry': over(async ids => {
      const rows = (await store.read.getDeliveries({ ids })).filter(sendable)
      const retried = await store.write.retryDeliveries({ ids: rows.map(row => parseId('dlv', row.id) ?? 0), now: clock.now() })
      wake([...new Set(retried.map(row => (row.endpointId === null ? 0 : (parseId('ep', row.endpointId) ?? 0))))])
      changed(retried)
      return retried.length
    }),
    'deliveries.purge': over(async ids => {
      const rows = await store.read.getDeliveries({ ids })
      const count = await store.write.purgeDeliveries({ ids })
      // What is under way or has arrived stays, and may have changed since it was read: those that are still there were not removed.
      const kept = new Set((await store.read.getDeliveries({ ids })).map(row => row.id))
      purged(rows.filter(row => !kept.has(row.id)))
      return count
    }),
  }
}

/** @throws AppError `invalid_input` */
function selectionOf(input: JobInput): DeliverySelection {
  const parsed = options.safeParse(input.options)
  if (!parsed.success) {
    throw new AppError('invalid_input', 'This job takes the options state, endpointId, reason, since, until and failedSince.', {
      issues: parsed.error.issues,
    })
  }
  const { state, endpointId, reason, since, until, failedSince } = parsed.data
  return {
    state: state ?? 'failed',
    endpointId: endpointId === undefined ? null : idNumber('ep', endpointId),
    reason: reason ?? null,
    since: since ?? null,
    until: until ?? null,
    ...(failedSince === undefined ? {} : { changedSince: failedSince }),
  }
}
