import type { Clock, Log } from './ports.ts'
import type { StoreClient } from './store-client.ts'

/** Often enough that the WAL stays small, rarely enough that an idle machine sleeps. */
const EVERY_MS = 1000
const MAX_WAL = 256 * 1024 * 1024

/** What the store needs done beside the commits: checkpoints and the search index, only after something was committed. */
export function startMaintenance(store: StoreClient, clock: Clock, log: Log) {
  let dirty = true
  let stopped = false
  let scheduled = false
  let cancel = () => {}

  const round = async () => {
    scheduled = false
    if (!dirty || stopped) return
    dirty = false
    try {
      const { walBytes } = await store.maintenance.checkpoint(null)
      // A passive checkpoint never gets to the end while commits keep coming, so the WAL would grow for as long as a burst lasts.
      if (walBytes > MAX_WAL) await store.write.restartWal(null)
      await store.search.advance({})
    } catch (error) {
      log.warn('store.maintenance', { error: String(error) })
    }
    if (dirty) schedule()
  }
  const schedule = () => {
    if (scheduled || stopped) return
    scheduled = true
    cancel = clock.timer(EVERY_MS, () => void round())
  }
  schedule()

  return {
    committed(): void {
      dirty = true
      schedule()
    },
    stop(): void {
      stopped = true
      cancel()
    },
  }
}
