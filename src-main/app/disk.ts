import { statfs } from 'node:fs/promises'
import type { Clock, Log } from './ports.ts'

const MiB = 1024 ** 2
/** Below this nothing is taken in any more: SQLite needs room to finish and to shrink. */
const STOP_BELOW = 256 * MiB
/** Below this somebody should know. */
const WARN_BELOW = 1024 * MiB
const EVERY_MS = 5000

export type DiskState = 'fine' | 'low' | 'full'

/** Watches the free space of the data folder's disk. `onChange` hears each change of state. */
export function watchDisk(dataDir: string, clock: Clock, log: Log, onChange: (state: DiskState, freeBytes: number) => void) {
  let state: DiskState = 'fine'
  let cancel = () => {}
  let stopped = false

  const look = async () => {
    try {
      const { bavail, bsize } = await statfs(dataDir)
      const free = bavail * bsize
      const now: DiskState = free < STOP_BELOW ? 'full' : free < WARN_BELOW ? 'low' : 'fine'
      if (now !== state) {
        state = now
        onChange(now, free)
      }
    } catch (error) {
      log.warn('disk.unknown', { error: String(error) })
    }
    if (!stopped) cancel = clock.timer(EVERY_MS, () => void look())
  }

  return {
    start: look,
    full: () => state === 'full',
    stop: () => {
      stopped = true
      cancel()
    },
  }
}
