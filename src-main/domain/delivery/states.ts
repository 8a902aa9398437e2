import type { DeliveryState } from '../request.ts'

/** What can happen to a Delivery. */
export type DeliveryEvent = 'lease' | 'succeed' | 'reschedule' | 'exhaust' | 'release' | 'cancel' | 'retry'

/**
 * The whole life of a Delivery as data: what is not in the table cannot happen.
 * `release` gives a lease back unused (a stop, a crash): the Delivery is due at once. `retry` is a person's.
 */
export const transitions: Readonly<Record<DeliveryState, Readonly<Partial<Record<DeliveryEvent, DeliveryState>>>>> = {
  pending: { lease: 'delivering', cancel: 'cancelled', retry: 'pending' },
  delivering: { succeed: 'delivered', reschedule: 'pending', exhaust: 'failed', release: 'pending', cancel: 'cancelled' },
  delivered: {},
  failed: { retry: 'pending' },
  cancelled: { retry: 'pending' },
}

/** The state after an event, or null when the event cannot happen in that state. */
export function move(state: DeliveryState, event: DeliveryEvent): DeliveryState | null {
  return transitions[state][event] ?? null
}
