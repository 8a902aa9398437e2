import type { SourceConfig } from '#domain/config.ts'
import type { Decided } from './decide.ts'

/** A Request that is stored and waits for what its app says; its bytes are on disk. */
export interface Waiting extends Decided {
  readonly source: SourceConfig
  readonly endpointId: number
  readonly messageId: number
  readonly deliveryId: number
}

/** As many as one transaction has calls. */
const MOST_UNDONE = 512

/**
 * The Requests under way to an app. They have claimed nothing yet (that is the app's answer to decide), so this is where an equal one
 * that comes meanwhile finds them. In memory alone: when the process ends nobody waits any more, and the provider sends again.
 */
export function createPassThroughs() {
  const waiting = new Map<number, Waiting>()
  const holders = new Map<string, number>()
  const deliveries = new Set<number>()
  /** Of the transaction under way: a rollback takes them back. */
  let fresh: Waiting[] = []
  let taken: Waiting[] = []
  /** Taken by a transaction that was rolled back and may be re-run call by call. Not visible to look-ups; the oldest is evicted. */
  const undone = new Map<number, Waiting>()

  const forget = (entry: Waiting) => {
    waiting.delete(entry.id)
    deliveries.delete(entry.deliveryId)
    for (const key of entry.repeat.freshKeys) {
      const name = nameOf(entry.source.id, key)
      if (holders.get(name) === entry.id) holders.delete(name)
    }
  }
  return {
    add(entry: Waiting): void {
      waiting.set(entry.id, entry)
      deliveries.add(entry.deliveryId)
      for (const key of entry.repeat.freshKeys) holders.set(nameOf(entry.source.id, key), entry.id)
      fresh.push(entry)
    },
    /** Who waits with this key; null when nobody does. */
    holder: (sourceId: number, key: string): number | null => (holders.size === 0 ? null : (holders.get(nameOf(sourceId, key)) ?? null)),
    has: (id: number): boolean => waiting.has(id),
    /** Whether an app is being asked under this Delivery's id. */
    asks: (deliveryId: number): boolean => deliveries.has(deliveryId),
    /** Ends the wait. */
    take(id: number): Waiting | null {
      const entry = waiting.get(id) ?? undone.get(id) ?? null
      if (!entry) return null
      forget(entry)
      undone.delete(id)
      taken.push(entry)
      return entry
    },
    settled(committed: boolean): void {
      if (!committed) {
        for (const entry of fresh) forget(entry)
        for (const entry of taken) undone.set(entry.id, entry)
        for (const id of [...undone.keys()].slice(0, -MOST_UNDONE)) undone.delete(id)
      }
      if (fresh.length > 0) fresh = []
      if (taken.length > 0) taken = []
    },
  }
}
export type PassThroughs = ReturnType<typeof createPassThroughs>

const nameOf = (sourceId: number, key: string): string => `${sourceId} ${key}`
