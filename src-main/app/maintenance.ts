import type { Clock, Log } from './ports.ts'
import type { StoreClient } from './store-client.ts'

/** Often enough that the WAL stays small, rarely enough that an idle machine sleeps. */
const EVERY_MS = 1000
/** So much of the WAL waits for a checkpoint while commits keep coming; when they pause, all of it is due. */
const WORTH_A_CHECKPOINT = 64 * 1024 * 1024
const MAX_WAL = 256 * 1024 * 1024
/** More Requests than this in a round: somebody is sending in earnest, and the search index steps back. */
const BUSY_FROM = 100

/**
 * What the store needs done beside the commits: checkpoints and the search index, only after something was committed. Whatever it was:
 * Deliveries fill the WAL as captures do.
 */
export function startMaintenance(store: StoreClient, clock: Clock, log: Log) {
  let dirty = true
  let captured = 0
  let busy = false
  let behind = false
  let stopped = false
  let scheduled = false
  let cancel = () => {}

  const round = async () => {
    scheduled = false
    if ((!dirty && !busy && !behind) || stopped) return
    const quiet = !dirty
    dirty = false
    const wasBusy = busy
    busy = captured > BUSY_FROM
    captured = 0
    try {
      if (busy !== wasBusy) await store.search.busy({ busy })
      const { walBytes, waitingBytes } = await store.maintenance.checkpoint({ fromBytes: quiet ? 1 : WORTH_A_CHECKPOINT })
      // A reader of long ago can hold a checkpoint back; that is no reason to try again and again.
      behind = !quiet && waitingBytes > 0
      // A passive checkpoint never gets to the end while commits keep coming, so the WAL would grow for as long as a burst lasts.
      if (walBytes > MAX_WAL) {
        // First beside the writer: senders wait for all that it checkpoints itself, and for the database to be made durable.
        await store.maintenance.checkpoint({ fromBytes: 1 })
        await store.write.restartWal(null)
        // It is a call of the writer, and would have itself followed by the next round for ever.
        dirty = false
      }
      await store.search.advance({})
    } catch (error) {
      log.warn('store.maintenance', { error: String(error) })
    }
    // Once more after a busy round, to say that it is over; and until all is checkpointed.
    if (dirty || busy || behind) schedule()
  }
  const schedule = () => {
    if (scheduled || stopped) return
    scheduled = true
    cancel = clock.timer(EVERY_MS, () => void round())
  }
  schedule()

  return {
    /** Something was committed. */
    written(): void {
      dirty = true
      schedule()
    },
    /** So many Requests were. */
    captured(rows: number): void {
      captured += rows
    },
    stop(): void {
      stopped = true
      cancel()
    },
  }
}
