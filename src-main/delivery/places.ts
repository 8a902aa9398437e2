import type { Gate } from '#domain/delivery/gate.ts'
import type { Lane } from './lane.ts'
import type { Limits } from './limits.ts'

/** Leases taken at once for one Endpoint: enough to keep it busy, few enough that the others get their turn at the writer. */
const LEASE_BATCH = 256
/**
 * A lease waits for the disk, an attempt at a fast receiver does not. So we lease ahead four times what ended during the last lease (the
 * lane's pace), up to this bound, and ask for more while twice that number is left: with half as much a lease that took longer than the
 * last one left places empty, at one end of an attempt in six.
 */
const LEASE_AHEAD = 512
/** Of an ordered Endpoint, while all goes well. They are returned when one fails, so that the head is repeated first. */
const ORDERED_BATCH = 32
/** At most this many at a time while captures wait. */
const CROWDED_BATCH = 8

/** Attempts that may be under way at once. A probe goes alone. */
export function concurrencyOf(limits: Limits, gate: Gate): number {
  return gate.state === 'probing' ? 1 : limits.concurrency
}

/** How many Deliveries to lease now; below 1 = none. @param now monotonic, ms */
export function roomIn(lane: Lane, limits: Limits, gate: Gate, crowded: boolean, now: number): number {
  const allowed = Math.min(lane.rate.available(limits.perSecond, now), lane.ramp.available(limits.concurrency, now))
  return Math.min(placesIn(lane, limits, gate), allowed, crowded ? CROWDED_BATCH : LEASE_BATCH)
}

/** Enough for a round is ready: leasing one for each attempt that ends would cost a commit each. */
export function isStocked(lane: Lane, limits: Limits): boolean {
  return lane.ready.length >= Math.max(limits.concurrency, Math.min(2 * lane.pace, LEASE_AHEAD / 2))
}

function placesIn(lane: Lane, limits: Limits, gate: Gate): number {
  const busy = lane.inFlight + lane.ready.length
  if (gate.state === 'probing') return 1 - busy
  // Leasing while the head is under way could take those behind it, and it may yet fail.
  if (limits.ordered) return busy > 0 ? 0 : lane.health.failures > 0 ? 1 : ORDERED_BATCH
  if (isStocked(lane, limits)) return 0
  // A rate limit counts leases, so with one (or on a ramp) nothing is leased ahead of its time.
  const ahead = limits.perSecond === null && lane.ramp.until === null ? Math.min(LEASE_AHEAD, 4 * lane.pace) : 0
  return limits.concurrency + ahead - busy
}
