/**
 * A bucket that fills at `perSecond`. It holds a tenth of a second's worth (one at least), not a whole second's: a receiver that asked
 * for 100 a second does not mean a hundred at once.
 */
export class RateLimit {
  #tokens = 1
  #at: number | null = null

  /** Whole sends allowed at this moment. @param now monotonic, ms @param perSecond null = no limit */
  available(perSecond: number | null, now: number): number {
    if (perSecond === null) return Number.POSITIVE_INFINITY
    const size = Math.max(1, perSecond / 10)
    // A new or just configured bucket is full: the first send waits for nobody.
    this.#tokens = this.#at === null ? size : Math.min(size, this.#tokens + ((now - this.#at) * perSecond) / 1000)
    this.#at = now
    // 1e-9: tokens are summed from fractions, and 0.9999999999 is one.
    return Math.floor(this.#tokens + 1e-9)
  }

  take(count: number): void {
    this.#tokens -= count
  }

  /** ms until one more is allowed, as of the last `available`. */
  wait(perSecond: number): number {
    return Math.max(0, Math.ceil(((1 - this.#tokens) * 1000) / perSecond - 1e-6))
  }
}
