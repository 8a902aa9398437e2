import type { Clock } from '#app/ports.ts'

/** Longest wait that setTimeout takes; a longer one would fire at once. */
const LONGEST = 2 ** 31 - 1

/** The machine's clock. Timers beyond 24.8 days fire early, at that limit: who waits that long looks at the time again anyway. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  timer(ms, run) {
    const timer = setTimeout(run, Math.min(Math.max(0, ms), LONGEST))
    timer.unref()
    return () => clearTimeout(timer)
  },
}
