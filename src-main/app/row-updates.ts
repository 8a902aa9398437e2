import { formatId } from '#domain/ids.ts'
import type { EventHub } from './event-hub.ts'
import type { Clock, Log } from './ports.ts'
import type { StoreClient } from './store-client.ts'

const EVERY_MS = 50
/** How long an index that refuses is left alone. */
const RETRY_MS = 5000

/**
 * Tells that Requests have changed (a Delivery of theirs has), as they are when it is told: their rows are read afresh, so ten changes in
 * a moment are one row. A row is told as changed only after it was told as added: the writer announces added rows with a delay of its own.
 * @param newest public id of the newest Request at start, which every list has from the beginning; '' when there is none
 */
export function createRowUpdates(
  { store, hub, clock, log }: { store: Pick<StoreClient, 'read' | 'search'>; hub: EventHub; clock: Clock; log: Log },
  newest: string,
) {
  let touched = new Set<number>()
  const stale = new Set<number>()
  let announced = newest
  let scheduled = false

  const flush = async () => {
    scheduled = false
    const ids = [...touched].filter(id => formatId('req', id) <= announced)
    touched = new Set([...touched].filter(id => formatId('req', id) > announced))
    if (touched.size > 0) schedule()
    if (ids.length === 0) return
    try {
      const rows = await store.read.requestRows({ ids })
      if (rows.length > 0) hub.publish('request.changed', { rows })
      await reindex(ids.filter(id => stale.delete(id)))
    } catch (error) {
      log.warn('rows.not_told', { error: String(error) })
    }
  }
  /** Changes that the index could not take are offered again: otherwise a filter would miss these rows forever. */
  const reindex = async (ids: readonly number[]): Promise<void> => {
    if (ids.length === 0) return
    try {
      await store.search.refresh({ ids })
    } catch (error) {
      log.warn('search.behind', { error: String(error) })
      clock.timer(RETRY_MS, () => {
        for (const id of ids) {
          touched.add(id)
          stale.add(id)
        }
        schedule()
      })
    }
  }
  const schedule = () => {
    if (scheduled) return
    scheduled = true
    clock.timer(EVERY_MS, () => void flush())
  }

  return {
    /** @param searchable something changed that filters look at (`is:dead`), so that the index must see it too */
    touch(requestId: number, searchable: boolean): void {
      touched.add(requestId)
      if (searchable) stale.add(requestId)
      schedule()
    },
    /** Every row up to this public id has been told as added. */
    announced(upTo: string): void {
      if (upTo > announced) announced = upTo
    },
  }
}
