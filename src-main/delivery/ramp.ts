import type { Clock } from './types.ts'

/** For so long a backlog that lay still is let go little by little. */
export const RAMP_MS = 30_000

/**
 * Spreads what has piled up while nothing was sent (a pause, an open circuit, a machine asleep): one round of the Endpoint's places at
 * once, then ever more. `places * (1 + t/2)^2` sends are allowed in the first t seconds, so 8 places are 8 sends at the start, 72 after
 * 4 s, 2,000 after 30 s; then there is no limit but the Endpoint's own.
 */
export class Ramp {
  #from: number | null = null
  #sent = 0
  /** Wall clock at its end, ms since epoch; for those who look on. */
  until: number | null = null

  begin(clock: Clock): void {
    this.#from = clock.monotonic()
    this.#sent = 0
    this.until = clock.now() + RAMP_MS
  }

  end(): void {
    this.#from = null
    this.until = null
  }

  /** Whole sends allowed now. @param now monotonic, ms */
  available(places: number, now: number): number {
    if (this.#from === null) return Number.POSITIVE_INFINITY
    const elapsed = now - this.#from
    if (elapsed >= RAMP_MS) {
      this.end()
      return Number.POSITIVE_INFINITY
    }
    return Math.max(0, Math.floor(places * (1 + elapsed / 2000) ** 2 + 1e-9) - this.#sent)
  }

  take(count: number): void {
    this.#sent += count
  }

  /** ms until one more is allowed, as of `now`. */
  wait(places: number, now: number): number {
    if (this.#from === null) return 0
    const at = 2000 * (Math.sqrt((this.#sent + 1) / places) - 1)
    return Math.max(0, Math.ceil(Math.min(at, RAMP_MS) - (now - this.#from)))
  }
}
