import type { Clock } from './types.ts'

/** A wall clock that differs from the monotonic one by more than this was set, or the machine slept. */
const JUMP_MS = 60_000

/** Compares the wall clock with the monotonic one since the last look. */
export function watchWall(clock: Pick<Clock, 'now' | 'monotonic'>) {
  let lastWall = clock.now()
  let lastMonotonic = clock.monotonic()
  return {
    /** `forward` after a sleep or when the clock was put on, `back` when it was set back; null when all is as it should be. */
    jump(): 'forward' | 'back' | null {
      const wall = clock.now()
      const monotonic = clock.monotonic()
      const by = wall - lastWall - (monotonic - lastMonotonic)
      lastWall = wall
      lastMonotonic = monotonic
      return by < -JUMP_MS ? 'back' : by > JUMP_MS ? 'forward' : null
    },
  }
}
