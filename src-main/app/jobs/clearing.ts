import { AppError } from '#contract/errors.ts'
import { formatId } from '#domain/ids.ts'
import type { Hidden } from '#store/writer/workbench.ts'
import type { EventHub } from '../event-hub.ts'
import { idNumber } from '../ids.ts'
import type { Clock, Log } from '../ports.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { countRequests, overRequests, selected } from './kinds.ts'
import type { JobKind } from './runner.ts'

/** A Clear can be undone for so long, ms; then what it hid is deleted for good. */
export const UNDO_MS = 600_000

interface Deps {
  readonly store: Pick<StoreClient, 'read' | 'write' | 'search'>
  readonly hub: Pick<EventHub, 'publish'>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

/**
 * *Clear*: hides at once and deletes later, so that it can be undone. A sweep by filter keeps what was pinned, noted or given a colour;
 * what is named by id goes in any case.
 */
export function clearing({ store, hub, clock, log }: Deps, list: Pick<Services, 'requests.list' | 'requests.count'>) {
  let last = 0
  /** Stamps of Clears that were undone: a step under way must not go on hiding while they are being undone. */
  const undone = new Set<number>()
  const kind: JobKind = {
    accept: async input => {
      // One stamp for each Clear, even for two within a millisecond: Undo finds by it what it brings back.
      last = Math.max(clock.now(), last + 1)
      return { ...selected(input), options: { stamp: last } }
    },
    count: countRequests(list),
    step: overRequests(list, async (ids, { ids: named, options }) => {
      const stamp = stampOf(options)
      if (undone.has(stamp)) return { done: 0, failed: 0 }
      const hidden = await store.write.hideRequests({ ids: ids.map(id => idNumber('req', id)), stamp, all: named !== null })
      hub.publish('request.removed', { ids: hidden.map(id => formatId('req', id)) })
      return { done: hidden.length, failed: 0 }
    }),
  }

  return {
    kind,
    services: {
      'requests.restore': async ({ jobId }) => {
        const job = await store.read.findJob({ id: idNumber('job', jobId) })
        if (job?.kind !== 'requests.clear') throw new AppError('not_found', 'There is no such Clear to undo; it may be too long ago.')
        const stamp = stampOf((JSON.parse(job.input_json) as { options: Record<string, unknown> }).options)
        undone.add(stamp)
        await store.write.cancelJob({ id: job.id, now: clock.now() })
        let restored = 0
        for (let ids = await store.write.restoreHidden({ stamp }); ids.length > 0; ids = await store.write.restoreHidden({ stamp })) {
          restored += ids.length
        }
        // Where they stand in a list is for the list to find out.
        if (restored > 0) hub.publish('request.added', { rows: [], more: restored })
        return { restored }
      },
    } satisfies Partial<Services>,
    /** Deletes what was hidden longer ago than it can be undone. */
    async purge(): Promise<void> {
      const until = clock.now() - UNDO_MS
      let from: Hidden | null = null
      do {
        const slice: { deleted: readonly number[]; next: Hidden | null } = await store.write.purgeHidden({ until, from })
        from = slice.next
        if (slice.deleted.length === 0) continue
        await store.search.remove({ ids: slice.deleted }).catch(error => log.warn('search.behind', { error: String(error) }))
      } while (from !== null)
    },
  }
}

const stampOf = (options: Readonly<Record<string, unknown>>): number => Number(options['stamp'])
