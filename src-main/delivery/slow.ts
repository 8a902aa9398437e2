import type { Clock } from './types.ts'

/** An attempt under way for longer than this is worth telling, ms: most end before anybody could read that they began. */
const SLOW_MS = 500

/**
 * Tells once of each attempt that takes a while, by one timer for all: a timer or an event of its own for each would cost every Delivery.
 * @param tell given those that have begun to be slow; `isUnderWay` answers at any later time
 */
export function watchSlow(clock: Pick<Clock, 'monotonic' | 'timer'>, tell: (ids: readonly number[]) => void) {
  /** When each began, the first to begin first. */
  const quick = new Map<number, number>()
  const slow = new Set<number>()
  let callOff: (() => void) | null = null

  const arm = (): void => {
    if (quick.size > 0) callOff ??= clock.timer(SLOW_MS, look)
  }
  const look = (): void => {
    callOff = null
    const since = clock.monotonic() - SLOW_MS
    const found: number[] = []
    for (const [id, began] of quick) {
      if (began > since) break
      quick.delete(id)
      slow.add(id)
      found.push(id)
    }
    if (found.length > 0) tell(found)
    arm()
  }

  return {
    began(id: number): void {
      quick.set(id, clock.monotonic())
      arm()
    },
    ended(id: number): void {
      if (!quick.delete(id)) slow.delete(id)
    },
    isSlow: (id: number): boolean => slow.has(id),
    stop(): void {
      callOff?.()
      quick.clear()
    },
  }
}
