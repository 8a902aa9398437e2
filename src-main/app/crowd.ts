/** Captures that wait for the writer at the same time: as many as a burst makes, and a few deliveries do not. */
const CROWD = 24
/** How long a crowd is remembered, ms. Each commit lets the whole crowd go at once, and the next one is there a moment later. */
const REMEMBERED = 50

/**
 * Whether many senders wait for the disk. What is to be sent is safe there already and can wait; a sender cannot.
 * @param load calls that the writer has yet to answer
 */
export function watchCrowd(load: () => number, monotonic: () => number) {
  let until = Number.NEGATIVE_INFINITY
  return {
    /** A capture joins those that wait. */
    joined(): void {
      if (load() > CROWD) until = monotonic() + REMEMBERED
    },
    crowded: (): boolean => monotonic() < until,
  }
}
