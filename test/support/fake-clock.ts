/**
 * A clock that stands still until it is told to go: both of its times, and the timers that hang on them. It implements the app's
 * `Clock` port; whatever runs on it can be taken through three days in a moment, to the exact millisecond.
 */
export class FakeClock {
  #wall: number
  #monotonic = 0
  #next = 1
  readonly #timers = new Map<number, { at: number; run: () => void }>()

  /** @param wall starting wall clock, ms since epoch */
  constructor(wall = Date.UTC(2026, 0, 15, 12)) {
    this.#wall = wall
  }

  readonly now = (): number => this.#wall
  readonly monotonic = (): number => this.#monotonic

  readonly timer = (ms: number, run: () => void): (() => void) => {
    const id = this.#next++
    this.#timers.set(id, { at: this.#monotonic + Math.max(0, ms), run })
    return () => void this.#timers.delete(id)
  }

  /** Goes on by `ms` and runs what falls due on the way, each at its own time, in order. */
  advance(ms: number): void {
    const end = this.#monotonic + ms
    for (;;) {
      const due = this.#earliest()
      if (!due || due.at > end) break
      this.#timers.delete(due.id)
      this.#goTo(Math.max(due.at, this.#monotonic))
      due.run()
    }
    this.#goTo(end)
  }

  /** ms until the next timer fires; null when none is set. */
  untilNextTimer(): number | null {
    const due = this.#earliest()
    return due ? Math.max(0, due.at - this.#monotonic) : null
  }

  /** Sets the wall clock alone, as a person or NTP does. */
  setWall(wall: number): void {
    this.#wall = wall
  }

  /** The machine sleeps: the wall clock goes on, the monotonic one and the timers do not. */
  sleep(ms: number): void {
    this.#wall += ms
  }

  /** The machine sleeps where the monotonic clock goes on as well (macOS, Windows): no timer fires meanwhile. */
  sleepBoth(ms: number): void {
    this.#wall += ms
    this.#monotonic += ms
  }

  #earliest(): { id: number; at: number; run: () => void } | null {
    let best: { id: number; at: number; run: () => void } | null = null
    for (const [id, timer] of this.#timers) if (!best || timer.at < best.at) best = { id, ...timer }
    return best
  }

  #goTo(monotonic: number): void {
    this.#wall += monotonic - this.#monotonic
    this.#monotonic = monotonic
  }
}
