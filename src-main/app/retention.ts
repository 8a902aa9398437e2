import type { Settings } from '#contract/app.ts'
import { formatId } from '#domain/ids.ts'
import type { EventHub } from './event-hub.ts'
import type { Clock, Log } from './ports.ts'
import type { StoreClient } from './store-client.ts'

const EVERY_MS = 60_000
const DAY_MS = 86_400_000
/** An upload is handed over for a call that follows it; one that nobody has used for this long was forgotten. */
const UPLOAD_LIFE_MS = 3_600_000
/**
 * Looks at some ten thousand claims a round: more than a busy receiver makes in a minute, or claims would pile up faster than they are
 * swept.
 */
const CLAIM_SLICES = 20

interface Deps {
  readonly store: StoreClient
  readonly hub: EventHub
  readonly settings: () => Settings
  /** Deletes what was cleared and can be brought back no more. */
  readonly purgeCleared: () => Promise<void>
  readonly clock: Clock
  readonly log: Log
}

/** Once a minute the store is brought back within the limits of the settings, slice by slice, so that captures go in between. */
export function startRetention({ store, hub, settings, purgeCleared, clock, log }: Deps) {
  let stopped = false
  let cancel = () => {}

  const round = async () => {
    try {
      const { maxBytes, inboxMaxBytes, inboxMaxDays } = settings()
      let gone = 0
      for (let from: number | null = 0; from !== null && !stopped; ) {
        const slice: { deleted: readonly number[]; next: number | null } = await store.write.retain({
          now: clock.now(),
          maxBytes,
          inboxMaxBytes,
          inboxMaxAgeMs: inboxMaxDays * DAY_MS,
          from,
        })
        from = slice.next
        gone += slice.deleted.length
        if (slice.deleted.length === 0) continue
        // They are deleted even if the index cannot follow now: it may be behind, but is never wrong.
        await store.search.remove({ ids: slice.deleted }).catch(error => log.warn('search.behind', { error: String(error) }))
        hub.publish('request.removed', { ids: slice.deleted.map(id => formatId('req', id)) })
      }
      await purgeCleared()
      await store.write.dropStaleUploads({ before: clock.now() - UPLOAD_LIFE_MS })
      for (let i = 0; i < CLAIM_SLICES && !stopped; i++) await store.write.sweepClaims({ now: clock.now() })
      if (gone > 0) log.info('retention.deleted', { requests: gone })
    } catch (error) {
      log.warn('retention.failed', { error: String(error) })
    }
    if (!stopped) cancel = clock.timer(EVERY_MS, () => void round())
  }
  cancel = clock.timer(EVERY_MS, () => void round())

  return {
    stop: () => {
      stopped = true
      cancel()
    },
  }
}
