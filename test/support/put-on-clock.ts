import type { Clock } from '#app/ports.ts'
import { systemClock } from '#node/clock.ts'

/** The machine's clock that a test puts on by `ms`; what runs once a minute runs when it calls `minute`. */
export function putOnClock(): { readonly clock: Clock; putOn(ms: number): void; minute(): void } {
  let skew = 0
  let round = () => {}
  return {
    clock: {
      ...systemClock,
      now: () => systemClock.now() + skew,
      timer: (ms, run) => {
        if (ms !== 60_000) return systemClock.timer(ms, run)
        round = run
        return () => {}
      },
    },
    putOn(ms) {
      skew += ms
    },
    minute: () => round(),
  }
}
