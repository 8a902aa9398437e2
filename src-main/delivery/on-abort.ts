interface Waiter {
  tell(): void
  /** Its place in the list. */
  at: number
}

const waitingFor = new WeakMap<AbortSignal, Waiter[]>()

/**
 * Calls back when a signal aborts, with one listener per signal for all waiters, since adding and removing one costs as much as a header.
 * They are kept in a list and not in a Set. A Set moves to a new table every so often and the old table refers to it; through such a chain
 * everything that was ever in it outlives the young generation: at thousands of attempts a second, most of the collector's work.
 * @returns a function that stops waiting for it
 */
export function onAbort(signal: AbortSignal, tell: () => void): () => void {
  const waiting = waitingFor.get(signal) ?? listenTo(signal)
  const waiter: Waiter = { tell, at: waiting.length }
  waiting.push(waiter)
  return () => leave(waiting, waiter)
}

function listenTo(signal: AbortSignal): Waiter[] {
  const waiting: Waiter[] = []
  waitingFor.set(signal, waiting)
  // Whoever is called back leaves the list.
  signal.addEventListener('abort', () => {
    for (const { tell } of [...waiting]) tell()
  })
  return waiting
}

/** The last entry moves into the free place. */
function leave(waiting: Waiter[], waiter: Waiter): void {
  if (waiting[waiter.at] !== waiter) return
  const last = waiting.pop()
  if (!last || last === waiter) return
  waiting[waiter.at] = last
  last.at = waiter.at
}
